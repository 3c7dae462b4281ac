"""Whom a refusal sends people to who may not excuse: only people who can act, and never the reader."""

from dataclasses import replace

import pytest

from bot.features.loop.excusers import excusers_in, may_not_excuse
from bot.features.loop.leavers import who_hears
from bot.wiring import Services, Workspace
from bot.wording.refusals import reason_and_advice
from rubrics.panel.loop import Loop
from storage.people import PersonRow, name_people, people_named
from tests.bot.features.opened_loop import HANA, IVAN, OTTO, RITA, TEAM, opened

AN_ADMIN = "an admin"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def loop(services: Services) -> Loop:
    """Rita's loop, in which everybody is known by name."""
    loop = opened(services)
    for actor, name in ((RITA, "Rita Okafor"), (HANA, "Hana Suzuki"), (OTTO, "Otto Brandt")):
        knows(services, actor.user, name=name)
    return loop


def knows(services: Services, user: str, **facts: object) -> None:
    with services.sessions.begin() as session:
        name_people(session, TEAM, [user])
        person: PersonRow = people_named(session, TEAM, [user])[user]
        person.fetched_at = services.now()
        for name, value in facts.items():
            setattr(person, name, value)


def with_admins(services: Services, *admins: str) -> Workspace:
    settings = services.settings.model_copy(update={"debrief_admins": admins})
    return replace(services, settings=settings).workspace(TEAM)


def names(services: Services, loop: Loop, *admins: str) -> list[str]:
    with services.reads() as session:
        return excusers_in(with_admins(services, *admins), session, loop).names


def alone(loop: Loop) -> Loop:
    """Return the loop with one person as its manager, recruiter and opener."""
    return loop.model_copy(update={"hiring_manager": RITA.user})


def test_recruiter_and_an_admin_are_named(services: Services, loop: Loop) -> None:
    assert names(services, loop, OTTO.user) == ["Rita Okafor", AN_ADMIN]


def test_without_known_admins_there_is_an_owner_whom_debrief_does_not_know(services: Services, loop: Loop) -> None:
    assert names(services, loop) == ["Rita Okafor", AN_ADMIN]
    assert names(services, alone(loop)) == [AN_ADMIN]


@pytest.mark.parametrize("gone", [RITA.user, OTTO.user])
def test_nobody_is_sent_to_who_has_left(services: Services, loop: Loop, gone: str) -> None:
    knows(services, gone, is_deleted=True)
    left = {RITA.user: [AN_ADMIN], OTTO.user: ["Rita Okafor"]}
    assert names(services, loop, OTTO.user) == left[gone]


def test_neither_the_manager_nor_the_candidate_is_named_though_they_be_admins(services: Services, loop: Loop) -> None:
    about_otto = loop.model_copy(update={"candidate_user": OTTO.user})
    assert names(services, about_otto, HANA.user, OTTO.user) == ["Rita Okafor"]
    assert names(services, alone(about_otto), RITA.user, OTTO.user) == []


@pytest.mark.parametrize(
    ("is_late", "advice", "action"),
    [(False, "You can move the deadline.", "loop_edit"), (True, "Reveal the panel without them", "loop_override")],
)
def test_who_runs_a_loop_alone_is_shown_what_they_may_do_themselves(
    services: Services, loop: Loop, *, is_late: bool, advice: str, action: str
) -> None:
    with services.reads() as session:
        nobody = excusers_in(with_admins(services, RITA.user), session, alone(loop))
    refusal = may_not_excuse(alone(loop), RITA.user, nobody, is_late=is_late)
    assert advice in reason_and_advice(refusal)[1]
    assert "Ask" not in str(reason_and_advice(refusal))
    assert refusal.steps[0].action == action


def test_a_manager_with_a_recruiter_asks_them(services: Services, loop: Loop) -> None:
    with services.reads() as session:
        others = excusers_in(with_admins(services, HANA.user), session, loop)
    refusal = may_not_excuse(loop, HANA.user, others, is_late=True)
    assert reason_and_advice(refusal) == ("Hiring managers can't excuse interviewers.", "Ask Rita Okafor.")


def test_of_a_leaver_hears_whoever_may_excuse_them_and_the_manager_only_as_the_last(
    services: Services, loop: Loop
) -> None:
    def hears(of: Loop, *admins: str) -> str:
        with services.reads() as session:
            return who_hears(with_admins(services, *admins), session, of, IVAN.user)

    assert hears(loop, OTTO.user) == RITA.user
    assert hears(alone(loop), OTTO.user) == OTTO.user
    assert hears(alone(loop), RITA.user) == RITA.user, "who runs it alone"
    knows(services, RITA.user, is_deleted=True)
    assert hears(loop, OTTO.user) == OTTO.user
    assert hears(loop) == HANA.user
