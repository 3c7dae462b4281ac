"""A line of links for an interviewer: pages about the candidate, and the interview in their own calendar."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from bot.features.loop.loop_form import LINKS
from bot.features.loop.read_loop import LoopDetails
from bot.features.loop.show_loop import CHANGE_LINKS
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import modal, section
from bot.slack.rich_text import link_run, rich_section, rich_text, text_run
from bot.wording.escaping import straight
from bot.wording.words import plain_words, words
from rubrics.panel.links import as_text
from rubrics.panel.loop import Interview, Loop

CALENDAR = "https://calendar.google.com/calendar/render"
"""A page that fills in an event from its address alone: no server, scope or account of ours is in it."""


def links_form(shown: LoopDetails) -> Modal:
    """Return the form of a loop's links, one a line."""
    loop = shown.loop
    return modal(
        plain_words("loop_form.links_title"),
        [section(words("loop.links_intro", loop=loop)), LINKS.block(as_text(loop.links) or None)],
        callback_id=CHANGE_LINKS,
        submit=plain_words("loop_form.links_submit"),
        close=plain_words("loop_form.back"),
        private_metadata=loop.id,
    )


def links_line(loop: Loop, interview: Interview) -> list[Block]:
    """Return the links that go with an interview as one line; nothing where there are none."""
    links = [(link.url, straight(link.label)) for link in loop.links]
    if event := calendar_link(loop, interview):
        links.append((event, plain_words("loop_labels.add_to_calendar")))
    runs = [run for url, label in links for run in (text_run(" · "), link_run(url, label))]
    return [rich_text(rich_section(*runs[1:]))] if runs else []


def calendar_link(loop: Loop, interview: Interview) -> str | None:
    """Return the address that puts an interview into a Google calendar; None where its time is not known.

    It names the candidate by code alone, since it is opened outside of Slack.
    """
    if interview.starts_at is None or interview.ends_at is None:
        return None
    event = {
        "action": "TEMPLATE",
        "text": plain_words("loop_labels.calendar_title", code=loop.candidate_code),
        "dates": f"{_stamp(interview.starts_at)}/{_stamp(interview.ends_at)}",
        "details": plain_words("loop_labels.calendar_details"),
    }
    return f"{CALENDAR}?{urlencode(event, quote_via=quote)}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
