"""Silent reading: both sides of one topic a page, each rating with its anchor and its person's own words."""

from collections.abc import Iterator

from bot.features.debrief.phrasing import called, label
from bot.features.debrief.read_topic import TopicRead
from bot.features.debrief.show_buttons import READ
from bot.features.scorecard.show_reveal import BOTH_SIDES
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.limits import SECTION_TEXT
from bot.slack.rich_text import person_run, rich_quote, rich_section, rich_text, text_run
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import shortened
from bot.wording.pictures import progress_dots, rating_boxes
from bot.wording.ratings import anchor_text, rating_text
from bot.wording.words import words
from rubrics.catalogue.model import Competency
from rubrics.panel.scorecard import SubmittedCard

READ_PAGE = "debrief_read_page"


def reading(read: TopicRead) -> Modal:
    """Return one topic; its submit leads those who vote to their re-vote, whenever they are ready."""
    standing = read.standing
    code = standing.loop.candidate_code
    title = label("read_title" if standing.is_running else "read_on_title", code=code)
    return modal(
        title,
        [*_topic(read), *actions(*_turning(read))],
        callback_id=READ,
        private_metadata=standing.loop.id,
        submit=label("ready") if standing.may_vote else None,
        close=label("later" if standing.may_vote else "close"),
    )


def _topic(read: TopicRead) -> Iterator[Block]:
    competency = read.competency
    if competency is None:
        yield section(words("debrief.read_nothing"))
        return
    topics, number = len(read.standing.debrief.topics), read.number + 1
    place = {"dots": progress_dots(number, topics), "number": number, "topics": topics}
    given = [rating for _, rating in read.rated]
    scale = competency.scale
    low, high = (rating_text(scale, pick(given)) if given else "0" for pick in (min, max))
    range_given = {"low": low, "high": high, "boxes": rating_boxes(given, most=scale.top)}
    yield context(words("debrief.read_place", **place, must_have=competency.must_have))
    yield section(words("debrief.read_topic", **range_given, name=competency.name, voices=len(given)))
    for card, rating in read.rated:
        yield _side(read, competency, card, rating)


def _side(read: TopicRead, competency: Competency, card: SubmittedCard, rating: int) -> Block:
    """Return one rating; a person whose name Slack has not said is named by Slack itself."""
    who = called(read.standing, card.interviewer)
    given = rating_text(competency.scale, rating)
    named = [person_run(card.interviewer), text_run(f" {given}", bold=True)]
    runs = named if isinstance(who, Mrkdwn) else [text_run(straight(f"{who} {given}"), bold=True)]
    anchor = text_run(straight("".join(f" · {said}" for said in [anchor_text(competency, rating)] if said)))
    said = shortened(card.evidence.get(competency.id, ""), SECTION_TEXT)
    words_of_theirs = text_run(straight(said)) if said else text_run(label("no_evidence"), italic=True)
    return rich_text(rich_section(*runs, anchor), rich_quote(words_of_theirs))


def _turning(read: TopicRead) -> Iterator[Element]:
    loop, competency = read.standing.loop, read.competency
    if read.number:
        yield button(label("before"), f"{READ_PAGE}:before", f"{loop.id}:{read.number - 1}")
    if read.number + 1 < len(read.standing.debrief.topics):
        yield button(label("next"), READ_PAGE, f"{loop.id}:{read.number + 1}")
    if competency is not None:
        spoken = label("anchors_of", name=competency.name)
        yield button(label("anchors"), BOTH_SIDES, f"{loop.id}:{competency.id}", label=spoken)
