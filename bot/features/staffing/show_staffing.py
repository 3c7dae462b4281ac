"""What answers about hiring come to, why, and where it leads; and the list of earlier ones."""

from collections.abc import Sequence

from bot.features.doors import NEW_OPENING, Door, step
from bot.features.rubric.show_page import open_button, open_menu
from bot.features.rubric.topic import Kind, Topic
from bot.features.staffing.read_checks import CheckShown
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, header, modal, section, sections
from bot.slack.elements import button, step_buttons
from bot.slack.limits import MENU_OPTIONS
from bot.wording.phrases import dated
from bot.wording.words import plain_words, words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.staffing import StaffingOutcome

WHY = "staffing_why"
"""Its value is a set of answers."""
BACK = "staffing_back"
LIST = "staffing_list"
NUMBERS = "¹²³⁴⁵⁶⁷⁸⁹"
"""Of documents, behind what each says; a tenth stands behind “Sources” of the advice alone."""
AGAIN = f"{Door.STAFFING}:again"


def outcome_name(outcome: StaffingOutcome) -> str:
    """Return an outcome as a heading says it."""
    return plain_words(f"staffing_labels.{outcome}_in_full")


def outcome(catalogue: Catalogue, one: CheckShown) -> Modal:
    """Return what a set of answers comes to, with the ways on."""
    check, rule = one.check, one.check.rule
    return _modal(
        [
            header(outcome_name(rule.outcome)),
            section(words("staffing.because", rule=rule)),
            *actions(*_ways(catalogue, one)),
            *sections(words("staffing.answers", given=check.given, opening=one.opening)),
            *actions(
                button(plain_words("staffing_labels.why"), WHY, check.id),
                button(plain_words("staffing_labels.again"), AGAIN, one.opening.id if one.opening else "-"),
                button(plain_words("staffing_labels.earlier"), LIST),
            ),
            context(words("staffing.answered", check=check)),
        ]
    )


def _ways(catalogue: Catalogue, one: CheckShown) -> list[Element | None]:
    match one.check.rule.outcome:
        case StaffingOutcome.HIRE if one.opening:
            return [
                button(plain_words("staffing_labels.open_opening"), Door.OPENING, one.opening.id, primary=True),
                button(plain_words("door_labels.draft_jd"), Door.DRAFT_JD, one.opening.id),
            ]
        case StaffingOutcome.HIRE:
            return [*step_buttons([NEW_OPENING, step("draft_jd", "jd draft")])]
        case StaffingOutcome.AUGMENT:
            return [_ramps(catalogue, one)]
        case StaffingOutcome.CONSULT:
            asked = Topic(kind=Kind.HIRE, detail="partner_check")
            has_list = catalogue.hiring is not None and catalogue.hiring.partner_check
            return [open_button(plain_words("staffing_labels.partner_check"), asked) if has_list else None]


def _ramps(catalogue: Catalogue, one: CheckShown) -> Element | None:
    """Return the way to where people come to a role from: that of the opening, else one to choose."""
    text = plain_words("staffing_labels.ramps")
    known = [role for role in catalogue.roles if role.backgrounds]
    if one.opening and one.opening.role in {role.id for role in known}:
        return open_button(text, Topic(kind=Kind.BACKGROUNDS, role=one.opening.role))
    topics = [(role.name, Topic(kind=Kind.BACKGROUNDS, role=role.id)) for role in known[:MENU_OPTIONS]]
    return open_menu(text, topics) if topics else None


def why(catalogue: Catalogue, one: CheckShown) -> Modal:
    """Return what each answer says for or against a hire, and the rule that decided; documents by number below."""
    check, named = one.check, outcome_name(one.check.rule.outcome)
    marks = dict.fromkeys(
        mark for sources in (check.rule.sources, *(each.sources for _, each in check.given)) for mark in sources
    )
    numbers = dict(zip(marks, NUMBERS, strict=False))

    def notes(sources: Sequence[str]) -> str:
        return "".join(numbers.get(mark, "") for mark in sources)

    reasons = [
        section(words("staffing.reason", question=question, option=option, notes=notes(option.sources)))
        for question, option in check.given
    ]
    titles = [(number, _title(catalogue, mark)) for mark, number in numbers.items()]
    interest = catalogue.hiring.interest if catalogue.hiring and catalogue.hiring.staffing == check.questions else ""
    return _modal(
        [
            section(
                words(
                    "staffing.decided",
                    outcome=named,
                    rule=check.rule,
                    notes=notes(check.rule.sources),
                )
            ),
            *reasons,
            *([context(words("staffing.documents", titles=titles, interest=interest))] if titles else []),
            *actions(button(plain_words("staffing_labels.back"), BACK, f"{check.id}:0")),
        ]
    )


def _title(catalogue: Catalogue, mark: str) -> str:
    """Return the title of a document; one that the definitions no longer name goes by its mark."""
    return catalogue.sources[mark].title if mark in catalogue.sources else mark


def listed(checks: Sequence[CheckShown]) -> Modal:
    """Return the answers that someone may read in a list, each with the way to it."""
    rows: list[Block] = [
        section(
            words(
                "staffing.row",
                outcome=plain_words(f"staffing_labels.{one.check.rule.outcome}"),
                check=one.check,
                opening=one.opening,
            ),
            accessory=_open(one),
        )
        for one in checks
    ]
    answer = button(plain_words("staffing_labels.answer"), Door.STAFFING, "-", primary=not rows)
    return _modal([*(rows or [section(words("staffing.none"))]), *actions(answer)])


def _open(one: CheckShown) -> Element:
    label = plain_words("staffing_labels.open_of", when=dated(one.check.answered_at.date()))
    return button(plain_words("staffing_labels.open"), Door.STAFFING_CHECK, one.check.id, label=label)


def _modal(blocks: Sequence[Block]) -> Modal:
    return modal(plain_words("staffing_labels.title"), blocks, callback_id=Door.STAFFING_CHECK)
