"""Every view of a debrief fits Slack whatever people wrote, and its thread holds nothing that one person said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.debrief import show_forms as forms
from bot.features.debrief import show_posts as posts
from bot.features.debrief.read_debrief import Startable
from bot.features.debrief.read_topic import TopicRead
from bot.features.debrief.show_debrief import screen
from bot.features.debrief.show_reading import reading
from bot.features.debrief.standing import Standing
from rubrics.catalogue.model import Recommendation
from rubrics.panel.debrief import LONGEST_LINE, Debrief, DebriefTopic, ReVote, TopicKind, why_not_debriefed
from rubrics.panel.loop import Loop
from rubrics.signal import summarize
from tests.bot.features.test_hostile_text import NOW, PEOPLE, cards, fits, fits_a_message, loops, sentences

moments = st.sampled_from([None, NOW])
recommendations = st.sampled_from(Recommendation)


@st.composite
def debriefs(draw: st.DrawFn, loop: Loop) -> Debrief:
    opened, canceled = draw(moments), draw(moments)
    votes = [
        ReVote(
            person=person,
            before=draw(recommendations),
            ready_at=draw(moments),
            voted_at=draw(moments),
            after=draw(st.none() | recommendations) if opened else None,
            line=draw(sentences(LONGEST_LINE)) if opened else "",
        )
        for person in PEOPLE
    ]
    topics = [
        DebriefTopic(
            competency=each.id,
            kind=draw(st.sampled_from(TopicKind)),
            is_single=draw(st.booleans()),
            discussed_by="U0IDA",
            discussed_at=draw(moments),
        )
        for each in loop.rubric.competencies
    ]
    return Debrief(
        id="d" * 32,
        loop_id=loop.id,
        number=1,
        started_by="U0HANA",
        started_at=NOW,
        reads_until=NOW + timedelta(minutes=draw(st.sampled_from([-5, 5]))),
        topics=tuple(topics[: draw(st.integers(0, 8))]),
        votes=tuple(votes),
        opened_at=opened,
        canceled_at=canceled if opened is None else None,
    )


@st.composite
def standings(draw: st.DrawFn, loop: Loop, submitted: list[Any]) -> Standing:
    debrief = draw(debriefs(loop))
    names = {person: draw(sentences(80)) for person in (*PEOPLE, "U0HANA") if draw(st.booleans())}
    return Standing(
        loop=loop,
        debrief=debrief,
        signal=summarize([card.scorecard for card in submitted], loop.rubric),
        now=NOW,
        away=frozenset(draw(st.sets(st.sampled_from(PEOPLE)))),
        order=(*PEOPLE, "U0HANA"),
        names=names,
        own=draw(st.sampled_from([None, debrief.votes[0]])),
        leads=draw(st.booleans()),
        ended=draw(st.sampled_from([None, why_not_debriefed(loop)])),
    )


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_view_fits_slack_and_neither_pings_nor_turns_anything(data: st.DataObject) -> None:
    loop = data.draw(loops())
    submitted = data.draw(cards(loop))
    standing = data.draw(standings(loop, submitted))
    for message in (
        posts.thread(standing),
        posts.opened(standing, is_told=True),
        posts.opened(standing, is_told=False),
        posts.asked(standing),
        posts.reminded(standing),
        posts.told_of_opening(standing),
    ):
        if message is not None:
            fits_a_message(message)
    fits(forms.start_form(Startable(loop=loop, minutes=5)))
    for modal in (screen, forms.revote_form, forms.receipt, forms.open_form, forms.cancel_form, forms.prolonged):
        fits(modal(standing))
    fits(forms.canceled(loop))
    for number, competency in enumerate(loop.rubric.competencies[: len(standing.debrief.topics)]):
        rated = [(card, rating) for card in submitted if (rating := card.ratings.get(competency.id)) is not None]
        fits(reading(TopicRead(standing, number, competency, rated)))
    fits(reading(TopicRead(standing, 0, None, ())))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_thread_holds_no_line_and_names_nobody_beside_a_recommendation(data: st.DataObject) -> None:
    loop = data.draw(loops())
    standing = data.draw(standings(loop, data.draw(cards(loop))))
    lines = {f"Zebra{number}": each for number, each in enumerate(standing.debrief.votes)}
    marked = tuple(each.model_copy(update={"line": word if each.after else ""}) for word, each in lines.items())
    debrief = standing.debrief.model_copy(update={"votes": marked})
    shown = [
        posts.thread(replace(standing, debrief=debrief)),
        *(posts.opened(replace(standing, debrief=debrief), is_told=told) for told in (True, False)),
        posts.told_of_opening(replace(standing, debrief=debrief)),
    ]
    assert not any("Zebra" in str(each) for each in shown)
    singles = {loop.rubric.competency(each.competency).id for each in debrief.topics if each.is_single}
    values = [element.get("value", "") for block in shown[1]["blocks"] for element in block.get("elements", ())]
    assert not any(value.split(":")[1] in singles for value in values if ":" in value), "one person's rating"
