"""Admins see every setting in one form and change it there; everybody else learns whom to ask."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.home.read_home import home_facts
from bot.features.home.show_home import home
from bot.features.workspace.change_settings import change_settings
from bot.features.workspace.declared import (
    OPENERS,
    RECRUITERS,
    REMINDS,
    SECOND_AFTER,
    SETTINGS,
    WHO_OPENS,
    WhoOpens,
)
from bot.features.workspace.listen import on_changes, on_command, on_saved, on_settings
from bot.features.workspace.settings import settings_in
from bot.playground.slack.limits import accept_view
from bot.slack.block_types import Modal
from bot.slack.replying import Asked
from bot.wiring import Services, Workspace
from bot.wording.refusals import field_errors, reason_and_advice
from storage.people import PersonRow
from tests.bot.features.opened_loop import HANA, IVAN, OTTO, RITA, TEAM
from tests.bot.surfaces.counting import words_of

FORM, LIST = 115, 90
"""Words that someone passes before they act, as a test counts them."""
PEOPLE = {"U0RITA": "Rita Okafor", "U0HANA": "Hana Suzuki", "U0OTTO": "Otto Brandt"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin, and everybody is known by name."""
    with services.sessions.begin() as session:
        for user, name in PEOPLE.items():
            session.add(PersonRow(team_id=TEAM, user_id=user, name=name, fetched_at=services.now()))
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


@pytest.fixture
def workspace(services: Services) -> Workspace:
    return services.workspace(TEAM)


def filled(form: Modal, **changes: Any) -> dict[str, Any]:
    """Return the form as Slack sends it once these fields were changed, by the settings' names."""
    values: dict[str, Any] = {}
    for block in form["blocks"]:
        if block["type"] != "input":
            continue
        name, element = block["block_id"], block["element"]
        many = element["type"].startswith("multi")
        people = element["type"] == "multi_users_select"
        drawn = element.get("initial_users") if people else element.get("initial_options" if many else "initial_option")
        state = changes.get(name, drawn)
        if name in changes and not people:
            state = [{"value": each} for each in state] if many else {"value": state}
        key = "selected_users" if people else "selected_options" if many else "selected_option"
        values[name] = {name: {key: state}}
    return {"state": {"values": values}, "private_metadata": form["private_metadata"]}


def test_the_form_holds_every_setting_as_it_is(services: Services, workspace: Workspace) -> None:
    change_settings(workspace, RITA, {RECRUITERS: ("U0HANA",), SECOND_AFTER: 8})
    form = on_command(workspace, Asked(RITA, "", "C0HIRING"))
    assert isinstance(form, dict)
    accept_view(form, "modal")
    assert [block["block_id"] for block in form["blocks"] if block["type"] == "input"] == [s.name for s in SETTINGS]
    assert words_of(form) <= FORM
    text = str(form)
    assert "'initial_users': ['U0HANA']" in text
    assert "8 hours" in text


def test_saving_the_form_untouched_changes_nothing(workspace: Workspace) -> None:
    said = on_saved(workspace, RITA, filled(on_settings(workspace, RITA, "")))
    accept_view(said, "modal")
    assert "Nothing was changed" in str(said)
    assert "No changes yet" in str(on_changes(workspace, RITA, ""))


def test_what_is_saved_is_said_kept_and_listed_with_who_did_it(services: Services, workspace: Workspace) -> None:
    form = on_settings(workspace, RITA, "")
    saved = on_saved(
        workspace,
        RITA,
        filled(form, who_opens="recruiters", recruiters=["U0HANA", "U0HANA"], reminds="off", weekend=["4", "5"]),
    )
    accept_view(saved, "modal")
    for line in ("4 changes", "Who may open loops: Recruiters", "Recruiters: <@U0HANA>", "Friday and Saturday"):
        assert line in str(saved)
    with services.reads() as session:
        now = settings_in(session, TEAM)
        assert (now[WHO_OPENS], now[RECRUITERS], now[REMINDS]) == (WhoOpens.RECRUITERS, ("U0HANA",), False)
    changes = on_changes(workspace, RITA, "")
    accept_view(changes, "modal")
    assert words_of(changes) <= LIST
    assert "*Who may open loops*: Everyone → Recruiters" in str(changes)
    assert "<@U0RITA>" in str(changes)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"who_opens": "recruiters"}, "recruiters", "at least one person"),
        ({"who_opens": "listed"}, "recruiters", "at least one person"),
        ({"second_after": "20"}, "third_after", "more than 20 hours"),
        ({"status_after": "12"}, "status_after", "more than 20 hours"),
        ({"recruiters": ["U0GUEST"]}, "recruiters", "Only full members can"),
        ({"second_after": "5"}, "second_after", ""),
        ({"who_opens": "me"}, "who_opens", ""),
    ],
)
def test_what_does_not_fit_together_or_was_never_offered_is_told_at_its_field(
    services: Services, workspace: Workspace, changes: dict[str, Any], field: str, told: str
) -> None:
    with services.sessions.begin() as session:
        session.add(PersonRow(team_id=TEAM, user_id="U0GUEST", name="Gil", is_guest=True, fetched_at=services.now()))
    with pytest.raises(FormRefusal) as refused:
        on_saved(workspace, RITA, filled(on_settings(workspace, RITA, ""), **changes))
    assert told in field_errors(refused.value)[field]


def test_a_form_left_open_undoes_nothing_that_another_admin_changed(services: Services, workspace: Workspace) -> None:
    form = on_settings(workspace, RITA, "")
    change_settings(workspace, RITA, {SECOND_AFTER: 8})
    with pytest.raises(Refusal) as refused:
        on_saved(workspace, RITA, filled(form, reminds="off"))
    assert "Nothing was saved" in str(reason_and_advice(refused.value))
    assert [step.action for step in refused.value.steps] == ["workspace_settings"]
    with services.reads() as session:
        assert settings_in(session, TEAM)[REMINDS]


def test_whoever_is_no_admin_learns_whom_to_ask(workspace: Workspace) -> None:
    form = filled(on_settings(workspace, RITA, ""))
    acts: list[Callable[[], object]] = [
        lambda: on_settings(workspace, OTTO, ""),
        lambda: on_changes(workspace, OTTO, ""),
        lambda: on_saved(workspace, OTTO, form),
    ]
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert reason_and_advice(refused.value)[1] == "Ask Rita Okafor."


def test_an_admins_home_leads_to_the_settings_and_nobody_elses_does(workspace: Workspace) -> None:
    homes = {
        who.user: str(home(home_facts(workspace, who), workspace.now, workspace.catalogue)) for who in (RITA, OTTO)
    }
    assert "workspace_settings" in homes[RITA.user]
    assert "workspace_settings" not in homes[OTTO.user]


def test_the_checklist_shows_the_defaults_to_check_until_all_is_set_up(workspace: Workspace) -> None:
    shown = home(home_facts(workspace, RITA), workspace.now, workspace.catalogue)
    accept_view(shown, "home")
    assert "Who may open loops*\\nEveryone" in str(shown)
    assert "At the due time, then after 4 and 20 hours" in str(shown)
    change_settings(workspace, RITA, {REMINDS: False, WHO_OPENS: WhoOpens.RECRUITERS, RECRUITERS: ("U0HANA",)})
    shown = home(home_facts(workspace, RITA), workspace.now, workspace.catalogue)
    assert "Who may open loops*\\n<@U0HANA>" in str(shown)
    assert "Reminders*\\nOff" in str(shown)


def test_home_offers_no_new_loop_to_who_may_not_open_one_but_says_who_does(workspace: Workspace) -> None:
    change_settings(workspace, RITA, {WHO_OPENS: WhoOpens.LISTED, RECRUITERS: ("U0HANA",), OPENERS: ("U0OTTO",)})
    for who, may in ((HANA, True), (OTTO, True), (IVAN, False)):
        assert ("loop_new" in str(home(home_facts(workspace, who), workspace.now, workspace.catalogue))) is may
    change_settings(workspace, RITA, {WHO_OPENS: WhoOpens.RECRUITERS})
    shown = home(home_facts(workspace, OTTO), workspace.now, workspace.catalogue)
    accept_view(shown, "home")
    assert "loop_new" not in str(shown)
    assert "Ask <@U0HANA> or <@U0RITA> to open one." in str(shown)


def test_settings_of_a_release_that_is_gone_are_left_out_of_the_list(services: Services, workspace: Workspace) -> None:
    change_settings(workspace, RITA, {SECOND_AFTER: 8})
    later = services.at(workspace.now + timedelta(hours=1)).workspace(TEAM)
    with services.sessions.begin() as session:
        from_elsewhere = settings_in(session, TEAM)
        assert from_elsewhere[SECOND_AFTER] == 8
    change_settings(later, RITA, {SECOND_AFTER: 4})
    assert str(on_changes(later, RITA, "")).count("Second reminder") == 2
