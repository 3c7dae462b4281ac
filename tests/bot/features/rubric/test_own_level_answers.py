"""A level of a team's own is looked up by its id, its name or a word for what it is like, and shown by its name."""

import re
from pathlib import Path

import pytest

from bot.errors import Refusal
from bot.features.rubric.find_rubric import find_topic
from bot.features.rubric.level_menus import levels_offered, no_rubric
from bot.features.rubric.show_answer import page_on
from bot.wording.refusals import reason_and_advice
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.lookup import Catalogue
from tests.own_levels import ANCHORS, backend_role

ROLE = "backend-specialist"
AN_ID = re.compile(r"(?<![/ ])\bic[234]\b|\bIc[234]\b")
"""But as part of a rubric's id or of a button's value."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The built-in definitions, and a role with the levels IC2, IC3, IC4 and Fellow."""
    folder: Path = tmp_path_factory.mktemp("ours")
    (folder / "backend.yaml").write_text(backend_role(), encoding="utf-8")
    return load_catalogue(folder)


def answered(catalogue: Catalogue, asked: str) -> str:
    try:
        page = page_on(catalogue, find_topic(catalogue, asked))
    except Refusal as refusal:
        return str(reason_and_advice(refusal))
    return f"{page.heading} {page.conclusion} {page.blocks} {page.links}"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (f"{ROLE} ic3", "Backend Specialist (IC3)"),
        (f"IC3 {ROLE}", "Backend Specialist (IC3)"),
        (f"{ROLE}/ic3", "Backend Specialist (IC3)"),
        (f"{ROLE} mid", "Backend Specialist (IC2)"),
        (f"{ROLE} medior", "Backend Specialist (IC2)"),
        (f"{ROLE} fellow", "Backend Specialist (Fellow)"),
        (f"{ROLE} senior", "several levels like"),
        (f"{ROLE} staff", "has no rubric for staff"),
        (f"{ROLE} IC3 outages", "Outages"),
        (f"{ROLE} questions ic3", "Backend Specialist (IC3)"),
        (f"{ROLE} anchors IC3", "Backend Specialist (IC3)"),
        (f"{ROLE} exercises ic2", "Backend Specialist (IC2)"),
        (f"{ROLE} pay ic2", "Backend Specialist (IC2)"),
        (f"compare {ROLE} ic2 ic4", "IC2 or IC4?"),
        (f"compare {ROLE} ai-engineer mid", "Backend Specialist or AI Engineer"),
        (ROLE, "Backend Specialist"),
    ],
)
def test_a_level_is_looked_up_by_id_name_or_word_and_shown_by_name(
    catalogue: Catalogue, asked: str, answer: str
) -> None:
    told = answered(catalogue, asked)
    assert answer in told
    assert not AN_ID.search(told)


def test_a_form_offers_own_levels_with_the_role_whose_they_are_after_debriefs(catalogue: Catalogue) -> None:
    offered = levels_offered(catalogue)
    assert offered[:2] == [("Junior", "junior"), ("Mid-level", "mid")]
    assert offered[5:] == [
        ("IC2 · Backend Specialist", "ic2"),
        ("IC3 · Backend Specialist", "ic3"),
        ("IC4 · Backend Specialist", "ic4"),
        ("Fellow · Backend Specialist", "fellow"),
    ]
    assert no_rubric(catalogue, ROLE).values["levels"] == ["IC2", "IC3", "IC4", "Fellow"]


def test_a_prompt_engineer_is_led_to_the_role_whose_skill_it_is_and_told_why(catalogue: Catalogue) -> None:
    told = answered(catalogue, "prompt engineer")
    assert "*Prompt Engineer* → AI Engineer. Prompting is a skill within this role" in told
    assert "Prompting is a skill" not in answered(catalogue, "ai-engineer")


def test_seven_levels_by_five_axes_are_written_and_each_has_its_rubric(tmp_path: Path) -> None:
    levels = "".join(f"    e{n}: {{name: E{n}, expectation: Works at step {n}.}}\n" for n in range(1, 8))
    axes = "".join(
        f"    - id: axis-{n}\n      name: Axis {n}\n      meaning: One side of the work.\n      weight: 20{ANCHORS}"
        for n in range(1, 5)
    )
    text = backend_role(f"\n{levels}", axes).replace("    - extends: software-engineering\n", "")
    (tmp_path / "grid.yaml").write_text(text.replace("      weight: {mid: 40, senior: 30}\n", ""), encoding="utf-8")
    grid = load_catalogue(tmp_path)
    assert [level.name for level in grid.levels(ROLE)] == [f"E{n}" for n in range(1, 8)]
    assert {len(grid.rubric(ROLE, level).competencies) for level in grid.levels(ROLE)} == {5}
    assert "Backend Specialist (E7)" in answered(grid, f"{ROLE} e7")
