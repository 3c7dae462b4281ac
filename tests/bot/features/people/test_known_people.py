"""Admins see whom Debrief knows, and record how senior someone is; no one else does."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.people.known_people import Standing, known_people
from bot.features.people.listen import on_people, on_saved, on_set
from bot.features.people.set_seniority import set_seniority
from bot.playground.slack.limits import accept_view
from bot.slack.replying import Asked
from bot.wiring import Actor, Services
from bot.wording.refusals import field_errors, reason_and_advice
from rubrics.catalogue.levels import Level
from storage.people import name_people, people_named

TEAM = "T0LOCAL"
RITA, OTTO = Actor(TEAM, "U0RITA"), Actor(TEAM, "U0OTTO")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin."""
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


def filled(person: str | None, seniority: str | None) -> dict[str, Any]:
    """Return the form as Slack sends it."""
    option = {"value": seniority} if seniority else None
    values = {"person": {"x": {"selected_user": person}}, "seniority": {"x": {"selected_option": option}}}
    return {"state": {"values": values}}


def test_only_admins_see_people_and_record_seniority(services: Services) -> None:
    with services.sessions.begin() as session:
        name_people(session, TEAM, [RITA.user])
        people_named(session, TEAM, [RITA.user])[RITA.user].name = "Rita Okafor"
    for ask in (known_people, lambda workspace, actor: set_seniority(workspace, actor, "U0IVAN", Level.SENIOR)):
        with pytest.raises(Refusal) as refused:
            ask(services.workspace(TEAM), OTTO)
        cannot, advice = reason_and_advice(refused.value)
        assert cannot == "Only admins can see and change this."
        assert advice == "Ask Rita Okafor."


def test_a_recorded_seniority_is_listed_and_may_be_taken_back(services: Services) -> None:
    workspace = services.workspace(TEAM)
    accept_view(on_set(workspace, RITA, ""), "modal")
    for seniority, level in (("senior", Level.SENIOR), ("not_recorded", None)):
        on_saved(workspace, RITA, filled("U0IVAN", seniority))
        assert f"· {seniority.replace('not_recorded', 'no seniority')} · not looked up yet" in str(
            on_people(workspace, Asked(RITA, "", "C0HIRING"))
        )
        (ivan,) = [person for person in known_people(workspace, RITA) if person.user == "U0IVAN"]
        assert (ivan.seniority, ivan.is_admin, ivan.standing) == (level, False, Standing.NOT_LOOKED_UP)


@pytest.mark.parametrize("form", [filled(None, "senior"), filled("U0IVAN", None), filled("U0IVAN", "boss")])
def test_an_incomplete_or_forged_form_is_refused_in_its_fields(services: Services, form: dict[str, Any]) -> None:
    with pytest.raises(FormRefusal) as refused:
        on_saved(services.workspace(TEAM), RITA, form)
    assert field_errors(refused.value)


def test_an_app_has_no_seniority(services: Services) -> None:
    with services.sessions.begin() as session:
        name_people(session, TEAM, ["U0APP"])
        people_named(session, TEAM, ["U0APP"])["U0APP"].is_bot = True
    with pytest.raises(FormRefusal) as refused:
        set_seniority(services.workspace(TEAM), RITA, "U0APP", Level.SENIOR)
    assert field_errors(refused.value) == {"person": "This is an app. Choose a person."}
