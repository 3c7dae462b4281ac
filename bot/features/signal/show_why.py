"""Why a signal reads as it does: the chance, a picture, what pulls it up and down; and how it reads at other bars."""

from collections.abc import Sequence

from bot.features.loop.show_loop import START_LOOP
from bot.features.signal.phrasing import (
    decision_text,
    fix_text,
    lack_text,
    tally_text,
    whole_percent,
    word_name,
)
from bot.features.signal.show_buttons import MATRIX, WHY
from bot.features.signal.show_gist import Shown
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button
from bot.slack.limits import VIEW_TITLE
from bot.slack.rich_text import preformatted
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import mean_of
from bot.wording.pictures import FEW_COLUMNS, column, interval_columns, scale_column
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Arithmetic
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import Support
from rubrics.signal import (
    CLEAR,
    LEAN,
    LEAN_NO,
    NO,
    BarReading,
    CompetencySummary,
    HireSignal,
    ItemPart,
    Rule,
    Topic,
    Word,
    below_the_bar,
    word_at,
)
from rubrics.signal.in_points import counted

ARITHMETIC = "signal_arithmetic"
BARS = "signal_bars"
WHY_HERE = "signal_why_here"
NEXT = {
    Word.LEAN_HIRE: (Word.CLEAR_HIRE, CLEAR),
    Word.SPLIT: (Word.LEAN_HIRE, LEAN),
    Word.LEAN_NO: (Word.SPLIT, LEAN_NO),
    Word.CLEAR_NO: (Word.LEAN_NO, NO),
}
"""By word, the next better one and the chance at which it starts."""
MOST_NAMED = 3
NOTICEABLE = 0.005
"""A difference of weight or width below half a percent is not worth a sentence."""


def why(
    loop: Loop, signals: Sequence[HireSignal], support: Support | None = None, without: HireSignal | None = None
) -> Modal:
    """Return why the newest signal reads as it does; the arithmetic, other bars and the matrix are a button away.

    `without` is how the panel would read without those who referred the candidate, where some did.
    """
    signal = signals[-1]
    blocks = [
        *_conclusion(loop, signal),
        *([preformatted(_picture(signal)), context(words("why.legend"))] if _has_bar(loop) else []),
        section(_basis(signal, support, without)),
        *_amended(signals),
        *actions(*_buttons(loop, signal)),
    ]
    return modal(_title(loop, signal), blocks, callback_id=WHY, private_metadata=loop.id, close="Done")


def bars(loop: Loop, signals: Sequence[HireSignal], *, leads_back: bool) -> Modal:
    """Return how the same panel would read at other bars; unless closing it `leads_back` to why, a button does."""
    signal = signals[-1]
    own, probability = signal.bar, signal.probability_above_bar
    here = [] if probability is None else [BarReading(bar=own, probability=probability, word=signal.word)]
    shown = sorted([*here, *signal.neighboring_bars], key=lambda reading: reading.bar)
    readings = [_reading(reading, is_own=reading.bar == own) for reading in shown]
    back = None if leads_back else back_to_why(loop)
    blocks = [section(words("why.bars", signal=signal, readings=readings)), *actions(back)]
    close = closing(leads_back=leads_back)
    return modal("Another bar", blocks, callback_id=BARS, private_metadata=loop.id, close=close)


def back_to_why(loop: Loop) -> Element:
    """Return the button that puts why a signal reads as it does in place of what stands before it."""
    label = plain_words("why_labels.back_to_why_of", code=loop.candidate_code)
    return button(plain_words("why_labels.back_to_why"), WHY_HERE, loop.id, label=label)


def closing(*, leads_back: bool) -> str:
    """Return what closes a modal: it says where that leads."""
    return plain_words("why_labels.back" if leads_back else "why_labels.done")


def _has_bar(loop: Loop) -> bool:
    """Tell whether there is a bar to draw ratings against: a rubric without arithmetic holds nothing against one."""
    return loop.rubric.arithmetic is Arithmetic.SCORE


def _title(loop: Loop, signal: HireSignal) -> str:
    whole = plain_words("why_labels.title", word=word_name(signal.word), code=loop.candidate_code)
    fits = len(whole) <= VIEW_TITLE and signal.word is not Word.TALLY_ALONE
    return whole if fits else plain_words("why_labels.short_title", code=loop.candidate_code)


def _conclusion(loop: Loop, signal: HireSignal) -> list[Block]:
    rule, probability = signal.decided_by.rule, signal.probability_above_bar
    if rule is Rule.TALLY:
        missed = [check for check in signal.floors if check.met is False]
        tally = tally_text(signal.tally)
        return sections(words("why.tally", signal=signal, tally=tally, decided=decision_text(signal), missed=missed))
    if rule is Rule.EVIDENCE or probability is None:
        lacks = [lack_text(one) for one in signal.shortfalls]
        figures = Shown(loop, [signal], in_full=True).shows_figures(signal)
        return sections(words("why.too_little", signal=signal, lacks=lacks, fix=fix_text(signal), figures=figures))
    better = NEXT.get(signal.word)
    return sections(
        words(
            "why.chance",
            signal=signal,
            capped=decision_text(signal) if signal.decided_by.overruled else None,
            better=word_name(better[0]) if better else None,
            starts_at=better[1] if better else None,
            above=bool(better and better[0] is Word.LEAN_NO),
        )
    )


def _picture(signal: HireSignal) -> str:
    """Return a row a competency: its mean, and from its lowest to its highest rating, on the scale with the bar."""
    rows = [_row(signal, competency) for competency in signal.competencies]
    return "\n".join([f"{column('')} {_heading(signal)}".rstrip(), *rows])


def _heading(signal: HireSignal) -> str:
    label, last = plain_words("why_labels.bar"), FEW_COLUMNS
    top = signal.rated_on.top
    cells = ["1", *" " * (last - 1), str(top)]
    first = min(max(scale_column(signal.bar, most=top, columns=FEW_COLUMNS) - len(label) // 2, 1), last - len(label))
    cells[first : first + len(label)] = label
    return "".join(cells)


def _row(signal: HireSignal, competency: CompetencySummary) -> str:
    name = column(" ".join(straight(competency.name).split()))
    if competency.is_check:  # answered, and not on the scale of the others
        return f"{name} {mean_of(competency) or '–'}"
    has_range = competency.low is not None and competency.high is not None
    between = (competency.low or 0, competency.high or 0) if has_range else None
    most = signal.rated_on.top
    drawn = interval_columns(competency.mean, between, bar=signal.bar, most=most, columns=FEW_COLUMNS)
    return f"{name} {drawn} {mean_of(competency) or '–'}"


def _basis(signal: HireSignal, support: Support | None, without: HireSignal | None) -> Mrkdwn:
    up, down = _pulls(signal)
    once = _named(signal, signal.coverage.rated_once)
    carried = recommended(signal) if signal.decided_by.rule is not Rule.EVIDENCE else None
    to_fix = {competency for one in signal.shortfalls for competency in one.remedy.competencies}
    return words(
        "why.basis",
        signal=signal,
        up=up,
        down=down,
        most=MOST_NAMED,
        tally=tally_text(signal.tally),
        kept=_kept(signal),
        recommended=carried,
        gained=carried is not None and carried.weight - carried.declared > NOTICEABLE,
        coverage=whole_percent(signal.coverage.share),
        once=once if len(once) <= MOST_NAMED else [],
        many_once=len(once) if len(once) > MOST_NAMED else 0,
        not_assessed=_named(signal, [c for c in signal.coverage.not_assessed if c not in to_fix]),
        support=support,
        without=without,
        word_without=word_name(without.word) if without else None,
    )


def _kept(signal: HireSignal) -> list[dict[str, object]]:
    """Return the must-haves below the bar beside a word for hiring, each with its floor: why the word stays."""
    if signal.word not in (Word.CLEAR_HIRE, Word.LEAN_HIRE):
        return []
    floors = {check.competency: check.floor for check in signal.floors}
    below = [topic.competency for topic in below_the_bar(signal) if topic.topic is Topic.MUST_HAVE]
    return [{"name": signal.competency(each).name, "floor": floors.get(each)} for each in below if each]


def _pulls(signal: HireSignal) -> tuple[list[CompetencySummary], list[CompetencySummary]]:
    """Return what lies above the bar and what lies below it, each by how far it pulls the score from the bar.

    What is at the bar pulls neither up nor down.
    """
    if signal.score is None:
        return [], []
    bar = counted(signal.rated_on.value_of(signal.bar), signal.rated_on)
    pulled = {item.item: abs(item.part - item.weight * bar) for item in signal.by_item}
    asked = (competency for competency in signal.competencies if not competency.is_check)
    rated = [(competency, competency.mean) for competency in asked if competency.mean is not None]
    rated.sort(key=lambda each: -pulled.get(each[0].id, 0.0))
    above = [competency for competency, mean in rated if mean > signal.bar + 1e-9]
    return above, [competency for competency, mean in rated if mean < signal.bar - 1e-9]


def recommended(signal: HireSignal) -> ItemPart | None:
    """Return the recommendations' part of the score: they have no row in the picture, and often the largest share."""
    return next((item for item in signal.by_item if item.name is None and item.weight > 0), None)


def _named(signal: HireSignal, competencies: Sequence[str]) -> list[str]:
    return [signal.competency(competency).name for competency in competencies]


def _amended(signals: Sequence[HireSignal]) -> list[Block]:
    if len(signals) == 1:
        return []
    original = signals[0]
    facts = {"original": original, "word": word_name(original.word), "amendments": len(signals) - 1}
    return [context(words("why.amended", **facts))]


def _buttons(loop: Loop, signal: HireSignal) -> list[Element | None]:
    is_ruled = signal.decided_by.rule is not Rule.EVIDENCE and signal.probability_above_bar is not None
    code = loop.candidate_code
    other = button("Another bar", BARS, loop.id, label=plain_words("why_labels.other_bar", code=code))
    # The panel is closed: what the evidence lacks comes from a loop of its own.
    more = button("New loop", START_LOOP, label=plain_words("why_labels.new_loop", code=code))
    return [
        _to_arithmetic(loop) if signal.contributions else None,
        other if is_ruled else None,
        button("Matrix", MATRIX, loop.id, label=f"Matrix for {code}"),
        None if is_ruled or signal.word is Word.TALLY_ALONE else more,
    ]


def _to_arithmetic(loop: Loop) -> Element:
    return button("Arithmetic", ARITHMETIC, loop.id, label=f"Arithmetic for {loop.candidate_code}")


def _reading(reading: BarReading, *, is_own: bool = False) -> dict[str, object]:
    return {
        "bar": reading.bar,
        "probability": reading.probability,
        "word": word_name(reading.word),
        "by_itself": word_name(word_at(reading.probability)),
        "own": is_own,
    }
