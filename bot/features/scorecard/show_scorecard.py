"""The scorecard: anchors in view, a rating for each focus competency, the recommendation last."""

from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.features.doors import Door
from bot.features.loop.show_progress import progress, verb_for
from bot.features.scorecard.card_fields import (
    EVIDENCE,
    NOT_ASSESSED,
    RATING,
    REASON,
    RECOMMENDATION,
    Filled,
    evidence_field,
    rating_field,
    takes_evidence,
)
from bot.slack.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    divider,
    field,
    modal,
    private,
    radio,
    section,
    sections,
    text_input,
)
from bot.wording.words import words
from rubrics.catalogue.model import Competency, Recommendation
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
    blocks += [divider(), _recommendation(filled)]
    if loop.is_revealed:
        blocks.append(_reason(filled, version))
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
    return interview_id, int(version or 0)


def inputs(drawn: Modal) -> list[str]:
    """Return the names of the fields that a modal shows."""
    return [block["block_id"] for block in drawn["blocks"] if block["type"] == "input"]


def too_early(loop: Loop, interview: Interview) -> Modal:
    """Return the question whether an interview took place although its time has not come."""
    took_place = button("It took place", TOOK_PLACE, interview.id, primary=True)
    blocks = [section(words("scorecard.too_early", loop=loop, interview=interview)), *actions(took_place)]
    return modal("Not yet", blocks, callback_id="too_early", private_metadata=interview.id)


def _competency(competency: Competency, filled: Filled) -> list[Block]:
    options = [(f"{anchor.rating} · {anchor.short}", str(anchor.rating)) for anchor in competency.anchors]
    choice = radio(RATING, [*options, ("Not assessed", NOT_ASSESSED)], filled.get(rating_field(competency.id)))
    blocks = [
        *sections(words("scorecard.anchors", competency=competency)),
        field(rating_field(competency.id), f"Rating: {competency.name}", choice, dispatch=True),
    ]
    if takes_evidence(filled, competency.id):
        blocks.append(_evidence(competency, filled))
    return blocks


def _evidence(competency: Competency, filled: Filled) -> Block:
    written = text_input(
        EVIDENCE,
        initial=filled.get(evidence_field(competency.id)),
        placeholder="Situation, what the candidate did, what came of it",
        multiline=True,
        dispatch=True,
    )
    hint = (
        "What did you see or hear? A 1, 2 or 5 asks for it and is marked as unsupported without; a 3 or 4 needs none."
    )
    label = f"Evidence: {competency.name}"
    return field(evidence_field(competency.id), label, written, hint=hint, optional=True, dispatch=True)


def _recommendation(filled: Filled) -> Block:
    options = [(choice.words.capitalize(), choice.value) for choice in Recommendation]
    choice = radio(RECOMMENDATION, options, filled.get(RECOMMENDATION))
    return field(RECOMMENDATION, "Your recommendation: hire?", choice, dispatch=True)


def _reason(filled: Filled, version: int) -> Block:
    why = text_input(REASON, initial=filled.get(REASON), longest=500, dispatch=True)
    hint = "Everybody on the panel sees it beside your scorecard."
    return field(
        REASON, "Why do you amend it now?" if version else "Why do you add it now?", why, hint=hint, dispatch=True
    )


def referral_noted(loop: Loop) -> Modal:
    """Return what somebody sees who declared to have referred the candidate."""
    return modal("Noted", [section(words("scorecard.referral_noted", loop=loop))], callback_id="referral_noted")


def stored(loop: Loop, version: int, *, revealed: bool, after_reveal: bool) -> Modal:
    """Return what the modal says once a scorecard is stored."""
    said = words(
        "scorecard.stored",
        loop=loop,
        version=version,
        revealed=revealed,
        after_reveal=after_reveal,
        progress=progress(loop),
    )
    return modal("Scorecard stored", [section(said)], callback_id="stored")


def kit(loop: Loop, interview: Interview) -> Modal:
    """Return the questions for one interview's focus, what to watch for and what not to ask."""
    competencies = [loop.rubric.competency(competency) for competency in interview.focus]
    blocks = [block for c in competencies for block in sections(words("loop.kit_full", competency=c))]
    if loop.rubric.do_not_ask:
        blocks += [divider(), *sections(words("loop.do_not_ask", items=loop.rubric.do_not_ask))]
    return modal(f"What to ask {loop.candidate_code}", blocks, callback_id=Door.INTERVIEW_KIT)


def choice(interviews: list[tuple[Loop, Interview]], drafts: set[str]) -> Message:
    """Return the interviews a person may score, each with a button; or that there are none."""
    if not interviews:
        text = words("scorecard.nothing")
        return private(text, [section(text)])
    text = words("scorecard.choose", number=len(interviews))
    lines = [_choice_line(loop, interview, begun=interview.id in drafts) for loop, interview in interviews[:20]]
    return private(text, [section(text), *lines, *_rest(interviews[20:])])


def _choice_line(loop: Loop, interview: Interview, *, begun: bool) -> Block:
    state, is_due = _state(loop, interview, begun=begun), interview.state is InterviewState.DUE and loop.is_open
    verb = verb_for(loop, interview, begun=begun)
    open_it = button(verb, Door.OPEN_SCORECARD, interview.id, label=f"{verb}: {loop.candidate_code}", primary=is_due)
    return section(words("scorecard.choose_line", loop=loop, state=state), button=open_it)


def _state(loop: Loop, interview: Interview, *, begun: bool) -> str:
    if interview.state is InterviewState.SUBMITTED:
        return "in, revealed" if loop.is_revealed else "in, sealed"
    if loop.is_revealed:
        return "revealed without it"
    return "begun" if begun else "due"


def _rest(more: list[tuple[Loop, Interview]]) -> list[Block]:
    if not more:
        return []
    return [context(words("loop.more", number=len(more), command="/score"))]
