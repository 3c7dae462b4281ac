"""Each list of Home in full holds what Home counts, every loop once and in its order, however many there are."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.features.home.read_desk import Group, Size, desk_of, sizes
from bot.features.home.read_home import home_facts
from bot.features.home.read_list import A_PAGE, list_in_full
from bot.features.home.show_home import home
from bot.features.loop.access import loops_of
from bot.features.people.viewer import viewer_with
from bot.wiring import Actor, Services
from rubrics.panel.loop import InterviewState, LoopState
from rubrics.panel.stage import Outcome, StageOutcome
from storage.loop_list_statements import MOST_LISTED
from storage.loops import lock_loop
from storage.people import account_of, name_people, people_named
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, opened
from tests.conftest import Clock

OLGA = Actor(TEAM, "U0OLGA")
STATES = (LoopState.OPEN, LoopState.REVEALED, LoopState.DECIDED, LoopState.ON_HOLD, LoopState.CANCELED)
PAGED = [group for group in Group if group is not Group.DEBRIEFS]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both kinds: what a flag is that no row says is not the same to each."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def many(services: Services, now: Clock) -> None:
    """Open loops in which everybody stands differently."""
    dice = random.Random(22)  # noqa: S311 – a spread, no secret
    with services.sessions.begin() as session:
        name_people(session, TEAM, [OLGA.user])
        people_named(session, TEAM, [OLGA.user])[OLGA.user].is_owner = True
    for number in range(48):
        now.tick(minutes=1)
        loop = opened(services, f"Candidate {number:02}", (IVAN, IDA) if number % 2 else (IVAN, HANA))
        with services.sessions.begin() as session:
            row = lock_loop(session, TEAM, loop.id)
            assert row is not None
            row.state, row.deadline_at = (
                STATES[number % 5],
                now() + timedelta(hours=dice.randint(-90, 90), minutes=number),
            )
            row.recruiter, row.opened_by = dice.choice((RITA, IVAN)).user, dice.choice((RITA, OTTO)).user
            row.delegate = dice.choice((None, IDA.user))
            if dice.random() < 0.3:
                what = dice.choice((StageOutcome.ADVANCE, StageOutcome.STOP))
                row.outcome = Outcome(what=what, by=HANA.user, at=now(), reason="").model_dump(mode="json")
            for interview in row.interviews:
                interview.state = dice.choice((InterviewState.DUE, InterviewState.DUE, InterviewState.SUBMITTED))
                interview.starts_at = dice.choice(
                    (None, now() + timedelta(hours=dice.randint(-80, 80), minutes=number))
                )


def test_the_pages_of_each_list_are_what_home_puts_there(services: Services, now: Clock) -> None:
    many(services, now)
    workspace = services.workspace(TEAM)
    told = set()
    for actor in (RITA, HANA, IVAN, IDA, OTTO, OLGA):
        with workspace.reads() as session:
            asking = viewer_with(workspace, actor, account_of(session, TEAM, actor.user))
            desk = desk_of(workspace, session, actor, loops_of(session, actor, asking))
            of_long_history = sizes(session, actor, asking, replace(desk, is_cut=True))
        assert of_long_history == {
            **{group: Size(len(listed)) for group, listed in desk.lists.items()},
            Group.LOOPS: Size(MOST_LISTED, is_cut=True),
        }
        counted = home_facts(workspace, actor).groups
        for group in PAGED:
            number = counted[group].number
            pages = [list_in_full(workspace, actor, group, page)[0] for page in range(max(1, -(-number // A_PAGE)))]
            held = [row.loop.id for page in pages for row in page.items]
            assert held == [entry.listed.id for entry in desk.lists[group]], (actor, group)
            assert {page.number for page in pages} == {number}
            told |= {group} if held else set()
    assert told == {*PAGED}, "each list held something"


def test_of_more_than_a_hundred_loops_home_counts_a_hundred_at_least_and_every_one_has_its_page(
    services: Services, now: Clock
) -> None:
    for number in range(MOST_LISTED + 2):
        opened(services, f"Candidate {number:03}", (IVAN,))
    now.tick(days=3)
    workspace = services.workspace(TEAM)
    of_rita, of_ivan = home_facts(workspace, RITA), home_facts(workspace, IVAN).groups
    counted = [(of_rita.groups[group].number, of_rita.groups[group].is_cut) for group in (Group.LATE, Group.LOOPS)]
    assert counted == [(MOST_LISTED, True)] * 2
    assert (of_ivan[Group.DUE].number, of_ivan[Group.NEXT].number) == (MOST_LISTED, 0)
    drawn = home(of_rita, workspace.now, workspace.catalogue)["blocks"]
    assert next(block["text"]["text"] for block in drawn if block["type"] == "header") == "100+ loops need you"
    part, page = list_in_full(workspace, RITA, Group.LATE, 10)
    assert (len(part.items), part.number, part.is_cut, page) == (2, MOST_LISTED + 2, False, 10)
