"""The fields of who assesses what, when and with whom, alike where a loop is opened and where it is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.features.loop.loop_form import FOCUS, JOINS, TIME
from bot.slack.block_types import Block, Element
from bot.slack.blocks import section
from bot.slack.elements import overflow
from bot.slack.forms import block_names
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Rubric
from rubrics.panel.parts import Joins, Part, PartAct
from rubrics.panel.plan import InterviewKind

FILLED = "@"
"""Stands between a part's key and how often a schedule filled its time in."""


@dataclass(frozen=True)
class Chosen:
    """What was filled in of each part of a panel, by its key: what it assesses, when, and what it joins as what.

    `filling` counts how often a schedule filled in the times: Slack keeps what stands in a field that it knows by name,
    so that each filling needs fields of other names.
    """

    focus: Mapping[str, Sequence[str]] = field(default_factory=dict)
    times: Mapping[str, datetime | None] = field(default_factory=dict)
    joins: Joins = field(default_factory=dict)
    filling: int = 0


def part_fields(
    rubric: Rubric,
    parts: Sequence[Part],
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
    *,
    names: Mapping[str, str],
    menu: str,
    filling: int = 0,
) -> list[Block]:
    """Return the fields of each part of a panel; `menu` is the id of the ⋯ menu beside it, `filling` as in Chosen."""
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in rubric.competencies]
    blocks: list[Block] = []
    for part in parts:
        blocks.append(section(words("loop.part", part=part), accessory=_menu(part, parts, menu)))
        if part.counts and not part.is_in:
            blocks.append(FOCUS.about(part.key).offering(options).block(tuple(focus.get(part.key, ()))))
        if part.counts and part.joins is None and not part.is_in:
            blocks.append(_time(part, times, filling))
        if part.joins is not None and not part.is_in:
            blocks.append(_joins(part, parts, names))
    return blocks


def time_fields(parts: Sequence[Part], times: Mapping[str, datetime | None], *, filling: int = 0) -> list[Block]:
    """Return when each part of a panel takes place that has a time of its own, as a field to change it."""
    timed = [part for part in parts if part.counts and part.joins is None]
    return [block for part in timed for block in (section(words("loop.part", part=part)), _time(part, times, filling))]


def chosen_parts(filled: Mapping[str, Any]) -> Chosen:
    """Return what was filled in of each part of a panel."""
    blocks = block_names(filled)
    subjects = TIME.subjects(blocks)
    joined = {key: JOINS.about(key).read(filled) for key in JOINS.subjects(blocks)}
    return Chosen(
        {key: list(FOCUS.about(key).read(filled) or ()) for key in FOCUS.subjects(blocks)},
        {subject.partition(FILLED)[0]: TIME.about(subject).read(filled) for subject in subjects},
        {key: _joining(value) for key, value in joined.items() if value},
        max((int(mark) for each in subjects if (mark := each.partition(FILLED)[2]).isdecimal()), default=0),
    )


def part_act(value: str) -> tuple[str, str]:
    """Return what was chosen in the ⋯ menu beside a part, and the part's key."""
    act, _, key = value.partition(" ")
    return act, key


def _joining(value: str) -> tuple[InterviewKind, str]:
    kind, _, key = value.partition(" ")
    known = [each for each in InterviewKind if each == kind]
    return (known[0] if known else InterviewKind.FULL), key


def _time(part: Part, times: Mapping[str, datetime | None], filling: int) -> Block:
    subject = f"{part.key}{FILLED}{filling}" if filling else part.key
    return TIME.about(subject).block(times.get(part.key))


def _menu(part: Part, parts: Sequence[Part], menu: str) -> Element | None:
    """Return what can be done about one part beside its fields; nothing about a shadow."""
    if not part.counts:
        return None
    others = [other for other in parts if other.counts and other.interviewer != part.interviewer]
    entries = [
        (PartAct.SECOND, not part.is_second),
        (PartAct.REMOVE, part.is_second and not part.is_in),
        (PartAct.PAIR, part.joins is None and bool(others) and not part.is_in),
        (PartAct.ALONE, part.joins is not None and not part.is_in),
    ]
    options = [(plain_words(f"loop_form.part_{act}"), f"{act} {part.key}") for act, fits in entries if fits]
    return overflow(menu, options) if options else None


def _joins(part: Part, parts: Sequence[Part], names: Mapping[str, str]) -> Block:
    """Return the menu of whose interview a part joins; of someone in training, also who of the two leads."""
    kinds = (InterviewKind.FULL,) if part.counts else (InterviewKind.SHADOW, InterviewKind.REVERSE_SHADOW)
    others = [each for each in parts if each.counts and each.interviewer != part.interviewer and each.joins is None]
    options = [
        (plain_words(f"loop_form.joins_{kind}", name=names.get(other.interviewer), part=other), f"{kind} {other.key}")
        for other in others
        for kind in kinds
    ]
    return JOINS.about(part.key).offering(options).block(f"{part.kind} {part.joins}")
