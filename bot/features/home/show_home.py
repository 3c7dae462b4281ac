"""App Home as a desk: what is due, what one runs, what was revealed, one's JDs; useful with nothing to do."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.errors import NextStep
from bot.features.approval.show_told import approval_button
from bot.features.authoring.show_waiting import broken_files, own_proposals, proposals_to_read
from bot.features.calibration.show_habits import home_row as habits_row
from bot.features.calibration.show_rounds import home_rows
from bot.features.doors import CALIBRATE, NEW_LOOP, NEW_OPENING, REVIEW_A_JD, RUBRICS, YOUR_OPENINGS, Door
from bot.features.home.read_desk import Group
from bot.features.home.read_home import HomeFacts, Shown
from bot.features.home.show_rows import row_blocks, rows_text
from bot.features.install.show_setup import setup_section
from bot.features.jd.show_history import OPEN as OPEN_REVIEW
from bot.features.opening.show_openings import row as opening_row
from bot.features.rubric.show_page import open_button
from bot.features.rubric.topic import Kind, Topic
from bot.features.workspace.show_settings import settings_button
from bot.slack.block_types import Block, Element
from bot.slack.blocks import actions, context, divider, header, section
from bot.slack.commands import RUN
from bot.slack.elements import button, step_buttons
from bot.slack.encoding import encoded
from bot.wording.phrases import at_level, mention
from bot.wording.words import plain_words, words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.jd.versions import JdVersion
from storage.desk import ReviewedJd

TOUR = "home_tour"


def home(facts: HomeFacts, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Return one person's App Home; its private_metadata is a digest, to tell whether anything changed."""
    # Defaults are looked at once, when all is new: beside someone's own work they would only push it down.
    defaults = facts.settings if facts.is_empty else None
    setup = setup_section(facts.setup, defaults) if facts.setup else []
    if facts.is_empty:
        desk = [divider(), *_ways(facts, [])] if setup else _welcome(facts, catalogue)
    else:
        desk = _desk(facts, now, is_first=not setup)
    return _view([*broken_files(facts.broken), *setup, *desk])


def unavailable(reference: str) -> dict[str, Any]:
    """Return what Home shows while the database can't be reached."""
    return _view([section(words("home.unavailable", reference=reference))])


def _view(blocks: list[Block]) -> dict[str, Any]:
    digest = hashlib.sha256(encoded(blocks)).hexdigest()
    return {"type": "home", "blocks": blocks, "private_metadata": digest}


def _desk(facts: HomeFacts, now: datetime, *, is_first: bool) -> list[Block]:
    due, late, decide, next_, runs, revealed = (
        facts.groups[group] for group in (Group.DUE, Group.LATE, Group.DECIDE, Group.NEXT, Group.RUNS, Group.REVEALED)
    )
    debriefs = facts.groups[Group.DEBRIEFS]
    is_runner = bool(late.number or decide.number or runs.number or facts.jds.number)
    is_runner = is_runner or bool(facts.openings.number)
    begin = actions(*_begin(facts, runs=facts.setup is None)) if is_runner else []
    blocks = [] if is_first else [divider()]
    reads = facts.to_approve or any(not each.is_own for each in facts.proposals)
    if not (due.number or late.number or decide.number or debriefs.number or reads):
        blocks.append(header(plain_words("home.nothing_due", interviews=facts.interviews)))
    blocks += _group(Group.DUE, due, now, is_first=True)
    blocks += _group(Group.LATE, late, now, is_first=not due.number)
    blocks += _group(Group.DEBRIEFS, debriefs, now, is_first=not (due.number or late.number))
    blocks += _group(Group.DECIDE, decide, now, is_first=not (due.number or late.number or debriefs.number))
    waits = not (due.number or late.number or debriefs.number or decide.number)
    blocks += _to_approve(facts.to_approve, is_first=waits)
    blocks += proposals_to_read(facts.proposals, is_first=is_first and waits and not facts.to_approve)
    blocks += _group(Group.NEXT, next_, now)
    blocks += _calibrations(facts)
    blocks += begin
    loops = [*_group(Group.RUNS, runs, now), *_group(Group.REVEALED, revealed, now)]
    below = [*loops, *_openings(facts), *_jds(facts.jds), *own_proposals(facts.proposals)]
    return [*blocks, *([divider()] if below else []), *below, *_ways(facts, [] if is_runner else _begin(facts))]


def _calibrations(facts: HomeFacts) -> list[Block]:
    """Return the sample answers that wait to be rated, and the way to how the person rates in interviews."""
    rows = [*home_rows(facts.calibrations), *([habits_row()] if facts.has_habits else [])]
    return [header(plain_words("home.calibration")), *rows] if rows else []


def _group(group: Group, shown: Shown[Any], now: datetime, *, is_first: bool = False) -> list[Block]:
    if not shown.number:
        return []
    title = plain_words(f"home.{group}", number=shown.number, is_cut=shown.is_cut)
    rows = row_blocks(group, shown.items, now, is_first=is_first)
    return [header(title), *rows, *_all_of(group, shown)]


def _all_of(group: Group, shown: Shown[Any]) -> list[Block]:
    """Return the button that opens a group in full, where it holds more than Home shows."""
    if not _is_partly_shown(shown):
        return []
    text = plain_words("home.all_of", number=shown.number, is_cut=shown.is_cut)
    label = plain_words(f"home.all_{group}", number=shown.number)
    return actions(button(text, Door.DESK_LIST, group, label=label))


def _is_partly_shown(shown: Shown[Any]) -> bool:
    return shown.number > len(shown.items)


def _openings(facts: HomeFacts) -> list[Block]:
    """Return the openings that someone runs; one button to them while there is something to set up on top."""
    openings = facts.openings
    if not openings.items:
        return []
    if facts.setup is not None:
        return actions(*_plain_steps([YOUR_OPENINGS]))
    more = actions(button(plain_words("home.all_openings"), RUN, YOUR_OPENINGS.value)) if openings.is_cut else []
    return [header(plain_words("home.openings")), *map(opening_row, openings.items), *more]


def _jds(jds: Shown[ReviewedJd]) -> list[Block]:
    if not jds.items:
        return []
    untitled = plain_words("jd_labels.no_title")
    titles = [" ".join(each.title.split()) or untitled for each in jds.items]
    named = zip(titles, jds.items, strict=True)
    told = [{"title": title, "counts": each, "is_one_of": titles.count(title) > 1} for title, each in named]
    texts = rows_text("jds", told)
    rows = [
        section(text, accessory=button(plain_words("home.open"), OPEN_REVIEW, each.id, label=_label(title)))
        for text, title, each in zip(texts, titles, jds.items, strict=True)
    ]
    more = actions(button(plain_words("home.all_jds"), RUN, "jd history")) if jds.is_cut else []
    return [header(plain_words("home.jds")), *rows, *more]


def _to_approve(jds: Sequence[JdVersion], *, is_first: bool) -> list[Block]:
    """Return the JDs that wait for the person's approval."""
    if not jds:
        return []
    rows = [
        section(text, accessory=approval_button(jd, primary=is_first and not number))
        for number, (text, jd) in enumerate(zip(rows_text("to_approve", [{"jd": jd} for jd in jds]), jds, strict=True))
    ]
    return [header(plain_words("home.to_approve", number=len(jds))), *rows]


def _label(title: str) -> str:
    return plain_words("home.open_jd", title=title)


def _begin(facts: HomeFacts, *, runs: bool = False) -> list[Element]:
    """Return the ways to begin; opening a loop is for those who may, and an opening for those who run anything."""
    opening = [NEW_OPENING] if runs else []
    return _plain_steps([NEW_LOOP, *opening, REVIEW_A_JD] if facts.may_open else [REVIEW_A_JD])


def _ways(facts: HomeFacts, begin: Sequence[Element]) -> list[Block]:
    loops = facts.groups[Group.LOOPS]
    all_loops = plain_words("home.all_loops", number=loops.number, is_cut=loops.is_cut)
    others = [shown for group, shown in facts.groups.items() if group is not Group.LOOPS]
    # Where one group holds them all, the button below it opens the same list.
    is_offered = any(_is_partly_shown(shown) and shown.number == loops.number for shown in others)
    buttons = [button(all_loops, Door.DESK_LIST, Group.LOOPS)] if loops.number and not is_offered else []
    settings = [settings_button()] if facts.settings else []
    decided = facts.groups[Group.DECIDED]
    if decided.number:
        label = plain_words("home.all_decided", number=decided.number)
        text = plain_words("home.decided", number=decided.number, is_cut=decided.is_cut)
        buttons.append(button(text, f"{Door.DESK_LIST}:{Group.DECIDED}", Group.DECIDED, label=label))
    browse = [RUBRICS] if facts.is_outsider else [RUBRICS, CALIBRATE]
    return [*actions(*buttons, *begin, *_plain_steps(browse), *settings), *_whom_to_ask(facts)]


def _whom_to_ask(facts: HomeFacts) -> list[Block]:
    """Return who opens loops, for anyone who may not."""
    if facts.may_open:
        return []
    return [context(words("home.ask_opener", is_member=not facts.is_outsider, ask=[*map(mention, facts.ask)]))]


def _plain_steps(steps: Sequence[NextStep]) -> list[Element]:
    """Return next steps as buttons of which none stands out: what is due does."""
    drawn = step_buttons(steps)
    return [{name: part for name, part in each.items() if name != "style"} for each in drawn]


def _welcome(facts: HomeFacts, catalogue: Catalogue) -> list[Block]:
    """Return the first three steps, in the order of trust: read, check a text, open a loop."""
    example = _example(catalogue)
    steps = [
        *([_rubric_step(example)] if example else []),
        _step("check_jd", _plain_steps([REVIEW_A_JD])[0]),
        *([_step("first_loop", _plain_steps([NEW_LOOP])[0])] if facts.may_open else []),
    ]
    return [
        header(plain_words("home.welcome")),
        *steps,
        divider(),
        context(words("home.no_scorecards")),
        *_whom_to_ask(facts),
        *actions(
            *_plain_steps([RUBRICS]),
            button(plain_words("home.tour"), TOUR),
            *([settings_button()] if facts.settings else []),
        ),
    ]


def _step(name: str, do: Element) -> Block:
    return section(words(f"home.{name}"), accessory=do)


def _rubric_step(rubric: Rubric) -> Block:
    role = at_level(rubric.role_name, rubric.level)
    topic = Topic(kind=Kind.RUBRIC, role=rubric.role, level=rubric.level)
    label = plain_words("home.open_rubric_of", role=role)
    see = {**open_button(plain_words("home.open_rubric"), topic, label=label), "style": "primary"}
    return section(words("home.see_rubric", role=role), accessory=see)


def _example(catalogue: Catalogue) -> Rubric | None:
    """Return a rubric to begin with: of the first role at a level that most teams hire for, else at its highest."""
    for role in catalogue.roles:
        return catalogue.rubric(role.id, catalogue.usual_level(role.id))
    return None
