"""A rubric is a complete value: it survives JSON, and its digest follows its content alone."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rubrics.catalogue.comparison import rubric_changes
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Rubric
from tests.built_in import CATALOGUE

RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
PLACES = st.tuples(st.sampled_from(range(len(RUBRIC.competencies))), st.sampled_from(range(5)))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=70)


def with_anchor(place, short: str) -> Rubric:
    data = RUBRIC.model_dump(mode="json")
    data["competencies"][place[0]]["anchors"][place[1]]["short"] = short
    return Rubric.model_validate(data)


@given(PLACES, TEXT)
def test_a_rubric_with_any_wording_survives_json_with_its_digest(place, short):
    rubric = with_anchor(place, short)
    again = Rubric.model_validate_json(rubric.model_dump_json())
    assert again == rubric
    assert again.digest == rubric.digest


def with_the_old_key(content: dict[str, Any]) -> dict[str, Any]:
    """A rubric's content as databases hold it from before other scales, this field with its old name."""
    assert content.pop("arithmetic") == "score"
    for competency in content["competencies"]:
        assert competency.pop("short") is None
        assert competency.pop("scale") == {"values": [1, 2, 3, 4, 5], "names": []}
        assert competency.pop("knock_out") is False
        assert competency.pop("exercise") is None
    return json.loads(json.dumps(content, ensure_ascii=False).replace('"behavior":', '"behaviour":'))


def test_a_rubric_pinned_under_the_old_key_is_read_and_keeps_the_digest_it_was_pinned_under():
    pinned = with_the_old_key(RUBRIC.model_dump(mode="json"))
    canonical = json.dumps(pinned, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "behaviour" in canonical
    rubric = Rubric.model_validate(pinned)
    assert rubric == RUBRIC
    assert rubric.digest == hashlib.sha256(canonical.encode()).hexdigest()


def test_a_short_name_is_part_of_the_version_it_stands_in():
    data = RUBRIC.model_dump(mode="json")
    data["competencies"][0]["short"] = "Short"
    assert Rubric.model_validate(data).digest != RUBRIC.digest


@given(PLACES, TEXT)
def test_the_digest_differs_exactly_when_the_wording_differs(place, short):
    old = RUBRIC.competencies[place[0]].anchors[place[1]].short
    assert (with_anchor(place, short).digest == RUBRIC.digest) == (short == old)


@given(PLACES, TEXT)
def test_a_change_of_wording_is_named_where_it_is_and_nowhere_else(place, short):
    changes = rubric_changes(RUBRIC, with_anchor(place, short))
    competency = RUBRIC.competencies[place[0]]
    if short == competency.anchors[place[1]].short:
        assert changes == ()
    else:
        assert [change.where for change in changes] == [f"{competency.id}, anchor {place[1] + 1}"]


def test_a_rubric_cannot_be_changed_in_place():
    try:
        RUBRIC.competencies[0].weight = 1
    except ValidationError:
        return
    raise AssertionError("a frozen value was changed")


def test_the_version_people_see_is_the_start_of_the_digest():
    assert RUBRIC.digest.startswith(RUBRIC.version)
    assert len(RUBRIC.version) == 8


def test_shares_follow_the_weights():
    assert RUBRIC.shares["software-engineering"] == 0.26


def test_digests_are_unlike_for_every_rubric():
    digests = [rubric.digest for rubric in CATALOGUE.rubrics.values()]
    assert len(set(digests)) == len(digests)
