"""The form that asks an author for what only they know, and the fixed text with what changed in plain sight."""

from collections.abc import Mapping
from typing import Any

from bot.features.doors import Door
from bot.features.jd.fix_jd import FIELD, FixedReview, rules_beside
from bot.features.jd.phrasing import readable
from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_changes import MOST_LINES, changes, shown_lines
from bot.features.jd.show_findings import (
    ALL,
    LONGEST_HEADING,
    LONGEST_TASK,
    entry_of,
    in_order,
    number_words,
    remarks_in,
    task_of,
)
from bot.features.jd.show_remarks import remarks
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import actions, context, divided, message, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import Menu, Menus, Text
from bot.slack.forms import AsWritten, Field
from bot.slack.rich_text import preformatted
from bot.wording.jd import task_words
from bot.wording.phrases import cut
from bot.wording.words import plain_words, words
from rubrics.jd import Knowledge, Review, Severity
from rubrics.jd.fixes.asking import CUT, KEEP, NOTHING, WISH, Ask, AskKind, Option
from rubrics.jd.fixes.edits import is_changed, lines_of_pieces
from rubrics.jd.outcome import KeptReview
from rubrics.jd.values import BLANK

FIX_FORM = "jd_fix_form"
FIXED = "jd_fixed"
SEND = "jd_text"
LEFT = "jd_fixed_left"
"""Its value, as that of BACK, is the id of the answers that made the fixed text."""
BACK = "jd_fixed_back"
UNDO = "jd_undo"
"""Its value is the id of the review before, of the fixed text's, and whether that was kept for the fix alone."""
MOST_FIELDS = 10
"""More than that are no small form; what is left out is asked with its own remark."""
MOST_BLANKS = 16
"""A draft has ten blanks, and pay is asked for by four fields; who fills them in wants to be through with it."""
LONGEST_FACT = 300
LONGEST_AMOUNT = 40
LONGEST_LINE = 1_500
"""Half as much again as the longest line that is asked for."""
MOST_PARTS = 12
"""Paragraphs of 3,000 characters: Slack takes 40,000 in a message, and few postings have a third of that."""
_WORDED = frozenset(("pay-low", "pay-high", "pay-unit", "pay-basis", "title", "name", "level", "musts"))
"""The questions with a label of their own; a fact has its label in the definitions."""
_NAMED = frozenset((KEEP, CUT, WISH, NOTHING))


def fix_form(shown: ReviewShown, rule: str = ALL) -> Modal:
    """Return the form for a rule's remarks, or for all: facts first, then choices of words."""
    asks = asked(shown, rule)
    entry = entry_of(shown.review, rule)
    intro = words(
        "jd_fix_text.intro",
        task=task_of(entry, shown) if entry else None,
        blank=any(ask.leaves_blank for ask in asks),
        lines=sum(ask.kind is AskKind.LINE for ask in asks),
        asks=len(asks),
    )
    return modal(
        plain_words("jd_fix.fix_all" if entry is None else "jd_fix.fix_this"),
        [section(intro), *(_block(ask) for ask in asks)],
        callback_id=FIX_FORM,
        submit=plain_words("jd_fix.see"),
        close="Back",
        private_metadata=f"{shown.kept.id}:{rule}",
    )


def asked(shown: ReviewShown, rule: str) -> list[Ask]:
    """Return the questions of the form: for all remarks, those that weigh or are of words that stand there."""
    rules = rules_beside(shown, rule)
    asks = shown.fixer.asks(rules)
    if rules is None:
        grave = {one.rule for one in shown.review.findings if one.severity is not Severity.NOTE}
        asks = tuple(ask for ask in asks if ask.quote or not grave.isdisjoint(ask.rules))
    return list(asks[: MOST_BLANKS if rule == BLANK else MOST_FIELDS])


def answers_in(shown: ReviewShown, rule: str, view: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """Return what was filled in, by the question; raises FormRefusal where it may not be."""
    names = view["state"]["values"]
    answers: dict[str, str | tuple[str, ...]] = {}
    for ask in shown.fixer.questions(rules_beside(shown, rule)):
        field = _field(ask)
        if field.block_id in names:
            answers[ask.id] = field.read(view) or ""
    return answers


def _block(ask: Ask) -> Block:
    field, value = _field(ask), _suggested(ask)
    return field.block(value)


def _suggested(ask: Ask) -> Any:
    if ask.kind is AskKind.SEVERAL:
        return ask.suggested
    return next(iter(ask.proposed or ask.suggested), None)


def _field(ask: Ask) -> Field[Any]:
    label = AsWritten(_label(ask))
    match ask.kind:
        case AskKind.AMOUNT:
            example = plain_words(f"jd_fix.{ask.id.replace('-', '_')}_example")
            return Text(
                id=FIELD, label=label, placeholder=example, limit=LONGEST_AMOUNT, required=False, subject=ask.id
            )
        case AskKind.TEXT:
            return Text(
                id=FIELD,
                label=label,
                placeholder=ask.example or None,
                limit=LONGEST_FACT,
                required=False,
                subject=ask.id,
            )
        case AskKind.LINE:
            return Text(id=FIELD, label=label, limit=LONGEST_LINE, long=True, required=False, subject=ask.id)
        case AskKind.SEVERAL:
            return Menus(id=FIELD, label=label, options=_options(ask), required=False, subject=ask.id)
        case AskKind.CHOICE:
            return Menu(id=FIELD, label=label, options=_options(ask), subject=ask.id)


def _label(ask: Ask) -> str:
    if ask.id in _WORDED:
        return plain_words(f"jd_fix.{ask.id.replace('-', '_')}")
    if ask.kind is AskKind.LINE:
        return plain_words("jd_fix.edit_line", quote=cut(" ".join(readable(ask.quote).split()), LONGEST_HEADING))
    if ask.quote:
        return plain_words("jd_fix.becomes", quote=cut(" ".join(readable(ask.quote).split()), LONGEST_HEADING))
    return ask.asks


def _options(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Return the options in words; a choice of facts may also leave them out."""
    facts = ask.asks and ask.kind is AskKind.CHOICE
    options = (*ask.options, Option(value=NOTHING)) if facts else ask.options
    return tuple((_option(option), option.value) for option in options)


def _option(option: Option) -> str:
    if option.value in _NAMED and not option.text:
        return plain_words(f"jd_fix.option_{option.value}")
    return " ".join(readable(option.text).split()) or option.value


def fixed_page(one: FixedReview) -> Modal:
    """Return the changed lines, each with what was struck and what came, and the ways on."""
    fixed, kept = one.fixed, one.after.kept
    lines = shown_lines(lines_of_pieces(fixed.pieces))
    left = remarks_in(one.after.review)
    summary = words(
        "jd_fix_text.summary",
        done=sum(finding.rule not in one.before.fixer.spared for finding in fixed.done),
        number=len(one.before.review.findings),
        new=len(fixed.new),
        blanks=len(one.after.review.blanks),
        left=left,
        blockers=blocking_tasks(one.after.review, one.before.knowledge),
    )
    undo = f"{one.before.kept.id}:{kept.id}:{int(one.is_new)}"
    unchanged = sum(1 for line in lines_of_pieces(fixed.pieces) if line and not is_changed(line))
    return modal(
        plain_words("jd_fix.fixed_title"),
        [
            section(summary),
            *changes(lines),
            *actions(
                button(plain_words("jd_fix.send"), SEND, kept.id, primary=True),
                button(plain_words("door_labels.ask_approval"), Door.ASK_APPROVAL, kept.id),
                button(number_words(one.after.review), LEFT, one.id) if one.after.review.findings else None,
                button(plain_words("jd_fix.undo"), UNDO, undo),
            ),
            context(words("jd_fix_text.unchanged", unchanged=unchanged, more=max(0, len(lines) - MOST_LINES))),
        ],
        callback_id=FIXED,
        private_metadata=kept.id,
        clear_on_close=True,
    )


def remarks_left(one: FixedReview, after: ReviewShown, *, leads_back: bool) -> Modal:
    """Return what is left of a fixed text; with a way back where closing it would lead past that."""
    back = None if leads_back else button(plain_words("jd_fix.back_to_fixed"), BACK, one.id, primary=True)
    return remarks(after, back=back)


def sent_page(kept: KeptReview) -> Modal:
    """Say that a text is on its way, what it still lacks before it's posted, and the way on: back, where it does."""
    blanks, blockers = kept.outcome.blanks, kept.outcome.blockers
    opening = button(
        plain_words("door_labels.new_opening"), Door.NEW_OPENING, kept.id, primary=not (blanks or blockers)
    )
    return modal(
        plain_words("jd_fix.sent_title"),
        [
            section(words("jd_fix_text.sent", blanks=blanks, blockers=blockers)),
            *actions(opening),
        ],
        callback_id=FIXED,
        close="Back",
        private_metadata=kept.id,
    )


def blocking_tasks(review: Review, knowledge: Knowledge) -> list[str]:
    """Return what to do about each blocker of a text, in a few words."""
    blockers = [one for one in in_order(review) if one.severity is Severity.BLOCKER and one.rule != BLANK]
    return [cut(readable(task_words(knowledge, one)), LONGEST_TASK) for one in blockers]


def text_message(title: str, text: str, blanks: int, blockers: int = 0) -> Message:
    """Return a JD's plain text as a message of its own, to be copied, with what is to be done before it is posted."""
    heading = words("jd_fix_text.text", title=title, blanks=blanks, blockers=blockers)
    parts = [part for part in divided(readable_lines(text)) if part.strip()]
    return message(heading, [section(heading), *(preformatted(part) for part in parts[:MOST_PARTS])])


def readable_lines(text: str) -> str:
    """Return a text line by line without what no one sees."""
    return "\n".join(readable(line) for line in text.splitlines())
