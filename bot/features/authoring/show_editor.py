"""A draft on one page: what is assessed with the way to change each part, what is left to fix, and what comes next."""

from collections.abc import Sequence
from typing import Any

from bot.features.authoring.edit_role import Editing
from bot.features.authoring.say_misfit import said
from bot.features.doors import Door
from bot.features.rubric.rubric_facts import RECOMMENDED, said_shares
from bot.slack.block_types import Block, Confirm, Modal
from bot.slack.blocks import actions, context, divider, modal, section, sections
from bot.slack.elements import button, confirmation, overflow, select
from bot.wording.phrases import at_level
from bot.wording.words import plain_words, words
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.written_out import Written
from rubrics.catalogue.model import Arithmetic

EDITOR = Door.EDIT_RUBRIC
PART = "rubric_part"
"""The ⋯ menu of one competency; each entry is an act and what it is about."""
ANOTHER_LEVEL = "rubric_edit_level"
ADD = "rubric_add"
ROLE = "rubric_role_facts"
LEVEL = "rubric_level_facts"
SCALE = "rubric_scale"
SIGNAL = "rubric_signal"
PASTE = "rubric_paste"
PREVIEW = "rubric_preview"
PROPOSE = "rubric_propose"
DISCARD = "rubric_discard"
BACK = "rubric_back"
MOST_MISFITS = 6
"""Named on the page, the first; the others are counted: one fixes them one after the other."""


def about(editing: Editing, competency: str = "") -> str:
    """Return what a button or form is about: a role, a level, and perhaps a competency, by their ids."""
    return f"{editing.role} {editing.level} {competency}".strip()


def about_of(value: str) -> tuple[str, str, str]:
    """Return the role, the level and the competency that a button or form is about; the last may be empty."""
    role, _, rest = value.partition(" ")
    level, _, competency = rest.partition(" ")
    return role, level, competency


def editor(editing: Editing) -> Modal:
    """Return a draft at one level, with what may be done about it."""
    blocks: list[Block] = [
        section(words("authoring.heading", editing=editing, number=len(editing.changes))),
        *_levels(editing),
        *(_competency(editing, one, number) for number, one in enumerate(editing.competencies)),
        *_recommendation(editing),
        *actions(
            button(_label("add"), ADD, about(editing)),
            button(_label("role"), ROLE, about(editing)),
            button(_label("level"), LEVEL, about(editing)),
            button(_label("scale_and_bar"), SCALE, about(editing)),
            button(_label("signal"), SIGNAL, about(editing)),
            button(_label("paste"), PASTE, about(editing)),
        ),
        *_misfits(editing),
        divider(),
        *actions(
            button(_label("propose"), PROPOSE, about(editing), primary=True) if editing.has_changed else None,
            button(_label("preview"), PREVIEW, about(editing)) if editing.rubric else None,
            button(_label("versions"), Door.RUBRIC_VERSIONS, editing.role),
            button(_label("discard"), DISCARD, about(editing), confirm=_sure()),
        ),
        context(words("authoring.saved")),
    ]
    return modal(_label("title"), blocks, callback_id=EDITOR, private_metadata=about(editing))


def _sure() -> Confirm:
    return confirmation(_label("discard_sure"), _label("discard_what"), _label("discard"), "Cancel", danger=True)


def _levels(editing: Editing) -> list[Block]:
    levels = [(at_level(editing.name, level), f"{editing.role} {level}") for level in editing.levels]
    if len(levels) < 2:
        return []
    chosen = f"{editing.role} {editing.level}"
    return actions(select(ANOTHER_LEVEL, levels, chosen, placeholder=_label("another_level")))


def _competency(editing: Editing, one: Written, number: int) -> Block:
    name = str(one.get("id", ""))
    share = said_shares(editing.rubric).get(name) if editing.rubric else None
    facts = {"name": one.get("name", ""), "must_have": one.get("must_have"), "floor": one.get("floor")}
    judged = {"yes_or_no": bool(one.get("yes_or_no")), "knock_out": bool(one.get("knock_out"))}
    judged |= {"added_up": editing.is_added_up, "rated": bool(one.get("anchors"))}
    text = words("authoring.competency", **facts, **judged, share=share, weight=one["weight"][editing.level])
    return section(text, accessory=overflow(f"{PART}:{name}", _acts(editing, name, number)))


def _recommendation(editing: Editing) -> list[Block]:
    """Return what of the score the competencies leave to the recommendations, as the rubric's page does."""
    rubric = editing.rubric
    if rubric is None or not rubric.recommendation_share or rubric.arithmetic is Arithmetic.NONE:
        return []
    return [section(words("authoring.recommendation", share=said_shares(rubric)[RECOMMENDED]))]


def _acts(editing: Editing, name: str, number: int) -> Sequence[tuple[str, str]]:
    acts = ("facts", "anchors", "questions", *(("up",) if number else ()), "remove")
    return [(_label(f"act_{act}"), f"{act} {about(editing, name)}") for act in acts]


def _misfits(editing: Editing) -> list[Block]:
    if not editing.misfits:
        return []
    lines = [(_place(editing, each), said(each)) for each in editing.misfits[:MOST_MISFITS]]
    return sections(words("authoring.misfits", lines=lines, more=max(0, len(editing.misfits) - MOST_MISFITS)))


def _place(editing: Editing, misfit: Misfit) -> str:
    """Return the competency that something is wrong in, and the rating or question; nothing where it is the role."""
    match misfit.path:
        case ("competencies", int(number), *inside):
            listed: list[dict[str, Any]] = editing.written.get("competencies", [])
            one = listed[number] if number < len(listed) else {}
            return ", ".join(filter(None, (str(one.get("name", "")), _place_inside(one, inside))))
    return ""


def _place_inside(one: Written, path: Sequence[int | str]) -> str:
    match path:
        case ("anchors", rating, _, *_):
            return str(rating)
        case ("questions", name, *_) if name in one.get("questions", {}):
            return _label("question", number=[*one["questions"]].index(name) + 1)
    return ""


def _label(name: str, **values: object) -> str:
    return plain_words(f"authoring_labels.{name}", **values)
