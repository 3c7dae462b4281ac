"""What a debrief takes up: missed must-haves, then disagreements as the signal ranks them, then what is weak."""

from rubrics.catalogue.model import Scorecard
from rubrics.panel.debrief import TopicKind
from rubrics.signal import Topic, discuss_first, summarize, to_discuss
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, unanimous


def found(*cards: object, weights: tuple[int, ...] = (3, 2, 2, 1, 2)) -> list[tuple[str, TopicKind, bool]]:
    topics = to_discuss(summarize(list(cards), rubric_of(weights)))
    return [(topic.competency, topic.kind, topic.is_single) for topic in topics]


def test_disagreements_come_first_widest_first_and_then_what_lies_below_the_bar() -> None:
    found_here = found(card("Ana", {0: 2, 1: 2, 2: 1, 3: 4}), card("Ben", {0: 4, 1: 2, 2: 5, 3: 4}))
    assert [each[:2] for each in found_here] == [
        ("competency-2", TopicKind.DIFFERS),
        ("competency-0", TopicKind.DIFFERS),
        ("competency-1", TopicKind.WEAK),
    ]


def test_what_one_person_alone_rated_is_marked_so_that_a_channel_does_not_read_it() -> None:
    assert found(card("Ana", {0: 2}), card("Ben", {1: 4})) == [("competency-0", TopicKind.WEAK, True)]


def test_a_must_have_below_the_bar_comes_before_what_is_only_weak() -> None:
    rubric = rubric_of((3, 2, 2))
    *others, last = rubric.competencies
    strict = rubric.model_copy(update={"competencies": (*others, last.model_copy(update={"must_have": True}))})
    topics = to_discuss(summarize([card("Ana", [1, 4, 2]), card("Ben", [1, 4, 2])], strict))
    assert [(each.competency, each.kind) for each in topics] == [
        ("competency-2", TopicKind.MUST_HAVE),
        ("competency-0", TopicKind.WEAK),
    ]


def test_a_panel_that_agrees_above_the_bar_has_nothing_to_discuss() -> None:
    assert to_discuss(summarize(unanimous(4, "yes"), rubric_of((3, 2, 2, 1, 2)))) == ()


def test_a_competency_that_is_called_like_a_topic_takes_nothing_s_place() -> None:
    """A workspace may well assess “spread”: that interviewers disagree more than usual is another thing."""
    rubric = rubric_of((3, 2, 2))
    first, *others = rubric.competencies
    named = rubric.model_copy(update={"competencies": (first.model_copy(update={"id": "spread"}), *others)})
    cards = [
        Scorecard(interviewer=name, ratings={"spread": low, "competency-1": high, "competency-2": high})
        for name, low, high in (("Ana", 2, 1), ("Ben", 2, 5), ("Cy", 2, 1), ("Di", 2, 5))
    ]
    found_here = [(each.topic, each.competency) for each in discuss_first(summarize(cards, named))]
    assert {(Topic.SPREAD, None), (Topic.WEAK, "spread")} <= set(found_here)
