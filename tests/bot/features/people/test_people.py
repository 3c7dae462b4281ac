"""Who is an admin, whom Debrief knows and how senior they are: decided on rows alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import FormRefusal, Refusal
from bot.features.people.admins import need_admin
from bot.features.people.known_people import KnownPerson, Standing, known_people
from bot.features.people.set_seniority import set_seniority
from bot.features.people.show_people import listing
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Services, Workspace
from bot.wording.refusals import field_errors, reason_and_advice
from rubrics.catalogue.levels import Level
from storage.tables import PersonRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM = "T1"
RITA = Actor(team=TEAM, user="U0RITA")
NOT_FULL_MEMBERS = ["is_guest", "is_bot", "is_deleted", "is_stranger"]

In = Callable[..., Workspace]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def workspace(services: Services) -> In:
    """A workspace where these users are named as admins."""

    def with_admins(*admins: str) -> Workspace:
        settings = services.settings.model_copy(update={"debrief_admins": admins})
        return replace(services.at(NOW), settings=settings).workspace(TEAM)

    return with_admins


@pytest.fixture
def person(sessions: sessionmaker[Session]) -> Callable[..., None]:
    def add(user: str, **facts: Any) -> None:
        with sessions.begin() as session:
            session.add(PersonRow(team_id=TEAM, user_id=user, **{"fetched_at": NOW, **facts}))

    return add


def is_admin(workspace: Workspace, actor: Actor) -> bool:
    with workspace.reads() as session:
        return viewer(workspace, session, actor).is_admin


def test_whoever_is_named_in_the_settings_is_an_admin_and_an_owner_then_is_not(workspace, person):
    person("U0RITA")
    person("U0OWEN", is_owner=True)
    assert is_admin(workspace("U0RITA"), RITA)
    assert not is_admin(workspace("U0RITA"), Actor(team=TEAM, user="U0OWEN"))


def test_where_nobody_is_named_owners_are_admins(workspace, person):
    person("U0RITA")
    person("U0OWEN", is_owner=True)
    assert is_admin(workspace(), Actor(team=TEAM, user="U0OWEN"))
    assert not is_admin(workspace(), RITA)


@pytest.mark.parametrize("fact", NOT_FULL_MEMBERS)
@pytest.mark.parametrize("admins", [("U0RITA",), ()], ids=["named", "owner"])
def test_whoever_is_no_full_member_is_no_admin_even_if_named_or_an_owner(workspace, person, fact, admins):
    person("U0RITA", is_owner=True, **{fact: True})
    with pytest.raises(Refusal) as refused:
        need_admin(workspace(*admins), RITA)
    assert refused.value.reason.key == "people_refusals.admins_only"
    assert refused.value.reason.values == {"names": []}, "nobody is sent to whom nothing helps"
    with pytest.raises(Refusal):
        known_people(workspace(*admins), RITA)
    with pytest.raises(Refusal):
        set_seniority(workspace(*admins), RITA, "U0RITA", Level.SENIOR)


@pytest.mark.parametrize("fact", NOT_FULL_MEMBERS)
def test_the_listing_calls_nobody_an_admin_who_may_not_act_as_one(workspace, person, fact):
    person("U0RITA")
    person("U0GUS", **{fact: True})
    known = {each.user: each.is_admin for each in known_people(workspace("U0RITA", "U0GUS"), RITA)}
    assert known == {"U0RITA": True, "U0GUS": False}


def test_people_are_known_by_name_with_what_is_recorded_of_them(workspace, person):
    person("U0RITA", name="Rita", time_zone="Europe/London", seniority="staff")
    person("U0ADA", name="Ada", fetched_at=None)
    assert known_people(workspace("U0RITA"), RITA) == [
        KnownPerson("U0ADA", None, None, is_admin=False, standing=Standing.NOT_LOOKED_UP),
        KnownPerson("U0RITA", "Europe/London", Level.STAFF, is_admin=True, standing=None),
    ]


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"is_bot": True, "is_deleted": True}, Standing.APP),
        ({"is_deleted": True, "is_stranger": True}, Standing.DEACTIVATED),
        ({"is_stranger": True, "is_guest": True}, Standing.STRANGER),
        ({"is_guest": True, "fetched_at": None}, Standing.GUEST),
        ({"fetched_at": None}, Standing.NOT_LOOKED_UP),
        ({}, None),
    ],
)
def test_the_gravest_reason_is_the_standing(workspace, person, facts, standing):
    person("U0RITA")
    person("U0ADA", **facts)
    (known,) = [each for each in known_people(workspace("U0RITA"), RITA) if each.user == "U0ADA"]
    assert known.standing is standing


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_is_shown_in_words(standing):
    known = KnownPerson("U0ADA", None, None, is_admin=False, standing=standing)
    text = listing([known])["blocks"][0]["text"]["text"]
    assert text.rpartition(" · ")[2] in {"app", "deactivated", "from another company", "guest", "not looked up yet"}


def test_people_of_another_workspace_are_not_listed(workspace, person, sessions):
    person("U0RITA")
    with sessions.begin() as session:
        session.add(PersonRow(team_id="T2", user_id="U0ELSE", fetched_at=NOW))
    assert [each.user for each in known_people(workspace("U0RITA"), RITA)] == ["U0RITA"]


def seniority_of(sessions: sessionmaker[Session], user: str) -> str | None:
    with sessions() as session:
        return session.scalars(select(PersonRow.seniority).where(PersonRow.user_id == user)).one()


def test_seniority_is_recorded_for_somebody_never_named_before_and_taken_back(workspace, person, sessions):
    person("U0RITA")
    set_seniority(workspace("U0RITA"), RITA, "U0ADA", Level.PRINCIPAL)
    assert seniority_of(sessions, "U0ADA") == "principal"
    set_seniority(workspace("U0RITA"), RITA, "U0ADA", None)
    assert seniority_of(sessions, "U0ADA") is None


def test_an_app_has_no_seniority(workspace, person, sessions):
    person("U0RITA")
    person("U0APP", is_bot=True)
    with pytest.raises(FormRefusal) as refused:
        set_seniority(workspace("U0RITA"), RITA, "U0APP", Level.SENIOR)
    assert field_errors(refused.value) == {"person": "This is an app. Choose a person."}
    assert seniority_of(sessions, "U0APP") is None


def test_nobody_but_an_admin_records_seniority(workspace, person, sessions):
    person("U0RITA")
    person("U0ADA", seniority="mid")
    with pytest.raises(Refusal) as refused:
        set_seniority(workspace("U0HANA"), RITA, "U0ADA", Level.SENIOR)
    assert reason_and_advice(refused.value)[0] == "Only admins can see and change this."
    assert seniority_of(sessions, "U0ADA") == "mid"
