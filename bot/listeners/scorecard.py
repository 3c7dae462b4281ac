"""`/score` and the scorecard itself."""

from typing import Any

from slack_bolt import App

from bot.errors import FormRefusal
from bot.listeners import fields
from bot.listeners.replying import Answer, Asked, on_click, on_command, on_submit
from bot.usecases.access import Actor
from bot.usecases.submit_scorecard import (
    LateChangeRefusal,
    ScorecardEntry,
    interview_in,
    interviews_to_score,
    scorecard_form,
    submit_scorecard,
)
from bot.views import scorecard as view
from bot.views.blocks import Modal
from bot.views.help import help_on
from bot.wiring import Services
from rubrics.model import Recommendation


def register(app: App, services: Services) -> None:
    """Listen to `/score`, to the buttons that open a scorecard, and to its submit."""
    on_command(app, services, "/score", on_score)
    on_click(app, services, view.OPEN_SCORECARD, on_open)
    on_click(app, services, view.SCORE_LOOP, on_score_loop)
    on_click(app, services, view.INTERVIEW_KIT, on_kit)
    on_submit(app, services, view.SUBMIT, on_submitted)


def on_score(services: Services, asked: Asked) -> Answer:
    """Open the scorecard that is due, or offer a choice where there are several."""
    if asked.first == "help":
        return help_on("score")
    mine = interviews_to_score(services, asked.actor, asked.text)
    due = [(loop, interview) for loop, interview in mine if interview in loop.pending]
    certain = due if len(due) == 1 else mine
    if len(certain) == 1:
        return on_open(services, asked.actor, certain[0][1].id)
    return view.choice(mine)


def on_open(services: Services, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard for an interview."""
    form = scorecard_form(services, actor, value)
    return view.form(form.loop, form.interview, form.card)


def on_score_loop(services: Services, actor: Actor, value: str) -> Modal:
    """Open one's own scorecard in a loop, from the announcement that everybody in the channel sees."""
    return on_open(services, actor, interview_in(services, actor, value))


def on_kit(services: Services, actor: Actor, value: str) -> Modal:
    """Show what to ask in one's own interview."""
    form = scorecard_form(services, actor, value)
    return view.kit(form.loop, form.interview)


def on_submitted(services: Services, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Store the scorecard; a modal that was left open over the reveal comes back as it is, asking for a reason."""
    try:
        done = submit_scorecard(services, actor, filled["private_metadata"], _entry(filled), filled["id"])
    except LateChangeRefusal as late:
        if view.REASON in filled["state"]["values"]:
            raise
        return view.form(late.form.loop, late.form.interview, late.form.card)
    return view.stored(done.loop, done.version, revealed=done.revealed, after_reveal=done.after_reveal)


def _entry(filled: dict[str, Any]) -> ScorecardEntry:
    recommendation = fields.option(filled, view.RECOMMENDATION)
    if recommendation is None:
        raise FormRefusal({view.RECOMMENDATION: "Choose one; there is no neutral on purpose."})
    chosen = {c: fields.option(filled, f"{view.RATING}:{c}") for c in fields.names(filled, f"{view.RATING}:")}
    evidence = {c: fields.text(filled, f"{view.EVIDENCE}:{c}") or "" for c in fields.names(filled, f"{view.EVIDENCE}:")}
    return ScorecardEntry(
        ratings={c: None if value == view.NOT_ASSESSED else int(value) for c, value in chosen.items() if value},
        evidence=evidence,
        recommendation=Recommendation(recommendation),
        reason=fields.text(filled, view.REASON) or "",
    )
