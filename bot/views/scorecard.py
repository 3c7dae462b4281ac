"""The scorecard: anchors in view, a rating for each focus competency, the recommendation last."""

from slack_sdk.models.blocks import Block

from bot.views.blocks import (
    Message,
    Modal,
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
from bot.views.progress import progress
from bot.views.words import words
from rubrics.loop import Interview, InterviewState, Loop, SubmittedCard
from rubrics.model import Competency, Recommendation

OPEN_SCORECARD = "open_scorecard"
SCORE_LOOP = "score_loop"
INTERVIEW_KIT = "interview_kit"
SUBMIT = "scorecard"
RATING = "rating"
EVIDENCE = "evidence"
RECOMMENDATION = "recommendation"
REASON = "reason"
NOT_ASSESSED = "not_assessed"


def form(loop: Loop, interview: Interview, card: SubmittedCard | None) -> Modal:
    """Return the scorecard of one interview, filled with the person's last version where there is one."""
    blocks: list[Block] = [section(words("scorecard.intro", loop=loop))]
    for competency_id in interview.focus:
        blocks += [divider(), *_competency(loop.rubric.competency(competency_id), card)]
    blocks += [divider(), _recommendation(card)]
    if loop.is_revealed:
        hint = "Everybody on the panel sees it beside the change."
        blocks.append(field(REASON, "Why do you change it now?", text_input(REASON, longest=500), hint=hint))
    verb = "Amend" if card else "Submit"
    return modal(f"Score {loop.candidate_code}", blocks, callback_id=SUBMIT, submit=verb, private_metadata=interview.id)


def _competency(competency: Competency, card: SubmittedCard | None) -> list[Block]:
    rated = card is not None and competency.id in card.ratings
    rating = card.ratings[competency.id] if card and rated else None
    chosen = (str(rating) if rating else NOT_ASSESSED) if rated else None
    options = [(f"{anchor.rating} · {anchor.short}", str(anchor.rating)) for anchor in competency.anchors]
    choice = radio(RATING, [*options, ("Not assessed", NOT_ASSESSED)], chosen)
    evidence = text_input(
        EVIDENCE,
        initial=card.evidence.get(competency.id) if card else None,
        placeholder="Situation, what the candidate did, what came of it",
        multiline=True,
    )
    return [
        *sections(words("scorecard.anchors", competency=competency)),
        field(f"{RATING}:{competency.id}", f"Rating: {competency.name}", choice),
        field(
            f"{EVIDENCE}:{competency.id}",
            f"Evidence: {competency.name}",
            evidence,
            hint="What did you see or hear? It matters most for a 1, 2 or 5.",
            optional=True,
        ),
    ]


def _recommendation(card: SubmittedCard | None) -> Block:
    options = [(choice.words.capitalize(), choice.value) for choice in Recommendation]
    chosen = card.recommendation.value if card else None
    return field(RECOMMENDATION, "Your recommendation: hire?", radio(RECOMMENDATION, options, chosen))


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
    blocks = [block for c in competencies for block in sections(words("loop.kit", competency=c))]
    if loop.rubric.do_not_ask:
        blocks += [divider(), *sections(words("loop.do_not_ask", items=loop.rubric.do_not_ask))]
    return modal(f"What to ask {loop.candidate_code}", blocks, callback_id=INTERVIEW_KIT)


def choice(interviews: list[tuple[Loop, Interview]]) -> Message:
    """Return the interviews a person may score, each with a button; or that there are none."""
    if not interviews:
        text = words("scorecard.nothing")
        return private(text, [section(text)])
    text = words("scorecard.choose", number=len(interviews))
    lines = [_choice_line(loop, interview) for loop, interview in interviews[:20]]
    return private(text, [section(text), *lines, *_rest(interviews[20:])])


def _choice_line(loop: Loop, interview: Interview) -> Block:
    done = interview.state is InterviewState.SUBMITTED
    verb = "Amend" if done else "Score"
    state = ("in, revealed" if loop.is_revealed else "in, sealed") if done else "due"
    open_it = button(verb, OPEN_SCORECARD, interview.id, label=f"{verb} {loop.candidate_code}", primary=not done)
    return section(words("scorecard.choose_line", loop=loop, state=state), button=open_it)


def _rest(more: list[tuple[Loop, Interview]]) -> list[Block]:
    if not more:
        return []
    return [context(words("loop.more", number=len(more), command="/score"))]
