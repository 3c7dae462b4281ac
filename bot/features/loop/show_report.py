"""What an interviewer says of an interview that has no scorecard: the form, the request, and its answer."""

from collections.abc import Mapping, Sequence

from bot.features.doors import Door
from bot.features.loop.excusers import CHANGE_LOOP
from bot.features.loop.loop_form import STAND_IN, WHY_REPORT
from bot.features.loop.report_interview import Reported
from bot.features.loop.show_announcement import card_button, something_changed
from bot.features.loop.show_loop import act_button
from bot.features.loop.show_warnings import warned_of
from bot.slack.block_types import Message, Modal
from bot.slack.blocks import actions, message, modal, section
from bot.slack.elements import button
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.interview_report import InterviewReport, Report
from rubrics.panel.loop import Interview, InterviewState, Loop

REPORT, ACCEPT, DECLINE = "report_interview", "report_accept", "report_decline"


def report_form(loop: Loop, interview: Interview, what: Report, filled: Mapping[str, str] | None = None) -> Modal:
    """Return the form that asks what happened, and of someone else's interview who held it."""
    values = filled or {}
    who = [STAND_IN.block(values.get(STAND_IN.id))] if what is Report.SOMEONE_ELSE else []
    return modal(
        _label(what.value),
        [section(words("report.intro", loop=loop)), *who, WHY_REPORT.block(values.get(WHY_REPORT.id))],
        callback_id=REPORT,
        submit=_label("send"),
        close=_label("back"),
        private_metadata=f"{what.value} {interview.id}",
    )


def sent(reported: Reported) -> Modal:
    """Return what an interviewer sees whose report was sent."""
    asked = [mention(person) for person in reported.asked]
    text = section(words("report.sent", loop=reported.loop, asked=asked))
    return modal(_label("sent_title"), [text], callback_id="report_sent")


def referral_question(interview: Interview) -> Modal:
    """Return the question whether someone referred the candidate, since saying so cannot be taken back."""
    yes = button(plain_words("loop_labels.referral_yes"), Door.I_REFERRED, interview.id, primary=True)
    asked = [section(words("report.did_you_refer")), section(words("loop.referral_question"))]
    return modal(_label("referring"), [*asked, *actions(yes)], callback_id=Door.I_REFERRED)


def request(loop: Loop, interview: Interview) -> Message:
    """Return the request to anyone who may accept a report, or how it was answered since."""
    facts = {"loop": loop, "who": mention(interview.interviewer), "interview": interview}
    fallback, code = words("report.request_fallback", loop=loop), loop.candidate_code
    report = interview.report
    if report is None or interview.state is not InterviewState.DUE or not loop.is_open:
        return message(fallback, [section(words("report.answered", **facts))])
    # Missed interviews are mostly held another day: then no one is excused, and the time is what changes.
    declining = "new_time" if report.what is Report.DID_NOT_HAPPEN else "decline"
    buttons = actions(
        button(_label("accept"), ACCEPT, interview.id, label=_label("accept_of", code=code), primary=True),
        button(_label(declining), DECLINE, interview.id, label=_label(f"{declining}_of", code=code)),
        button(plain_words("loop_labels.details"), Door.LOOP_DETAILS, loop.id),
    )
    return message(fallback, [section(words("report.request", **_said(report), **facts)), *buttons])


def accept_form(loop: Loop, interview: Interview, warnings: Sequence[CoverageWarning], mark: str) -> Modal:
    """Return what accepting a report means, with what the panel would lose by it; `mark` says what was shown."""
    assert interview.report is not None  # noqa: S101 – anyone who draws this has looked
    facts = {"loop": loop, "who": mention(interview.interviewer), "interview": interview}
    return modal(
        _label("accept_title"),
        [section(words("report.request", **_said(interview.report), **facts)), *warned_of("excuse_warnings", warnings)],
        callback_id=ACCEPT,
        submit=_label("accept"),
        close=_label("back"),
        private_metadata=f"{interview.id}:{mark}",
    )


def declined(loop: Loop, interview: Interview) -> Message | None:
    """Return what an interviewer is told who stays on the panel; None where nothing is due any more."""
    if interview.state is not InterviewState.DUE or not loop.is_open or interview.report is not None:
        return None
    facts = {"loop": loop}
    buttons = actions(card_button(loop, interview, begun=False, primary=True), something_changed(interview))
    return message(words("report.declined_fallback", **facts), [section(words("report.declined", **facts)), *buttons])


def kept(loop: Loop, interview: Interview) -> Modal:
    """Return what someone sees who has kept an interviewer on the panel."""
    text = section(words("report.kept", loop=loop, who=mention(interview.interviewer)))
    ways = actions(act_button(loop, "edit", CHANGE_LOOP, primary=True), act_button(loop, "details", Door.LOOP_DETAILS))
    return modal(_label("kept_title"), [text, *ways], callback_id=DECLINE)


def _said(report: InterviewReport) -> dict[str, object]:
    return {"report": report, "stand_in": mention(report.stand_in) if report.stand_in else ""}


def _label(name: str, **values: object) -> str:
    return plain_words(f"report_labels.{name}", **values)
