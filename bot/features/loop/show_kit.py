"""What to ask in one's own interview: two questions a competency at first, all the rest one click away."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.loop.show_left_notes import left_notes
from bot.features.loop.show_links import links_line
from bot.features.loop.show_progress import verb_for
from bot.features.rubric.show_page import open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element, Modal, RichTextPart
from bot.slack.blocks import actions, modal, section
from bot.slack.elements import button
from bot.slack.rich_text import rich_list, rich_section, rich_text, text_run
from bot.wording.escaping import straight
from bot.wording.words import plain_words, words
from rubrics.catalogue.exercises import Exercise
from rubrics.catalogue.model import Competency
from rubrics.catalogue.names import folded
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.scorecard import LeftNote

KIT_PART = "interview_kit_part"
"""The id of a button to all on one competency; its value is the interview's id and the competency's."""
NOT_TO_ASK = "-"
"""Stands in place of a competency for what not to ask."""


def kit(loop: Loop, interview: Interview, notes: Sequence[LeftNote] = (), exercises: Sequence[Exercise] = ()) -> Modal:
    """Return what to ask in an interview, competency by competency, with the way to more on each and to the score.

    `notes` are what earlier interviewers left for this one; `exercises` are those for the loop's role and level. The
    one that the interview's plan names is one click away, else the list of them.
    """
    ban = plain_words("loop_labels.not_to_ask")
    not_to_ask = button(ban, KIT_PART, f"{interview.id} {NOT_TO_ASK}") if loop.rubric.do_not_ask else None
    blocks = [
        section(words("loop.kit_intro", loop=loop, interview=interview)),
        *links_line(loop, interview),
        *left_notes(notes, "next_note"),
        # What to ask and watch for in an exercise stands on its own page.
        *(_row(interview, each) for each in map(loop.rubric.competency, interview.focus) if each.exercise is None),
        *actions(_score(loop, interview), _exercise(loop, interview, exercises), not_to_ask),
    ]
    return modal(_title(loop), blocks, callback_id=Door.INTERVIEW_KIT)


def _exercise(loop: Loop, interview: Interview, exercises: Sequence[Exercise]) -> Element | None:
    """Return the way to the exercise that this interview's part of the plan names, else to all there are."""
    if not exercises:
        return None
    level = loop.rubric.level
    named = folded(interview.exercise)
    if one := next((each for each in exercises if named in {folded(each.name), folded(each.id)}), None):
        return open_button(one.name, Topic(kind=Kind.EXERCISE, role=loop.rubric.role, level=level, detail=one.id))
    listed = Topic(kind=Kind.EXERCISES, role=loop.rubric.role, level=level)
    return open_button(plain_words("rubric_labels.exercises"), listed)


def kit_part(loop: Loop, interview: Interview, competency_id: str) -> Modal:
    """Return all there is to ask and to look for on one competency, or what not to ask at all."""
    competency = next((each for each in loop.rubric.competencies if each.id == competency_id), None)
    parts = _all_on(competency) if competency else _listed("not_to_ask", loop.rubric.do_not_ask)
    blocks = [rich_text(*parts), *actions(_score(loop, interview))]
    return modal(_title(loop), blocks, callback_id=KIT_PART, close=plain_words("loop_form.back"))


def _title(loop: Loop) -> str:
    return plain_words("loop_labels.questions_of", code=loop.candidate_code)


def _row(interview: Interview, competency: Competency) -> Block:
    label = plain_words("loop_labels.follow_ups_on", competency=competency.name)
    more = button(plain_words("loop_labels.follow_ups"), KIT_PART, f"{interview.id} {competency.id}", label=label)
    return section(words("loop.kit", competency=competency), accessory=more)


def _all_on(competency: Competency) -> list[RichTextPart]:
    """Return each question with what to ask next and to listen for, then what speaks for and against a candidate."""
    parts = [_heading(competency.name)]
    for question in competency.questions:
        signs = [plain_words("loop_labels.listen_for", each=each) for each in question.listen_for]
        parts.append(rich_list([_item(question.ask)]))
        if below := [*question.follow_ups, *signs]:
            parts.append(rich_list([_item(text) for text in below], indent=1))
    parts += _listed("strong_evidence", competency.strong_evidence)
    return parts + _listed("red_flags", competency.red_flags)


def _listed(name: str, items: Sequence[str]) -> list[RichTextPart]:
    return [_heading(plain_words(f"loop_labels.{name}")), rich_list([_item(item) for item in items])] if items else []


def _heading(text: str) -> RichTextPart:
    return rich_section(text_run(straight(text), bold=True))


def _item(text: str) -> RichTextPart:
    return rich_section(text_run(straight(text)))


def _score(loop: Loop, interview: Interview) -> Element:
    verb = verb_for(loop, interview, begun=False)
    label = plain_words("loop_labels.card_step_of", step=verb, code=loop.candidate_code)
    return button(verb, Door.OPEN_SCORECARD, interview.id, label=label, primary=True)
