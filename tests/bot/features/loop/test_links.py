"""Pages about a candidate and the interview's time stand as links where interviewers look, and nowhere else."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.change_links import change_links
from bot.features.loop.read_loop import loop_details
from bot.features.loop.show_announcement import announcement, invitation
from bot.features.loop.show_kit import kit
from bot.features.loop.show_links import calendar_link, links_form
from bot.features.loop.show_loop import CHANGE_LINKS, panel_modal
from bot.playground.slack.limits import accept_blocks, accept_view
from bot.wiring import Services
from bot.wording.refusals import field_errors
from rubrics.panel.loop import Loop
from rubrics.panel.loop_facts import Link
from storage.audit import entries, entry_value
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, interview_of, opened


@pytest.fixture
def loop(services: Services) -> Loop:
    """A loop with two interviewers, who owe their scorecards."""
    return opened(services)


NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TYPED = "CV <!here> https://files.example.com/cv.pdf?a=1&b=2\nhttps://example.org/work"
ADDRESS = "https://files.example.com/cv.pdf?a=1&b=2"


def test_who_runs_a_loop_sets_its_links_and_interviewers_alone_see_them(services: Services, loop: Loop) -> None:
    workspace, interview = services.workspace(TEAM), interview_of(loop, IVAN)
    for actor in (IVAN, IDA, OTTO):
        with pytest.raises(Refusal):
            change_links(workspace, actor, loop.id, TYPED)
    for actor in (HANA, RITA, RITA):
        loop = change_links(workspace, actor, loop.id, TYPED)
    assert loop.links[1] == Link(label="example.org", url="https://example.org/work")
    shown = accept_blocks(invitation(loop, interview)["blocks"], "message")
    link = {"type": "link", "url": ADDRESS, "text": "CV <!here>"}
    assert link in shown[1]["elements"][0]["elements"], "literal: it pings no one"
    assert str(link) in str(accept_view(kit(loop, interview), "modal"))
    assert ADDRESS not in str(announcement(loop, NOW))
    with services.reads() as session:
        noted = [entry for entry in map(entry_value, entries(session, loop.id)) if entry.action == "linked"]
    assert [entry.actor for entry in noted] == [HANA.user], "the same again is no change"
    assert ADDRESS not in str([entry.facts for entry in noted])


def test_the_form_holds_what_was_set_and_says_which_line_is_no_link(services: Services, loop: Loop) -> None:
    workspace = services.workspace(TEAM)
    change_links(workspace, RITA, loop.id, TYPED)
    details = loop_details(workspace, RITA, loop.id)
    assert ADDRESS in str(accept_view(links_form(details), "modal"))
    assert CHANGE_LINKS in str(panel_modal(details))
    assert CHANGE_LINKS not in str(panel_modal(loop_details(workspace, IVAN, loop.id)))
    with pytest.raises(FormRefusal) as refused:
        change_links(workspace, RITA, loop.id, f"{TYPED}\nhttp://example.com")
    assert field_errors(refused.value)["links"].startswith('"http://example.com" isn\'t a link that Debrief can show.')
    assert change_links(workspace, RITA, loop.id, " ").links == ()


def test_a_calendar_s_link_has_the_interview_s_minutes_in_utc_and_the_code_alone(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    assert calendar_link(loop, interview) is None
    starts_at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).astimezone(tz=None)
    for minutes, ends in ((60, "103000"), (None, "101500")):
        planned = interview.model_copy(update={"starts_at": starts_at, "minutes": minutes})
        hostile = loop.model_copy(update={"candidate_code": "C-&?#=é"})
        address = urlsplit(calendar_link(hostile, planned) or "")
        asked = parse_qs(address.query, strict_parsing=True)
        assert (address.scheme, address.netloc) == ("https", "calendar.google.com")
        assert asked["dates"] == [f"20260302T093000Z/20260302T{ends}Z"]
        assert asked["text"] == ["Interview C-&?#=é"]
        assert "Dana" not in address.query
        assert "Add to calendar" in str(accept_blocks(invitation(loop, planned)["blocks"], "message"))
    assert timedelta(minutes=45) == (planned.ends_at or NOW) - (planned.starts_at or NOW)
