"""CONTRIBUTING.md is true: the files it names exist, and what a recipe adds is named in no file beyond them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:bot|storage|rubrics|tests|docs)/[\w./<>-]+|[\w.]+\.(?:json|toml|md))`")
READ = frozenset((".py", ".yaml", ".j2", ".toml", ".json"))


@dataclass(frozen=True)
class Example:
    """Something that a recipe would add and that exists: how code names it, and which files may besides the recipe's.

    `places` are what the placeholders of the recipe's paths stand for; `besides` are files that have the word for
    another reason.
    """

    recipe: str
    names: str
    places: tuple[tuple[str, str], ...] = ()
    besides: tuple[str, ...] = ()
    most: int = 3


EXAMPLES = (
    Example(
        "A command",
        r"[\"']cancel[\"']|/loop cancel\b",
        (("room", "loop"),),
        # The button and the form of the same verb go by its name.
        ("bot/features/loop/show_loop.py", "bot/features/loop/show_plea.py", "bot/features/loop/show_reasons.py"),
    ),
    # A fix that no data of fixes.yaml could make.
    Example("A JD rule", r"self-name-conflict", (("kind", "roles"),), ("rubrics/jd/fixes/titles.py",), most=2),
    Example("A modal field", r"[\"']recommendation[\"']|\bRECOMMENDATION\b|\brecommendation: Mapped\b"),
    Example("An export", r"\bRecordFormat\.CSV\b|[\"']text/csv[\"']", most=1),
    # Read where it is needed: the field stands in the form of settings as well.
    Example("A setting", r"[\"']weekend[\"']|block weekend\b", most=2),
    Example(
        "A reminder",
        r"\bREFERRAL\b|[\"']referral[\"']|block referral\b",
        (("room", "scorecard"), ("verb", "open_scorecard")),
    ),
    # Where English is the one to fall back to, and what is spoken unless someone says otherwise.
    Example("A language", r"[\"'](?:en|de|fr|es)[\"']", (), ("bot/wording/words.py", "bot/settings.py")),
)


def recipe(title: str) -> str:
    """Return the text under a heading."""
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def files_of(title: str) -> list[str]:
    """Return the files that a recipe has one edit, with its placeholders."""
    paragraph = re.search(r"^Files.*?(?=\n\n)", recipe(title), re.DOTALL | re.MULTILINE)
    assert paragraph is not None, title
    return PATH.findall(paragraph[0].split("Generated:")[0].split("Plus")[0])


def real(path: str) -> list[Path]:
    """Return the files and folders that a path with placeholders stands for; a language may have none yet."""
    return list(ROOT.glob(re.sub(r"<\w+>", "*", path.split("<language>", maxsplit=1)[0]).rstrip("/")))


def naming(pattern: str, root: Path = ROOT) -> set[str]:
    """Return the files of the program that name something."""
    files = [file for ring in ("bot", "storage", "rubrics") for file in (root / ring).rglob("*")]
    files += [*root.glob("*.toml"), *root.glob("*.json")]
    read = [file for file in files if file.suffix in READ and "versions" not in file.parts]
    found = (file for file in read if re.search(pattern, file.read_text(encoding="utf-8")))
    return {file.relative_to(root).as_posix() for file in found}


@pytest.mark.parametrize("path", sorted(set(PATH.findall(GUIDE))))
def test_every_file_the_guide_names_exists(path: str) -> None:
    assert real(path)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.recipe)
def test_a_recipe_touches_few_files(example: Example) -> None:
    assert 0 < len(files_of(example.recipe)) <= example.most


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.recipe)
def test_what_a_recipe_adds_is_named_nowhere_else(example: Example) -> None:
    allowed = set(files_of(example.recipe))
    for place, what in example.places:
        allowed = {path.replace(f"<{place}>", what) for path in allowed}
    assert naming(example.names) - allowed - {*example.besides} == set()


@pytest.mark.parametrize("example", EXAMPLES[:-1], ids=lambda example: example.recipe)
def test_the_example_of_a_recipe_exists(example: Example) -> None:
    assert naming(example.names) - {*example.besides}


def test_a_registry_that_names_every_command_or_kind_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "bot/serving").mkdir(parents=True)
    listing = 'ALL = ("cancel", "self-name-conflict", "recommendation", "text/csv", "referral", "weekend", "de")\n'
    (tmp_path / "bot/serving/registry.py").write_text(listing, encoding="utf-8")
    assert all(naming(example.names, tmp_path) == {"bot/serving/registry.py"} for example in EXAMPLES)
