"""Who rated what: a modal of core blocks for those entitled, and the same as a table in a direct message."""

from collections import Counter
from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.signal.phrasing import tally_text
from bot.features.signal.read_ratings import Ratings
from bot.features.signal.show_buttons import MATRIX, evidence_menu
from bot.features.signal.show_evidence import evidence_topics
from bot.features.signal.show_gist import Shown, amendment, word_shown
from bot.slack.block_types import Block, Cell, Element, Message, Modal
from bot.slack.blocks import actions, columns, context, message, modal, section
from bot.slack.elements import button
from bot.slack.tables import EMPTY, data_table, number_cell, table
from bot.wording.escaping import Mrkdwn, escaped, isolated
from bot.wording.phrases import figure, mean_of, mention, percents, shortened
from bot.wording.pictures import rating_boxes
from bot.wording.ratings import rating_text
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Recommendation
from rubrics.catalogue.scale import Scale
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import OVERALL, CompetencySummary, HireSignal, Word
from rubrics.signal.floors import CLOSE

SEND_MATRIX = "signal_matrix_send"
MOST_COLUMNS = 20
"""What Slack takes of a table: a wider panel gets core blocks."""
LONGEST_NAME = 24


def matrix(ratings: Ratings, *, is_sent: bool = False) -> Modal:
    """Return the matrix as a modal; `is_sent` says that it is on its way to the reader's messages as well."""
    loop = ratings.loop
    differing = [competency.id for competency in ratings.signals[-1].competencies if competency.differs]
    menu = evidence_menu(Door.READ_EVIDENCE, loop, evidence_topics(loop, differing))
    send = button(
        plain_words("matrix_labels.send"), SEND_MATRIX, loop.id, label=plain_words("matrix_labels.send_label")
    )
    sent = [context(words("matrix.sent"))] if is_sent else []
    blocks = [*_sections(ratings), *actions(menu, None if is_sent else send), *sent]
    title = f"Matrix {loop.candidate_code}"
    return modal(title, blocks, callback_id=MATRIX, private_metadata=loop.id, close="Done")


def matrix_messages(ratings: Ratings) -> list[Message]:
    """Return the ways to draw the matrix as a direct message: a data table, a table, and core blocks."""
    text = plain_words("matrix_labels.fallback")
    intro = section(_conclusion(ratings, "matrix.intro"))
    below = actions(*_buttons(ratings.loop))
    core = message(text, [*_sections(ratings), *below])
    rows = _rows(ratings)
    if len(rows[0]) > MOST_COLUMNS:
        return [core]
    caption = plain_words("matrix_labels.caption", code=ratings.loop.candidate_code)
    return [
        message(text, [intro, data_table(caption, rows), *below]),
        message(text, [intro, table(rows), *below]),
        core,
    ]


def called_by(ratings: Ratings) -> dict[str, str]:
    """Return what each interviewer is called in little room: by first name where no other has it."""
    names = {card.interviewer: ratings.names.get(card.interviewer, "").split() for card in ratings.cards}
    firsts = Counter(name[0] for name in names.values() if name)
    return {
        user: shortened(name[0] if name and firsts[name[0]] == 1 else " ".join(name), LONGEST_NAME)
        for user, name in names.items()
    }


def _sections(ratings: Ratings) -> list[Block]:
    newest = ratings.signals[-1]
    rated = [competency for competency in newest.competencies if competency.n]
    groups = (
        ("differ", sorted((c for c in rated if c.differs), key=_widest_first)),
        ("agree", [c for c in rated if not c.differs and c.n > 1]),
        ("once", [c for c in rated if c.n == 1]),
    )
    blocks = [section(_conclusion(ratings, "matrix.conclusion"))]
    are_explained = False
    for name, group in groups:
        if group:
            are_checks = all(competency.is_check for competency in group)
            explains, are_explained = not (are_checks or are_explained), are_explained or not are_checks
            facts = {"apart": newest.rated_on.apart, "top": newest.rated_on.top, "explains": explains}
            blocks.append(context(words(f"matrix.{name}", are_checks=are_checks, **facts)))
            blocks += [_rated(ratings, competency) for competency in group]
    if missing := [competency.name for competency in newest.competencies if not competency.n]:
        blocks.append(context(words("matrix.not_assessed", names=missing)))
    blocks.append(_recommended(ratings))
    return blocks


def _widest_first(competency: CompetencySummary) -> tuple[bool, int]:
    return not competency.is_check, (competency.low or 0) - (competency.high or 0)


def _conclusion(ratings: Ratings, key: str) -> Mrkdwn:
    shown = Shown(ratings.loop, ratings.signals, in_full=True)
    newest = ratings.signals[-1]
    must_haves = [competency for competency in newest.competencies if competency.must_have]
    word = word_shown(shown, newest)
    return words(
        key,
        code=ratings.loop.candidate_code,
        word=f"{word[:1].upper()}{word[1:]}",
        score="" if newest.score is None else f"{newest.score:.1f}",
        likely=newest.likely_range,
        bar="" if newest.word is Word.TALLY_ALONE else figure(newest.bar),
        top=newest.rated_on.top,
        must_haves=[competency.name for competency in must_haves],
        short=[
            competency for competency in must_haves if competency.mean is None or competency.mean < newest.bar - CLOSE
        ],
        amendment=amendment(shown),
    )


def _rated(ratings: Ratings, competency: CompetencySummary) -> Block:
    given = [(card, rating) for card in ratings.cards if (rating := card.ratings.get(competency.id)) is not None]
    scale = ratings.signals[-1].scale_of(competency)
    # A check is answered: yes and no say more than two squares.
    boxes = "" if competency.is_check else f"{rating_boxes({rating for _, rating in given}, most=scale.top)} "
    people = [f"{_person(ratings, card)} {rating_text(scale, rating)}" for card, rating in given]
    left = Mrkdwn(f"{boxes}*{escaped(competency.name)}*")
    return columns(None, [left, Mrkdwn(" · ".join([f"*{mean_of(competency)}*", *people]))])


def _recommended(ratings: Ratings) -> Block:
    """Return who recommends what, grouped by what was said, the strongest yes first."""
    lines = []
    for choice in reversed(Recommendation):
        people = [_person(ratings, card) for card in ratings.cards if card.recommendation is choice]
        if people:
            lines.append(" · ".join([f"*{len(people)} {choice.words}*", *people]))
    return columns(None, [words("matrix.recommendation"), Mrkdwn("\n".join(lines) or EMPTY)])


def _person(ratings: Ratings, card: SubmittedCard) -> str:
    name = called_by(ratings)[card.interviewer]
    return escaped(name) if name else mention(card.interviewer)


def _buttons(loop: Loop) -> Sequence[Element]:
    label = plain_words("matrix_labels.evidence", code=loop.candidate_code)
    signal = button("Open signal", Door.READ_SIGNAL, loop.id, label=f"Open signal for {loop.candidate_code}")
    return [signal, button("Evidence", Door.READ_EVIDENCE, loop.id, label=label)]


def _rows(ratings: Ratings) -> list[list[str | Cell]]:
    newest, cards = ratings.signals[-1], ratings.cards
    names = called_by(ratings)
    heading = plain_words("matrix_labels.heading").split("\n")
    people = [isolated(names[card.interviewer]) or card.interviewer for card in cards]
    rows: list[list[str | Cell]] = [[*heading[:2], *people, heading[2]]]
    shares = _shares(newest)
    for competency in newest.competencies:
        scale = newest.scale_of(competency)
        given = [_rating_cell(scale, card.ratings.get(competency.id)) for card in cards]
        rows.append([isolated(competency.name), shares.get(competency.id, EMPTY), *given, _mean(competency)])
    said = [card.recommendation.words for card in cards]
    return [*rows, [heading[3], shares.get(OVERALL, EMPTY), *said, tally_text(newest.tally)]]


def _rating_cell(scale: Scale, rating: int | None) -> str | Cell:
    return EMPTY if rating is None else number_cell(rating, rating_text(scale, rating))


def _shares(signal: HireSignal) -> dict[str, Cell]:
    """Return what part of the score each item really has, by its id; they add up to 100%."""
    weighing = [item for item in signal.by_item if item.weight > 0]
    written = percents([item.weight for item in weighing])
    return {
        item.item: number_cell(round(100 * item.weight, 1), share)
        for item, share in zip(weighing, written, strict=True)
    }


def _mean(competency: CompetencySummary) -> str | Cell:
    return EMPTY if competency.mean is None else number_cell(round(competency.mean, 2), mean_of(competency))
