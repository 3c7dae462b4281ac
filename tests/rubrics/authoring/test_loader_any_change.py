"""Whatever is done to a definition file, loading gives a catalogue or says what is wrong; it never breaks."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wording.problems import sentence
from rubrics.authoring.loader import BUILT_IN, load_catalogue
from rubrics.authoring.starter import starter
from rubrics.catalogue.errors import CatalogueError
from tests.filling import filled

TEXTS = [
    filled(starter("data-engineer", "Data Engineer")),
    *(
        (BUILT_IN / name).read_text(encoding="utf-8")
        for name in ("roles/ai-engineer.yaml", "checklists/ml-engineer.yaml", "work-samples.yaml", "pay/us-2026.yaml")
    ),
]
SCALARS = [
    "null",
    "[]",
    "{}",
    "true",
    "0",
    "-1",
    "1e400",
    "''",
    "[a]",
    "{a: b}",
    "x" * 400,
    "mid",
    "{mid: 3}",
    "2026-02-30",
]


@st.composite
def changed(draw):
    """A definition file with one to three lines dropped, doubled, moved in or given another value."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "indent", "outdent", "value"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "indent":
                lines[at] = f"  {lines[at]}"
            case "outdent":
                lines[at] = lines[at].removeprefix("  ")
            case "value":
                lines[at] = f"{lines[at].split(': ')[0].rstrip(':')}: {draw(st.sampled_from(SCALARS))}"
    return "\n".join(lines)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed())
def test_a_changed_file_is_loaded_or_refused_with_a_place_in_that_file(text):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "changed.yaml").write_text(text, encoding="utf-8")
        problems = problems_of(Path(folder))
    assert all(sentence(each.kind, each.values) and each.line >= 1 for each in problems)
    assert not problems or any(each.file.endswith("changed.yaml") for each in problems)


def problems_of(folder: Path):
    try:
        load_catalogue(folder)
    except CatalogueError as refused:
        return refused.problems
    return ()
