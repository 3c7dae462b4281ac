"""One spelling in definitions, in everything the product says, in its documents and in its code: American."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.python_prose import prose_of

ROOT = Path(__file__).parents[1]
BRITISH = re.compile(
    r"""\b(?:
      \w*behaviour\w* | \w*organis(?!m)\w* | \w*judgement\w* | \w*labour\w* | \w*colour\w* | \w*favour\w*
    | \w*neighbour\w* | \w*honour\w* | \w*humour\w* | \w*flavour\w* | \w*harbour\w* | \w*endeavour\w* | rigour | vigour
    | programmes? | licences? | \w*modell(?:ed|ing|er|ers) | \w*labell(?:ed|ing|er|ers) | travell\w+ | cancell(?:ed|ing)
    | signall(?:ed|ing) | counsell\w+ | levell(?:ed|ing) | totall(?:ed|ing) | artefact\w* | whilst | amongst | towards
    | afterwards | backwards | forwards | upwards | downwards | inwards | outwards | enrols? | enrolment\w* | centres?
    | centred | metres? | litres? | theatres? | fibres? | calibre | analysed? | analysing | \w*spelt | learnt | burnt
    | grey\w* | defences? | offences? | practis\w+ | fulfils? | fulfilment | instalment\w* | skilful\w* | wilful\w*
    | sceptic\w* | ageing | acknowledgements? | mould\w* | cheques? | dialogues | maths | fortnight\w* | per\\ cent
    | (?:recogn|summar|normal|priorit|special|minim|maxim|optim|util|emphas|standard|general|categor|author|initial
        |serial|token|final|formal|capital|apolog|anonym|penal|local|global|custom|visual|automat|synchron|random
        |memor|scrutin|modern|digit|equal|item|hypothes|synthes|quant|regular|personal|rational|character|central)
      is(?:e|es|ed|ing|er|ers|able|ation|ations)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
WORD = re.compile(r"per\ cent\b|\w+", re.IGNORECASE)
MARKS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|`[^`\n]*`|https?://\S+", re.DOTALL)
"""What is no prose: a template's own marks, code in a document, an address."""
QUOTING = {
    # Words that people write in postings and scorecards, looked for in either spelling.
    Path("rubrics/definitions/jd"),
    Path("rubrics/definitions/language"),
}


def texts() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for pattern in ("docs/**/*.md", "bot/**/words/*.j2", "rubrics/definitions/**/*.yaml", "rubrics/**/*.template"):
        yield from (file for file in ROOT.glob(pattern) if not QUOTING & set(file.relative_to(ROOT).parents))


def british_words_in(text: str) -> list[tuple[int, str]]:
    """Return each with its line."""
    prose = MARKS.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), text)
    lines = enumerate(prose.splitlines(), start=1)
    return [(number, word) for number, line in lines for word in WORD.findall(line) if is_british(word)]


@cache
def is_british(word: str) -> bool:
    """Tell whether a word is spelled the British way; most words of a text stood in another one."""
    return BRITISH.fullmatch(word) is not None


@pytest.mark.parametrize("ring", ["bot", "rubrics", "storage"])
def test_no_name_comment_or_docstring_is_spelled_the_british_way(ring: str) -> None:
    british = {
        f"{file.relative_to(ROOT)}:{line}": word
        for file in sorted((ROOT / ring).rglob("*.py"))
        for line, word in british_words_in(prose_of(file.read_text(encoding="utf-8")))
    }
    assert british == {}


def test_names_comments_and_docstrings_are_prose_and_other_strings_are_not() -> None:
    code = '"""Tells colours apart."""\n\nclass HumourCheck:\n    kept_as = "behaviour"  # for labelled rows\n'
    assert british_words_in(prose_of(code)) == [(1, "colours"), (3, "Humour"), (4, "labelled")]


@pytest.mark.parametrize("file", [pytest.param(file, id=file.relative_to(ROOT).as_posix()) for file in texts()])
def test_no_word_is_spelled_the_british_way(file: Path) -> None:
    assert british_words_in(file.read_text(encoding="utf-8")) == []


def test_a_british_word_is_found_and_code_is_not() -> None:
    text = "The behaviour\nof an organisation, {{ summarise(x) }} `colour`, organisms and a promise analyses"
    assert british_words_in(text) == [(1, "behaviour"), (2, "organisation")]
