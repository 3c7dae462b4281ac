"""The evidence of a revealed panel: what was revealed, and of later versions only what they changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features.record.show_record import sentence
from bot.features.signal.show_evidence import evidence
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from rubrics.panel.record import RecordEntry
from rubrics.panel.scorecard import SubmittedCard
from tests.loop_values import loop_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REVEALED = SubmittedCard(
    interview="i1",
    interviewer="U0IVAN",
    version=1,
    submitted_at=NOW,
    ratings={"retrieval": 3, "evaluation": None, "agents": 4},
    evidence={"retrieval": "Drew the index."},
    recommendation=Recommendation.YES,
)


def changed(**changes: Any) -> SubmittedCard:
    """The second version, made after the reveal with some of it changed."""
    return REVEALED.model_copy(update={"version": 2, "after_reveal": True, "reason": "Slept on it", **changes})


@pytest.fixture
def loop(catalogue: Catalogue) -> Loop:
    interviews = (Interview(id="i1", interviewer="U0IVAN", focus=(), state=InterviewState.SUBMITTED),)
    rubric = catalogue.rubric("ai-engineer", Level.SENIOR)
    return loop_of(rubric, interviews, opened_at=NOW, state=LoopState.REVEALED)


def marked(loop: Loop, *cards: SubmittedCard) -> list[str]:
    """The lines of the evidence that say something of after the reveal."""
    return [text for text in _texts(evidence(loop, cards)["blocks"]) if "after the reveal" in text]


def recorded(loop: Loop, *cards: SubmittedCard) -> str:
    """How the record tells of the newest version."""
    facts = {"interview": "i1", "version": cards[-1].version, "after_reveal": cards[-1].after_reveal}
    return sentence(loop, RecordEntry(number=1, at=NOW, actor="U0IVAN", action="submitted", facts=facts), cards)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)


def test_a_rating_changed_after_the_reveal_marks_no_recommendation_and_no_other_rating(loop: Loop) -> None:
    (line,) = marked(loop, REVEALED, changed(ratings={**REVEALED.ratings, "retrieval": 5}))
    assert line.startswith("<@U0IVAN>: *5*")
    assert line.endswith("_(changed after the reveal: Slept on it)_")


def test_a_recommendation_changed_after_the_reveal_is_marked_alone(loop: Loop) -> None:
    (line,) = marked(loop, REVEALED, changed(recommendation=Recommendation.NO))
    assert line == "<@U0IVAN>: *no* _(changed after the reveal: Slept on it)_"


def test_evidence_changed_under_the_same_rating_marks_the_evidence(loop: Loop) -> None:
    (line,) = marked(loop, REVEALED, changed(evidence={"retrieval": "Drew the index, and its limits."}))
    assert "*3*" in line
    assert "(evidence changed after the reveal: Slept on it)" in line


def test_an_empty_note_is_no_change_to_none(loop: Loop) -> None:
    assert marked(loop, REVEALED, changed(evidence={**REVEALED.evidence, "agents": ""})) == []


def test_a_rating_taken_back_is_marked(loop: Loop) -> None:
    (line,) = marked(loop, REVEALED, changed(ratings={**REVEALED.ratings, "retrieval": None}))
    assert line == "<@U0IVAN>: not assessed _(changed after the reveal: Slept on it)_"


def test_a_card_that_came_after_the_reveal_is_marked_as_added_throughout(loop: Loop) -> None:
    late = REVEALED.model_copy(update={"after_reveal": True, "reason": "I was ill"})
    lines = marked(loop, late)
    assert len(lines) == len(late.ratings) + 1
    assert all(line.endswith("_(added after the reveal: I was ill)_") for line in lines)


def test_a_third_version_is_compared_with_the_second(loop: Loop) -> None:
    second = changed(recommendation=Recommendation.NO)
    third = second.model_copy(update={"version": 3, "ratings": {**REVEALED.ratings, "agents": 5}, "reason": "And more"})
    assert [line.partition("reveal: ")[2] for line in marked(loop, REVEALED, second, third)] == [
        "And more)_",
        "Slept on it)_",
    ]


def test_a_version_is_compared_with_its_own_interviewer_s_and_nobody_else_s(loop: Loop) -> None:
    of_ida = {"interview": "i2", "interviewer": "U0IDA"}
    sealed = REVEALED.model_copy(update={**of_ida, "recommendation": Recommendation.NO})
    for new, lines in ((Recommendation.YES, ["<@U0IDA>: *yes* _(changed after the reveal: Slept on it)_"]), ("", [])):
        later = changed(**of_ida, recommendation=new or Recommendation.NO)
        assert marked(loop, REVEALED, sealed, later) == lines


def test_the_record_tells_of_a_later_version_only_what_it_changed(loop: Loop) -> None:
    begin = "<@U0IVAN> changed their scorecard after the reveal (version 2)"
    new = {**REVEALED.ratings, "retrieval": 5}
    assert recorded(loop, REVEALED, changed(ratings=new)) == f"{begin}: Retrieval 5. Reason: Slept on it"
    assert recorded(loop, REVEALED, changed(recommendation=Recommendation.NO)) == (
        f"{begin}: recommends no. Reason: Slept on it"
    )
    assert recorded(loop, REVEALED, changed(ratings=new, recommendation=Recommendation.NO)) == (
        f"{begin}: Retrieval 5; recommends no. Reason: Slept on it"
    )
    assert recorded(loop, REVEALED, changed(evidence={})) == f"{begin}: evidence on Retrieval. Reason: Slept on it"
    assert recorded(loop, REVEALED, changed()) == f"{begin}. Reason: Slept on it"


def test_the_record_tells_all_of_an_amendment_made_before_the_reveal(loop: Loop) -> None:
    amended = REVEALED.model_copy(update={"version": 2, "ratings": {**REVEALED.ratings, "retrieval": 5}})
    text = recorded(loop, REVEALED, amended)
    assert text.startswith("<@U0IVAN> amended their scorecard (version 2): ")
    for part in ("Retrieval 5", "Evaluation not assessed", "; recommends yes."):
        assert part in text


def test_the_record_tells_all_of_what_was_revealed(loop: Loop) -> None:
    text = recorded(loop, REVEALED)
    assert text.startswith("<@U0IVAN> submitted their scorecard (version 1): ")
    for part in ("Retrieval 3", "Evaluation not assessed", "; recommends yes."):
        assert part in text
