"""The scorecard: anchors in view, a rating for each focus competency, the recommendation last."""

from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.show_loop import more_loops
from bot.features.loop.show_progress import progress, verb_for
from bot.features.scorecard.card_form import EVIDENCE, REASON, WHOLE, Filled, rating_of, takes_evidence
from bot.features.scorecard.open_scorecard import ScorecardChoice
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import actions, context, divider, modal, private, section, sections
from bot.slack.elements import button
from bot.slack.payloads import carried_number
from bot.wording.words import words
from rubrics.catalogue.model import Competency
from rubrics.panel.loop import Interview, InterviewState, Loop

SUBMIT = "scorecard"
TOOK_PLACE = "interview_took_place"


def form(
    loop: Loop, interview: Interview, filled: Filled, version: int = 0, resumed_at: datetime | None = None
) -> Modal:
    """Return the scorecard of one interview with what stands in it; `version` is how many were submitted before."""
    blocks: list[Block] = [section(words("scorecard.intro", loop=loop, version=version))]
    if resumed_at is not None:
        blocks.append(context(words("scorecard.resumed", saved_at=resumed_at)))
    for competency_id in interview.focus:
        blocks += [divider(), *_competency(loop.rubric.competency(competency_id), filled)]
    blocks += [divider(), *(field.block(filled.get(field.block_id)) for field in WHOLE)]
    if loop.is_revealed:
        blocks.append(REASON.block(filled.get(REASON.block_id), version=version))
    return modal(
        f"Score {loop.candidate_code}",
        blocks,
        callback_id=SUBMIT,
        submit="Amend" if version else "Submit",
        private_metadata=f"{interview.id}:{version}",
    )


def drawn_for(private_metadata: str) -> tuple[str, int]:
    """Return which interview a scorecard was drawn for, and how many versions there were then."""
    interview_id, _, version = private_metadata.partition(":")
    return interview_id, carried_number(version or "0")


def inputs(drawn: Modal) -> list[str]:
    """Return the names of the fields that a modal shows."""
    return [block["block_id"] for block in drawn["blocks"] if block["type"] == "input"]


def too_early(loop: Loop, interview: Interview) -> Modal:
    """Return the question whether an interview took place although its time has not come."""
    took_place = button("It took place", TOOK_PLACE, interview.id, primary=True)
    blocks = [section(words("scorecard.too_early", loop=loop, interview=interview)), *actions(took_place)]
    return modal("Not yet", blocks, callback_id="too_early", private_metadata=interview.id)


def _competency(competency: Competency, filled: Filled) -> list[Block]:
    rating, evidence = rating_of(competency), EVIDENCE.about(competency.id)
    blocks = [
        *sections(words("scorecard.anchors", competency=competency)),
        rating.block(filled.get(rating.block_id), competency=competency.name),
    ]
    if takes_evidence(filled, competency.id):
        blocks.append(evidence.block(filled.get(evidence.block_id), competency=competency.name))
    return blocks


def referral_noted(loop: Loop) -> Modal:
    """Return what somebody sees who declared to have referred the candidate."""
    return modal("Noted", [section(words("scorecard.referral_noted", loop=loop))], callback_id="referral_noted")


def stored(loop: Loop, version: int, *, revealed: bool, after_reveal: bool) -> Modal:
    """Return what the modal says once a scorecard is stored."""
    outcome = words(
        "scorecard.stored",
        loop=loop,
        version=version,
        revealed=revealed,
        after_reveal=after_reveal,
        progress=progress(loop),
    )
    return modal("Scorecard stored", [section(outcome)], callback_id="stored")


def kit(loop: Loop, interview: Interview) -> Modal:
    """Return the questions for one interview's focus, what to watch for and what not to ask."""
    competencies = [loop.rubric.competency(competency) for competency in interview.focus]
    blocks = [block for c in competencies for block in sections(words("loop.kit_full", competency=c))]
    if loop.rubric.do_not_ask:
        blocks += [divider(), *sections(words("loop.do_not_ask", items=loop.rubric.do_not_ask))]
    return modal(f"What to ask {loop.candidate_code}", blocks, callback_id=Door.INTERVIEW_KIT)


def choice(offered: ScorecardChoice) -> Message:
    """Return the interviews a person may score, each with a button; or that there are none."""
    if not offered.shown:
        text = words("scorecard.nothing")
        return private(text, [section(text)])
    text = words("scorecard.choose", number=offered.number)
    lines = [_choice_line(loop, interview, begun=interview.id in offered.begun) for loop, interview in offered.shown]
    more = more_loops(offered.number - len(lines), "/score", is_cut=offered.is_cut)
    return private(text, [section(text), *lines, *more])


def _choice_line(loop: Loop, interview: Interview, *, begun: bool) -> Block:
    state, is_due = _state(loop, interview, begun=begun), interview.state is InterviewState.DUE and loop.is_open
    verb = verb_for(loop, interview, begun=begun)
    open_it = button(verb, Door.OPEN_SCORECARD, interview.id, label=f"{verb}: {loop.candidate_code}", primary=is_due)
    return section(words("scorecard.choose_line", loop=loop, state=state), accessory=open_it)


def _state(loop: Loop, interview: Interview, *, begun: bool) -> str:
    if interview.state is InterviewState.SUBMITTED:
        return "in, revealed" if loop.is_revealed else "in, sealed"
    if loop.is_revealed:
        return "revealed without it"
    return "begun" if begun else "due"
