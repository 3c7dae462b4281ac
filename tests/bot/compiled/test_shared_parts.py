"""What is equal stands in memory once, and no value says anything else for it."""

from bot.compiled.objects import packed, unpacked
from bot.compiled.shared_parts import with_shared_parts
from rubrics.catalogue.model import Anchor, Value
from tests.built_in import CATALOGUE


class Pair(Value):
    left: Anchor
    right: tuple[Anchor, ...] = ()
    count: float = 1


def anchor(behavior: str = "asks for the goal first") -> Anchor:
    return Anchor(rating=3, short="asks", behavior=behavior)


def test_equal_parts_become_one_wherever_they_stand() -> None:
    shared = with_shared_parts({"a": Pair(left=anchor(), right=(anchor(),)), "b": Pair(left=anchor())})
    assert shared["a"].left is shared["b"].left is shared["a"].right[0]
    assert shared["b"] == Pair(left=anchor())


def test_what_differs_stays_apart() -> None:
    pairs = {
        "one": Pair(left=anchor()),
        "other": Pair(left=anchor("draws a diagram")),
        "counted": Pair(left=anchor(), count=2),
    }
    shared = with_shared_parts(pairs)
    assert shared == {
        "one": Pair(left=anchor()),
        "other": Pair(left=anchor("draws a diagram")),
        "counted": Pair(left=anchor(), count=2),
    }
    assert len({id(each) for each in shared.values()}) == 3


def test_what_was_given_and_what_is_a_default_are_told_apart() -> None:
    shared = with_shared_parts({"given": Pair(left=anchor(), count=1), "left out": Pair(left=anchor())})
    assert [each.model_fields_set for each in shared.values()] == [{"left", "count"}, {"left"}]


def test_the_built_in_rubrics_are_read_back_as_they_were_from_two_thirds_of_the_bytes() -> None:
    rubrics = unpacked(packed(dict(CATALOGUE.rubrics), {}), {})
    shared = packed(with_shared_parts(unpacked(packed(rubrics, {}), {})), {})
    assert {key: rubric.canonical for key, rubric in unpacked(shared, {}).items()} == {
        key: rubric.canonical for key, rubric in rubrics.items()
    }
    assert len(shared) < len(packed(rubrics, {})) * 2 / 3
