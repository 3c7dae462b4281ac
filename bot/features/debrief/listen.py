"""The debrief of a revealed panel: its screen, silent reading, the re-vote, and what anyone who leads it may do."""

from typing import Any

from bot.features.debrief import show_buttons as buttons
from bot.features.debrief import show_forms as forms
from bot.features.debrief.lead_debrief import cancel_debrief, prolong_reading, standing_to_lead
from bot.features.debrief.mark_ready import mark_ready
from bot.features.debrief.open_revotes import open_revotes
from bot.features.debrief.read_debrief import Startable, debrief_for
from bot.features.debrief.read_topic import topic_for
from bot.features.debrief.show_debrief import screen
from bot.features.debrief.show_reading import READ_PAGE, reading
from bot.features.debrief.start_debrief import start_debrief
from bot.features.debrief.submit_revote import submit_revote
from bot.features.debrief.tick_topic import tick_topic
from bot.features.doors import Door
from bot.features.signal.whom_to_ask import naming_whom_to_ask
from bot.slack.block_types import Modal
from bot.slack.forms import check
from bot.slack.payloads import carried_number
from bot.slack.replying import on_edited_click, on_page, on_posted_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Recommendation


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of a debrief."""
    on_posted_click(routes, Door.DEBRIEF, naming_whom_to_ask(on_debrief))
    on_submit(routes, forms.START, on_start)
    on_posted_click(routes, buttons.READ, naming_whom_to_ask(on_read))
    on_page(routes, READ_PAGE, on_turn)
    on_submit(routes, buttons.READ, on_ready)
    on_page(routes, buttons.REVOTE, on_revote)
    on_submit(routes, buttons.REVOTE, on_revoted)
    on_posted_click(routes, buttons.LEAD, naming_whom_to_ask(on_lead))
    on_submit(routes, forms.OPEN, on_open)
    on_submit(routes, forms.CANCEL, on_cancel)
    on_edited_click(routes, buttons.TOPIC, on_topic)


def on_debrief(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a loop's debrief, or the form that starts one; reading re-votes is noted."""
    found = debrief_for(workspace, actor, value)
    return forms.start_form(found) if isinstance(found, Startable) else screen(found)


def on_start(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Start a debrief."""
    minutes = forms.minutes_field().need(filled)
    return screen(start_debrief(workspace, actor, filled["private_metadata"], int(minutes)))


def on_read(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show both sides of the first topic; the reading is noted."""
    return reading(topic_for(workspace, actor, value))


def on_turn(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another topic."""
    loop_id, _, number = value.partition(":")
    return reading(topic_for(workspace, actor, loop_id, carried_number(number), noted=False))


def on_ready(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Note that someone has read both sides, and go on to their re-vote."""
    return forms.revote_form(mark_ready(workspace, actor, filled["private_metadata"]))


def on_revote(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the form of one's own re-vote."""
    return forms.revote_form(mark_ready(workspace, actor, value))


def on_revoted(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep a re-vote; the last one opens them all, and is answered by what they say."""
    check(filled, [forms.RECOMMENDED_NOW, forms.LINE])
    now = Recommendation(forms.RECOMMENDED_NOW.need(filled))
    line = " ".join(forms.LINE.need(filled).split())
    standing = submit_revote(workspace, actor, filled["private_metadata"], now, line)
    return _opened(workspace, actor, standing.loop.id) if standing.debrief.is_open else forms.receipt(standing)


def on_lead(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask anyone who leads before the re-votes open or the debrief is called off; give more time at once."""
    act, _, rest = value.partition(" ")
    loop_id, _, seen = rest.partition(" ")
    if act == buttons.EXTEND:
        return forms.prolonged(prolong_reading(workspace, actor, loop_id, seen))
    standing = standing_to_lead(workspace, actor, loop_id)
    return forms.cancel_form(standing) if act == buttons.CALL_OFF else forms.open_form(standing)


def on_open(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the re-votes now."""
    return _opened(workspace, actor, open_revotes(workspace, actor, filled["private_metadata"]).loop.id)


def on_cancel(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Call a debrief off."""
    return forms.canceled(cancel_debrief(workspace, actor, filled["private_metadata"]))


def on_topic(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Tick a topic off, or take that back."""
    what, _, wanted = value.rpartition(":")
    loop_id, _, competency = what.partition(":")
    return screen(tick_topic(workspace, actor, loop_id, competency, is_discussed=wanted == buttons.TICKED))


def _opened(workspace: Workspace, actor: Actor, loop_id: str) -> Modal:
    """Show re-votes that have just opened; the reading is noted like any other."""
    return on_debrief(workspace, actor, loop_id)
