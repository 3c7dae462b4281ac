"""The text of a Word file; imported when one is read, as its library takes longer than the review of a text."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.cli.unreadable import Unread, UnreadableError

LARGEST_UNPACKED = 100_000_000
"""Bytes of a Word file unpacked: what grows beyond is packed to stop its reader."""
BULLET = "- "


def text_in(content: bytes) -> str:
    """Return the paragraphs in their order, items of lists with a dash, cells of a table line by line."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            if "word/document.xml" not in parts.namelist():
                raise UnreadableError(Unread.NOT_TEXT)
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise UnreadableError(Unread.TOO_LARGE)
        return "\n".join(_lines(Document(BytesIO(content)).iter_inner_content()))
    except (PackageNotFoundError, SyntaxError, BadZipFile, zlib.error, KeyError, ValueError) as error:
        # The parser's errors are SyntaxErrors; a part that is missing or of another kind is a KeyError or ValueError.
        raise UnreadableError(Unread.DAMAGED) from error


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            # A merged cell is handed out once for each place that it covers.
            cells = {cell._tc: cell for row in block.rows for cell in row.cells}  # noqa: SLF001 – its only identity
            for cell in cells.values():
                yield from _lines(cell.iter_inner_content())
        elif block.text.strip():
            yield f"{BULLET if _is_item(block) else ''}{block.text.strip()}"
        else:
            yield ""


def _is_item(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is an item of a list, by its own numbering or by its style's name."""
    properties = paragraph._p.pPr  # noqa: SLF001 – the library names no other way to a paragraph's numbering
    numbered = properties is not None and properties.numPr is not None
    style = paragraph.style.name if paragraph.style is not None else ""
    return numbered or (style or "").startswith("List")
