"""The buttons and the menu of a reminder: putting it off, what changed instead, and the answer to that."""

from typing import Any

from bot.features.loop import show_reminder as view
from bot.features.loop import show_report as reports
from bot.features.loop.excuse_interview import ExcusePlan, accept_report, plan_of_report
from bot.features.loop.listen_running import on_details
from bot.features.loop.loop_form import STAND_IN, WHY_REPORT, WHY_SILENCE
from bot.features.loop.read_loop import loop_details
from bot.features.loop.report_interview import decline_report, report_interview, reportable
from bot.features.loop.show_announcement import REFERRED
from bot.features.loop.show_loop import END_SILENCE, SILENCE, TROUBLE
from bot.features.loop.show_reasons import excuse_drawn_for, silence_form
from bot.features.loop.silence_loop import end_silence, need_silenceable, silence_loop
from bot.features.loop.snooze import snooze_reminder
from bot.slack.block_types import Modal
from bot.slack.payloads import UnreadableRefusal
from bot.slack.replying import on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.interview_report import Report


def register(routes: Routes) -> None:
    """Listen to what stands in a reminder and an invitation besides the scorecard's button."""
    on_click(routes, view.SNOOZE, on_snooze)
    on_click(routes, TROUBLE, on_trouble)
    on_submit(routes, reports.REPORT, on_reported)
    on_click(routes, reports.ACCEPT, on_accept)
    on_submit(routes, reports.ACCEPT, on_accepted)
    on_click(routes, reports.DECLINE, on_decline)
    on_click(routes, SILENCE, on_silence)
    on_submit(routes, SILENCE, on_silenced)
    on_click(routes, END_SILENCE, on_end_silence)


def on_snooze(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Put a reminder off by an hour."""
    loop, until = snooze_reminder(workspace, actor, value)
    return view.snoozed(loop, value, until)


def on_trouble(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask what happened, of what was chosen in the menu "Something changed"."""
    name, _, interview_id = value.partition(" ")
    loop, interview = reportable(workspace, actor, interview_id)
    if name == REFERRED:
        return reports.referral_question(interview)
    return reports.report_form(loop, interview, _report_named(name))


def on_reported(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep a report, and ask those who may accept it."""
    name, _, interview_id = filled["private_metadata"].partition(" ")
    note, stand_in = WHY_REPORT.read(filled) or "", STAND_IN.read(filled)
    what = _report_named(name)
    return reports.sent(report_interview(workspace, actor, interview_id, what, note=note, stand_in=stand_in))


def on_accept(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what accepting a report means, before it is done."""
    return _accept_form(plan_of_report(workspace, actor, value))


def on_accepted(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Accept a report, or show first what the panel loses by it that was not shown."""
    interview_id, seen = excuse_drawn_for(filled["private_metadata"])
    outcome = accept_report(workspace, actor, interview_id, seen)
    return _accept_form(outcome) if isinstance(outcome, ExcusePlan) else on_details(workspace, actor, outcome.id)


def on_decline(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Keep an interviewer on the panel."""
    loop = decline_report(workspace, actor, value)
    return reports.kept(loop, next(each for each in loop.interviews if each.id == value))


def on_silence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the reason to turn a loop's reminders off."""
    details = loop_details(workspace, actor, value)
    need_silenceable(details.loop, runs=details.runs)
    return silence_form(details.loop)


def on_silenced(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Turn a loop's reminders off with the reason given."""
    loop = silence_loop(workspace, actor, filled["private_metadata"], WHY_SILENCE.read(filled) or "")
    return on_details(workspace, actor, loop.id)


def on_end_silence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Turn a loop's reminders on again."""
    return on_details(workspace, actor, end_silence(workspace, actor, value).id)


def _accept_form(plan: ExcusePlan) -> Modal:
    interview = next(each for each in plan.loop.interviews if each.id == plan.interview_id)
    return reports.accept_form(plan.loop, interview, plan.warnings, plan.mark)


def _report_named(name: str) -> Report:
    if name not in tuple(Report):
        raise UnreadableRefusal("report")
    return Report(name)
