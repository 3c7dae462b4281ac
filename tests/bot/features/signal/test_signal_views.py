"""What a signal names to be talked about: everything that deserves it, and nothing of one person's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features.signal import show_signal as view
from bot.features.signal import show_why as why
from bot.features.signal.phrasing import topic_text
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level, Recommendation, Scorecard
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState, Support
from rubrics.signal import HireSignal, summarize

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NO, YES, STRONG_YES = Recommendation.NO, Recommendation.YES, Recommendation.STRONG_YES
RATED = {
    "U0IVAN": (YES, {"retrieval": 5, "evaluation": 5, "cost": 1, "agents": 2, "llm-apis": 5}),
    "U0IDA": (NO, {"retrieval": 1, "evaluation": 2, "cost": 4, "llm-apis": 3}),
    "U0IMRAN": (STRONG_YES, {"software-engineering": 2, "llm-theory": 4}),
}


@pytest.fixture
def loop(catalogue: Catalogue) -> Loop:
    return Loop(
        id="f" * 32,
        team_id="T0LOCAL",
        opening="Support product",
        candidate_code="C-K7P2",
        candidate_name="Dana Fox",
        candidate_user=None,
        shows_name=False,
        channel="C0HIRING",
        hiring_manager="U0HANA",
        recruiter="U0RITA",
        opened_by="U0RITA",
        opened_at=NOW,
        deadline_at=NOW,
        state=LoopState.REVEALED,
        rubric=catalogue.rubric("ai-engineer", Level.SENIOR),
        interviews=tuple(
            Interview(id=user, interviewer=user, focus=tuple(rated), state=InterviewState.SUBMITTED)
            for user, (_, rated) in RATED.items()
        ),
        revealed_at=NOW,
    )


@pytest.fixture
def signal(loop: Loop) -> HireSignal:
    cards = [Scorecard(interviewer=u, ratings=rated, recommendation=said) for u, (said, rated) in RATED.items()]
    return summarize(cards, loop.rubric)


def shown(message: dict[str, Any]) -> str:
    return "\n".join(_texts(message["blocks"])).replace("*", "")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)


@pytest.mark.parametrize("with_table", [True, False])
def test_what_does_not_come_first_is_named_all_the_same(loop: Loop, signal: HireSignal, with_table: bool) -> None:
    text = shown(view.post(loop, [signal], with_table=with_table))
    assert len(signal.disagreements) > view.TOPICS
    for topic in signal.disagreements:
        assert topic_text(signal, topic) in text
    assert text.index("Then, as far as time allows") > text.index(topic_text(signal, signal.disagreements[2]))


def test_the_post_names_what_lies_below_the_bar_but_no_single_rating(loop: Loop, signal: HireSignal) -> None:
    text = shown(view.post(loop, [signal]))
    assert "Below the bar of 3.0: Cost awareness 2.5 (4%)." in text
    assert "Where there is only one rating, it is one person’s" in text
    in_full = shown(view.answer(loop, [signal], support=Support(scorecards=3, referred=0, asking=4, unsupported=0)))
    assert "2.0 (must-have, " in in_full, in_full
    assert "Cost awareness 2.5" in in_full
    assert "it is one person’s" not in in_full


def test_recommendations_are_counted_once_each(loop: Loop, signal: HireSignal) -> None:
    text = shown(view.post(loop, [signal]))
    assert text.count("1 strong yes, 1 yes, 1 no") == 1
    assert "(1 strong)" not in text


def test_why_says_in_plain_words_what_capped_the_word_at_every_bar(loop: Loop) -> None:
    cards = [
        Scorecard(
            interviewer=user,
            ratings=dict.fromkeys([c.id for c in loop.rubric.competencies], 5),
            recommendation=NO if user == "U0IVAN" else STRONG_YES,
        )
        for user in (*RATED, "U0INES")
    ]
    text = shown(why.why(loop, [summarize(cards, loop.rubric)]))
    assert "which by itself reads “strong hire”" in text
    assert "What capped it: The recommendations contradict each other (a strong yes beside a no)" in text
    assert text.count("capped from strong hire") == 5, "at each of the bars"


def test_each_persons_part_says_why_one_recommendation_weighs_more(loop: Loop, signal: HireSignal) -> None:
    voices = {part.interviewer: part.weight for part in signal.contributions if part.item == "overall"}
    assert max(voices, key=voices.__getitem__) == "U0IMRAN", "who rated least"
    text = shown(why.ratings(signal))
    assert f"({100 * max(voices.values()):.1f}% against" in text


def test_a_name_from_a_teams_definitions_is_escaped_once_wherever_the_signal_says_it(loop: Loop) -> None:
    name, escaped = "<!channel> & C++", "&lt;!channel&gt; &amp; C++"
    first = loop.rubric.competencies[0].model_copy(update={"name": name, "must_have": True, "floor": 3.0})
    rubric = loop.rubric.model_copy(update={"competencies": (first, *loop.rubric.competencies[1:])})
    ids = [competency.id for competency in rubric.competencies]
    low = [
        Scorecard(interviewer=u, ratings={**dict.fromkeys(ids, 5), first.id: 1 + n}, recommendation=STRONG_YES)
        for n, u in enumerate(RATED)
    ]
    capped = summarize(low, rubric)
    missing = summarize([Scorecard(interviewer=u, ratings={ids[1]: 3}) for u in RATED], rubric)
    for signal in (capped, missing):
        for text in (shown(view.post(loop, [signal])), shown(why.why(loop, [signal]))):
            assert escaped in text
            assert "<!channel>" not in text.replace(f"{name} (", ""), "a table's cell is literal"
            assert "&amp;lt;" not in text
    assert f"becomes lean no: {escaped} at 2.0 (floor 3.0)" in shown(view.post(loop, [capped]))
    assert f"Somebody on {escaped}" in shown(view.post(loop, [missing]))
