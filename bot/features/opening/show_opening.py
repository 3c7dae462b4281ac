"""One opening for those who run it: its candidates first, then its plan and its JD; and the question before closing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.features.doors import Door
from bot.features.jd.show_history import OPEN as OPEN_REVIEW
from bot.features.opening.read_opening import A_PAGE, CandidatesPage, OpeningPlan, OpeningShown
from bot.features.opening.show_plan import new_loop_button, stage_words
from bot.features.opening.show_trace import trace_line
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, modal, private, section, sections
from bot.slack.elements import button, overflow, select
from bot.slack.paging import page_menu
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words
from rubrics.jd.versions import JdState
from rubrics.panel.loop import Loop
from rubrics.panel.plan import Opening, OpeningState
from rubrics.panel.trace import Trace
from rubrics.signal import HireSignal

MORE = "opening_more"
"""The ⋯ menu of an opening; the value of each entry is an act's name and the opening's id."""
CANDIDATES = "opening_candidates"
USE_RUBRIC = "opening_rubric"
CLOSE = "opening_close"
FULL_PANEL = 3
"""Scorecards from which on a signal that says "not enough evidence" shows no mean (hire-signal §11)."""
Candidates = Sequence[tuple[Loop, HireSignal | None]]
HELD = (OpeningState.ON_HOLD, OpeningState.CLOSED)


def page(shown: OpeningShown, trace: Trace | None = None) -> Message:
    """Return how an opening stands, and its JD against its interviews, with what may be done about it."""
    rows = shown.rows
    facts = {"candidates": rows.candidates, "late": rows.late, "decisions": rows.decisions}
    return private(words("opening.fallback", opening=shown.plan.opening, **facts), _blocks(shown, trace))


def page_modal(shown: OpeningShown, trace: Trace | None = None) -> Modal:
    """Return the same as a modal, for anyone who clicked a button."""
    return modal(shown.plan.opening.name, _blocks(shown, trace), callback_id=Door.OPENING)


def candidates_modal(shown: CandidatesPage) -> Modal:
    """Return a page of an opening's candidates."""
    opening, pages = shown.opening, -(-shown.number // A_PAGE)
    show = button(plain_words("opening_labels.show_opening"), Door.OPENING, opening.id)
    blocks = [
        *sections(words("opening.candidates", rows=_rows(shown.candidates, shown.now), number=shown.number)),
        *actions(_open_candidate(shown.candidates), show),
        *page_menu(f"{CANDIDATES}:page", opening.id, shown.page, max(pages, 1)),
    ]
    return modal(plain_words("opening_form.candidates_title"), blocks, callback_id=CANDIDATES)


def close_form(plan: OpeningPlan, running: int) -> Modal:
    """Return the question before an opening is closed."""
    return modal(
        plain_words("opening_form.close_title"),
        [section(words("opening.close_sure", opening=plan.opening, running=running))],
        callback_id=CLOSE,
        submit=plain_words("opening_form.close_it"),
        close=plain_words("opening_form.cancel"),
        private_metadata=plan.opening.id,
    )


def _rows(candidates: Candidates, now: datetime) -> list[Mapping[str, Any]]:
    return [_facts(loop, signal, now) for loop, signal in candidates]


def _open_candidate(candidates: Candidates) -> Element | None:
    """Return the menu that opens one candidate's loop."""
    entries = [(loop.candidate_name or loop.candidate_code, loop.id) for loop, _ in candidates]
    placeholder = plain_words("opening_labels.candidate")
    return select(Door.LOOP_DETAILS, entries, placeholder=placeholder) if entries else None


def _facts(loop: Loop, signal: HireSignal | None, now: datetime) -> Mapping[str, Any]:
    """Return what a line about a candidate says; as in the channel, nothing that is one person's."""
    word, score = _signal(loop, signal) if signal is not None else ("", None)
    return {
        "name": loop.private_label,
        "stage": loop.stage.name,
        "word": f"{word[:1].upper()}{word[1:]}",
        "score": score,
        "dots": progress_dots(len(loop.submitted), loop.expected) if loop.is_open and loop.expected else "",
        "state": loop.state,
        "late": [interview.interviewer for interview in loop.pending] if loop.is_late(now) else [],
        "choice": _settled_choice(loop, now),
        "due_at": loop.deadline_at,
    }


def _settled_choice(loop: Loop, now: datetime) -> str:
    """Return what was decided once it can't be undone any more, and nothing before: an undo leaves no trace."""
    decision = loop.decision
    return plain_words(f"decisions.{decision.choice}").lower() if decision and now >= decision.settles_at else ""


def _signal(loop: Loop, signal: HireSignal) -> tuple[str, float | None]:
    if len(signal.by_interviewer) == 1:
        return plain_words("signal_facts.one_scorecard"), None
    shows_score = not signal.shortfalls or max(loop.expected, signal.scorecards) < FULL_PANEL
    return plain_words(f"signal_facts.{signal.word.value}"), signal.score if shows_score else None


def _blocks(shown: OpeningShown, trace: Trace | None) -> list[Block]:
    opening, rubric = shown.plan.opening, shown.plan.rubric
    rows = _rows(shown.candidates, shown.now)
    stages = [section(stage_words(shown.plan, at)) for at in range(len(opening.stages))]
    return [
        header(opening.name),
        section(words("opening.about", opening=opening, rubric=rubric)),
        *sections(words("opening.candidates", rows=rows, number=shown.number)),
        *actions(*_ways(shown)),
        header(plain_words("opening_labels.plan"), level=2),
        *stages,
        *_warnings(shown),
        *trace_line(opening, trace),
        *_staffing(shown),
        context(words("opening.people", opening=opening)),
    ]


def _ways(shown: OpeningShown) -> list[Element | None]:
    opening = shown.plan.opening
    every = plain_words("opening_labels.all_candidates", number=shown.number)
    return [
        None if opening.state in HELD else new_loop_button(opening),
        _open_candidate(shown.candidates),
        button(every, CANDIDATES, f"{opening.id}:0") if shown.number > len(shown.candidates) else None,
        _compare(opening) if shown.revealed > 1 else None,
        button(plain_words("opening_labels.figures"), Door.OPENING_FIGURES, opening.id) if shown.revealed else None,
        overflow(
            MORE, [(plain_words(f"opening_labels.{name}"), f"{act} {opening.id}") for name, act in _acts(opening)]
        ),
    ]


def _compare(opening: Opening) -> Element:
    label = plain_words("opening_labels.compare_of", name=opening.name)
    return button(plain_words("opening_labels.compare"), Door.COMPARE, opening.id, label=label)


def _acts(opening: Opening) -> list[tuple[str, str]]:
    state = {
        OpeningState.OPEN: [("hold", "hold"), ("close", "close")],
        OpeningState.ON_HOLD: [("resume", "open"), ("close", "close")],
        OpeningState.CLOSED: [("reopen", "open")],
    }[opening.state]
    return [("edit_plan", "plan"), ("change", "edit"), *state]


def _warnings(shown: OpeningShown) -> list[Block]:
    opening = shown.plan.opening
    blocks = []
    if shown.changed:
        label = plain_words("opening_labels.use_rubric_for", name=opening.name)
        use = button(plain_words("opening_labels.use_rubric"), USE_RUBRIC, opening.id, label=label)
        blocks.append(section(words("opening.outdated"), accessory=use))
    if shown.jds or shown.jd is not None:
        approved = next((jd for jd in shown.jds if jd.state is JdState.APPROVED), None)
        in_review = next((jd for jd in shown.jds if jd.state is JdState.IN_REVIEW), None)
        text = words("opening.jd", jd=shown.jd, approved=approved, in_review=in_review)
        blocks.append(section(text, accessory=_jd_button(shown)))
    elif opening.state is OpeningState.OPEN:
        label = plain_words("opening_labels.draft_jd_for", name=opening.name)
        draft = button(plain_words("opening_labels.draft_jd"), Door.DRAFT_JD, opening.id, label=label)
        blocks.append(section(words("opening.no_jd"), accessory=draft))
    return blocks


def _jd_button(shown: OpeningShown) -> Element | None:
    """Return what opens the JD that people approve; before that, its reviewer's way to its review or to ask for it."""
    name, jd = shown.plan.opening.name, shown.jd
    if shown.jds:
        label = plain_words("opening_labels.open_jd_of", name=name)
        return button(plain_words("opening_labels.open_jd"), Door.JD_APPROVAL, shown.jds[0].id, label=label)
    if jd is None or not shown.is_reviewer:
        return None
    if not (jd.blanks or jd.blockers or jd.warnings):
        return button(plain_words("door_labels.ask_approval"), Door.ASK_APPROVAL, jd.id)
    label = plain_words("opening_labels.fix_jd_of", name=name)
    return button(plain_words("opening_labels.fix_jd"), OPEN_REVIEW, jd.id, label=label)


def _staffing(shown: OpeningShown) -> list[Block]:
    """Return what the answers to whether to hire came to, where there are any, with the way to them."""
    if shown.staffing is None:
        return []
    label = plain_words("opening_labels.open_staffing_of", name=shown.plan.opening.name)
    show = button(plain_words("opening_labels.open"), Door.STAFFING_CHECK, shown.staffing.id, label=label)
    return [section(words("opening.staffing", check=shown.staffing), accessory=show)]
