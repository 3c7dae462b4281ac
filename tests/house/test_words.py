"""Every sentence for people stands in words/: none in Python, none in two places, none in British spelling."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wording.words import FOLDERS

ROOT = Path(__file__).parents[2]
MOST_WORDS = 3
"""A label may stand in code; from four words on a text is a sentence."""
DATA = frozenset(("thousand USD a year",))
"""What teams' own files hold, so that code compares with it."""
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
FOR_PROGRAMMERS = frozenset(("ValueError", "LookupError", "TypeError", "KeyError", "RuntimeError", "AssertionError"))
DECLARING = frozenset(("Command", "Subcommand", "Line", "Shortcut", "Typer", "Option", "Argument"))
LOGGING = frozenset(("debug", "info", "warning", "error", "exception", "critical"))
HELP = frozenset(("help", "description", "epilog"))


def sources() -> list[Path]:
    """Every module that can reach a person; not the stand-in, which speaks as Slack does, migrations and the log."""
    files = [file for ring in ("bot", "storage", "rubrics") for file in (ROOT / ring).rglob("*.py")]
    exempt = (ROOT / "bot/playground/slack", ROOT / "storage/migrations/versions", ROOT / "bot/logs.py")
    return sorted(file for file in files if not any(file.is_relative_to(folder) for folder in exempt))


def text_of(node: ast.AST) -> str | None:
    """A literal's text, that of an f-string with its values left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "_" for part in node.values)
    return None


def is_exempt(node: ast.AST) -> bool:
    """Whether what stands inside is a docstring, a log event, a declaration's help, or meant for programmers."""
    match node:
        case ast.Expr(value=value):
            return text_of(value) is not None
        case ast.keyword(arg=name):
            return name in HELP
        case ast.Call(func=ast.Name(id=name)):
            return name in FOR_PROGRAMMERS | DECLARING
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)):
            return name in {"typer": DECLARING, "log": LOGGING, "re": {name}}.get(module, ())
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name == "message"  # ruff has exceptions take their text from a variable
    return False


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text inside a node that may reach a person, with its line."""
    for child in ast.iter_child_nodes(node):
        if is_exempt(child):
            continue
        text = text_of(child)
        if text is None:
            yield from literals(child)
        else:
            yield child.lineno, text  # type: ignore[attr-defined]


def is_sentence(text: str) -> bool:
    is_pattern = "(?" in text or "\\" in text or text.startswith(("PRAGMA", "SET ", "SELECT", "%Y", "<!date"))
    return len(WORD.findall(text)) > MOST_WORDS and " " in text.strip() and not is_pattern and text not in DATA


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_for_people_stands_in_code(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [(line, text) for line, text in literals(tree) if is_sentence(text)] == []


def test_a_sentence_in_code_would_be_noticed() -> None:
    code = 'def said(name):\n    """Nothing to see here at all."""\n    return f"Nobody called {name} is here today."\n'
    assert [line for line, text in literals(ast.parse(code)) if is_sentence(text)] == [3]


def test_no_two_files_of_words_have_one_name() -> None:
    names = Counter(file.name for folder in FOLDERS for file in folder.glob("*.j2"))
    assert [name for name, number in names.items() if number > 1] == []


def test_no_two_blocks_of_a_file_have_one_name() -> None:
    for folder in FOLDERS:
        for file in folder.glob("*.j2"):
            names = Counter(re.findall(r"{%-? block (\w+)", file.read_text(encoding="utf-8")))
            assert [name for name, number in names.items() if number > 1] == [], file


def put_together(code: str) -> tuple[set[str], set[str]]:
    """Return the words that code begins or ends, and puts the rest of a name to: `state_{name}`, `{kind}_fallback`."""
    return set(re.findall(r"(\w+_)(?:\{|[\"'] ~)", code)), set(re.findall(r"\}(_\w+)", code))


def is_put_together(block: str, beginnings: set[str], endings: set[str]) -> bool:
    """Whether a part of a block's name stands where the rest is put to it, before or behind."""
    bars = [place for place, letter in enumerate(block) if letter == "_"]
    return any(block[: bar + 1] in beginnings or block[bar:] in endings for bar in bars)


def test_every_block_of_words_is_used() -> None:
    python = "\n".join(file.read_text(encoding="utf-8") for file in sources())
    files = [file for folder in FOLDERS for file in folder.glob("*.j2")]
    templates = "\n".join(re.sub(r"{%-? block \w+", "", file.read_text(encoding="utf-8")) for file in files)
    code = f"{python}\n{templates}"
    beginnings, endings = put_together(code)
    names = {name.replace("-", "_") for name in re.findall(r"[\w-]+|\w+", code)} | set(re.findall(r"\w+", code))
    unused = [
        f"{file.name.split('.')[0]}.{block}"
        for file in files
        for block in re.findall(r"{%-? block (\w+)", file.read_text(encoding="utf-8"))
        # Ids of definitions are joined by hyphens.
        if block not in names and not is_put_together(block, beginnings, endings)
    ]
    assert unused == []
