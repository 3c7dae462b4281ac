"""Another manager, recruiter, channel or level: who may, what it does to a loop, and who is told."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.debrief.name_delegate import set_deciders
from bot.features.loop.replace_in_loop import replace_in_loop, setup_of
from bot.slack.channel_members import Members
from bot.wiring import Actor
from rubrics.catalogue.levels import Level
from rubrics.panel.coverage import GAPS, WarningKey
from rubrics.panel.decision import DecisionPost
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from tests.bot.features.loop.desk import CHANNEL, HANA, IDA, IMRAN, IVAN, OTTO, RITA, Desk, problems


def change(desk: Desk, loop: Loop, actor: Actor = RITA, *, members: Members = lambda _: None, **to: Any) -> Loop:
    wanted = replace(setup_of(desk.loop(loop.id)), **to)
    return replace_in_loop(desk.workspace, actor, loop.id, wanted, members)


def told(desk: Desk, loop: Loop) -> set[str]:
    return {recipient for kind, recipient in desk.wanted(loop) if kind == "news"}


def test_a_new_manager_takes_over_and_both_are_told(desk: Desk) -> None:
    loop = desk.open()
    assert change(desk, loop, hiring_manager=OTTO.user).hiring_manager == OTTO.user
    assert told(desk, loop) == {HANA.user, OTTO.user}
    last = desk.record(loop)[-1]
    assert (last.action, last.facts["changed"]) == (AuditAction.REPLACED, {"hiring_manager": [HANA.user, OTTO.user]})
    with pytest.raises(Refusal):
        change(desk, loop, HANA, hiring_manager=HANA.user)


def test_whom_a_manager_named_to_decide_goes_with_them(desk: Desk) -> None:
    loop = desk.open()
    assert set_deciders(desk.workspace, HANA, loop.id, IDA.user, DecisionPost.NEVER).deciders == (IDA.user, HANA.user)
    assert change(desk, loop, recruiter=OTTO.user).delegate == IDA.user
    assert change(desk, loop, hiring_manager=IMRAN.user).deciders == (IMRAN.user,)


def test_a_manager_replaces_no_recruiter_and_nobody_a_manager_by_the_candidate(desk: Desk) -> None:
    loop = desk.open(candidate="Zoe Last", candidate_user="U0ZOE")
    with pytest.raises(FormRefusal) as refusal:
        change(desk, loop, HANA, recruiter=OTTO.user)
    assert problems(refusal.value) == {"recruiter": "manager_names_no_recruiter"}
    with pytest.raises(FormRefusal) as refusal:
        change(desk, loop, hiring_manager="U0ZOE")
    assert problems(refusal.value) == {"hiring_manager": "candidate_decides"}
    assert change(desk, loop, recruiter=OTTO.user).recruiter == OTTO.user


def test_another_channel_is_announced_in_and_asked_about_a_colleague(desk: Desk) -> None:
    loop = desk.open(candidate="Zoe Last", candidate_user="U0ZOE")
    with pytest.raises(FormRefusal) as refusal:
        change(desk, loop, channel="C0OTHER", members=lambda _: frozenset({"U0ZOE", "U0RITA"}))
    assert problems(refusal.value) == {"channel": "candidate_in_channel"}
    assert not change(desk, loop, channel="C0OTHER").is_channel_checked, "Slack did not say"
    assert ("announcement", "C0OTHER") in desk.wanted(loop)
    assert change(desk, loop, channel=CHANNEL, members=lambda _: frozenset({"U0RITA"})).is_channel_checked


def test_another_level_brings_its_rubric_and_tells_the_panel(desk: Desk) -> None:
    loop = desk.open()
    higher = change(desk, loop, level=Level.STAFF)
    assert (higher.rubric.level, higher.opening_id != loop.opening_id) == (Level.STAFF, True)
    known = {competency.id for competency in higher.rubric.competencies}
    assert all(interview.focus and set(interview.focus) <= known for interview in higher.interviews)
    assert told(desk, loop) == {HANA.user, *(each.user for each in (IVAN, IDA, IMRAN))}


def test_another_level_keeps_the_warnings_that_hold_by_its_rubric_and_says_what_it_leaves_open(desk: Desk) -> None:
    loop = desk.open(interviewers=(IVAN.user,))
    before = {warning.key for warning in loop.warnings}
    assert {WarningKey.ONE_RATER, WarningKey.TOO_FEW_INTERVIEWERS} <= before
    higher = change(desk, loop, level=Level.STAFF)
    assert WarningKey.TOO_FEW_INTERVIEWERS in {warning.key for warning in higher.warnings}
    competencies = {competency.id for competency in higher.rubric.competencies}
    open_ones = {warning.values["competency"] for warning in higher.warnings if warning.key in GAPS}
    assert open_ones <= competencies, "nothing is said of what the new rubric doesn't assess"
    assert competencies - set(higher.interviews[0].focus) <= open_ones, "and what it leaves open is said"


def test_ratings_are_never_read_by_anchors_that_nobody_rated_by(desk: Desk) -> None:
    loop = desk.submit(desk.open(), IVAN.user)
    with pytest.raises(FormRefusal) as refusal:
        change(desk, loop, level=Level.STAFF)
    assert problems(refusal.value) == {"level": "level_has_cards"}
    assert desk.loop(loop.id).rubric.level == Level.SENIOR


def test_nothing_else_is_no_change(desk: Desk) -> None:
    loop = desk.open()
    with pytest.raises(Refusal, match="nothing_replaced"):
        change(desk, loop)
