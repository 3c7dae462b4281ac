"""Single changes of a role as written: each where it was meant, and nothing beside it."""

from rubrics.authoring.role_changes import (
    changed_competency,
    competencies_at,
    competency_at,
    moved_up,
    place_of,
    with_competency,
    with_level,
    without_competency,
)
from rubrics.authoring.written_out import Written
from tests.built_in import CATALOGUE

TWO_LEVELS: Written = {
    "id": "own",
    "competencies": [
        {"id": "craft", "name": "Craft", "weight": {"mid": 1, "senior": 2}},
        {"id": "care", "name": "Care", "weight": {"mid": 1, "senior": 1}},
    ],
}


def names(written: Written, level: str = "senior") -> list[str]:
    return [each["id"] for each in competencies_at(written, level)]


def test_a_level_is_copied_once() -> None:
    one = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    two = with_level(one, CATALOGUE, "mid")
    assert list(two["levels"]) == ["senior", "mid"]
    assert names(two, "senior") == names(one, "senior")
    assert with_level(two, CATALOGUE, "mid") == two


def test_a_competency_of_several_levels_changes_at_one_alone() -> None:
    changed = changed_competency(TWO_LEVELS, "senior", "craft", {"name": "Craftsmanship"})
    assert [each["name"] for each in competencies_at(changed, "senior")] == ["Craftsmanship", "Care"]
    assert [each["name"] for each in competencies_at(changed, "mid")] == ["Craft", "Care"]
    assert TWO_LEVELS["competencies"][0]["name"] == "Craft", "what was handed in stays as it is"


def test_none_drops_a_field() -> None:
    floor = changed_competency(TWO_LEVELS, "senior", "craft", {"must_have": True, "floor": 2.5})
    without = changed_competency(floor, "senior", "craft", {"floor": None})
    craft = competency_at(without, "senior", "craft")
    assert craft is not None
    assert "floor" not in craft


def test_removed_at_one_level_it_stays_at_the_others() -> None:
    less = without_competency(TWO_LEVELS, "senior", "craft")
    assert (names(less, "senior"), names(less, "mid")) == (["care"], ["craft", "care"])


def test_moving_up_goes_round() -> None:
    three = with_competency(TWO_LEVELS, "senior", {"id": "calm", "name": "Calm", "weight": {"senior": 1}})
    assert names(moved_up(three, "senior", "calm")) == ["craft", "calm", "care"]
    assert names(moved_up(three, "senior", "craft")) == ["care", "calm", "craft"]
    assert names(moved_up(three, "senior", "care")) == ["care", "craft", "calm"]


def test_a_competency_is_found_by_its_level() -> None:
    changed = changed_competency(TWO_LEVELS, "senior", "care", {"name": "Caring"})
    place = place_of(changed, "senior", "care")
    assert place is not None
    assert changed["competencies"][place]["name"] == "Caring"
    assert place_of(changed, "staff", "care") is None
