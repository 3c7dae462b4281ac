"""`/debrief calibrate`: rating sample answers, what people said of them, and sending them to others."""

from typing import Any

from bot.features.calibration import show_habits as habits_view
from bot.features.calibration import show_rating as rating_view
from bot.features.calibration import show_results as results_view
from bot.features.calibration import show_rounds as rounds_view
from bot.features.calibration.access import RatingForm, Standing
from bot.features.calibration.begin_round import Sending, begin_rating, send_round
from bot.features.calibration.close_round import close_round, delete_my_ratings
from bot.features.calibration.rate_answer import keep_answer, rate_answer
from bot.features.calibration.read_habits import habits_for
from bot.features.calibration.read_rounds import (
    anchors_of,
    answer_in,
    first_waiting,
    overview,
    round_for,
    sets_typed,
)
from bot.features.doors import Door
from bot.features.workspace.who_opens import need_opener
from bot.slack.block_types import Modal, Option
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import autosaved, check, texts
from bot.slack.payloads import Action
from bot.slack.replying import Answer, Asked, on_change, on_click, on_page, on_submit, on_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that open a round, to each answer's form, and to the form that sends a round."""
    on_click(routes, Door.CALIBRATE, on_rounds)
    on_page(routes, results_view.ALL_ROUNDS, on_rounds)
    on_page(routes, rating_view.RATE, on_rate)
    on_page(routes, rating_view.TURN, on_turn)
    on_page(routes, rounds_view.BEGIN, on_begin)
    on_typing(routes, rounds_view.BEGIN, on_set_typed)
    on_click(routes, rating_view.ANCHORS, on_anchors)
    on_click(routes, results_view.READ_ANSWER, on_answer)
    on_page(routes, results_view.CLOSE, on_close)
    on_page(routes, results_view.DELETE, on_delete)
    on_click(routes, habits_view.HABITS, on_habits)
    on_click(routes, rounds_view.SEND, on_send)
    on_submit(routes, rating_view.RATE, on_rated)
    on_submit(routes, rounds_view.SEND, on_sent)
    for action_id in autosaved(rating_view.FORM):
        on_change(routes, action_id, on_changed)


def on_calibrate(workspace: Workspace, asked: Asked) -> Answer:
    """Open the answer that waits; where none or several rounds do, show all."""
    waiting = first_waiting(workspace, asked.actor)
    return rating_view.rating(waiting) if waiting else on_rounds(workspace, asked.actor, "")


SUBCOMMANDS = (
    Subcommand(
        "/debrief",
        "calibrate",
        on_calibrate,
        lines=(Line("calibrate", "lets you rate the same answers as your colleagues"),),
        also=("calibration", "exercise", "exercises", "practice"),
    ),
)


def on_rounds(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the rounds someone knows of."""
    shown = overview(workspace, actor)
    over = [around.id for around, _ in shown.rounds if not around.is_open(workspace.now)]
    return rounds_view.rounds(shown, is_over=over)


def on_rate(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Open the next answer of a round, or how it stands."""
    return _shown(round_for(workspace, actor, value))


def on_turn(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Turn to another answer of the round."""
    return _shown(round_for(workspace, actor, *rating_view.drawn_for(value)))


def on_begin(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Join the round about a set of answers, or begin one."""
    return _shown(begin_rating(workspace, actor, value))


def on_set_typed(workspace: Workspace, typed: str) -> list[Option]:
    """Return the sets of answers that what was typed may mean."""
    return rounds_view.set_options(sets_typed(workspace, typed))


def on_changed(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> None:
    """Keep what stands in the form about an answer."""
    round_id, answer_id = rating_view.drawn_for(drawn["private_metadata"])
    rated = rating_view.rated_in(answer_id, texts(drawn, rating_view.FORM))
    keep_answer(workspace, actor, round_id, answer_id, rated=rated, acted_at=action.action_ts)


def on_rated(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep the rating and show the next answer, or how the round stands once all are in."""
    round_id, answer_id = rating_view.drawn_for(filled["private_metadata"])
    rated = rating_view.rated_in(answer_id, texts(filled, rating_view.FORM))
    return _shown(rate_answer(workspace, actor, round_id, answer_id, rated))


def on_anchors(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an answer's anchors in full."""
    return rating_view.anchors(anchors_of(workspace, actor, *rating_view.drawn_for(value)))


def on_answer(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an answer again, with what people said of it."""
    return results_view.answer(*answer_in(workspace, actor, *rating_view.drawn_for(value)))


def on_close(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Close a round before its time."""
    return results_view.standing(close_round(workspace, actor, value))


def on_delete(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Delete one's own ratings in a round."""
    return results_view.standing(delete_my_ratings(workspace, actor, value))


def on_habits(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show someone how they rate in their interviews."""
    return habits_view.card(habits_for(workspace, actor))


def on_send(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form that sends a round."""
    need_opener(workspace, actor)
    return rounds_view.send_form()


def on_sent(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Send a round to people and a channel."""
    check(filled, rounds_view.SEND_FORM)
    sending = Sending(
        set_id=rounds_view.SET.need(filled),
        people=rounds_view.PEOPLE.read(filled) or (),
        channel=rounds_view.CHANNEL.read(filled),
        days=int(rounds_view.LASTS.need(filled)),
    )
    around = send_round(workspace, actor, sending, request=filled["id"])
    return rounds_view.sent(around, len(sending.people), sending.channel)


def _shown(found: RatingForm | Standing) -> Modal:
    return rating_view.rating(found) if isinstance(found, RatingForm) else results_view.standing(found)
