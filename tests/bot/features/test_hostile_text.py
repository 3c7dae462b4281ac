"""Whatever people type, every view stays within Slack's limits and nothing they typed comes alive."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.features.authoring import show_forms as own_forms
from bot.features.authoring import show_level_forms as level_forms
from bot.features.authoring import show_proposal as proposals
from bot.features.authoring.begun import Waiting
from bot.features.authoring.edit_role import Editing
from bot.features.authoring.read_proposal import ProposalShown, VersionsShown
from bot.features.authoring.show_editor import editor
from bot.features.authoring.show_preview import preview, preview_of_version
from bot.features.calibration import show_rating as calibration
from bot.features.calibration import show_results as calibration_results
from bot.features.calibration import show_rounds as calibration_rounds
from bot.features.calibration.access import RatingForm, Standing
from bot.features.calibration.read_rounds import Overview
from bot.features.compare import show_comparison as comparison
from bot.features.compare import show_competencies
from bot.features.compare.read_comparison import ComparedOpening, Side, Why
from bot.features.feedback import show_feedback as feedback
from bot.features.feedback.draft_feedback import FeedbackDraft
from bot.features.home import show_home as home
from bot.features.home.read_desk import Group
from bot.features.home.read_home import HomeFacts, Row, Shown
from bot.features.home.show_list import list_in_full
from bot.features.install.setup import Setup
from bot.features.loop import show_happened, show_stage
from bot.features.loop import show_kit as kit
from bot.features.loop import show_loop as loop_view
from bot.features.loop import show_loop_form as loop_form
from bot.features.loop import show_notice as notice
from bot.features.loop import show_reasons as loop_reasons
from bot.features.loop import show_reminder as reminder
from bot.features.loop.end_stage import NextStage
from bot.features.loop.excusers import Excusers
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.plan_loop import LoopPlan
from bot.features.loop.read_loop import LoopDetails, LoopPage
from bot.features.loop.show_announcement import announcement, changed, invitation
from bot.features.loop.show_coverage import coverage
from bot.features.loop.show_schedule import Pasted
from bot.features.opening import show_trace
from bot.features.opening.read_opening import OpeningPlan, OpeningRowShown
from bot.features.opening.read_trace import OpeningText, TraceShown
from bot.features.record import show_handed_out as handed_out
from bot.features.record import show_record as record
from bot.features.record.read_record import LoopRecord
from bot.features.record.show_document import RecordFormat
from bot.features.record.show_handed_out import HandedOut
from bot.features.rubric import show_rubric as rubric
from bot.features.rubric.show_page import Page, as_messages, as_modal, as_posts
from bot.features.scorecard import show_queue as queue
from bot.features.scorecard import show_reveal as reveal
from bot.features.scorecard import show_scorecard as scorecard
from bot.features.scorecard.card_form import filled_as
from bot.features.scorecard.choose_scorecard import LastCard, ScorecardChoice
from bot.features.scorecard.open_scorecard import ScorecardForm
from bot.features.scorecard.panel_signal import PanelSignal
from bot.features.scorecard.read_reveal import Sides
from bot.features.scorecard.submit_scorecard import Submission
from bot.features.signal import show_arithmetic as arithmetic
from bot.features.signal import show_evidence as evidence
from bot.features.signal import show_matrix as matrix
from bot.features.signal import show_signal as signal
from bot.features.signal import show_thread as thread
from bot.features.signal import show_why as why
from bot.features.signal.offer_debrief import DebriefOffer
from bot.features.signal.read_ratings import Ratings
from bot.features.signal.read_signal import SignalList, SignalReading
from bot.features.staffing import show_staffing, staffing_form
from bot.features.staffing.answer_questions import Asking
from bot.features.staffing.read_checks import MOST_LISTED, CheckShown
from bot.features.workspace.settings import WorkspaceSettings
from bot.playground.slack.limits import accept_blocks, accept_view
from bot.slack import refusal
from bot.wording.escaping import escaped
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.proposals import RoleVersion, VersionState
from rubrics.authoring.version_changes import VersionChange
from rubrics.authoring.written_out import role_written
from rubrics.calibration.round import OwnPart, Part, Rated, Round, results_of
from rubrics.catalogue import limits
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.levels import Level, RoleLevel
from rubrics.catalogue.model import Anchor, Arithmetic, Competency, ListenFor, Question, Reason, Recommendation, Rubric
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.samples import SampleAnswer, SampleSet
from rubrics.catalogue.scale import YES_OR_NO, scale_of
from rubrics.catalogue.staffing import (
    StaffingOption,
    StaffingOutcome,
    StaffingQuestion,
    StaffingQuestions,
    StaffingRule,
)
from rubrics.panel.coverage import CoverageWarning, PanelFacts, WarningKey, coverage_warnings
from rubrics.panel.debrief import Debrief, ReVote
from rubrics.panel.feedback_cautions import cautions
from rubrics.panel.loading import load_remark_rules
from rubrics.panel.loop import Hold, Interview, InterviewState, Loop, LoopState
from rubrics.panel.parts import parts_for
from rubrics.panel.plan import Opening, OpeningState
from rubrics.panel.record import DEBRIEF, RecordEntry
from rubrics.panel.scorecard import SubmittedCard, Support
from rubrics.panel.stage import Stage, StageOutcome
from rubrics.panel.trace import Confirmed, Demand, Seat, Trace
from rubrics.panel.trace import Row as TraceRow
from rubrics.panel.trace import Standing as TraceStanding
from rubrics.signal import HireSignal, compare, feedback_points, summarize
from storage.desk import ReviewedJd
from storage.desk import Standing as DeskStanding
from storage.staffing_checks import StaffingCheck
from tests.built_in import CATALOGUE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")
SUPPORT = Support(scorecards=4, referred=2, asking=4, unsupported=1)
PROBLEMS = (
    *("archived", "not_in_channel", "outsider", "public_channel", "restricted", "candidate_in_channel"),
    *("shared_channel", "unconfirmed", "unreachable"),
)
HOSTILE = (
    '<!channel> *&* "x"',
    "<@U0OTTO> @here #general",
    "<https://evil.example|click> & <!subteam^S1>",
    "{{ 7 * 7 }} {% raw %}",
    "_~`>",
    "&lt;!here&gt;",
    "\u202egnirts desrever",
    "\u2067over\u2069\u2069 closed \u2068 open",
    "\u202b\u202dpushed\u202c",
    "\u05e0\u05d5\u05e2\u05d4 \u200f(4",
    "line\nbreak\ttab",
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip),
)
RULES = load_remark_rules()
long_texts = st.one_of(texts, st.integers(1, 3000).map(lambda n: ("<&>" * n)[:3000]))


def sentences(most: int) -> st.SearchStrategy[str]:
    return texts.map(lambda text: text[:most])


def test_a_name_written_from_right_to_left_keeps_to_its_own_place() -> None:
    name = "\u05e0\u05d5\u05e2\u05d4"
    assert escaped(name) == f"\u2068{name}\u2069"
    assert escaped(f"\u202e{name}\u2069") == f"\u2068{name}\u2069"
    assert escaped("\u202eNoor") == "Noor"


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    competencies = tuple(
        Competency(
            id=f"skill-{number}",
            name=draw(sentences(60)),
            meaning=draw(sentences(300)),
            weight=draw(st.floats(0.1, 10)),
            weight_reason=Reason(text=draw(sentences(300)), sources=("S0",)),
            anchors=tuple(
                Anchor(rating=rating, short=draw(sentences(70)), behavior="<&>" * 100) for rating in range(1, 6)
            ),
            questions=(
                Question(
                    ask=draw(sentences(300)),
                    follow_ups=(draw(sentences(300)),),
                    listen_for=tuple(ListenFor(rating=rating, sign=draw(sentences(120))) for rating in (2, 3, 4)),
                ),
            )
            * 3,
            red_flags=(draw(sentences(300)),),
            sources=("S0",),
        )
        for number in range(draw(st.integers(1, 8)))
    )
    return Rubric(
        role="ai-engineer",
        role_name=draw(sentences(60)),
        level=Level.SENIOR,
        expectation=draw(sentences(300)),
        competencies=competencies,
        do_not_ask=(draw(sentences(300)),),
    )


@st.composite
def shaped(draw: st.DrawFn) -> Rubric:
    """A rubric on a scale of a team's own with a check behind it, added up or counted."""
    held, top = draw(rubrics()), draw(st.sampled_from((3, 4, 7)))
    names = draw(st.sampled_from(((), tuple(f"{point}. {draw(texts)}"[: limits.POINT_NAME] for point in range(top)))))
    scale = scale_of(top, names)
    short, ends = draw(sentences(40)), (1, top)
    anchors = tuple(Anchor(rating=rating, short=short, behavior="<&>" * 100) for rating in ends)
    rated = tuple(each.model_copy(update={"scale": scale, "anchors": anchors}) for each in held.competencies[:7])
    answers = tuple(Anchor(rating=rating, short=short, behavior=short) for rating in (1, 2))
    asked = {"id": "check", "scale": YES_OR_NO, "anchors": answers, "weight": 0.0, "knock_out": True}
    arithmetic = draw(st.sampled_from(Arithmetic))
    return held.model_copy(
        update={
            "competencies": (rated[0].model_copy(update=asked), *rated),
            "arithmetic": arithmetic,
            "bar": scale.rating_at(3),
        }
    )


@st.composite
def loops(draw: st.DrawFn) -> Loop:
    held = draw(st.one_of(rubrics(), shaped()))
    ids = [competency.id for competency in held.competencies]
    states = draw(st.lists(st.sampled_from(InterviewState), min_size=1, max_size=4))
    state = draw(st.sampled_from(LoopState))
    return Loop(
        stage=Stage(first="f" * 32),
        id="f" * 32,
        team_id="T0LOCAL",
        opening_id="O1",
        opening=draw(sentences(80)),
        candidate_id="K1",
        candidate_code=draw(st.one_of(st.just("C-K7P2"), sentences(80))),
        candidate_name=draw(st.one_of(st.none(), sentences(80))),
        candidate_user=None,
        shows_name=draw(st.booleans()),
        channel="C0HIRING",
        hiring_manager="U0HANA",
        recruiter="U0RITA",
        opened_by="U0RITA",
        opened_at=NOW,
        deadline_at=NOW + timedelta(days=draw(st.integers(-2, 2))),
        state=state,
        rubric=held,
        interviews=tuple(
            Interview(
                id=f"{place}" * 32,
                interviewer=person,
                focus=tuple(ids[:4]),
                state=interview_state,
                exercise=draw(sentences(80)),
                excused_by="U0RITA" if interview_state is InterviewState.EXCUSED else None,
                excuse_note=draw(sentences(500)) if interview_state is InterviewState.EXCUSED else None,
            )
            for place, (person, interview_state) in enumerate(zip(PEOPLE, states, strict=False))
        ),
        warnings=(
            CoverageWarning(key=WarningKey.REFERRED_CANDIDATE, who="U0IVAN"),
            CoverageWarning(key=WarningKey.NOBODY_ASSESSES, values={"competency": "c", "name": draw(sentences(60))}),
        ),
        revealed_at=NOW if state in (LoopState.REVEALED, LoopState.DECIDED) else None,
        override_by=draw(st.sampled_from([None, "U0HANA"])),
        override_reason=draw(sentences(500)),
        hold=Hold(resumes_as=LoopState.OPEN, by="U0RITA", at=NOW, reason=draw(sentences(500)))
        if state is LoopState.ON_HOLD
        else None,
    )


@st.composite
def cards(draw: st.DrawFn, loop: Loop) -> list[SubmittedCard]:
    def rated(competency: str) -> int | None:
        return draw(st.none() | st.integers(1, loop.rubric.competency(competency).scale.top))

    return [
        SubmittedCard(
            interview=interview.id,
            interviewer=interview.interviewer,
            version=1,
            submitted_at=NOW,
            ratings={competency: rated(competency) for competency in interview.focus},
            evidence={competency: draw(long_texts) for competency in interview.focus},
            recommendation=draw(st.sampled_from(Recommendation)),
            after_reveal=draw(st.booleans()),
            reason=draw(sentences(500)),
        )
        for interview in loop.submitted
    ]


@st.composite
def entries(draw: st.DrawFn, loop: Loop) -> list[RecordEntry]:
    interview = loop.interviews[0].id
    facts = {
        "opened": {"rubric": loop.rubric.id, "digest": loop.rubric.digest, "warnings": [1]},
        "submitted": {"interview": interview, "version": 1, "after_reveal": draw(st.booleans())},
        "excused": {"interview": interview, "reason": draw(sentences(500))},
        "cancelled": {"reason": draw(sentences(500))},
        "revealed": {"cause": draw(st.sampled_from(["complete", "override"])), "revision": 1},
        "shared": {"channel": "C0HIRING"},
        "read evidence": {},
    }
    happened = [*facts.items()] * draw(st.integers(0, 6))
    return [
        RecordEntry(number=place, at=NOW, actor=draw(st.sampled_from(["U0RITA", DEBRIEF])), action=action, facts=held)
        for place, (action, held) in enumerate(happened, start=1)
    ]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from objects(item)


OURS = re.compile(r"<(?:@U0[A-Z]+|#C0HIRING|!date\^\d+\^[^|<>]*\|[^<>]*)>")


def nothing_is_turned(text: str) -> None:
    """Anyone who reads Debrief's words reads them in order, whatever a name beside them would do to them."""
    assert not re.search("[\u202a-\u202e\u2066\u2067]", text), ascii(text)
    depth = 0
    for character in text:
        depth += {"\u2068": 1, "\u2069": -1}.get(character, 0)
        assert depth >= 0, ascii(text)
    assert depth == 0, ascii(text)


def nothing_comes_alive(view: dict[str, Any]) -> None:
    for found in objects(view):
        if isinstance(found.get("text"), str):
            nothing_is_turned(found["text"])
        if found.get("type") == "mrkdwn":
            assert not re.search("[\u05d0-\u05ea]", re.sub("\u2068[^\u2069]*\u2069", "", found["text"])), found
            assert found["verbatim"] is True, found
            assert not re.search("[<>]", OURS.sub("", found["text"])), found
            assert not re.search(r"&(?!amp;|lt;|gt;)", found["text"]), found
            assert not re.search(r"\d %", found["text"]), "a line may end between a number and its percent sign"
    fallback = view.get("text")
    if isinstance(fallback, str):
        assert not re.search("[<>]", OURS.sub("", fallback))


def fits_a_message(message: dict[str, Any]) -> None:
    accept_blocks(message["blocks"], "message")
    taken_by_slacks_own_classes(message["blocks"])
    assert 0 < len(message["text"]) <= 4000
    nothing_comes_alive(message)


def fits_in_every_way(ways: list[dict[str, Any]]) -> None:
    """Newer blocks are judged by LocalSlack alone: Slack's own classes do not know them."""
    for way in ways:
        accept_blocks(way["blocks"], "message")
        nothing_comes_alive(way)
    fits_a_message(ways[-1])


def fits_everywhere(page: Page) -> None:
    for message in (*as_messages(page), *as_posts(page, "U0RITA")):
        fits_a_message(message)
    fits(as_modal(page))


def fits(view: dict[str, Any]) -> None:
    accept_view(view, view["type"])
    taken_by_slacks_own_classes(view["blocks"])
    View(**view).validate_json()
    nothing_comes_alive(view)


UNKNOWN_TO_SLACK_SDK = frozenset({"data_visualization"})


def taken_by_slacks_own_classes(blocks: list[dict[str, Any]]) -> None:
    """Fail for what slack_sdk's classes refuse, or drop without a word because they do not know it."""
    for block in blocks:
        if block["type"] not in UNKNOWN_TO_SLACK_SDK:
            is_taken_by_its_class(json.dumps(block))


@lru_cache(maxsize=10_000)
def is_taken_by_its_class(written: str) -> None:
    """Judge a block once: the same stands in an answer's messages, posts and windows, and in many answers."""
    block = json.loads(written)
    parsed = Block.parse(block)
    assert parsed is not None, block
    assert keys_of(parsed.to_dict()) == keys_of(block)


def keys_of(value: Any) -> Any:
    """Every key of nested dictionaries, the values left out."""
    if isinstance(value, dict):
        return {key: keys_of(inner) for key, inner in value.items()}
    return [keys_of(inner) for inner in value] if isinstance(value, list) else None


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_every_view_of_a_loop_fits_slack_and_neither_pings_nor_turns_anything(data: st.DataObject) -> None:
    loop = data.draw(loops())
    submitted = data.draw(cards(loop))
    signals = [summarize([card.scorecard for card in submitted], loop.rubric)] * data.draw(st.integers(1, 2))
    offered = LoopDetails(
        loop=loop,
        may_read_content=True,
        may_override=True,
        may_cancel=True,
        may_edit=True,
        runs=True,
        excusable=data.draw(st.sampled_from([loop.pending, ()])),
        names={},
        excusers=data.draw(
            st.sampled_from([Excusers((), has_admin=False), Excusers((("U0RITA", "Rita"),), has_admin=True)])
        ),
        left=frozenset({"U0IVAN"}),
        canceled=RecordEntry(
            number=9, at=NOW, actor="U0HANA", action="cancelled", facts={"reason": data.draw(sentences(500))}
        ),
    )
    for is_private in (True, False):
        fits_a_message(announcement(loop, NOW, is_private=is_private))
    fits_a_message(loop_view.listing(LoopPage([loop] * 20, more=80, is_cut=True), NOW))
    fits_a_message(loop_view.which(LoopPage([loop] * 20, more=80, is_cut=True), NOW, "cancel", loop_view.CANCEL))
    fits_a_message(loop_view.details(offered, NOW))
    fits(loop_view.panel_modal(offered))
    fits_a_message(signal.post(loop, signals))
    fits_a_message(signal.shared(loop, signals, by="U0RITA", at=NOW))
    fits_a_message(signal.revealed(loop, signals, "U0HANA"))
    fits_in_every_way(thread.threads(loop, signals) or [thread.public_thread()])
    names = dict.fromkeys(PEOPLE[:3], data.draw(sentences(80)))
    ratings = Ratings(loop, signals, submitted, names)
    fits_in_every_way(matrix.matrix_messages(ratings))
    fits(matrix.matrix(ratings, is_sent=data.draw(st.booleans())))
    reading = SignalReading(loop, tuple(signals), support=SUPPORT, may_share=True)
    fits_a_message(signal.answer(replace(reading, offer=DebriefOffer.START)))
    asks = ("U0HANA", data.draw(sentences(80).filter(str.strip)))
    fits_a_message(signal.answer(replace(reading, may_decide=True, asks=asks)))
    fits_a_message(signal.answer(replace(reading, may_share=False, overall=signals[0])))
    fits(show_stage.end_form(loop))
    chosen = {"interviewers": PEOPLE[:8], "focus": tuple(each.id for each in loop.rubric.competencies)[:10]}
    wanted = NextStage(what=StageOutcome.MORE_EVIDENCE, reason="", name=data.draw(sentences(80)), **chosen)
    fits(show_stage.next_form("0" * 32, loop, wanted, warnings=loop.warnings, mark="0" * 16))
    timed = wanted.model_copy(update={"times": dict.fromkeys(PEOPLE[:8], NOW)})
    fits(show_stage.next_form("0" * 32, loop, timed, Pasted(filling=2)))
    fits(show_happened.with_manager_outside(loop_view.panel_modal(offered), loop))
    fits(show_stage.ended(loop))
    fits_a_message(signal.answer(SignalReading(loop, tuple(signals))))
    fits_a_message(signal.answer(SignalReading(loop, ())))
    fits_a_message(signal.public_post(loop))
    fits_a_message(signal.public_post(loop, is_private=True))
    fits_a_message(signal.listing(SignalList([(loop, signals[0]), (loop, None)] * 10, 50, 50, is_cut=True), NOW))
    fits_a_message(notice.notice(loop, {}))
    fits_a_message(notice.notice(loop, dict.fromkeys(PROBLEMS, PEOPLE)))
    fits_a_message(notice.sent_again(announcement(loop, NOW)))
    first = loop.interviews[0]
    begun = frozenset({first.id})
    offers = ScorecardChoice([(loop, first)] * 20, 100, begun, is_cut=True, asked=data.draw(long_texts))
    fits_a_message(queue.choice(offers, NOW))
    fits_a_message(queue.choice(replace(offers, is_idle=True, last=LastCard(loop, first, NOW)), NOW))
    fits(queue.mine(offers, NOW))
    fits(signal.answer_modal(reading))
    fits(signal.sharing(loop))
    fits(why.why(loop, signals, SUPPORT, signals[0]))
    for leads_back in (True, False):
        fits(why.bars(loop, signals, leads_back=leads_back))
        fits(arithmetic.ratings(loop, signals[0], PEOPLE, leads_back=leads_back))
    for part in arithmetic.Page:
        fits(arithmetic.arithmetic(loop, signals, part, leads_back=False))
    recorded = data.draw(entries(loop))
    for page in range(3):
        fits(evidence.evidence(loop, submitted * 4, page))
        fits(evidence.evidence(loop, submitted * 4, page, "skill-0"))
        fits(evidence.evidence(loop, submitted * 4, page, evidence.NOTES))
        broken = data.draw(st.sampled_from([None, 3]))
        held = LoopRecord(loop, tuple(recorded), broken, tuple(submitted), {}, head="0" * 64)
        fits(record.record(held, page=page, export=handed_out.export_menu(loop.id)))
    link = "https://debrief.example/records/x"
    fits(handed_out.as_modal(HandedOut(loop, RecordFormat.PAGE, link, comes_as_file=True, has_ratings=True)))
    fits_a_message(handed_out.coming(loop, RecordFormat.PAGE))
    fits_a_message(handed_out.no_file(loop, RecordFormat.PAGE, has_link=True))
    points = feedback_points(signals[0], loop.rubric)
    fits(feedback.form(FeedbackDraft(loop, points)))
    typed = data.draw(long_texts)
    fits(feedback.looked_over(loop, typed, cautions(typed, [data.draw(sentences(60))] * 50, RULES)))
    fits(loop_view.details_modal(offered, NOW))
    fits(loop_reasons.override_form(loop))
    fits(loop_reasons.cancel_form(loop))
    for is_there in (True, False, None):
        fits(loop_form.opened(loop, is_there=is_there))
    fits_on_home(loop, first, signals[0])
    fits(coverage(planned(loop)))
    if loop.pending:
        mine = replace(offered, excusable=loop.pending, names={"U0IVAN": '<!channel> "x"' * 20})
        fits(loop_reasons.excuse_form(mine))
        given = {"interview": loop.pending[0].id, "reason": data.draw(sentences(500))}
        fits(loop_reasons.excuse_form(mine, filled=given, warnings=loop.warnings, mark="f" * 16))
    for interview in loop.interviews:
        fits_a_message(invitation(loop, interview))
        filled = filled_as(submitted[0]) if submitted else {}
        fits(scorecard.form(ScorecardForm(loop, interview, filled, len(submitted), NOW), NOW))
        for competency in loop.rubric.competencies:
            fits(scorecard.anchors(interview, competency))
        fits(scorecard.too_early(loop, interview.model_copy(update={"starts_at": NOW})))
        fits(kit.kit(loop, interview))
        soon = interview.model_copy(update={"starts_at": NOW + timedelta(minutes=15), "state": InterviewState.DUE})
        if (reminded := reminder.kit(loop.model_copy(update={"state": LoopState.OPEN}), soon, NOW)) is not None:
            fits_a_message(reminded)
        for part in (*interview.focus, kit.NOT_TO_ASK):
            fits(kit.kit_part(loop, interview, part))
        fits_a_message(changed(loop, interview))
        fits(reveal.after(Submission(loop, interview, 2, after_reveal=loop.is_revealed)))
    for card in submitted:
        panel = PanelSignal([each.scorecard for each in submitted], signals[0])
        own = next(each for each in loop.interviews if each.id == card.interview)
        fits(reveal.after(Submission(loop, own, 1, after_reveal=False, panel=panel)))
    for competency in loop.rubric.competencies:
        rated = [(card, rating) for card in submitted if (rating := card.ratings.get(competency.id))]
        fits(reveal.sides(Sides(loop, competency, rated)))


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_every_view_of_a_comparison_fits_slack_and_neither_pings_nor_turns_anything(data: st.DataObject) -> None:
    loop, name = data.draw(loops()), data.draw(sentences(60))
    signal = summarize([card.scorecard for card in data.draw(cards(loop))], loop.rubric)
    scored = signal.model_copy(update={"score": signal.score or 3.0, "interval80": signal.interval80 or (2.0, 4.0)})
    opening = Opening.model_validate(
        {
            "id": "o" * 32,
            "team_id": loop.team_id,
            "name": name,
            "role": loop.rubric.role,
            "level": loop.rubric.level,
            "hiring_manager": "U0HANA",
            "recruiter": "U0RITA",
            "created_at": NOW,
        }
    )
    for number in (2, 7, 40):
        sides = [Side(loop.model_copy(update={"id": f"{n:032}", "shows_name": True}), scored) for n in range(number)]
        how = compare({side.loop.id: side.signal for side in sides})
        left_out = [(loop, why) for why in Why]
        compared = ComparedOpening(opening, loop.rubric, sides, how, left_out)
        for way in comparison.answer(compared):
            fits_a_message(way)
        for page in (0, 1):
            fits(comparison.comparison(compared, page))
            fits(show_competencies.by_competency(compared, page))
        fits_in_every_way(show_competencies.messages(compared))


def planned(loop: Loop) -> LoopPlan:
    """Return the plan of a loop like this one, whose panel has as much to do as it has, and as many gaps."""
    focus = {interview.interviewer: interview.focus[:2] for interview in loop.interviews}
    request = LoopRequest(
        candidate=loop.private_label,
        role="ai-engineer",
        level=Level.SENIOR,
        channel=loop.channel,
        hiring_manager=loop.hiring_manager,
        interviewers=tuple(focus),
        deadline_at=loop.deadline_at,
    )
    return LoopPlan(
        form_id="f" * 32,
        request=request,
        rubric=loop.rubric,
        parts=parts_for([*focus]),
        focus=focus,
        times=dict.fromkeys(focus),
        warnings=(*coverage_warnings(loop.rubric, focus, PanelFacts()), *loop.warnings),
        names=dict.fromkeys(focus, "<!channel> *&* \u202e@here"),
    )


def fits_on_home(loop: Loop, own: Interview, read: HireSignal) -> None:
    """Check a desk that is as full as can be, and each list of it."""
    draft = {f"rating:{competency}": "4" for competency in own.focus}
    due = Row(loop, DeskStanding(loop.id, loop.deadline_at, own.id, None, json.dumps(draft)))
    ahead = Row(loop, DeskStanding(loop.id, loop.deadline_at, own.id, NOW + timedelta(days=1), None))
    runs = Row(loop, DeskStanding(loop.id, loop.deadline_at, None, None, None))
    votes = (ReVote(person=own.interviewer, before=Recommendation.NO),)
    begun = {"started_by": "U0HANA", "started_at": NOW, "reads_until": NOW, "votes": votes}
    debrief = Debrief(id="d", loop_id=loop.id, number=1, **begun)
    rows = {
        Group.DUE: due,
        Group.NEXT: ahead,
        Group.LATE: runs,
        Group.DEBRIEFS: Row(loop, None, read, debrief, votes=True),
        Group.DECIDE: Row(loop, None, read),
        Group.RUNS: Row(loop),
        Group.REVEALED: Row(loop, None, read),
    }
    groups = {group: Shown([row] * 5, 100, is_cut=True) for group, row in rows.items()}
    groups |= dict.fromkeys((Group.LOOPS, Group.DECIDED), Shown((), 100, is_cut=True))
    hostile, empty = "<!channel> *&*" * 20, " "
    reviewed = [
        ReviewedJd("1", hostile, 2, 3, 4, 5, reviewed_at=NOW),
        ReviewedJd("2", empty, 0, 0, 0, 0, reviewed_at=NOW),
    ]
    jds = Shown(reviewed * 2, 5, is_cut=True)
    opening = Opening(
        id="0" * 32,
        team_id="T",
        name="<!channel> *&*" * 5,
        role="ai-engineer",
        level=Level.SENIOR,
        hiring_manager="U0HANA",
        recruiter="U0RITA",
        created_at=NOW,
        state=OpeningState.ON_HOLD,
        channel="C0HIRING",
    )
    openings = Shown([OpeningRowShown(opening, "AI Engineer", 1000, 100, 10)] * 3, 4, is_cut=True)
    setup = Setup(worker=False, channel=False, admins=False)
    facts = HomeFacts(
        groups,
        openings,
        jds,
        setup,
        WorkspaceSettings({}),
        is_outsider=False,
        may_open=False,
        ask=["U0RITA", "U0HANA"],
        interviews=True,
        proposals=[Waiting("0" * 32, "<!channel> *&*" * 5, "U0RITA", NOW, is_own=own) for own in (True, False)] * 3,
        broken=[Problem("<!here>&.yaml", 4, ProblemKind.PLACEHOLDER, {"text": "<!channel> *&*" * 20})] * 5,
    )
    fits(home.home(facts, NOW, CATALOGUE))
    for group, row in rows.items():
        fits(list_in_full(group, Shown([row] * 10, 100, is_cut=True), 4, NOW))


@settings(max_examples=3, deadline=None)
@given(loops())
def test_the_longest_notes_of_the_largest_panel_fit_page_by_page(loop: Loop) -> None:
    ids = [competency.id for competency in loop.rubric.competencies]
    submitted = [
        SubmittedCard(
            interview=f"{place}" * 32,
            interviewer="U0IVAN",
            version=1,
            submitted_at=NOW,
            ratings={each.id: each.scale.top for each in loop.rubric.competencies if each.is_rated},
            evidence=dict.fromkeys(ids, "\N{GIRAFFE FACE}" * 3000),
            recommendation=Recommendation.YES,
        )
        for place in range(8)
    ]
    for page in range(2 * len(ids)):
        fits(evidence.evidence(loop, submitted, page))


@settings(max_examples=12, deadline=None)
@given(rubrics(), texts)
def test_every_view_of_a_rubric_fits_slack_and_neither_pings_nor_turns_anything(held: Rubric, typed: str) -> None:
    fits(rubric.pinned(held))
    for one in held.competencies:
        for block in rubric.weight_reason(held, one):
            nothing_comes_alive(block)
    for page in (rubric.glance(held), rubric.questions(held), rubric.all_anchors(held)):
        fits_everywhere(page)
    for competency in held.competencies:
        for page in (rubric.competency, rubric.anchors, rubric.questions_on, rubric.evidence):
            fits_everywhere(page(held, competency))
    focus = {person: tuple(c.id for c in held.competencies[:3]) for person in PEOPLE}
    warnings = [
        CoverageWarning(key=WarningKey.TOO_MANY_COMPETENCIES, who="U0IDA", values={"number": 6, "most": 4}),
        CoverageWarning(key=WarningKey.LEGACY, values={"text": typed}),
    ]
    plan = LoopPlan(
        form_id="f" * 32,
        request=LoopRequest(
            candidate=typed[:80],
            role=held.role,
            level=held.level,
            channel="C0HIRING",
            hiring_manager="U0HANA",
            interviewers=tuple(PEOPLE),
            deadline_at=NOW,
        ),
        rubric=held,
        parts=parts_for([*PEOPLE]),
        focus=focus,
        times=dict.fromkeys(PEOPLE),
        warnings=tuple(warnings),
    )
    fits(loop_form.step_two(plan))
    choices = loop_form.Choices(roles=[(typed[:80], "ai-engineer")], levels=[("Senior", "senior")])
    fits(loop_form.step_one(choices, NOW, {"candidate": typed[:80]}, [typed]))
    many = [(f"{typed[:80]} {number}", f"role-{number}") for number in range(101)]
    fits(loop_form.step_one(loop_form.Choices(many, choices.levels), NOW, {"role": "role-100"}))
    fits(refusal.modal(f"None of your loops is about “{typed}”.", typed))
    nothing_is_turned(refusal.message(f"None of your loops is about “{typed}”.", typed)["text"])


def editing_of(held: Rubric, typed: str) -> Editing:
    """Return a draft of a rubric in which much is left to fix, with a form half filled in."""
    role = CATALOGUE.roles[0].model_copy(update={"id": held.role, "name": held.role_name, "summary": typed[:300]})
    written = role_written(role, [held])
    path = ("competencies", 0, "meaning")
    return Editing(
        role=held.role,
        level=str(held.level),
        written=written,
        misfits=[Misfit(path, ProblemKind.PLACEHOLDER, {"text": typed[:300]})] * 8,
        live=None,
        rubric=held,
        typed={"form": "senior own_facts skill-0", "values": {"own_name": typed[:60]}},
        changes=changes_of(held, typed),
        levels=[RoleLevel("senior", typed[:20]), RoleLevel("mid")],
    )


def own_level_of(editing: Editing, typed: str) -> Editing:
    """Return a draft with two levels of a team's own, and names for the points of its scale."""
    name = typed.replace(",", " ").strip()[:20] or "-"
    own = {f"own-{number}": {"name": f"{name} {number}", "expectation": typed[:300]} for number in (1, 2)}
    written = {**editing.written, "levels": {**editing.written["levels"], **own}, "scale": [f"{name} 1", f"{name} 2"]}
    return replace(editing, written=written, level=RoleLevel("own-1", f"{name} 1"))


def changes_of(held: Rubric, typed: str) -> list[VersionChange]:
    one = held.competencies[0]
    told = {"level": "senior", "competency": one.name, "before": typed[:300], "after": one.anchors[0].behavior}
    return [VersionChange(where="4 in full", kind="changed", **told)] * 30


@settings(max_examples=8, deadline=None)
@given(rubrics(), texts, st.sampled_from(VersionState), st.booleans())
def test_every_view_of_a_rubric_of_ones_own_fits_slack_and_neither_pings_nor_turns_anything(
    held: Rubric, typed: str, state: VersionState, is_own: bool
) -> None:
    editing = editing_of(held, typed)
    one = editing.competencies[0]
    fits(editor(editing))
    for form in (own_forms.facts_form, own_forms.anchors_form, own_forms.questions_form):
        fits(form(editing, one))
    problems = [Problem("table.csv", 3, ProblemKind.PLACEHOLDER, {"text": typed[:300]})] * 12
    for view in (own_forms.role_form(editing), own_forms.add_form(editing), own_forms.table_form(typed, problems)):
        fits(view)
    for form in (own_forms.scale_form, own_forms.signal_form, level_forms.level_form, level_forms.new_level_form):
        fits(form(own_level_of(editing, typed)))
    own_forms.competency_options([("key", held, each) for each in held.competencies])
    fits(preview(editing, held))
    version = RoleVersion(
        id="f" * 32,
        team_id="T1",
        role=held.role,
        number=7,
        written=editing.written,
        digest="d" * 64,
        begun_from=None,
        author="U0RITA",
        proposed_at=NOW,
        state=state,
        settled_by="U0HANA",
        settled_at=NOW,
        note=typed[:500],
    )
    shown = ProposalShown(
        version=version,
        name=held.role_name,
        changes=editing.changes,
        levels=["senior"],
        is_new=False,
        is_overtaken=True,
        is_own=is_own,
        may_settle=True,
        is_only_admin=is_own,
    )
    for view in (proposals.proposal(shown), proposals.send_back_form(shown), preview_of_version(version, held)):
        fits(view)
    fits_a_message(proposals.asks(shown))
    fits_a_message(proposals.tells(shown))
    versions = VersionsShown(
        role=held.role,
        name=typed[:75],
        versions=[shown] * 20,
        is_admin=True,
        is_hidden=is_own,
        is_built_in=True,
    )
    fits(proposals.versions(versions))


@st.composite
def sample_sets(draw: st.DrawFn) -> SampleSet:
    held = draw(rubrics())
    answers = tuple(
        SampleAnswer(
            id=f"answer-{place}",
            question=draw(sentences(300)),
            answer=draw(st.one_of(sentences(1500), st.just("<&>" * 500))),
            competency=competency.id,
            name=competency.name,
            anchors=competency.anchors,
        )
        for place, competency in enumerate([*held.competencies, held.competencies[0]][:8])
    )
    names = {"name": draw(st.one_of(st.none(), sentences(60))), "role_name": draw(sentences(75))}
    return SampleSet(id="ours", role=held.role, level=held.level, answers=answers, **names)


@settings(max_examples=8, deadline=None)
@given(sample_sets(), st.lists(st.integers(1, 5), min_size=3, max_size=6), long_texts, st.sampled_from(Part))
def test_every_view_of_a_calibration_fits_slack(
    sample: SampleSet, given_ratings: list[int], note: str, part: Part
) -> None:
    around = Round(
        id="f" * 32,
        sample=sample,
        opened_by="U0RITA",
        opened_at=NOW,
        closes_at=NOW + timedelta(days=7),
        finished=len(given_ratings),
    )
    said = {each.id: Rated(rating=3, evidence=note[:500]) for each in sample.answers}
    own = OwnPart(part=part, rated=said)
    finished = {f"U{person}": dict.fromkeys(said, rating) for person, rating in enumerate(given_ratings)}
    results = results_of(sample, finished, "U0")
    for answer in sample.answers:
        fits(calibration.rating(RatingForm(around, own, answer)))
        fits(calibration.anchors(answer))
    for shown in (results, None):
        standing = Standing(around, own, is_open=True, may_close=True, results=shown)
        fits(calibration_results.standing(standing))
        fits(calibration_results.answer(standing, sample.answers[-1]))
    fits(calibration_rounds.rounds(Overview([(around, own)] * 5, has_sets=True, may_send=True), is_over=["f" * 32]))
    fits(calibration_rounds.send_form())
    fits(calibration_rounds.sent(around, 3, "C0HIRING"))
    for is_over in (False, True):
        fits_a_message(calibration_rounds.asks(around, by="U0RITA", is_over=is_over))
        fits_a_message(calibration_rounds.tells(around, is_closed=is_over))
    options = calibration_rounds.set_options([sample] * 101)
    assert len(options) == 100


@settings(max_examples=10, deadline=None)
@given(rubrics(), long_texts, texts, st.sampled_from(TraceStanding))
def test_every_view_of_a_jd_against_its_interviews_fits_slack_and_neither_pings_nor_turns_anything(
    held: Rubric, sentence: str, stage: str, standing: TraceStanding
) -> None:
    ids = tuple(competency.id for competency in held.competencies)
    links = (Confirmed(), Confirmed(elsewhere=True), Confirmed(competencies=ids))
    rows = [
        TraceRow(
            demand=Demand(digest=f"{number:064}", text=sentence or "x", kind="musts", suggested=ids[:2]),
            standing=standing,
            link=links[number % 3],
            seats=(Seat(stage=stage, interviewer="U0IVAN"), Seat(stage=stage)) * 4,
        )
        for number in range(20)
    ]
    opening = Opening(
        id="0" * 32,
        team_id="T",
        name="<!channel> *&*" * 5,
        role=held.role,
        level=held.level,
        hiring_manager="U0HANA",
        recruiter="U0RITA",
        created_at=NOW,
        channel="C0HIRING",
    )
    jd = OpeningText(sentence, sentence, None, None, is_approved=False)
    shown = TraceShown(OpeningPlan(opening, held), jd, Trace(rows=tuple(rows), unadvertised=ids))
    for page in range(4):
        fits(show_trace.trace_page(shown, page))
    fits(show_trace.trace_form(shown))
    fits(show_trace.trace_form(shown, rows[0].demand.digest))


@given(long_texts, texts, st.sampled_from(StaffingOutcome))
def test_every_view_of_whether_to_hire_fits_slack_and_neither_pings_nor_turns_anything(
    sentence: str, name: str, outcome: StaffingOutcome
) -> None:
    said = sentence.strip()[:300] or "x"
    options = tuple(
        StaffingOption(id=f"answer-{number}", text=(name.strip() or "x")[:75], means=said, sources=("S0", "S9"))
        for number in range(6)
    )
    asks = tuple(StaffingQuestion(id=f"ask-{number}", ask=said[:75], options=options) for number in range(8))
    questions = StaffingQuestions(asks=asks, rules=(StaffingRule(outcome=outcome, because=said),))
    opening = Opening(
        id="0" * 32,
        team_id="T",
        name=name or "x",
        role="ai-engineer",
        level=Level.SENIOR,
        hiring_manager="U0HANA",
        recruiter="U0RITA",
        created_at=NOW,
    )
    check = StaffingCheck("0" * 32, "T", opening.id, questions, {each.id: "answer-5" for each in asks}, "U0RITA", NOW)
    for shown in (CheckShown(check, opening), CheckShown(check, None)):
        fits(show_staffing.outcome(CATALOGUE, shown))
        fits(show_staffing.why(CATALOGUE, shown))
        fits(show_staffing.listed([shown] * MOST_LISTED))
    fits(staffing_form.form(Asking(questions, (opening,) * 100), opening.id))
