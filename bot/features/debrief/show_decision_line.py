"""The line that a loop's channel reads of an entry: what was decided and by whom, never why."""

from bot.features.debrief.show_decision import dissent_button
from bot.features.doors import Door
from bot.slack.block_types import Message
from bot.slack.blocks import actions, context, header, message, section
from bot.slack.elements import button
from bot.wording.escaping import isolated
from bot.wording.phrases import at_level
from bot.wording.words import plain_words, words
from rubrics.panel.decision import Choice
from rubrics.panel.loop import Loop
from storage.decisions import DecisionRow


def decision_line(loop: Loop, entry: DecisionRow, *, is_private: bool = True, is_replaced: bool = False) -> Message:
    """Return the line; a public channel reads only that there is a decision."""
    facts = {
        "choice": plain_words("decisions.on_hold" if entry.choice is Choice.HOLD else f"decisions.{entry.choice}"),
        "label": loop.label,
        "entry": entry,
        "title": at_level(loop.rubric.role_name, loop.rubric.level),
        "opening": loop.opening,
        "focus": [loop.rubric.competency(each).name for each in entry.focus],
        "debriefed": entry.basis.get("revote") is not None,
    }
    if not is_private:
        text = words("decision.public_line", **facts)
        return message(text, [section(text)])
    record_label = plain_words("decision_form.record_of", code=loop.candidate_code)
    record = button(plain_words("decision_form.read_record"), Door.READ_RECORD, loop.id, label=record_label)
    stands = entry.choice.ends and not is_replaced
    return message(
        words("decision.line_fallback", **facts),
        [
            header(f"{facts['choice']} · {isolated(loop.label)}"),
            section(words("decision.line", **facts)),
            *([context(words("decision.replaced"))] if is_replaced else []),
            *actions(record, dissent_button(loop) if stands else None),
        ],
    )


def withdrawn_line(loop: Loop) -> Message:
    """Return what stands in the place of a line, and below it, once its decision was undone."""
    text = words("decision.withdrawn_line", label=loop.label)
    return message(text, [section(text)])
