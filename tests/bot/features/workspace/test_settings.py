"""A workspace's settings: each has its default, is read afresh by every transaction, and its changes are kept."""

from dataclasses import replace

import pytest

from bot.errors import Refusal
from bot.features.workspace.change_settings import Changes, change_settings
from bot.features.workspace.declared import (
    OPENERS,
    QUIET_FROM,
    RECRUITERS,
    REMINDS,
    SECOND_AFTER,
    SETTINGS,
    WEEKEND,
    WHO_OPENS,
    WhoOpens,
)
from bot.features.workspace.settings import WorkspaceSettings, settings_in
from bot.wiring import Actor, Services
from storage.workspace_settings import Stored, changes_of

TEAM, OTHER_TEAM = "T0LOCAL", "T0OTHER"
RITA, OTTO = Actor(TEAM, "U0RITA"), Actor(TEAM, "U0OTTO")


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin."""
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


def test_what_was_never_changed_has_its_default(services: Services) -> None:
    with services.reads() as session:
        settings = settings_in(session, TEAM)
        assert [settings[each] for each in SETTINGS] == [each.default for each in SETTINGS]


def test_every_setting_reads_back_what_it_keeps_and_has_a_name_of_its_own() -> None:
    assert len({each.name for each in SETTINGS}) == len(SETTINGS)
    for each in SETTINGS:
        assert each.loaded(each.stored(each.default)) == each.default


def test_a_change_is_seen_by_the_next_transaction_of_this_workspace_alone(services: Services) -> None:
    wanted: Changes = {
        WHO_OPENS: WhoOpens.LISTED,
        OPENERS: ("U0HANA",),
        QUIET_FROM: 21,
        WEEKEND: (4, 5),
        REMINDS: False,
    }
    assert change_settings(services.workspace(TEAM), RITA, wanted) == [WHO_OPENS, OPENERS, REMINDS, QUIET_FROM, WEEKEND]
    with services.reads() as session:
        mine, theirs = settings_in(session, TEAM), settings_in(session, OTHER_TEAM)
        assert {each: mine[each] for each in wanted} == wanted
        assert {each: theirs[each] for each in wanted} == {each: each.default for each in wanted}


def test_a_transaction_that_changes_a_setting_sees_it_changed(services: Services) -> None:
    workspace = services.workspace(TEAM)
    change_settings(workspace, RITA, {SECOND_AFTER: 8})
    with services.sessions.begin() as session:
        assert settings_in(session, TEAM)[SECOND_AFTER] == 8
        assert settings_in(session, TEAM) is settings_in(session, TEAM)


def test_each_change_is_kept_with_who_made_it_and_what_was_before(services: Services) -> None:
    workspace = services.workspace(TEAM)
    change_settings(workspace, RITA, {SECOND_AFTER: 8})
    later = services.at(workspace.now.replace(year=workspace.now.year + 1)).workspace(TEAM)
    change_settings(later, RITA, {SECOND_AFTER: 12, RECRUITERS: ("U0HANA",)})
    with services.reads() as session:
        kept = [(each.name, each.before, each.after, each.actor) for each in changes_of(session, TEAM, 10)]
        assert changes_of(session, OTHER_TEAM, 10) == []
    assert kept[2] == ("second_after", 4, 8, "U0RITA")
    assert sorted(kept[:2]) == [("recruiters", [], ["U0HANA"], "U0RITA"), ("second_after", 8, 12, "U0RITA")]


def test_what_stays_as_it_is_is_no_change(services: Services) -> None:
    assert change_settings(services.workspace(TEAM), RITA, {each: each.default for each in SETTINGS}) == []
    with services.reads() as session:
        assert changes_of(session, TEAM, 10) == []


def test_nobody_but_an_admin_changes_a_setting(services: Services) -> None:
    with pytest.raises(Refusal):
        change_settings(services.workspace(TEAM), OTTO, {REMINDS: False})
    with services.reads() as session:
        assert settings_in(session, TEAM)[REMINDS]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("who_opens", "nobody"),
        ("recruiters", "U0RITA"),
        ("reminds", 1),
        ("second_after", 5),
        ("second_after", True),
        ("quiet_from", 24),
        ("quiet_from", "late"),
        ("weekend", ["5", "7"]),
    ],
)
def test_what_this_release_cannot_read_counts_as_the_default(name: str, kept: Stored) -> None:
    (setting,) = [each for each in SETTINGS if each.name == name]
    assert WorkspaceSettings({name: kept})[setting] == setting.default
