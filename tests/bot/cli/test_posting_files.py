"""What the command line reads of a posting's file, and what it refuses to call a text."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.cli.posting_files import LARGEST, text_in, text_of
from bot.cli.unreadable import Unread, UnreadableError

DUTIES = ("Build agents with the OpenAI API and ship them to customers", "Write evals for them")


def word() -> bytes:
    document = Document()
    document.add_heading("Senior AI Engineer", 1)
    document.add_paragraph("What you will do")
    for duty in DUTIES:
        document.add_paragraph(duty, style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Salary", "$150,000 - $190,000 a year"
    document.add_paragraph("We hire in Denver.")
    return saved(document.save)


def saved(save) -> bytes:
    into = BytesIO()
    save(into)
    return into.getvalue()


def pdf(*pages: str, password: str = "") -> bytes:
    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    for text in pages:
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.splitlines())
        content.set_data(f"BT /F1 11 Tf 50 800 Td {lines}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return saved(writer.write)


def test_a_word_file_is_read_in_its_order_with_its_lists_and_tables() -> None:
    first, *items, last = [line for line in text_in(word()).splitlines() if line]
    assert first == "Senior AI Engineer"
    assert items == ["What you will do", *(f"- {duty}" for duty in DUTIES), "Salary", "$150,000 - $190,000 a year"]
    assert last == "We hire in Denver."


def test_a_cell_that_covers_several_is_read_once() -> None:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "Once"
    assert text_in(saved(document.save)).split() == ["Once"]


def test_a_pdf_is_read_page_by_page() -> None:
    text = text_in(pdf("Senior AI Engineer\nWhat you will do", "Salary $150,000"))
    assert text.split("\n") == ["Senior AI Engineer", "What you will do", "Salary $150,000"]


def test_a_pdf_of_pictures_is_told_from_an_empty_file() -> None:
    with pytest.raises(UnreadableError) as refused:
        text_in(pdf(""))
    assert refused.value.why is Unread.SCANNED


def test_a_pdf_that_only_forbids_copying_is_read_and_one_behind_a_password_is_not() -> None:
    with pytest.raises(UnreadableError) as refused:
        text_in(pdf("Senior AI Engineer", password="x"))
    assert refused.value.why is Unread.LOCKED


def test_a_handbook_is_no_posting() -> None:
    with pytest.raises(UnreadableError) as refused:
        text_in(pdf(*["page"] * 31))
    assert refused.value.why is Unread.TOO_LARGE


@pytest.mark.parametrize(
    ("part", "size", "why"),
    [
        ("xl/workbook.xml", 10, Unread.NOT_TEXT),
        ("word/document.xml", 10, Unread.DAMAGED),
        ("word/document.xml", 100_000_001, Unread.TOO_LARGE),
    ],
)
def test_a_packed_file_that_is_no_posting_is_not_unpacked(part: str, size: int, why: Unread) -> None:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as parts:
        parts.writestr(part, bytes(size))
    with pytest.raises(UnreadableError) as refused:
        text_in(into.getvalue())
    assert refused.value.why is why


def test_a_file_is_not_read_to_its_end_where_it_has_none(tmp_path) -> None:
    file = tmp_path / "endless.txt"
    with file.open("wb") as endless:
        endless.truncate(LARGEST + 1)
    with pytest.raises(UnreadableError) as refused:
        text_of(file)
    assert refused.value.why is Unread.TOO_LARGE


WORD, PDF = word(), pdf("Senior AI Engineer\nWhat you will do")


@given(st.sampled_from([WORD, PDF]), st.data())
def test_a_damaged_file_is_read_or_refused_with_a_reason(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(8, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    with suppress(UnreadableError):
        assert isinstance(text_in(damaged), str)
