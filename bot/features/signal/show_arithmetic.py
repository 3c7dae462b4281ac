"""How a signal's score adds up, to be checked by hand, a page a question: the sum, its shares, the range, the word."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.features.signal.phrasing import (
    contradiction_text,
    counts_text,
    decision_text,
    item_name,
    score_in_full,
    word_name,
)
from bot.features.signal.show_gist import Shown
from bot.features.signal.show_why import ARITHMETIC, NOTICEABLE, back_to_why, closing, recommended
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button
from bot.wording.phrases import figure, percents, points
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.signal import (
    CLEAR,
    LEAN,
    LEAN_NO,
    NO,
    OVERALL,
    RECOMMENDATION_RATINGS,
    SURELY,
    CompetencySummary,
    HireSignal,
    InterviewerPart,
    ItemPart,
    Rule,
    StandardError,
)
from rubrics.signal.in_points import counted

RATINGS = "signal_ratings"
STACKED = "stacked"
"""Behind the loop in a button's value: the modal that it stands in lies on top of why the signal reads as it does."""
LIMITS = {"clear": CLEAR, "lean": LEAN, "lean_no": LEAN_NO, "no": NO, "surely": SURELY}

EXACT = 1e-9
"""How close a value comes to a recommendation's own: what lies between is the mean of two."""


class Page(StrEnum):
    """A page of the arithmetic, in their order; the first is shown first."""

    SCORE = "score"
    SHARES = "shares"
    RANGE = "range"
    WORD = "word"

    @property
    def action_id(self) -> str:
        """The id of the button that leads to it."""
        return f"signal_arithmetic_{self.value}"


def arithmetic(loop: Loop, signals: Sequence[HireSignal], page: Page = Page.SCORE, *, leads_back: bool) -> Modal:
    """Return one page of how the newest signal comes about; the others and each person's ratings are a button away.

    Unless closing it `leads_back` to why the signal reads as it does, a button does. A page that has nothing to say
    of this signal has no button, and the first that has something stands in its place.
    """
    signal = signals[-1]
    pages = _pages(loop, signal)
    shown = page if page in pages else next(iter(pages), None)
    blocks = [
        *(pages[shown] if shown else []),
        *([context(words("arithmetic.limits", signal=signal))] if shown in (Page.SCORE, None) else []),
        *actions(*_buttons(loop, [one for one in pages if one is not shown], leads_back=leads_back)),
    ]
    close = closing(leads_back=leads_back)
    return modal("Arithmetic", blocks, callback_id=ARITHMETIC, private_metadata=loop.id, close=close)


def ratings(loop: Loop, signal: HireSignal, panel: Sequence[str] = (), *, leads_back: bool) -> Modal:
    """Return each person's ratings with their weight and part of the sum, in the panel's order."""
    people = sorted(signal.by_interviewer, key=lambda part: _place(panel, part.interviewer))
    shares = percents([person.weight for person in people])
    blocks = [section(words("arithmetic.ratings", signal=signal, score=score_in_full(signal))), *_uneven(signal)]
    for person, share in zip(people, shares, strict=True):
        blocks += sections(words("arithmetic.person", person=person, share=share, lines=_lines(signal, person)))
    blocks += actions(*_buttons(loop, list(_pages(loop, signal)), leads_back=leads_back, is_by_person=True))
    return modal("Each person's ratings", blocks, callback_id=RATINGS, close=closing(leads_back=leads_back))


def read_back(value: str) -> tuple[str, bool]:
    """Return the loop that a page's button is about, and whether closing the modal it stands in leads back to why."""
    loop_id, _, stands = value.partition(":")
    return loop_id, stands == STACKED


def _buttons(
    loop: Loop, pages: Sequence[Page], *, leads_back: bool, is_by_person: bool = False
) -> Sequence[Element | None]:
    code, value = loop.candidate_code, f"{loop.id}:{STACKED}" if leads_back else loop.id
    label = plain_words("why_labels.ratings_of", code=code)
    others = [
        button(
            plain_words(f"why_labels.{page}"),
            page.action_id,
            value,
            label=plain_words(f"why_labels.{page}_of", code=code),
        )
        for page in pages
    ]
    by_person = None if is_by_person else button("Each person's ratings", RATINGS, value, label=label)
    return [None if leads_back else back_to_why(loop), *others, by_person]


def _pages(loop: Loop, signal: HireSignal) -> Mapping[Page, list[Block]]:
    """Return the pages that have something to say of a signal: no range of one that has too little evidence."""
    has_range = Shown(loop, [signal], in_full=True).shows_figures(signal)
    pages = {
        Page.SCORE: _sum(signal) if signal.score is not None else [],
        Page.SHARES: _shares(signal) if signal.score is not None else [],
        Page.RANGE: _range(signal, signal.standard_error) if signal.standard_error and has_range else [],
        Page.WORD: _word(signal),
    }
    return {page: blocks for page, blocks in pages.items() if blocks}


def _place(panel: Sequence[str], interviewer: str) -> int:
    return panel.index(interviewer) if interviewer in panel else len(panel)


def _sum(signal: HireSignal) -> list[Block]:
    rated = {competency.id: competency.n for competency in signal.competencies}
    weights = percents([item.weight for item in signal.by_item], 1)
    items = [
        {"item": item, "weight": weight, "name": item_name(item), "n": rated.get(item.item, signal.tally.given)}
        for item, weight in zip(signal.by_item, weights, strict=True)
    ]
    values = [figure(value) for value in signal.rated_on.values]
    return sections(words("arithmetic.sum", signal=signal, items=items, score=score_in_full(signal), values=values))


def _shares(signal: HireSignal) -> list[Block]:
    """Return what the rubric gives each item, and why a share or a mean differs from what one expects."""
    carried = recommended(signal)
    facts = {"signal": signal, "carried": carried.weight if carried else 0, "counts": counts_text(signal)}
    blocks = [section(words("arithmetic.compared", **facts))] if carried else []
    moved = [item for item in signal.by_item if abs(item.weight - item.declared) > NOTICEABLE]
    if moved:
        blocks.append(_moved(signal, moved))
    if differing := _most_apart(signal):
        blocks.append(section(words("arithmetic.means", competency=differing[0], mean=differing[1])))
    return blocks


def _moved(signal: HireSignal, moved: Sequence[ItemPart]) -> Block:
    gains = next((item for item in moved if item.item == OVERALL and item.weight > item.declared), None)
    declared = percents([item.declared for item in signal.by_item], 1)
    alone = [f"{item_name(item)} {share}" for item, share in zip(signal.by_item, declared, strict=True)]
    example = _most_lost(moved)
    facts = {"gains": gains, "example": example, "example_name": item_name(example) if example else "", "alone": alone}
    return section(words("arithmetic.moved", **facts))


def _most_apart(signal: HireSignal) -> tuple[CompetencySummary, float] | None:
    """Return the competency whose mean by weight lies farthest from its plain one, with the former, if any differs."""
    parts = {item.item: item for item in signal.by_item if item.weight}
    means = [(c, parts[c.id].part / parts[c.id].weight) for c in signal.competencies if c.n and c.id in parts]
    # Of uneven points a mean by weight is one of what they count: nothing to hold beside a mean of points.
    plain = [(c, mean) for c, mean in means if signal.total is None and not c.is_check]
    apart = [(c, mean) for c, mean in plain if abs(mean - (c.mean or 0)) > NOTICEABLE]
    return max(apart, key=lambda pair: abs(pair[1] - (pair[0].mean or 0)), default=None)


def _most_lost(moved: Sequence[ItemPart]) -> ItemPart | None:
    lost = [item for item in moved if 0 < item.weight < item.declared]
    return min(lost, key=lambda item: item.weight - item.declared, default=None)


def _range(signal: HireSignal, error: StandardError) -> list[Block]:
    if signal.interval80 is None:
        return []
    design = error.design**2 or 1.0
    causes = {
        "interviewers": error.interviewers / design,
        "single_ratings": error.single_ratings / design,
        "not_assessed": error.not_assessed / design,
    }
    noticed = {name: share for name, share in causes.items() if share > NOTICEABLE}
    shares = dict(zip(noticed, percents(list(noticed.values())), strict=True))
    half = (signal.interval80[1] - signal.interval80[0]) / 2
    return [section(words("arithmetic.range", signal=signal, half=half, causes=shares))]


def _word(signal: HireSignal) -> list[Block]:
    """Return from where on each word is read, and what capped it or did not."""
    floors = [section(words("arithmetic.floors", signal=signal, floors=signal.floors))] if signal.floors else []
    if signal.decided_by.rule is Rule.EVIDENCE:
        return floors
    text = words(
        "arithmetic.word",
        signal=signal,
        word=word_name(signal.word),
        capped=decision_text(signal) if signal.decided_by.overruled else None,
        contradiction=contradiction_text(signal.tally),
        caps=signal.tally.caps,
        missed=[check.name for check in signal.floors if check.met is False],
        **LIMITS,
    )
    return [*sections(text), *floors]


def _uneven(signal: HireSignal) -> list[Block]:
    """Return why one recommendation weighs more than another, where it does."""
    voices = [part for part in signal.contributions if part.item == OVERALL]
    heaviest, lightest = (pick(voices, key=lambda part: part.weight, default=None) for pick in (max, min))
    if heaviest is None or lightest is None or heaviest.weight - lightest.weight <= NOTICEABLE:
        return []
    return [section(words("arithmetic.uneven", heaviest=heaviest, lightest=lightest))]


def _lines(signal: HireSignal, person: InterviewerPart) -> list[dict[str, object]]:
    names = {item.item: item_name(item) for item in signal.by_item}
    own = [part for part in signal.contributions if part.interviewer == person.interviewer]
    return [{"name": names[c.item], "rating": _rating(signal, c.item, c.rating), "part": c} for c in own]


def _rating(signal: HireSignal, item: str, value: float) -> str:
    """Return a rating, or a recommendation with what it counts; the mean of someone's two stands alone."""
    scale = signal.rated_on
    if item != OVERALL:
        return points(value)
    counts = {choice.words: counted(RECOMMENDATION_RATINGS[choice], scale) for choice in Recommendation}
    said = next((choice for choice, each in counts.items() if abs(each - value) < EXACT), None)
    return f"{said} ({value:.2f})" if said else f"{value:.2f}"
