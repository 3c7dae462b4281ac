"""How a round stands for its reader: sealed, waiting for others, or what people agree on and where anchors divide them.

No one's name stands in it, and the reader's own distance is drawn for the reader alone.
"""

from collections.abc import Sequence

from bot.features.calibration.access import Standing
from bot.features.calibration.show_rating import anchors_button, called
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, columns, context, divider, modal, section
from bot.slack.elements import button, confirmation
from bot.slack.rich_text import quoted
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cut, listed, percent
from bot.wording.pictures import interval_columns
from bot.wording.ratings import behavior_text
from bot.wording.words import plain_words, words
from rubrics.calibration.agreement import Agreement
from rubrics.calibration.distance import OwnDistance
from rubrics.calibration.round import FEWEST, AnswerResult, Part, Rated, Results
from rubrics.catalogue.samples import SampleAnswer

READ_ANSWER = "calibration_answer"
CLOSE = "calibration_close"
DELETE = "calibration_delete"
ALL_ROUNDS = "calibration_rounds"
WIDEST = 2
"""Points up and down that the picture of a distance shows: six answers can't make more of it."""
LONGEST_QUESTION = 60
"""Of an answer's question, where it only tells the answer from others."""


def standing(shown: Standing) -> Modal:
    """Return how a round stands for someone."""
    results = shown.results
    blocks = _results(shown, results) if results else [section(words("calibration.waiting", **_waiting(shown)))]
    return modal(
        _label("results" if results else "round"),
        [*blocks, *actions(*_ways(shown))],
        callback_id="calibration_standing",
        close=_label("done"),
        private_metadata=shown.round.id,
    )


def answer(shown: Standing, about: SampleAnswer) -> Modal:
    """Return one answer of a round again, with what people said of it where the reader may know."""
    results = shown.results.answers if shown.results else ()
    found = next((each for each in results if each.answer == about.id), None)
    said = [section(_said(about, found))] if found else []
    note = shown.own.rated.get(about.id, Rated()).evidence
    return modal(
        _label("answer"),
        [
            section(words("calibration.question", question=about.question)),
            quoted(about.answer),
            *said,
            *([section(words("calibration.note", note=note))] if note else []),
            *actions(anchors_button(shown.round.id, about)),
        ],
        callback_id=READ_ANSWER,
        close=_label("back"),
    )


def _waiting(shown: Standing) -> dict[str, object]:
    around = shown.round
    return {
        "part": shown.own.part.value,
        "is_open": shown.is_open,
        "name": called(around.sample),
        "finished": around.finished,
        "lacks": around.lacks,
        "fewest": FEWEST,
        "closes_at": around.closes_at,
        "of": len(around.sample.answers),
    }


def _results(shown: Standing, results: Results) -> list[Block]:
    first, *others = results.answers
    sample = shown.round.sample
    head = words("calibration.head", name=called(sample), people=results.people, alike=percent(results.alike))
    return [
        section(head),
        *distance(results.own),
        divider(),
        *_split(shown, sample.answer(first.answer), first),
        *([divider()] if others else []),
        *(_row(shown, sample.answer(each.answer), each) for each in others),
        context(words("calibration.footnote")),
    ]


def distance(own: OwnDistance | None) -> list[Block]:
    """Return someone's own distance from colleagues as they alone see it; nothing where there is none."""
    if own is None:
        return []
    columns = interval_columns(own.severity, (own.low, own.high), bar=0, least=-WIDEST, most=WIDEST)
    picture = f"{_label('lower')} {columns} {_label('higher')}"
    low, high = (_label("points", value=value) for value in (own.low, own.high))
    return [section(words("calibration.own", own=own, picture=picture, low=low, high=high))]


def _split(shown: Standing, about: SampleAnswer, result: AnswerResult) -> list[Block]:
    """Return the answer that divides people most, with the two anchors that do beside each other."""
    split = result.agreement.split
    text = section(
        _said(about, result, is_first=split is not None, question=about.question), accessory=_read(shown, about)
    )
    if split is None:
        return [text]
    sides = [words("calibration.side", rating=rating, behavior=behavior_text(about, rating)) for rating in split]
    return [text, columns(words("calibration.separates", low=split[0], high=split[1]), sides)]


def _row(shown: Standing, about: SampleAnswer, result: AnswerResult) -> Block:
    # The competency tells the answers apart, unless several are rated on one.
    is_alone = sum(each.competency == about.competency for each in shown.round.sample.answers) == 1
    question = "" if is_alone else cut(about.question, LONGEST_QUESTION)
    return section(_said(about, result, question=question), accessory=_read(shown, about))


def _said(about: SampleAnswer, result: AnswerResult, *, question: str = "", is_first: bool = False) -> Mrkdwn:
    said = listed(_counts(result.agreement))
    return words("calibration.said", name=about.name, question=question, said=said, own=result.own, is_first=is_first)


def _counts(agreement: Agreement) -> Sequence[str]:
    """Return how many gave which rating: “3 said 3”; where all are one, that they are."""
    if len(agreement.given) == 1:
        return [_label("all_said", people=agreement.people, rating=agreement.given[0])]
    return [_label("some_said", people=agreement.counts[each], rating=each) for each in agreement.given]


def _read(shown: Standing, about: SampleAnswer) -> Element:
    value = f"{shown.round.id}:{about.id}"
    return button(_label("read"), f"{READ_ANSWER}:{about.id}", value, label=_label("read_answer", name=about.name))


def _ways(shown: Standing) -> list[Element]:
    around = shown.round
    ways = [button(_label("all_rounds"), ALL_ROUNDS, "-")]
    if shown.may_close:
        question = confirmation(_label("close_now"), _label("close_question"), _label("close_now"), _label("leave"))
        ways.append(button(_label("close_now"), CLOSE, around.id, confirm=question))
    if shown.own.part is Part.FINISHED or shown.own.part is Part.BEGUN:
        question = confirmation(
            _label("delete"), _label("delete_question"), _label("delete_yes"), _label("leave"), danger=True
        )
        ways.append(button(_label("delete"), DELETE, around.id, danger=True, confirm=question))
    return ways


def _label(key: str, **values: object) -> str:
    return plain_words(f"calibration_labels.{key}", **values)
