"""What is left to set up is asked of admins alone, and told from what is known already."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.install import listen as setup
from bot.features.install.setup import Setup, setup_in
from bot.playground.slack.limits import accept_view
from bot.wiring import Services, Workspace
from storage.heartbeats import Process, beat
from storage.people import ChannelRow, channel_named, name_channel
from tests.bot.features.opened_loop import HANA, RITA, TEAM
from tests.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def workspace(services: Services) -> Workspace:
    """The workspace with Rita as its admin."""
    settings = services.settings.model_copy(update={"debrief_admins": (RITA.user,)})
    return replace(services, settings=settings).workspace(TEAM)


def filled(field: str, **state: Any) -> dict[str, Any]:
    """Return a form of one field as Slack sends it."""
    return {"state": {"values": {field: {field: state}}}}


def known(services: Services, **facts: bool) -> None:
    """Note what Slack would have said of a channel."""
    with services.sessions.begin() as session:
        name_channel(session, TEAM, "C0HIRING")
        row = session.get_one(ChannelRow, (TEAM, "C0HIRING"))
        row.fetched_at = services.now()
        for name, value in facts.items():
            setattr(row, name, value)


def read(services: Services) -> Setup:
    with services.reads() as session:
        return setup_in(services.workspace(TEAM), session)


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [
        ({"has_bot": True, "is_private": True}, True),
        ({"has_bot": True, "is_private": False}, False),
        ({"has_bot": False, "is_private": True}, False),
        ({"has_bot": True, "is_private": True, "is_archived": True}, False),
    ],
)
def test_a_private_channel_counts_with_debrief_in_it(
    services: Services, facts: dict[str, bool], is_there: bool
) -> None:
    assert not read(services).channel
    known(services, **facts)
    assert read(services).channel is is_there


def test_a_worker_that_never_ran_here_is_not_missed_and_one_that_fell_silent_is(services: Services, now: Clock) -> None:
    assert read(services).worker
    with services.sessions.begin() as session:
        beat(session, Process.WORKER)
    now.tick(minutes=3)
    assert read(services).missing[0] == "worker"


def test_each_button_answers_admins_alone(workspace: Workspace) -> None:
    for show in (
        lambda who: setup.on_form(workspace, who, "channel"),
        lambda who: setup.on_form(workspace, who, "admins"),
        lambda who: setup.on_worker(workspace, who, ""),
    ):
        accept_view(show(RITA), "modal")
        with pytest.raises(Refusal, match="admins_only"):
            show(HANA)


def test_the_people_who_are_chosen_become_a_line_to_copy(workspace: Workspace) -> None:
    shown = setup.on_admins(workspace, RITA, filled("setup_admins", selected_users=["U0RITA", "U0HANA"]))
    assert "DEBRIEF_ADMINS=U0RITA,U0HANA" in str(shown)
    with pytest.raises(FormRefusal):
        setup.on_admins(workspace, RITA, filled("setup_admins", selected_users=[]))


def test_a_channel_is_looked_into_by_the_worker_unless_debrief_is_known_to_be_in_it(
    services: Services, workspace: Workspace
) -> None:
    chosen = filled("setup_channel", selected_conversation="C0HIRING")
    assert "Checking <#C0HIRING>" in str(setup.on_channel(workspace, RITA, chosen))
    known(services, has_bot=False)
    setup.on_channel(workspace, RITA, chosen)
    with services.reads() as session:
        channel = channel_named(session, TEAM, "C0HIRING")
        assert channel is not None
        assert channel.fetched_at is None, "asked about anew"
    known(services, has_bot=True)
    assert "Debrief is in <#C0HIRING>" in str(setup.on_channel(workspace, RITA, chosen))
    with services.reads() as session:
        channel = channel_named(session, TEAM, "C0HIRING")
        assert channel is not None
        assert channel.fetched_at is not None
    with pytest.raises(Refusal, match="admins_only"):
        setup.on_channel(workspace, HANA, chosen)
