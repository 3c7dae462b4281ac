"""A rubric of a team's own, from the built-in page to a loop that goes by it: edited, proposed, approved, gone back."""

import pytest
from sqlalchemy import select

from bot.features.doors import Door
from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import Message, View
from bot.settings import Settings
from bot.wiring import Services
from rubrics.authoring.proposals import VersionState
from storage.loops import loop_row, loop_value
from storage.tables import RoleVersionRow
from storage.team_definitions import version_entries
from tests.stories.acting import ON_SQLITE, RITA, chosen, close_all, loop_id, modal, open_card, said
from tests.stories.approving import press
from tests.stories.conftest import OpenLoop, Worker

HANA = "U0HANA"
ANCHOR = "Tests retrieval on questions that customers asked"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Hana is the admin."""
    return settings.model_copy(update={"debrief_admins": (HANA,)})


def editing(person: Person, rubric: str = "ai-engineer senior") -> View:
    close_all(person)
    person.command("/rubric", f"edit {rubric}")
    return modal(person)


def choose(person: Person, act: str, competency: str) -> View:
    """Choose an act in the ⋯ menu of a competency."""
    shown = modal(person)
    value = next(
        option["value"]
        for block in shown.blocks
        for option in (block.get("accessory") or {}).get("options", ())
        if option["value"].startswith(f"{act} ") and option["value"].endswith(f" {competency}")
    )
    person.click(shown, f"rubric_part:{competency}", value)
    return modal(person)


def change_anchor(person: Person, text: str = ANCHOR) -> View:
    """Change what a 4 in retrieval is in short, and return the draft."""
    choose(person, "anchors", "retrieval")
    person.fill({"own_anchor:4": text})
    reply = person.submit()
    assert reply.action == "updated", reply
    return modal(person)


def proposed(person: Person) -> View:
    editing(person)
    change_anchor(person)
    return press(person, modal(person), "Propose")


def approved(person: Person) -> View:
    """Open what asks an admin, and approve it."""
    close_all(person)
    asked = next(
        message
        for message in reversed(person.direct_messages())
        if any(action == Door.RUBRIC_PROPOSAL for action, _, _ in message.buttons)
    )
    return press(person, press(person, asked, "Read and approve"), "Approve")


def states(services: Services) -> list[tuple[int, str]]:
    with services.reads() as session:
        rows = session.scalars(select(RoleVersionRow).order_by(RoleVersionRow.number)).all()
        return [(row.number, row.state.value) for row in rows]


def test_a_changed_anchor_is_proposed_approved_and_stands_on_the_scorecards_of_new_loops(
    rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker, services: Services
) -> None:
    page = press(rita, rubric_page(rita), "Make it ours")
    assert page.title == "Edit a rubric"
    draft = change_anchor(rita)
    assert "your draft · 1 change" in draft.plain
    preview = press(rita, draft, "Preview scorecard")
    assert f"4 · {ANCHOR}" in preview.plain
    rita.submit()
    waiting = press(rita, modal(rita), "Propose")
    assert "Waiting for an admin" in waiting.plain
    assert ANCHOR in waiting.plain
    assert not [text for _, text, _ in waiting.buttons if text == "Approve"], "no one approves their own"
    assert ANCHOR not in said(rita.command("/rubric", "ai-engineer senior anchors")), "nothing changes before that"
    worker()
    assert "proposes a rubric: Senior AI Engineer, 1 change" in hana.direct_messages()[-1].plain
    done = approved(hana)
    assert "In use" in done.plain
    assert states(services) == [(1, VersionState.APPROVED)]
    worker()
    assert "approved your rubric" in rita.direct_messages()[-1].plain
    assert ANCHOR in said(rita.command("/rubric", "ai-engineer senior anchors"))
    close_all(rita)
    open_loop(candidate="Someone New")
    open_card(panel[0])
    shown = str(modal(panel[0]).shown)
    with services.reads() as session:
        row = loop_row(session, "T0LOCAL", loop_id(services))
        assert row is not None
        version = session.scalars(select(RoleVersionRow)).one()
        acts = [(entry.act.value, entry.actor) for entry in version_entries(session, version.id)]
        anchor = loop_value(row).rubric.competency("retrieval").anchor(4)
    assert acts == [("proposed", RITA), ("approved", HANA)]
    assert anchor is not None
    assert anchor.short == ANCHOR
    assert "4 · " in shown


def rubric_page(person: Person) -> Message:
    """Return the page of the built-in rubric, as a command answers with it."""
    return person.command("/rubric", "ai-engineer senior").messages[-1]


@ON_SQLITE
def test_what_an_admin_sends_back_tells_its_author_what_to_change(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    proposed(rita)
    worker()
    asked = hana.direct_messages()[-1]
    page = press(hana, asked, "Read and approve")
    press(hana, page, "Send back")
    hana.fill({"own_note": "Say which questions"})
    hana.submit()
    assert "Sent back" in modal(hana).plain
    worker()
    assert "Say which questions" in rita.direct_messages()[-1].plain
    assert states(services) == [(1, VersionState.RETURNED)]


@ON_SQLITE
def test_one_goes_back_to_an_earlier_version_and_finds_what_is_under_way(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    proposed(rita)
    worker()
    approved(hana)
    editing(rita)
    change_anchor(rita, "Tests it on what went wrong last month")
    close_all(rita)
    rita.command("/rubric", "edit")
    press(rita, modal(rita), "Continue with AI Engineer")
    press(rita, modal(rita), "Propose")
    close_all(hana)
    hana.command("/rubric", "edit")
    press(hana, modal(hana), "Read proposal: Senior AI Engineer")
    press(hana, modal(hana), "Approve")
    assert states(services) == [(1, VersionState.REPLACED), (2, VersionState.APPROVED)]
    listed = press(hana, modal(hana), "All versions")
    assert "Version 1" in listed.plain
    first = next(value for action, _, value in listed.buttons if action.endswith(":1"))
    hana.click(listed, f"{Door.RUBRIC_PROPOSAL}:1", first)
    press(hana, modal(hana), "Propose this again")
    assert states(services)[-1] == (3, VersionState.PROPOSED)
    assert "You're the only admin" in modal(hana).plain
    press(hana, modal(hana), "Approve")
    assert ANCHOR in said(rita.command("/rubric", "ai-engineer senior anchors"))


@ON_SQLITE
def test_an_old_version_keeps_its_changes_whatever_is_in_use_now(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    proposed(rita)
    worker()
    approved(hana)
    listed = press(hana, modal(hana), "All versions")
    assert "Version 1 · 1 change" in listed.plain
    (asked,) = [text for _, text, _ in listed.buttons if "built-in" in text]
    assert "confirm" in str(listed.blocks)
    returned = press(hana, listed, asked)
    assert "returns to the built-in rubric" in returned.plain
    press(hana, returned, "Approve")
    assert "Rubric version" in modal(hana).title
    listed = press(hana, modal(hana), "All versions")
    press(hana, listed, "Hide role")
    listed = modal(hana)
    assert "Version 1 · 1 change" in listed.plain
    assert "Version 2 · returns to the built-in rubric" in listed.plain


@ON_SQLITE
def test_an_admin_hides_a_role_and_shows_it_again(rita: Person, hana: Person, services: Services) -> None:
    editing(hana)
    press(hana, modal(hana), "Versions")
    press(hana, modal(hana), "Hide role")
    assert "hidden" in modal(hana).plain
    assert "AI Engineer" not in said(rita.command("/rubric", "ai-engineer senior")).splitlines()[0]
    close_all(hana)
    told = hana.command("/rubric", "ai-engineer").messages[-1]
    assert told.plain.startswith("AI Engineer is hidden.")
    press(hana, told, "Versions")
    close_all(hana)
    hana.command("/rubric", "edit")
    press(hana, modal(hana), "AI Engineer (hidden)")
    press(hana, modal(hana), "Show role again")
    assert "shows the role again" in modal(hana).plain
    assert "Senior AI Engineer" in said(rita.command("/rubric", "ai-engineer senior"))
    editing(rita, "ml-engineer senior")
    assert not [text for _, text, _ in press(rita, modal(rita), "Versions").buttons if text == "Hide role"]


@ON_SQLITE
def test_what_is_typed_is_kept_and_what_is_wrong_is_said_at_its_field(rita: Person) -> None:
    editing(rita)
    choose(rita, "anchors", "retrieval")
    rita.fill({"own_anchor:4": "TODO"})
    reply = rita.submit()
    assert list(reply.errors or ()) == ["own_anchor:4"]
    close_all(rita)
    editing(rita)
    choose(rita, "anchors", "retrieval")
    assert chosen(rita, "own_anchor:4") == "TODO", "what was typed and not saved stands there again"


@ON_SQLITE
def test_scale_checks_and_levels_are_set_in_forms_and_the_preview_follows(rita: Person) -> None:
    press(rita, editing(rita), "Scale and bar")
    rita.fill({"own_bar": "3.5"})
    rita.submit()
    assert "your draft · 1 change" in modal(rita).plain, "the role's bar, told once"
    press(rita, modal(rita), "Scale and bar")
    rita.fill({"own_scale": "4", "own_points": "Strong no, No, Yes"})
    assert list(rita.submit().errors or ()) == ["own_points"]
    rita.fill({"own_points": "Strong no, No, Yes, Strong yes", "own_bar": "4.5"})
    assert list(rita.submit().errors or ()) == ["own_bar"]
    rita.fill({"own_bar": "2.5"})
    assert rita.submit().action == "updated"
    press(rita, modal(rita), "Scale and bar")
    rita.fill({"own_values": "1, 2, 5"})
    assert list(rita.submit().errors or ()) == ["own_values"]
    rita.fill({"own_values": "1, 2, 4, 5"})
    assert rita.submit().action == "updated"
    press(rita, modal(rita), "Signal")
    rita.fill({"own_share": "70%", "own_fewest": "1"})
    assert sorted(rita.submit().errors or ()) == ["own_share"], "the rest is looked at once this fits"
    rita.fill({"own_share": "40%"})
    assert "write at least" in (rita.submit().errors or {})["own_fewest"]
    rita.fill({"own_fewest": "4"})
    assert rita.submit().action == "updated"
    choose(rita, "facts", "software-engineering")
    rita.fill({"own_kind": "knock_out", "own_must": "no"})
    rita.submit()
    assert "knock-out" in modal(rita).plain
    choose(rita, "anchors", "retrieval")
    rita.fill({"own_anchor:2": "", "own_behavior:2": ""})
    rita.submit()
    preview = press(rita, modal(rita), "Preview scorecard").plain
    assert "4 · Strong yes: " in preview
    assert "5 · " not in preview
    rita.submit()
    press(rita, press(rita, modal(rita), "Level"), "Add a level")
    rita.fill({"own_level_name:new": "IC4", "own_like:new": "staff", "own_expectation:new": "Leads several teams"})
    rita.submit()
    assert "AI Engineer (IC4)" in modal(rita).plain
    waiting = press(rita, modal(rita), "Propose").plain
    assert "Waiting for an admin" in waiting
    assert "Scale" in waiting
    assert "Leads several teams" in waiting
    assert "4: Strong no = 1, No = 2, Yes = 4, Strong yes = 5" in waiting
    assert "Recommendation weight" in waiting
    assert "Fewest scorecards" in waiting
