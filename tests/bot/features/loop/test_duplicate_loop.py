"""A candidate's second loop for the same role and level is told of before it opens, and to whom may know of it."""

import pytest

from bot.features.loop.cancel_loop import cancel_loop
from rubrics.catalogue.levels import Level
from rubrics.panel.coverage import CoverageWarning, WarningKey
from tests.bot.features.loop.desk import HANA, OTTO, RITA, Desk


def told(desk: Desk, actor: object, **changes: object) -> list[CoverageWarning]:
    """Return what someone is told of loops that run already, before they open one."""
    return [each for each in desk.plan(actor, **changes).warnings if each.key is WarningKey.DUPLICATE_LOOP]


def test_those_on_the_loop_are_led_to_it(desk: Desk) -> None:
    loop = desk.open()
    (warning,) = told(desk, HANA)
    assert (warning.who, warning.values) == (RITA.user, {"is_own": False, "loop": loop.id})
    assert told(desk, RITA)[0].values["is_own"] is True


def test_a_colleague_learns_whom_to_ask_and_nothing_else(desk: Desk) -> None:
    desk.open()
    (warning,) = told(desk, OTTO)
    assert (warning.who, warning.values) == (RITA.user, {"is_own": False})


@pytest.mark.parametrize("other", [{"candidate": "Sam Reyes"}, {"level": Level.MID}, {"role": "ml-engineer"}])
def test_another_candidate_role_or_level_is_no_duplicate(desk: Desk, other: dict[str, object]) -> None:
    desk.open()
    assert told(desk, HANA, **other) == []


def test_a_loop_that_has_ended_is_in_nobodys_way(desk: Desk) -> None:
    cancel_loop(desk.workspace, RITA, desk.open().id, "Opened twice")
    assert told(desk, HANA) == []


def test_nobody_finds_out_about_a_colleague_by_opening_a_loop(desk: Desk) -> None:
    desk.open(candidate="Zoe Last", candidate_user="U0ZOE")
    assert told(desk, OTTO, candidate="Zoe Last") == []
    assert told(desk, HANA, candidate="Zoe Last") != []
