"""Decisions for people: the form with only what a choice needs, and what was decided, for whom."""

from typing import Any

from bot.features.debrief import decision_form as form
from bot.features.debrief.decide import Made
from bot.features.debrief.read_decision import DecisionRead, ToDecide
from bot.features.doors import Door
from bot.features.loop.show_loop import LOOP_DETAILS, act_button, to_loop
from bot.features.signal.phrasing import short_must_haves, word_name
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.forms import View
from bot.slack.rich_text import rich_quote, rich_text, text_run
from bot.wording.escaping import straight
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.decision import Basis, Choice, Decided, DecisionPost, reasons_asked
from rubrics.panel.loop import Loop
from rubrics.signal import HireSignal, Word, to_discuss
from storage.decisions import DissentRow

UNDO = "decision_undo"
NOTHING_YET: View = {"state": {"values": {}}}
"""A form that no one has filled in."""
SUBMITS = {Choice.ANOTHER: "open_interview", Choice.HOLD: "put_on_hold"}
MOST_PREFILLED = 1
"""Topics that one more interview is prefilled with where nothing lacks evidence: what to discuss first."""
MOST_DISSENTS = 10
"""Dissents shown at once, the newest: more would not fit a modal. Each further one stands in the record."""


def decision_form(shown: ToDecide, chosen: Choice | None, filled: View = NOTHING_YET) -> Modal:
    """Return the form of a decision: what it rests on, the choices, and only what the chosen one needs.

    `filled` is what stands in the form already, so that nothing that was typed is lost.
    """
    loop = shown.loop
    stands = loop.decision
    name = choice_name(stands.choice) if stands else ""
    basis, closes = basis_facts(shown.basis), [*map(_still_open, shown.open_stages)]
    facts = {"loop": loop, "basis": basis, "stands": stands, "closes": closes, "name": name}
    facts["short"] = short_must_haves(shown.signal, said_by_topic=False)
    debrief = shown.debrief
    votes, missing = (len(debrief.votes), len(debrief.missing())) if debrief else (0, 0)
    return modal(
        plain_words("decision_form.title", code=loop.candidate_code),
        [
            section(words("decision.basis", **facts, votes=votes, missing=missing)),
            form.DECISION.offering(choices()).block(chosen),
            *(_needed(shown, chosen, filled) if chosen else []),
        ],
        callback_id=Door.DECIDE,
        submit=plain_words(f"decision_form.{SUBMITS.get(chosen, 'record') if chosen else 'record'}"),
        close=plain_words("decision_form.cancel"),
        private_metadata=f"{loop.id}:{shown.seen}",
    )


def _still_open(stage: Loop) -> dict[str, object]:
    """Return a stage that a decision would close, and who has yet to score in it."""
    waiting = dict.fromkeys(interview.interviewer for interview in stage.pending)
    return {"name": stage.stage.name or stage.candidate_code, "waiting": [*map(mention, waiting)]}


def first_choice(shown: ToDecide) -> Choice | None:
    """Return what the form has chosen already: No hire where the interviews were stopped, else nothing."""
    outcome = shown.loop.stage.outcome
    return Choice.NO_HIRE if outcome is not None and outcome.what.value == "stop" else None


def choices() -> list[tuple[str, str]]:
    """Return what may be chosen, as (text, value) pairs."""
    return [(choice_name(each), each.value) for each in Choice]


def choice_name(choice: Choice) -> str:
    """Return what a choice is called: “No hire”."""
    return plain_words(f"decisions.{choice}")


def basis_facts(basis: Basis) -> dict[str, Any]:
    """Return what a decision rests on as values for words."""
    return {**basis.model_dump(), "word": word_name(Word(basis.word)), "likely_range": basis.likely_range}


def _needed(shown: ToDecide, chosen: Choice, filled: View) -> list[Block]:
    loop = shown.loop
    asked = reasons_asked(chosen, shown.basis, replaces=loop.decision is not None)
    missed = [loop.rubric.competency(each).name for each in shown.basis.missed]
    is_counted = shown.signal.word is Word.TALLY_ALONE
    facts = {"asked": [each.value for each in asked], "missed": missed, "is_counted": is_counted}
    why = form.REASON.block(form.REASON.read(filled), **facts)
    reason = [why] if asked else []
    if chosen is Choice.ANOTHER:
        return [*_another(shown, filled), *reason]
    return [form.UNTIL.block(form.UNTIL.read(filled)), *reason] if chosen is Choice.HOLD else reason


def _another(shown: ToDecide, filled: View) -> list[Block]:
    loop, gaps = shown.loop, gaps_in(shown.signal)
    wanted = gaps or tuple(topic.competency for topic in to_discuss(shown.signal)[:MOST_PREFILLED])
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in loop.rubric.competencies]
    focus = form.FILLED_FOCUS if wanted else form.FOCUS
    kept = form.FOCUS.read(filled)
    return [
        focus.offering(options).block(kept or wanted, are_gaps=bool(gaps)),
        form.INTERVIEWER.block(form.INTERVIEWER.read(filled)),
    ]


def gaps_in(signal: HireSignal) -> tuple[str, ...]:
    """Return what one more interview is likeliest about: what no one assessed, or one person alone, below the bar.

    Where the evidence lacks, also what its fix names, or else what fewest people rated.
    """
    rated = [each for each in signal.competencies if not each.is_check]
    lone = [each.id for each in rated if each.n == 1 and each.mean is not None and each.mean < signal.bar]
    named = [competency for each in signal.shortfalls for competency in each.remedy.competencies]
    wanted = {*signal.coverage.not_assessed, *lone, *named}
    if signal.shortfalls and not wanted:
        fewest = min((each.n for each in signal.competencies), default=0)
        wanted = {each.id for each in signal.competencies if each.n == fewest}
    return tuple(each.id for each in signal.competencies if each.id in wanted)


def recorded(made: Made) -> Modal:
    """Return what the modal says once an entry is made: until when it may be undone, and what the channel reads."""
    loop, decided = made.loop, made.loop.decision
    facts = {"decided": decided, "loop": loop, "post": loop.decision_post.value, "has_reason": made.has_reason}
    following = made.following or loop
    undo = _undo(loop, decided) if decided else None
    steps = actions(undo, _decision_button(loop)) if decided else to_loop(following)
    text = words(f"decision.recorded_{made.choice}", following=made.following, **facts)
    title = plain_words("decision_form.recorded", code=loop.candidate_code)
    done = plain_words("decision_form.done")
    return modal(title, [section(text), *steps], callback_id="decided", close=done, clear_on_close=True)


def undone(loop: Loop) -> Modal:
    """Return that a decision was taken back, and the way to another one."""
    decide = button(plain_words("door_labels.decide"), Door.DECIDE, loop.id, label=_said("decide", loop))
    blocks = [section(words("decision.undone", loop=loop)), *actions(decide)]
    title = plain_words("decision_form.undone", code=loop.candidate_code)
    done = plain_words("decision_form.done")
    return modal(title, blocks, callback_id="decision_undone", close=done, clear_on_close=True)


def decision(read: DecisionRead) -> Modal:
    """Return what was decided: why and who does not agree for those who may read the panel, and what one may do."""
    loop, entry = read.loop, read.entry
    basis = Basis.model_validate(entry.basis)
    facts = {"entry": entry, "basis": basis_facts(basis), "full": read.reads_content, "loop": loop}
    facts["name"] = choice_name(entry.choice)
    before = [
        {"name": choice_name(each.choice), "by": each.decided_by, "at": each.decided_at, "undone": each.undone_at}
        for each in read.history
    ]
    own = [each for each in read.dissents if each.decision_id == entry.id][-MOST_DISSENTS:]
    change = button(plain_words("decision_form.change"), Door.DECIDE, loop.id, label=_said("change", loop))
    record = button(plain_words("decision_form.read_record"), Door.READ_RECORD, loop.id, label=_said("record", loop))
    return modal(
        plain_words("decision_form.decided", code=loop.candidate_code),
        [
            section(words("decision.decided", **facts)),
            *([_quote(entry.reason)] if read.reads_content and entry.reason else []),
            *(block for each in own for block in _dissent(each)),
            *([context(words("decision.history", entries=before))] if before else []),
            *actions(
                _undo(loop, loop.decision) if read.may_undo and loop.decision else None,
                dissent_button(loop) if read.may_dissent else None,
                change if read.may_decide else None,
                record,
                act_button(loop, "show_loop", LOOP_DETAILS, said="details"),
            ),
        ],
        callback_id=Door.DECISION,
    )


def dissent_form(loop: Loop) -> Modal:
    """Return the form of a dissent."""
    name = choice_name(loop.decision.choice) if loop.decision else ""
    return modal(
        plain_words("decision_form.dissent_title", code=loop.candidate_code),
        [section(words("decision.dissent_intro", loop=loop, name=name)), form.DISSENT.block()],
        callback_id=Door.DISSENT,
        submit=plain_words("decision_form.add"),
        close=plain_words("decision_form.cancel"),
        private_metadata=loop.id,
    )


def dissented(loop: Loop) -> Modal:
    """Return that a dissent was added, and the way to where it stands."""
    blocks = [section(words("decision.dissented", loop=loop)), *actions(_decision_button(loop))]
    title = plain_words("decision_form.dissent_title", code=loop.candidate_code)
    return modal(title, blocks, callback_id="decision_dissented", close=plain_words("decision_form.done"))


def deciders_form(loop: Loop, *, names: bool) -> Modal:
    """Return the form of who decides, which the hiring manager alone fills in, and when the channel reads it."""
    posts = [(plain_words(f"decision_form.post_{each}"), each.value) for each in DecisionPost]
    return modal(
        plain_words("decision_form.deciders_title"),
        [
            section(words("decision.deciders", loop=loop, names=names)),
            *([form.DELEGATE.block(loop.delegate)] if names else []),
            form.POST.offering(posts).block(loop.decision_post),
        ],
        callback_id=Door.WHO_DECIDES,
        submit=plain_words("decision_form.save"),
        close=plain_words("decision_form.cancel"),
        private_metadata=loop.id,
    )


def dissent_button(loop: Loop) -> Element:
    """Return the button to a dissent."""
    return button(plain_words("decision_form.dissent_button"), Door.DISSENT, loop.id, label=_said("dissent", loop))


def _decision_button(loop: Loop) -> Element:
    return button(plain_words("door_labels.decision"), Door.DECISION, loop.id, label=_said("decision", loop))


def _undo(loop: Loop, decided: Decided) -> Element:
    return button(plain_words("decision_form.undo"), UNDO, f"{loop.id}:{decided.number}", label=_said("undo", loop))


def _said(name: str, loop: Loop) -> str:
    return plain_words(f"decision_form.{name}_of", code=loop.candidate_code)


def _dissent(each: DissentRow) -> list[Block]:
    return [section(words("decision.dissent", person=mention(each.person), at=each.said_at)), _quote(each.text)]


def _quote(text: str) -> Block:
    return rich_text(rich_quote(text_run(straight(text))))
