"""What follows a submit: who is still awaited, or what the panel says at its reveal beside one's own ratings."""

from collections.abc import Sequence
from itertools import takewhile

from bot.features.doors import Door
from bot.features.scorecard.panel_signal import PanelSignal
from bot.features.scorecard.read_reveal import Sides
from bot.features.scorecard.show_queue import MINE_HERE, OPEN_HERE
from bot.features.scorecard.show_scorecard import titled
from bot.features.scorecard.submit_scorecard import Submission
from bot.features.signal.phrasing import (
    SAYS_MUST_HAVE,
    fix_text,
    is_also_below,
    short_must_haves,
    tally_text,
    topic_in_short,
)
from bot.features.signal.show_buttons import MATRIX
from bot.features.signal.show_gist import Shown, first_words, topics_to_number
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, divider, header, modal, section
from bot.slack.elements import button
from bot.slack.rich_text import quoted
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mention
from bot.wording.pictures import BAR, BAR_IN_RANGE, interval, progress_dots, rating_boxes
from bot.wording.ratings import anchor_text, behavior_text, rating_text
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Arithmetic, Recommendation
from rubrics.panel.loop import Interview, Loop
from rubrics.signal import BesideOthers, Disagreement, HireSignal, beside_others, lone_recommendation, own_part

STORED = "stored"
REVEALED = "revealed"
BOTH_SIDES = "both_sides"
MOST_SHOWN = 3
"""Topics, lines of what one agrees on, and competencies that one differs on; the evidence holds them all."""
MOST_WAITED_FOR = 3
"""Names of those who are awaited; of more their number is told."""


def after(done: Submission) -> Modal:
    """Return what stands in place of a submitted scorecard: the reveal where it was the last one, else its receipt."""
    return _revealed(done.loop, done.interview, done.panel) if done.panel else _stored(done)


def _stored(done: Submission) -> Modal:
    loop, state = done.loop, "received"
    if not done.interview.counts:
        state = "practice"
    elif done.after_reveal:
        state = "added" if done.version == 1 else "changed"
    elif done.revealed:
        state = "kept" if loop.is_kept_from(done.interview.interviewer) else "alone"
    facts = {
        "loop": loop,
        "version": done.version,
        "dots": progress_dots(len(loop.submitted), loop.expected),
        "waiting": [*map(mention, dict.fromkeys(interview.interviewer for interview in loop.pending))],
        "most": MOST_WAITED_FOR,
        "trainers": [mention(each.interviewer) for each in loop.together_with(done.interview) if each.counts],
    }
    read = _open_signal(loop) if done.after_reveal else None
    change = button(_label("change"), OPEN_HERE, done.interview.id, label=_label("change_of", loop=loop))
    others = button(_label("others"), MINE_HERE)
    blocks = [section(words(f"reveal.{state}", **facts)), *actions(read, change, others)]
    return modal(_label("stored_title"), blocks, callback_id=STORED, close=_label("done"))


def _revealed(loop: Loop, interview: Interview, panel: PanelSignal) -> Modal:
    signal = panel.signal
    rows = beside_others(panel.scorecards, loop.rubric, interview.interviewer)
    lone = lone_recommendation(panel.scorecards, signal.tally, interview.interviewer)
    matrix = button(_label("matrix"), MATRIX, loop.id, label=_label("matrix_of", loop=loop))
    word = first_words(Shown(loop, [signal], in_full=True))
    blocks = [
        header(_label("word", word=word, loop=loop)),
        section(_conclusion(loop, signal)),
        *_own(loop, interview, panel, lone),
        divider(),
        *_beside(loop, signal, rows, is_lone=lone is not None),
        *actions(_open_signal(loop), matrix),
    ]
    return modal(_label("revealed_title"), blocks, callback_id=REVEALED, close=_label("done"))


def _shows_figures(loop: Loop, signal: HireSignal) -> bool:
    """Tell whether a score and its range come first, as the signal itself tells it to those who may read the panel."""
    return Shown(loop, [signal], in_full=True).shows_figures(signal)


def _conclusion(loop: Loop, signal: HireSignal) -> Mrkdwn:
    low, high = signal.likely_range or (1.0, float(signal.rated_on.top))
    drawn = interval(signal.score, low, high, bar=signal.bar, most=signal.rated_on.top)
    picture = drawn if _shows_figures(loop, signal) else ""
    facts = {
        "picture": picture,
        "bar_mark": next((mark for mark in (BAR, BAR_IN_RANGE) if mark in picture), ""),
        "low": low,
        "high": high,
        "tally": tally_text(signal.tally),
        "fix": fix_text(signal),
        "short": short_must_haves(signal),
    }
    return words("reveal.conclusion", loop=loop, signal=signal, **facts)


def _own(loop: Loop, interview: Interview, panel: PanelSignal, lone: Recommendation | None) -> list[Block]:
    """Return what one's own scorecard did; first, where one stood alone, what one recommended against all others."""
    parts = []
    if lone is not None:
        parts.append(words("reveal.lone", is_for_hire=lone.is_for_hire, others=panel.signal.tally.given - 1))
    if loop.rubric.arithmetic is Arithmetic.SCORE:
        parts.append(_own_part(loop, interview, panel))
    return [section(Mrkdwn("\n".join(parts)))] if parts else []


def _own_part(loop: Loop, interview: Interview, panel: PanelSignal) -> Mrkdwn:
    part = own_part(panel.signal, panel.scorecards, loop.assessed, interview.interviewer)
    score = panel.signal.score if _shows_figures(loop, panel.signal) else None
    return words("reveal.own_part", part=part, score=score)


def _beside(loop: Loop, signal: HireSignal, rows: Sequence[BesideOthers], *, is_lone: bool) -> list[Block]:
    """Return where one differs from the others, where only they differ, and where no one does, each widest first.

    A 3 between a 2 and a 4 lies within one point of both: it is named where the others differ, and nowhere else. What
    all find weak is to be discussed, however much they agree on it, and a missed must-have however much they differ:
    what the signal takes up first stands first here, and the rest of it last.
    """
    topics = topics_to_number(signal, least=1)
    weak = [topic for topic in topics if topic.topic in SAYS_MUST_HAVE or _is_agreed(signal, topic)]
    first = list(takewhile(weak.__contains__, topics))
    apart = {competency.id for competency in signal.competencies if competency.differs}
    differing = [row for row in rows if row.differs]
    between = [row for row in rows if row.competency in apart and not row.differs]
    agreeing = [row for row in rows if row.others and row.competency not in apart]
    alone = [row.name for row in rows if not row.others]
    told = [*(("differs", row) for row in differing), *(("others_differ", row) for row in between)]
    blocks = [
        section(words(f"reveal.{part}", **_said(row)), accessory=_both_sides(loop, row))
        for part, row in told[:MOST_SHOWN]
    ]
    if first:
        blocks.insert(0, _to_discuss(signal, first))
    if further := weak[len(first) :]:
        named = (*(topic.competency for topic in first), *(row.competency for _, row in told[:MOST_SHOWN]))
        blocks.append(_to_discuss(signal, further, after=named))
    elsewhere = [each for each in signal.competencies if each.differs]
    # Who stood alone on hiring is not told that they are close to everyone.
    if agreeing and not told and (elsewhere or not is_lone):
        facts = {"elsewhere": elsewhere, "apart": signal.rated_on.apart, "is_lone": is_lone}
        blocks.append(section(words("reveal.agrees", **facts)))
    fine = [row for row in agreeing if row.competency not in {topic.competency for topic in weak}]
    if fine:
        blocks.append(section(words("reveal.within", rows=fine[:MOST_SHOWN], apart=signal.rated_on.apart)))
    if alone:
        blocks.append(section(words("reveal.alone_on", names=alone, is_all=len(alone) == len(rows))))
    rest = sum(max(len(part) - MOST_SHOWN, 0) for part in (told, fine))
    return [*blocks, *([context(words("reveal.rest", rest=rest))] if rest else [])]


def _said(row: BesideOthers) -> dict[str, object]:
    """Return one's own rating beside the others', as they are put on its scale."""
    others = [(person, rating_text(row.scale, given)) for person, given in row.others.items()]
    return {"row": row, "own": rating_text(row.scale, row.own), "others": others}


def _is_agreed(signal: HireSignal, topic: Disagreement) -> bool:
    """Tell whether a topic is a competency on which no one differs: all find it weak."""
    return topic.competency is not None and not signal.competency(topic.competency).differs


def _to_discuss(
    signal: HireSignal, weak: Sequence[Disagreement], *, after: Sequence[str | None] | None = None
) -> Block:
    """Return topics to discuss: first of all, or `after` the competencies that are named above them."""
    topics = [topic_in_short(signal, topic) for topic in weak[:MOST_SHOWN]]
    is_agreed = all(_is_agreed(signal, topic) for topic in weak)
    further = max(len(weak) - MOST_SHOWN, 0)
    facts = {"is_first": after is None, "is_also": is_also_below(signal, after or ()), "is_agreed": is_agreed}
    return section(words("reveal.discuss", topics=topics, further=further, **facts))


def _both_sides(loop: Loop, row: BesideOthers) -> Element:
    label = _label("both_sides_of", competency=row.name)
    return button(_label("both_sides"), BOTH_SIDES, f"{loop.id}:{row.competency}", label=label)


def sides(shown: Sides) -> Modal:
    """Return what a revealed panel says of one competency: each rating with its anchor and its people's own words."""
    loop, competency = shown.loop, shown.competency
    given = sorted({rating for _, rating in shown.rated}, reverse=True)
    low, high = (rating_text(competency.scale, pick(given)) if given else None for pick in (min, max))
    facts: dict[str, object] = {"picture": rating_boxes(given, most=competency.scale.top), "low": low, "high": high}
    facts |= {"top": competency.scale.top, "explains": not competency.scale.is_yes_or_no}
    title, heading = titled(competency.name, _label("both_sides"))
    blocks = [*heading, section(words("reveal.sides", **facts))]
    for rating in given:
        described = {"rating": rating_text(competency.scale, rating), "behavior": behavior_text(competency, rating)}
        # In full an anchor goes on from the one below, which is not shown here: what was ticked stands first.
        described["short"] = anchor_text(competency, rating)
        blocks += [divider(), section(words("reveal.side", **described))]
        for card, _ in (each for each in shown.rated if each[1] == rating):
            text = card.evidence.get(competency.id)
            blocks.append(section(words("reveal.voice", card=card, lacking=not text)))
            blocks += [quoted(text)] if text else []
    everything = button(_label("all_evidence"), Door.READ_EVIDENCE, loop.id, label=_label("all_evidence_of", loop=loop))
    back = _label("back")
    return modal(title, [*blocks, *actions(everything)], callback_id=BOTH_SIDES, close=back)


def _open_signal(loop: Loop) -> Element:
    label = _label("open_signal_of", loop=loop)
    return button(_label("open_signal"), Door.READ_SIGNAL, loop.id, label=label, primary=True)


def _label(name: str, **values: object) -> str:
    return plain_words(f"reveal_labels.{name}", **values)
