"""Every figure of pay stands with its basis and its mark, in one order, and none is mixed with another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.features.rubric.show_comparison import compare
from bot.features.rubric.show_pay import pay
from bot.features.rubric.show_role import work_sample
from bot.wording.phrases import listed
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import PayBand, PayNote, Unit
from rubrics.catalogue.model import Level
from tests.built_in import CATALOGUE

ROLE = CATALOGUE.role("ai-engineer")


def band(**changes: Any) -> PayBand:
    values = {"roles": ("ai-engineer",), "year": 2025, "low": 100, "high": 150, "basis": "base", "source": "S1"}
    return PayBand(**{**values, **changes})


def with_pay(*bands: PayBand, notes: tuple[PayNote, ...] = ()) -> Catalogue:
    return replace(CATALOGUE, pay_bands=bands, pay_conditions=notes)


def said(catalogue: Catalogue, today: date | None = None, level: Level | None = None) -> list[str]:
    """The lines of the answer, without its heading."""
    page = pay(catalogue, ROLE, level, today=today)
    texts = [block.get("text", {}).get("text", "") for block in page.blocks]
    return "\n".join(texts).splitlines()


def in_order(lines: list[str], *parts: str) -> bool:
    places = [next((at for at, line in enumerate(lines) if part in line), -1) for part in parts]
    return -1 not in places and places == sorted(places)


def test_levels_and_bases_are_read_in_one_order_whatever_that_of_the_files() -> None:
    bands = (
        band(low=1, high=1),
        band(low=2, high=2, level=Level.SENIOR),
        band(low=3, high=3, level=Level.SENIOR, basis="total"),
        band(low=4, high=4, level=Level.JUNIOR, basis="not stated"),
    )
    assert in_order(said(with_pay(*bands)), "*Junior*", "*4*", "*Senior*", "*3*", "*2*", "*1*")


def test_a_figure_has_its_employer_mark_unit_and_note_beside_it() -> None:
    only = band(employer="A & *B*", level_word="L5", statistic="median", unit=Unit.USD_AN_HOUR, note="One offer.")
    (line,) = [line for line in said(with_pay(only)) if line.startswith("•")]
    assert line == "• *100–150* USD an hour · A &amp; \u2217B\u2217 · median · called “L5” (S1). One offer"


def test_a_place_and_year_that_all_figures_share_are_said_once_and_others_beside_each() -> None:
    alike, mixed = said(with_pay(band(), band(low=1))), said(with_pay(band(), band(low=1, year=2024)))
    assert sum("United States" in line for line in alike) == 1
    assert [line.count("2025") + line.count("2024") for line in mixed if line.startswith("•")] == [1, 1]


@pytest.mark.parametrize(("today", "aged"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (None, False)])
def test_figures_have_aged_a_year_after_the_end_of_theirs(today: date | None, aged: bool) -> None:
    assert any("have aged" in line for line in said(with_pay(band()), today)) is aged


def test_a_role_without_figures_says_so_and_shows_no_note_of_them() -> None:
    note = PayNote(roles=("ai-engineer",), kind="conflict", text="They differ")
    lines = said(with_pay(notes=(note,)))
    assert lines[0].startswith("No document states pay")
    assert not any("They differ" in line for line in lines)


def test_notes_stand_below_the_figures_conflicts_first() -> None:
    notes = tuple(
        PayNote(roles=("ai-engineer",), kind=kind, text=f"A {kind}") for kind in ("place", "basis", "conflict")
    )
    assert in_order(said(with_pay(band(), notes=notes)), "*100–150*", "A conflict", "A basis", "A place")


def assessed(role: str) -> dict[str, str]:
    """What a role's rubrics assess at any level, by id."""
    rubrics = [CATALOGUE.rubric(role, level) for level in CATALOGUE.levels(role)]
    return {each.id: each.name for rubric in rubrics for each in rubric.competencies}


def test_two_roles_share_what_both_assess_and_keep_what_one_does() -> None:
    one, other = CATALOGUE.roles[:2]
    mine, theirs = assessed(one.id), assessed(other.id)
    (lines,) = [
        text.splitlines()
        for block in compare(CATALOGUE, one, other).blocks
        if (text := block.get("text", {}).get("text", "")).startswith("*Competencies*")
    ]
    for start, names in (
        (f"_{one.name} only:_", [name for key, name in mine.items() if key not in theirs]),
        (f"_{other.name} only:_", [name for key, name in theirs.items() if key not in mine]),
    ):
        assert f"{start} {listed(names)}" in lines


def test_the_shares_of_a_work_sample_are_of_all_its_weights() -> None:
    sample = next(iter(CATALOGUE.work_samples.values()))
    weighted = tuple(
        each.model_copy(update={"weight": weight}) for each, weight in zip(sample.criteria[:2], (1, 3), strict=True)
    )
    page = work_sample(ROLE, sample.model_copy(update={"criteria": weighted}))
    text = "\n".join(str(block) for block in page.blocks)
    assert f"*{weighted[0].name}*, 25%" in text
    assert f"*{weighted[1].name}*, 75%" in text
