"""Anyone who is of another workspace reads and changes nothing of this one, by whatever id they come with."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot import features
from bot.errors import Plea, Refusal
from bot.features.approval.approve_jd import approve_jd
from bot.features.approval.ask_approval import Asking, ask_approval
from bot.features.authoring.edit_role import begin_draft, change_draft
from bot.features.authoring.propose import propose_draft
from bot.features.authoring.settle_proposal import approve_proposal
from bot.features.calibration.begin_round import Sending, send_round
from bot.features.debrief.decide import Wanted
from bot.features.home.read_desk import Group
from bot.features.home.read_home import HomeFacts
from bot.features.jd import fix_jd, keep_text
from bot.features.jd.fix_jd import shown_again
from bot.features.jd.review_jd import Pasted, review_text
from bot.features.jd.waive_jd import WaiveReason, Waiving
from bot.features.loop import kept_stage, plan_edit, plan_loop
from bot.features.loop.end_stage import NextStage
from bot.features.loop.kept_stage import BegunStage
from bot.features.loop.planned_loop import BegunLoop
from bot.features.loop.pleas import Act
from bot.features.loop.replace_in_loop import Setup
from bot.features.loop.show_parts import Chosen
from bot.features.opening.edit_opening import OpeningChange
from bot.features.opening.edit_plan import PlanVersion
from bot.features.opening.new_opening import new_opening
from bot.features.opening.opening_request import COPY, OpeningRequest
from bot.features.record.show_document import RecordFormat
from bot.features.staffing.answer_questions import answer_questions
from bot.settings import Settings
from bot.wiring import Actor, Services, Workspace
from rubrics.authoring.role_changes import changed_competency
from rubrics.calibration.round import Rated
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation
from rubrics.panel.decision import Choice, DecisionPost
from rubrics.panel.default_plan import PlanShape
from rubrics.panel.interview_report import Report
from rubrics.panel.loop_facts import WithdrawalReason
from rubrics.panel.plan import OpeningState, PlannedInterview
from rubrics.panel.plan_changes import mark_of
from rubrics.panel.stage import StageOutcome
from rubrics.panel.trace import Confirmed
from storage.columns import Base
from storage.forms import save_form
from tests.bot.features.opened_loop import IDA, IVAN, RITA, TEAM, card, interview_of, opened, submitted

OTHER_TEAM = "T0OTHER"
JD = "AI Engineer\n\nYou build and run LLM applications.\n\nRequirements:\n- 3 years of Python\n- retrieval"


@dataclass(frozen=True)
class Ids:
    """What there is in the first workspace, by id."""

    loop: str
    interview: str
    review: str
    plan: str
    edit: str
    typed: str
    fix: str
    opening: str
    plan_of_opening: PlanVersion
    stage: str
    round: str
    jd: str
    staffing: str
    version: str


ROLE = "ai-engineer"
ADA = Actor(TEAM, "U0ADA")
SETUP = Setup("U0OTTO", "U0OTTO", "C0HIRING", Level.SENIOR)
CHANGE = OpeningChange(name="Ours", hiring_manager="U0OTTO", recruiter="U0OTTO", channel="C0HIRING")
REQUEST = OpeningRequest(
    name="Support product",
    role="ai-engineer",
    level=Level.SENIOR,
    hiring_manager="U0HANA",
    channel="C0HIRING",
    plan=PlanShape.TWO_STAGES,
)


STAFFED = {"work": "product", "team": "alone", "budget": "less", "start": "year", "inside": "data", "law": "none"}
WAIVING = Waiving(WaiveReason.DECIDED, "", date(2030, 1, 1))


def _copying(opening: str) -> OpeningRequest:
    """Return the request for an opening whose plan is another one's."""
    return REQUEST.model_copy(update={"name": "Copied", "plan": f"{COPY}{opening}"})


def _next_stage(workspace: Workspace) -> NextStage:
    """Return a next stage that would open in the workspace of the loop."""
    return NextStage(
        what=StageOutcome.MORE_EVIDENCE,
        reason="One more on retrieval",
        name="Deep dive",
        interviewers=("U0OTTO",),
        focus=("retrieval",),
        starts_at=workspace.now + timedelta(days=1),
    )


Call = Callable[[Any, Workspace, Actor, Ids], Any]
ASKING = Asking(("U0OTTO",))

BY_ID: Mapping[str, Call] = {
    "approval.approve_jd.approve_jd": lambda use, w, a, i: use(w, a, i.jd),
    "approval.approve_jd.take_back": lambda use, w, a, i: use(w, a, i.jd),
    "approval.ask_approval.ask_approval": lambda use, w, a, i: use(w, a, i.review, ASKING),
    "approval.ask_approval.reviewed_to_ask": lambda use, w, a, i: use(w, a, i.review),
    "approval.change_approval.change_approvers": lambda use, w, a, i: use(w, a, i.jd, ASKING),
    "approval.change_approval.edit_jd": lambda use, w, a, i: use(w, a, i.jd, f"{JD}, agents", submission="V9"),
    "approval.change_approval.jd_to_edit": lambda use, w, a, i: use(w, a, i.jd),
    "approval.change_approval.withdraw_jd": lambda use, w, a, i: use(w, a, i.jd),
    "approval.check_jd.check_jd": lambda use, w, a, _: use(w, a, JD).jd,
    "approval.read_approval.approval_of": lambda use, w, a, i: use(w, a, i.jd),
    "approval.read_approval.asking_choices": lambda use, w, a, i: use(w, a, i.review),
    "approval.read_approval.known_jd": lambda use, w, a, i: use(w, a, i.jd),
    "authoring.begun.under_way": lambda use, w, a, _: [*use(w, a).drafts, *use(w, a).proposed],
    "rubric.hidden_roles.hidden_role_meant": lambda use, w, a, _: use(w, a, ROLE),
    "rubric.hidden_roles.hidden_roles": lambda use, w, a, _: use(w, a),
    "authoring.edit_role.change_draft": lambda use, w, a, _: use(w, a, ROLE, "senior", lambda written: written),
    "authoring.edit_role.discard_draft": lambda use, w, a, _: use(w, a, ROLE),
    "authoring.edit_role.drop_level": lambda use, w, a, _: use(w, a, ROLE, "senior"),
    "authoring.edit_role.keep_typed": lambda use, w, a, _: use(w, a, ROLE, {}, at="9"),
    "authoring.edit_role.read_draft": lambda use, w, a, _: use(w, a, ROLE, "senior"),
    "authoring.propose.propose_again": lambda use, w, a, i: use(w, a, i.version),
    "authoring.propose.propose_built_in": lambda use, w, a, _: use(w, a, ROLE),
    "authoring.propose.propose_draft": lambda use, w, a, _: use(w, a, ROLE),
    "authoring.read_proposal.proposal_of": lambda use, w, a, i: use(w, a, i.version),
    "authoring.read_proposal.rubric_proposed": lambda use, w, a, i: use(w, a, i.version, "senior"),
    "authoring.read_proposal.versions_of": lambda use, w, a, _: use(w, a, ROLE).versions,
    "authoring.settle_proposal.approve_proposal": lambda use, w, a, i: use(w, a, i.version),
    "authoring.settle_proposal.send_back": lambda use, w, a, i: use(w, a, i.version, "Why?"),
    "authoring.settle_proposal.withdraw_proposal": lambda use, w, a, i: use(w, a, i.version),
    "calibration.close_round.close_round": lambda use, w, a, i: use(w, a, i.round),
    "calibration.close_round.delete_my_ratings": lambda use, w, a, i: use(w, a, i.round),
    "calibration.rate_answer.keep_answer": lambda use, w, a, i: use(
        w, a, i.round, "friday-prompt", rated=Rated(rating=3), acted_at="9"
    ),
    "calibration.rate_answer.rate_answer": lambda use, w, a, i: use(w, a, i.round, "friday-prompt", Rated(rating=3)),
    "calibration.read_habits.habits_for": lambda use, w, a, _: use(w, a).candidates,
    "calibration.read_rounds.anchors_of": lambda use, w, a, i: use(w, a, i.round, "friday-prompt"),
    "calibration.read_rounds.answer_in": lambda use, w, a, i: use(w, a, i.round, "friday-prompt"),
    "calibration.read_rounds.first_waiting": lambda use, w, a, _: use(w, a),
    "calibration.read_rounds.overview": lambda use, w, a, _: use(w, a).rounds,
    "calibration.read_rounds.round_for": lambda use, w, a, i: use(w, a, i.round),
    "compare.read_comparison.comparison_of": lambda use, w, a, i: use(w, a, i.opening),
    "compare.send_comparison.send_comparison": lambda use, w, a, i: use(w, a, i.opening),
    "compare.read_figures.figures_for": lambda use, w, a, i: use(w, a, i.opening),
    "debrief.lead_debrief.cancel_debrief": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.lead_debrief.prolong_reading": lambda use, w, a, i: use(w, a, i.loop, "0"),
    "debrief.lead_debrief.standing_to_lead": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.mark_ready.mark_ready": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.open_revotes.open_revotes": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.read_debrief.debrief_for": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.read_topic.topic_for": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.start_debrief.start_debrief": lambda use, w, a, i: use(w, a, i.loop, 5),
    "debrief.submit_revote.submit_revote": lambda use, w, a, i: use(w, a, i.loop, Recommendation.YES, "Why not"),
    "debrief.tick_topic.tick_topic": lambda use, w, a, i: use(w, a, i.loop, "retrieval", is_discussed=True),
    "debrief.decide.decide": lambda use, w, a, i: use(w, a, i.loop, Wanted(choice=Choice.HIRE, seen=0)),
    "debrief.dissent.dissent": lambda use, w, a, i: use(w, a, i.loop, "not convinced"),
    "debrief.dissent.dissent_form_for": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.name_delegate.deciders_of": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.name_delegate.set_deciders": lambda use, w, a, i: use(w, a, i.loop, "U0OTTO", DecisionPost.NEVER),
    "debrief.read_decision.decision_read": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.read_decision.to_decide": lambda use, w, a, i: use(w, a, i.loop),
    "debrief.undo_decision.undo_decision": lambda use, w, a, i: use(w, a, i.loop, 1),
    "draft.draft_posting.draft_for_opening": lambda use, w, a, i: use(w, a, i.opening),
    "feedback.draft_feedback.draft_feedback": lambda use, w, a, i: use(w, a, i.loop),
    "feedback.draft_feedback.look_over": lambda use, w, a, i: use(w, a, i.loop, "Thank you"),
    "home.read_home.home_facts": lambda use, w, a, _: _empty_home(use(w, a)),
    "home.read_list.list_in_full": lambda use, w, a, _: use(w, a, Group.LOOPS, 0)[0].items,
    "jd.fix_jd.fix_review": lambda use, w, a, i: use(w, a, i.review, "all", {}, submission="S1"),
    "jd.fix_jd.fixed_again": lambda use, w, a, i: use(w, a, i.fix),
    "jd.fix_jd.send_text": lambda use, w, a, i: use(w, a, i.review),
    "jd.fix_jd.shown_again": lambda use, w, a, i: use(w, a, i.review),
    "jd.fix_jd.undo_fix": lambda use, w, a, i: use(w, a, i.review, i.review, is_new=True),
    "jd.keep_jd.delete_review": lambda use, w, a, i: use(w, a, i.review),
    "jd.keep_jd.keep_review_for": lambda use, w, a, i: use(w, a, i.review, 7),
    "jd.keep_jd.my_review": lambda use, w, a, i: use(w, a, i.review),
    "jd.keep_jd.my_reviews": lambda use, w, a, _: use(w, a, 10),
    "jd.keep_text.kept_text": lambda use, w, a, i: use(w, a, i.typed),
    "jd.review_jd.review_again": lambda use, w, a, i: use(w, a, i.review),
    "jd.share_jd.share_review": lambda use, w, a, i: use(w, a, i.review, "C0HIRING", request="R1"),
    "jd.waive_jd.reopen": lambda use, w, a, i: use(w, a, i.review, "none"),
    "jd.waive_jd.waive": lambda use, w, a, i: use(w, a, shown_again(w, a, i.review), "pay-missing:0", WAIVING),
    "loop.ask_colleague.ask_colleague": lambda use, w, a, i: use(w, a, Plea(Act.HOLD, i.loop), RITA.user),
    "loop.ask_colleague.ask_to_open": lambda use, w, a, _: use(w, a, IVAN.user),
    "loop.ask_colleague.ways_to_ask": lambda use, w, a, i: use(w, a, Plea(Act.HOLD, i.loop)),
    "loop.access.candidates_offered": lambda use, w, a, _: use(w, a, "Dana"),
    "loop.cancel_loop.cancel_loop": lambda use, w, a, i: use(w, a, i.loop, "no longer needed"),
    "loop.change_links.change_links": lambda use, w, a, i: use(w, a, i.loop, "https://example.com/cv"),
    "loop.edit_loop.edit_loop": lambda use, w, a, i: use(w, a, i.edit, {}, {}),
    "loop.end_stage.next_step": lambda use, w, a, i: use(w, a, i.loop, StageOutcome.ADVANCE),
    "loop.end_stage.open_next_stage": lambda use, w, a, i: use(w, a, i.loop, _next_stage(w)),
    "loop.end_stage.stage_to_end": lambda use, w, a, i: use(w, a, i.loop),
    "loop.end_stage.stop_after_stage": lambda use, w, a, i: use(w, a, i.loop, "not enough depth"),
    "loop.excuse_interview.accept_report": lambda use, w, a, i: use(w, a, i.interview, ""),
    "loop.excuse_interview.excuse_interview": lambda use, w, a, i: use(w, a, i.loop, i.interview, "ill"),
    "loop.excuse_interview.plan_of_report": lambda use, w, a, i: use(w, a, i.interview),
    "loop.kept_stage.begin_stage": lambda use, w, a, i: use(w, a, BegunStage(loop=i.loop, what=StageOutcome.ADVANCE)),
    "loop.kept_stage.begun_stage": lambda use, w, a, i: use(w, a, i.stage),
    "loop.kept_stage.schedule_stage": lambda use, w, a, i: use(w, a, i.stage, _next_stage(w), "Otto,2026-12-01,10:00"),
    "loop.kept_stage.shown_stage": lambda use, w, a, i: use(w, a, _next_stage(w), i.loop),
    "loop.kept_plan.change_part": lambda use, w, a, i: use(w, a, i.plan, "second", IVAN.user, chosen=Chosen()),
    "loop.kept_plan.close_gap": lambda use, w, a, i: use(w, a, i.plan, "retrieval", IVAN.user),
    "loop.kept_plan.close_gaps": lambda use, w, a, i: use(w, a, i.plan),
    "loop.kept_plan.kept_plan": lambda use, w, a, i: use(w, a, i.plan),
    "loop.kept_plan.turn_namesake": lambda use, w, a, i: use(w, a, i.plan),
    "loop.open_loop.open_loop": lambda use, w, a, i: use(w, a, i.plan, {}, {}),
    "loop.offer_interview.accept_offer": lambda use, w, a, i: use(w, a, i.interview),
    "loop.offer_interview.decline_offer": lambda use, w, a, i: use(w, a, i.interview),
    "loop.offer_interview.offer_interview": lambda use, w, a, i: use(w, a, i.interview, "U0OTTO"),
    "loop.offer_interview.read_vacancy": lambda use, w, a, i: use(w, a, i.interview),
    "loop.override_deadline.override_deadline": lambda use, w, a, i: use(w, a, i.loop, "in a hurry"),
    "loop.pause_loop.hold_loop": lambda use, w, a, i: use(w, a, i.loop, "ill", None),
    "loop.pause_loop.resume_loop": lambda use, w, a, i: use(w, a, i.loop, w.now + timedelta(days=1)),
    "loop.paste_schedule.as_chosen": lambda use, w, a, i: use(w, a, i.plan, Chosen()),
    "loop.paste_schedule.held_as_chosen": lambda use, w, a, i: use(w, a, i.edit, Chosen()),
    "loop.paste_schedule.schedule_held": lambda use, w, a, i: use(w, a, i.edit, Chosen(), "Ivan,2026-12-01,10:00"),
    "loop.paste_schedule.schedule_planned": lambda use, w, a, i: use(w, a, i.plan, Chosen(), "Ivan,2026-12-01,10:00"),
    "loop.plan_edit.change_held_part": lambda use, w, a, i: use(w, a, i.edit, "second", IVAN.user, chosen=Chosen()),
    "loop.plan_loop.note_checked": lambda use, w, a, i: use(w, a, i.plan),
    "loop.plan_edit.editable_loop": lambda use, w, a, i: use(w, a, i.loop),
    "loop.plan_edit.plan_edit": lambda use, w, a, i: use(w, a, i.loop, "", interviewers=[IVAN.user], deadline_at=w.now),
    "loop.planned_loop.plan_by_opening": lambda use, w, a, i: use(w, a, BegunLoop("V9", i.opening, "Dana Fox")),
    "loop.planned_loop.planned_step_of": lambda use, w, a, i: use(w, a, i.opening),
    "loop.read_private_notes.private_notes": lambda use, w, a, i: use(w, a, i.loop),
    "loop.rename_candidate.correct_name": lambda use, w, a, i: use(w, a, i.loop, "Dana Foxe"),
    "loop.same_person.merge_with": lambda use, w, a, i: use(w, a, i.loop, "Dana Fox"),
    "loop.same_person.split_off": lambda use, w, a, i: use(w, a, i.loop, "Dana Foxe"),
    "loop.read_loop.loop_details": lambda use, w, a, i: use(w, a, i.loop),
    "loop.read_loop.my_loops": lambda use, w, a, _: use(w, a).loops,
    "loop.replace_in_loop.replace_in_loop": lambda use, w, a, i: use(w, a, i.loop, SETUP),
    "loop.report_interview.decline_report": lambda use, w, a, i: use(w, a, i.interview),
    "loop.report_interview.report_interview": lambda use, w, a, i: use(w, a, i.interview, Report.CANNOT, note="ill"),
    "loop.report_interview.reportable": lambda use, w, a, i: use(w, a, i.interview),
    "loop.silence_loop.end_silence": lambda use, w, a, i: use(w, a, i.loop),
    "loop.silence_loop.silence_loop": lambda use, w, a, i: use(w, a, i.loop, "settled by phone"),
    "loop.snooze.snooze_reminder": lambda use, w, a, i: use(w, a, i.interview),
    "loop.withdraw_candidate.withdraw_candidate": lambda use, w, a, i: use(
        w, a, i.loop, WithdrawalReason.PAY, "", opens=True
    ),
    "loop.rubric_changes.changed_rubric": lambda use, w, a, i: use(w, a, i.loop),
    "loop.rubric_changes.changed_rubrics": lambda use, w, a, _: use(w, a).shown,
    "opening.begin_for_jd.begun_for": lambda use, w, a, i: use(w, a, i.review),
    "opening.edit_opening.edit_opening": lambda use, w, a, i: use(w, a, i.opening, CHANGE),
    "opening.edit_opening.set_state": lambda use, w, a, i: use(w, a, i.opening, OpeningState.CLOSED),
    "opening.edit_opening.use_new_rubric": lambda use, w, a, i: use(w, a, i.opening),
    "opening.edit_plan.add_stage": lambda use, w, a, i: use(w, a, i.plan_of_opening, "Values"),
    "opening.edit_plan.assign_people": lambda use, w, a, i: use(w, a, i.plan_of_opening, {(0, 0): "U0OTTO"}),
    "opening.edit_plan.remove_interview": lambda use, w, a, i: use(w, a, i.plan_of_opening, (0, 0)),
    "opening.edit_plan.remove_stage": lambda use, w, a, i: use(w, a, i.plan_of_opening, 0),
    "opening.edit_plan.save_interview": lambda use, w, a, i: use(
        w, a, i.plan_of_opening, (0, 0), PlannedInterview(focus=("retrieval",))
    ),
    "opening.edit_plan.save_stage": lambda use, w, a, i: use(w, a, i.plan_of_opening, 0, {"name": "Values"}),
    "opening.new_opening.new_opening": lambda use, w, a, i: use(w, a, _copying(i.opening)),
    "opening.read_opening.candidates_page": lambda use, w, a, i: use(w, a, i.opening, 0),
    "opening.read_opening.edit_choices": lambda use, w, a, i: use(w, a, i.opening),
    "opening.read_opening.opening_list": lambda use, w, a, _: use(w, a).rows,
    "opening.read_opening.opening_meant": lambda use, w, a, _: use(w, a, "Support product"),
    "opening.read_opening.opening_shown": lambda use, w, a, i: use(w, a, i.opening),
    "opening.read_opening.openings_typed": lambda use, w, a, _: use(w, a, "Support"),
    "opening.read_trace.confirm_trace": lambda use, w, a, i: use(w, a, i.opening, {"d": Confirmed()}),
    "opening.read_trace.jd_trace": lambda use, w, a, i: use(w, a, i.opening),
    "opening.read_trace.trace_shown": lambda use, w, a, i: use(w, a, i.opening),
    "opening.read_opening.plan_of_opening": lambda use, w, a, i: use(w, a, i.opening),
    "opening.read_opening.plans_offered": lambda use, w, a, _: [text for text, _ in use(w, a) if "Copy" in text],
    "opening.read_opening.running_loops": lambda use, w, a, i: use(w, a, i.opening),
    "people.known_people.known_people": lambda use, w, a, _: use(w, a),
    "record.read_record.read_record": lambda use, w, a, i: use(w, a, i.loop),
    "record.send_record.record_content": lambda use, w, a, i: use(w, a, i.loop, RecordFormat.JSON, "F1"),
    "record.send_record.send_record": lambda use, w, a, i: use(w, a, i.loop, RecordFormat.JSON),
    "record.read_record.record_to_hand_out": lambda use, w, a, i: use(w, a, i.loop),
    "scorecard.open_scorecard.declare_referral": lambda use, w, a, i: use(w, a, i.interview),
    "scorecard.open_scorecard.interview_in": lambda use, w, a, i: use(w, a, i.loop),
    "scorecard.open_scorecard.interview_kit": lambda use, w, a, i: use(w, a, i.interview),
    "scorecard.choose_scorecard.my_scorecards": lambda use, w, a, _: use(w, a).shown,
    "scorecard.save_draft.save_draft": lambda use, w, a, i: use(
        w, a, i.interview, {}, acted="", acted_at="9", version=0
    ),
    "scorecard.open_scorecard.say_it_took_place": lambda use, w, a, i: use(w, a, i.interview),
    "scorecard.open_scorecard.scorecard_form": lambda use, w, a, i: use(w, a, i.interview),
    "scorecard.choose_scorecard.scorecard_or_choice": lambda use, w, a, _: use(w, a).shown,
    "scorecard.read_kit.kit_for": lambda use, w, a, i: use(w, a, i.interview),
    "scorecard.read_reveal.sides_of": lambda use, w, a, i: use(w, a, i.loop, "software-engineering"),
    "scorecard.submit_scorecard.submit_scorecard": lambda use, w, a, i: use(w, a, i.interview, {}, "V9"),
    "staffing.answer_questions.answer_questions": lambda use, w, a, i: use(w, a, {}, i.opening, submission="V9"),
    "staffing.read_checks.check_shown": lambda use, w, a, i: use(w, a, i.staffing),
    "staffing.read_checks.my_checks": lambda use, w, a, _: use(w, a),
    "signal.read_evidence.evidence_for": lambda use, w, a, i: use(w, a, i.loop),
    "signal.read_practice.practice_for": lambda use, w, a, i: use(w, a, i.loop),
    "signal.read_ratings.ratings_for": lambda use, w, a, i: use(w, a, i.loop),
    "signal.read_signal.explained_signal_for": lambda use, w, a, i: use(w, a, i.loop),
    "signal.read_signal.signal_for": lambda use, w, a, i: use(w, a, i.loop),
    "signal.read_signal.signals_to_read": lambda use, w, a, _: use(w, a).shown,
    "signal.read_signal.why_not_theirs": lambda use, w, a, i: use(w, a, i.loop, "C0HIRING"),
    "signal.send_matrix.send_matrix": lambda use, w, a, i: use(w, a, i.loop),
    "signal.share_signal.share_signal": lambda use, w, a, i: use(w, a, i.loop),
}
"""Every use case that can reach what is kept of a workspace, and how it is asked for another's."""

REACHES_NOTHING = {
    "authoring.edit_role.begin_draft": "takes a role of the definitions, and keeps a draft of the actor's own",
    "authoring.paste_table.pasted": "takes what the actor pasted, and keeps a draft of the actor's own",
    "authoring.settle_proposal.hide_role": "takes a role's id, which counts within the actor's workspace alone",
    "authoring.start_role.begin_new": "takes a name, and keeps a draft of the actor's own",
    "draft.draft_posting.draft_for_role": "takes a role of the definitions, and keeps a draft of the actor's own",
    "calibration.begin_round.begin_rating": "takes a set of the definitions, and begins a round of the actor's own",
    "calibration.begin_round.send_round": "takes a set of the definitions, and begins a round of the actor's own",
    "install.setup.check_channel": "takes a channel's id, which counts within the actor's workspace alone",
    "install.setup.worker_is_seen": "a question about the installation",
    "jd.keep_text.keep_text": "keeps a form of the actor's own, and takes no id of anything kept",
    "jd.review_jd.review_text": "keeps what the actor handed in, under the actor's own workspace",
    "loop.plan_loop.plan_loop": "keeps a form of the actor's own, and takes no id of anything kept",
    "people.admins.need_admin": "a question about the actor",
    "people.set_seniority.set_seniority": "takes a person's id, which counts within the actor's workspace alone",
    "people.viewer.viewer_with": "judges what was read of the actor's own account",
    "scorecard.read_reveal.note_reveal_read": "takes what the actor's own submit has just returned",
    "staffing.answer_questions.asking_for": "reads the definitions, and openings as `opening_list` does",
    "workspace.change_settings.change_settings": "takes no id, and changes the actor's own workspace",
    "workspace.read_settings.read_changes": "takes no id, and reads the actor's own workspace",
    "workspace.read_settings.read_settings": "takes no id, and reads the actor's own workspace",
    "workspace.who_opens.need_opener": "a question about the actor",
    "rubric.share_answer.share_answer": "takes a topic of the definitions, which are everybody's",
}
"""Use cases that take no id of something kept, with the reason."""


def _empty_home(facts: HomeFacts) -> list[object]:
    """Return what Home shows of loops and JDs; how far the setup is tells of no one."""
    rows = (row for group in facts.groups.values() for row in group.items)
    return [*rows, *facts.jds.items, *facts.calibrations, *facts.to_approve, *facts.proposals]


def _rooms() -> list[ModuleType]:
    """Return the modules of all features but the listeners, which only parse and call, and what draws."""
    found = pkgutil.walk_packages(features.__path__, "bot.features.")
    names = [m.name for m in found if not m.ispkg and not m.name.rpartition(".")[2].startswith(("listen", "show"))]
    return [importlib.import_module(name) for name in names]


def _use_cases() -> dict[str, Callable[..., Any]]:
    """Return every public function that begins with (workspace, actor): the form of a use case."""
    return {
        f"{module.__name__.removeprefix('bot.features.')}.{name}": function
        for module in _rooms()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if list(inspect.signature(function).parameters)[:2] == ["workspace", "actor"]
    }


USE_CASES = _use_cases()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Someone else is the admin: no one who asks below."""
    return settings.model_copy(update={"debrief_admins": (ADA.user,)})


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture(params=[False, True], ids=["sealed", "revealed"])
def ids(services: Services, request: pytest.FixtureRequest) -> Ids:
    """A loop with one scorecard or revealed with two, a reviewed JD, an opening and five forms, of one workspace."""
    loop = opened(services)
    submitted(services, loop, IVAN, card(loop, IVAN), "V1")
    if request.param:
        submitted(services, loop, IDA, card(loop, IDA), "V2")
    review = review_text(services.workspace(TEAM), RITA, Pasted(JD)).kept.id
    with services.sessions.begin() as session:
        own = {"team_id": TEAM, "user": RITA.user, "content": {"text": JD}, "now": services.now()}
        kinds = (plan_loop.KIND, plan_edit.KIND, keep_text.KIND)
        plan, edit, typed = (save_form(session, kind=kind, **own) for kind in kinds)
        begun = BegunStage(loop=loop.id, what=StageOutcome.ADVANCE).model_dump(mode="json")
        stage = save_form(session, kind=kept_stage.KIND, **{**own, "content": begun})
        answers = {"before": review, "rule": "all", "answers": {}, "after": review, "is_new": True}
        fix = save_form(session, kind=fix_jd.ANSWERS, **{**own, "content": answers})
    opening = new_opening(services.workspace(TEAM), RITA, REQUEST)
    sending = Sending("ai-engineer", [RITA.user, IVAN.user], None, 7)
    sent = send_round(services.workspace(TEAM), RITA, sending, request="V3")
    version = PlanVersion(opening.id, mark_of(opening.stages))
    forms = plan, edit, typed, fix
    jd = ask_approval(services.workspace(TEAM), RITA, review, Asking((IVAN.user,), opening=opening.id)).id
    if request.param:
        approve_jd(services.workspace(TEAM), IVAN, jd)
    staffing = answer_questions(services.workspace(TEAM), RITA, STAFFED, opening.id, submission="V4").check.id
    rubric = _proposed(services.workspace(TEAM), "Tests on what customers asked")
    _draft(services.workspace(TEAM), "Tests on what went wrong")
    if request.param:
        approve_proposal(services.workspace(TEAM), ADA, rubric)
    kept = opening.id, version, stage, sent.id, jd, staffing, rubric
    return Ids(loop.id, interview_of(loop, IVAN).id, review, *forms, *kept)


def _draft(workspace: Workspace, meaning: str) -> None:
    """Have the recruiter begin a draft of a rubric, with one thing changed."""
    begin_draft(workspace, RITA, ROLE, "senior")
    changes = partial(changed_competency, level="senior", competency="retrieval", said={"meaning": meaning})
    change_draft(workspace, RITA, ROLE, "senior", changes)


def _proposed(workspace: Workspace, meaning: str) -> str:
    """Have the recruiter propose a rubric, and return the version."""
    _draft(workspace, meaning)
    return propose_draft(workspace, RITA, ROLE).id


def _kept(sessions: sessionmaker[Session]) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, as SQLite has them: after each of a thousand calls."""
    with sessions() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        return {name: driver.execute(f'SELECT * FROM "{name}"').fetchall() for name in Base.metadata.tables}  # noqa: S608 - our own names


def test_an_id_of_another_workspace_leads_nowhere(services: Services, ids: Ids) -> None:
    """The user has the same id in both workspaces, so that nothing but the workspace tells them apart."""
    before, leaks = _kept(services.sessions), []
    for name, call in BY_ID.items():
        for user, team in product((RITA.user, IVAN.user), (OTHER_TEAM, TEAM)):
            try:
                answer = call(USE_CASES[name], services.workspace(team), Actor(OTHER_TEAM, user), ids)
            except Refusal:
                answer = None
            after = _kept(services.sessions)
            # Anyone who opens Home is named, in their own workspace.
            new = [row for table in after for row in after[table] if row not in before[table] and OTHER_TEAM not in row]
            gone = [row for table in before for row in before[table] if row not in after[table]]
            if answer or new or gone:
                leaks.append((name, user, team))
    assert not leaks


def test_every_use_case_says_how_it_is_asked_for_what_is_anothers() -> None:
    """A new one without an entry fails here; so does an entry whose use case is gone."""
    assert set(USE_CASES) == {*BY_ID, *REACHES_NOTHING, *(name for name in USE_CASES if _takes_a_session(name))}
    assert not {*BY_ID} & {*REACHES_NOTHING}


def _takes_a_session(name: str) -> bool:
    """Tell whether a function is a part of use cases, which hand it their transaction."""
    return "session" in inspect.signature(USE_CASES[name]).parameters
