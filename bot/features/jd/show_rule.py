"""A JD rule's page: why it speaks, what it rests on, an example of either kind, and how a team changes it."""

from collections.abc import Sequence

from bot.features.jd.explain_rule import RuleExplained
from bot.features.jd.phrasing import readable
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, modal, private, section, sections
from bot.slack.elements import button, external_select, option, select
from bot.slack.limits import MENU_OPTIONS
from bot.slack.rich_text import preformatted
from bot.wording.phrases import cut, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Severity
from rubrics.jd.knowledge.rules import Example

RULE = "jd_rule"
"""A button's value is a rule's id."""
LONGEST = 500
LONGEST_LAW = 200
LONGEST_EXAMPLE = 240
MOST_LAWS = 12
MOST_PHRASES = 6
MOST_DOCUMENTS = 6
LONGEST_OPTION = 75
_RANKS = (Severity.BLOCKER, Severity.WARNING, Severity.NOTE)


def rule_message(one: RuleExplained, run: str) -> Message:
    """Return a rule's page as the answer to a command; `run` is the action by which a button types another one."""
    others = button(plain_words("jd_rule_labels.choose"), run, "jd rule")
    return private(words("jd_rule.fallback", one=one), [*rule_blocks(one), *actions(others)])


def rule_modal(one: RuleExplained) -> Modal:
    """Return a rule's page as a modal."""
    return modal(plain_words("jd_rule_labels.title"), rule_blocks(one), callback_id=RULE, close="Back")


def rule_blocks(one: RuleExplained, *, in_full: bool = True) -> list[Block]:
    """Return what is said of a rule, the conclusion first; in full also what only who may change it needs."""
    why, behind = one.around or (one.why, "")
    severity = plain_words(f"jd_labels.weight_{one.rule.severity}", number=1)
    return [
        section(words("jd_rule.heading", one=one, task=shortened(one.task, LONGEST), severity=severity)),
        *sections(
            words(
                "jd_remarks.why",
                why=shortened(why, LONGEST),
                laws=[shortened(law, LONGEST_LAW) for law in one.laws],
                behind=shortened(behind, LONGEST),
            )
        ),
        *sections(
            words(
                "jd_rule.fix",
                fix=shortened(one.fix, LONGEST),
                phrases=one.phrases[:MOST_PHRASES],
                more=len(one.phrases[MOST_PHRASES:]),
            )
        ),
        *_example("speaks", one.speaks),
        *_example("silent", one.silent),
        *sections(
            words(
                "jd_rule.rests_on",
                one=one,
                source=shortened(one.source, LONGEST),
                documents=one.documents[:MOST_DOCUMENTS],
                laws=one.finding.facts.laws[:MOST_LAWS] if one.finding else (),
            )
        ),
        *([section(words("jd_rule.judged", judged=one.judged, as_of=one.judged_on))] if in_full or one.judged else []),
        *([section(words("jd_rule.change")), preformatted(change_words(one))] if in_full else []),
        context(words("jd_rule.footer", one=one)),
    ]


def _example(kind: str, example: Example | None) -> list[Block]:
    """Return a text on which a rule speaks, or on which it is silent, and what goes with it."""
    if example is None:
        return [section(words("jd_rule.no_example"))] if kind == "speaks" else []
    title = words(f"jd_rule.{kind}", title=example.title, location=example.location, beside=example.beside)
    return [section(title), preformatted(shortened(_lines(example.text), LONGEST_EXAMPLE))]


def _lines(text: str) -> str:
    lines = (" ".join(readable(line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def change_words(one: RuleExplained) -> str:
    """Return what stands in a team's file to switch a rule off, or on again, or to give it another severity."""
    other = _RANKS[1] if one.rule.severity is not _RANKS[1] else _RANKS[2]
    return plain_words("jd_rule_labels.change", rule=one.rule.id, is_off=one.rule.off, severity=other.value)


def rule_offer(rules: Sequence[tuple[str, str]]) -> Message:
    """Return the menu of all rules."""
    text, placeholder = words("jd_rule.offer", number=len(rules)), plain_words("jd_rule_labels.choose")
    options = [(cut(task, LONGEST_OPTION), rule_id) for task, rule_id in rules]
    menu = (
        select(RULE, options, placeholder=placeholder)
        if len(options) <= MENU_OPTIONS
        else external_select(RULE, placeholder=placeholder)
    )
    return private(text, [section(text), *actions(menu)])


def rule_options(rules: Sequence[tuple[str, str]]) -> list[Element]:
    """Return the rules that what was typed may mean, as a menu's options."""
    return [option(cut(task, LONGEST_OPTION), rule_id) for task, rule_id in rules[:MENU_OPTIONS]]


def admins_button(rule_id: str) -> Element:
    """Return the button that shows how a rule is changed, beside all the rest."""
    return button(plain_words("jd_rule_labels.for_admins"), f"{RULE}:{rule_id}", rule_id)


def rule_button(rule_id: str, task: str) -> Element:
    """Return the button that shows a rule's page."""
    label = plain_words("jd_rule_labels.about", task=task)
    return button(plain_words("jd_rule_labels.rule", rule=rule_id), f"{RULE}:{rule_id}", rule_id, label=label)
