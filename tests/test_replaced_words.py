"""Words that American recruiters wouldn't write are in no sentence for people: not in words/, not in definitions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.python_prose import prose_of

ROOT = Path(__file__).parents[1]
REPLACED = {
    r"mend(?:s|ed|ing)?": "fix, as people say it of a text",
    r"cure[sd]?|curing": 'fix, or the act itself: "Add 2 more scorecards"',
    r"who(?:m|so)?ever": "they, people who, or the person's name",
    r"somebody(?:['’]s)?": "someone, or better the person it is about",
    r"nobody(?:['’]s)?": "no one, or better what is missing",
    r"anybody(?:['’]s)?": "anyone",
    r"ow(?:e|es|ed|ing)": 'due: "2 scorecards due"',
    r"stands? twice": '"appears twice"',
    r"posting dut(?:y|ies)": '"posting requirement"',
}
"""What is looked for as whole words, and what is written instead."""
ALLOWED = re.compile(
    r"""
      \bcure\s+periods?\b            # the law's own term
    | \bowing\s+to\b                 # a reason, and no debt
    """,
    re.IGNORECASE | re.VERBOSE,
)
FOUND = re.compile(rf"\b(?:{'|'.join(REPLACED)})\b", re.IGNORECASE)
CURLY = re.compile(r"(?<=\w)’|’(?=\w)")
"""An apostrophe is straight: a search for "can't" finds what people type."""
MARKS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|`[^`\n]*`|https?://\S+", re.DOTALL)
"""What is no sentence: a template's own marks, code, an address."""
QUOTED = re.compile(r"“[^”\n]*”|(?<!\w)\"[^\"\n]*\"(?!\w)")
"""What others said: such a word inside quotation marks is theirs."""
NOT_SAID = re.compile(r"\b(?:mend(?:s|ed|ing)?|cure[sd]?|curing|who(?:m|so)?ever|(?:some|no|any)body)\b", re.IGNORECASE)
"""Of the replaced words, those that no document needs: "owed" is one's own word for a scorecard among developers."""
DOCUMENTS = ("*.md", "docs/*.md", "docs/adr/*.md", "Makefile")
MEASURED = ROOT / "docs/performance.md"
"""Its tables are a benchmark's output, and name a reader who is on no loop."""
LOOKED_FOR = (
    # Words that people write in postings and scorecards: they are looked for, not said.
    ROOT / "rubrics/definitions/jd",
    ROOT / "rubrics/definitions/language",
)
RULES = ROOT / "rubrics/definitions/jd/rules.yaml"
"""Of those, the one whose sentences are said as well, under these keys."""
SAID = ("title", "why", "fix")


def words_files() -> list[Path]:
    """Every file of words, whichever room it belongs to."""
    return sorted((ROOT / "bot").glob("**/words/**/*.j2"))


def modules() -> list[Path]:
    """Every module, but migrations: they name what old rows held, in the words of then."""
    found = [file for ring in ("bot", "rubrics", "storage", "tests") for file in (ROOT / ring).rglob("*.py")]
    return sorted(file for file in found if "migrations" not in file.parts and file != Path(__file__))


def definition_files() -> list[Path]:
    """Every definition, and what a team's own begins with."""
    found = [*(ROOT / "rubrics").glob("definitions/**/*.yaml"), *(ROOT / "rubrics").glob("**/*.template")]
    return sorted(file for file in found if not any(file.is_relative_to(folder) for folder in LOOKED_FOR))


def replaced_in(text: str) -> list[tuple[int, str]]:
    """Return each replaced word or curly apostrophe of a text, with its line."""
    prose = text
    for pattern in (MARKS, QUOTED, ALLOWED):
        prose = pattern.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), prose)
    lines = list(enumerate(prose.splitlines(), start=1))
    return [(number, mark[0]) for number, line in lines for mark in (*FOUND.finditer(line), *CURLY.finditer(line))]


def _ids(files: list[Path]) -> list[object]:
    return [pytest.param(file, id=file.relative_to(ROOT).as_posix()) for file in files]


@pytest.mark.parametrize("file", _ids(words_files()))
def test_no_replaced_word_is_said(file: Path) -> None:
    assert replaced_in(file.read_text(encoding="utf-8")) == []


def documents() -> list[Path]:
    """Every document that people read, and the help of `make`."""
    return sorted(file for pattern in DOCUMENTS for file in ROOT.glob(pattern) if file != MEASURED)


@pytest.mark.parametrize("file", _ids(documents()))
def test_no_document_says_a_replaced_word(file: Path) -> None:
    prose = file.read_text(encoding="utf-8")
    for pattern in (MARKS, QUOTED, ALLOWED):
        prose = pattern.sub("", prose)
    assert NOT_SAID.findall(prose) == []


def page_files() -> list[Path]:
    """Every file of the playground's page: of its scripts all is read, the comments and what stands in strings."""
    return sorted(file for file in (ROOT / "bot/playground/slack/page").iterdir() if file.suffix != ".svg")


@pytest.mark.parametrize("file", _ids(page_files()))
def test_the_page_says_no_replaced_word(file: Path) -> None:
    said = file.read_text(encoding="utf-8")
    assert [mark[0] for pattern in (FOUND, CURLY) for mark in pattern.finditer(said)] == []


def texts_of(node: object) -> Iterator[str]:
    """Yield the texts of a definition, without its keys."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of(value)


@pytest.mark.parametrize("file", _ids(definition_files()))
def test_no_definition_says_a_replaced_word(file: Path) -> None:
    texts = texts_of(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert [(text, word) for text in texts for _, word in replaced_in(text)] == []


def sentences_of(code: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that a person may read, with their lines: all but docstrings, and single words."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if " " in text.strip() and id(node) not in docstrings:
                yield node.lineno, text


@pytest.mark.parametrize("file", _ids(sorted((ROOT / "bot").rglob("*.py"))))
def test_no_replaced_word_is_declared(file: Path) -> None:
    sentences = sentences_of(file.read_text(encoding="utf-8"))
    assert [(line, word) for line, text in sentences for _, word in replaced_in(text)] == []


def test_no_rule_of_jd_review_says_a_replaced_word() -> None:
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]
    texts = [text for rule in rules for key in SAID for text in texts_of(rule.get(key, ""))]
    assert [(text, word) for text in texts for _, word in replaced_in(text)] == []


def test_a_replaced_word_is_found_and_what_others_said_is_not() -> None:
    text = 'It’s late.\nNobody owes “whoever” a cure period; `mend` {{ fixed }} "somebody"\nRecommended, obscure'
    assert replaced_in(text) == [(1, "’"), (2, "Nobody"), (2, "owes")]


def test_no_comment_or_docstring_says_a_replaced_word() -> None:
    said = {}
    for file in modules():
        code = file.read_text(encoding="utf-8")
        if not NOT_SAID.search(code):  # reading what is prose of a module takes a hundred times as long
            continue
        prose = prose_of(code, names=False)
        for pattern in (MARKS, QUOTED, ALLOWED):
            prose = pattern.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), prose)
        for number, line in enumerate(prose.splitlines(), start=1):
            if word := NOT_SAID.search(line):
                said[f"{file.relative_to(ROOT)}:{number}"] = word[0]
    assert said == {}
