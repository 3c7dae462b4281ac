"""The forms of a debrief: starting it, voting again, and what anyone who leads it is asked before it is so."""

from bot.features.debrief.phrasing import called, label, progress_facts
from bot.features.debrief.read_debrief import Startable
from bot.features.debrief.show_buttons import REVOTE, change_button, door
from bot.features.debrief.show_debrief import sealed_until
from bot.features.debrief.standing import Standing
from bot.features.workspace.declared import READING_MINUTES
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, modal, section
from bot.slack.form_fields import Choice, Menu, Text
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Recommendation
from rubrics.panel.debrief import LONGEST_LINE
from rubrics.panel.loop import Loop

START = "debrief_start"
OPEN = "debrief_open_now"
CANCEL = "debrief_cancel"
MINUTES = Menu(id="minutes", label="debrief_form.minutes")
RECOMMENDED_NOW = Choice(
    id="recommended_now",
    label="debrief_form.recommended_now",
    hint="debrief_form.before",
    missing="debrief_refusals.recommendation_missing",
    options=tuple((choice.words.capitalize(), choice.value) for choice in Recommendation),
)
LINE = Text(
    id="line",
    label="debrief_form.line",
    placeholder="debrief_form.line_placeholder",
    missing="debrief_refusals.line_missing",
    limit=LONGEST_LINE,
)


def minutes_field() -> Menu:
    """Return the menu of how long the silent reading may be."""
    return MINUTES.offering((_form("some_minutes", number=each), str(each)) for each in READING_MINUTES.offered)


def start_form(startable: Startable) -> Modal:
    """Return the question before a debrief starts: how long people read."""
    loop = startable.loop
    return modal(
        _form("start_title", code=loop.candidate_code),
        [section(words("debrief.start")), minutes_field().block(str(startable.minutes))],
        callback_id=START,
        submit=_form("start"),
        close=_form("not_now"),
        private_metadata=loop.id,
    )


def revote_form(standing: Standing) -> Modal:
    """Return the form of someone's re-vote: nothing chosen at first, and later what they chose."""
    own = standing.own
    before, after, line = (own.before.words, own.after, own.line) if own else ("", None, "")
    return modal(
        _form("revote_title", code=standing.loop.candidate_code),
        [sealed_until(standing), RECOMMENDED_NOW.block(after, before=before), LINE.block(line)],
        callback_id=REVOTE,
        submit=_form("submit_revote"),
        close=_form("not_now"),
        private_metadata=standing.loop.id,
    )


def receipt(standing: Standing) -> Modal:
    """Return what stands in place of a submitted re-vote while others are awaited."""
    said = section(words("debrief.receipt", **progress_facts(standing)))
    blocks = [said, *actions(door(standing), change_button(standing)), sealed_until(standing)]
    return modal(_form("voted_title"), blocks, callback_id="debrief_voted", close=label("done"))


def open_form(standing: Standing) -> Modal:
    """Return the question before the re-votes open without everybody's."""
    missing = [called(standing, each) for each in standing.missing]
    return modal(
        _form("open_title", code=standing.loop.candidate_code),
        [section(words("debrief.open_now", **progress_facts(standing), missing=missing))],
        callback_id=OPEN,
        submit=_form("open"),
        close=_form("not_now"),
        private_metadata=standing.loop.id,
    )


def cancel_form(standing: Standing) -> Modal:
    """Return the question before a debrief is called off."""
    return modal(
        _form("cancel_title"),
        [section(words("debrief.cancel", voted=progress_facts(standing)["voted"]))],
        callback_id=CANCEL,
        submit=_form("cancel_debrief"),
        close=_form("keep"),
        private_metadata=standing.loop.id,
    )


def prolonged(standing: Standing) -> Modal:
    """Return until when people read now."""
    said = section(words("debrief.prolonged", until=standing.debrief.reads_until))
    return modal(_form("prolonged_title"), [said], callback_id="debrief_prolonged", close=label("done"))


def canceled(loop: Loop) -> Modal:
    """Return that a debrief was called off."""
    said = section(words("debrief.was_canceled", label=loop.private_label))
    return modal(_form("canceled_title"), [said], callback_id="debrief_canceled", close=label("done"))


def _form(name: str, **values: object) -> str:
    return plain_words(f"debrief_form.{name}", **values)
