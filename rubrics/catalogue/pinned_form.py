"""The form of a rubric that digests are made of: what could not be said at first is left out where it is not said."""

import json
from collections.abc import Mapping
from typing import Any

PINNED_AS = "behaviour"
"""What `behavior` is called in rubrics that loops were pinned to at first, and in the form that digests are made of."""

OF_RUBRIC: Mapping[str, Any] = {"arithmetic": "score"}
OF_COMPETENCY: Mapping[str, Any] = {
    "short": None,
    "weight_reason": None,
    "scale": {"values": [1.0, 2.0, 3.0, 4.0, 5.0], "names": []},
    "knock_out": False,
    "exercise": None,
}
OF_QUESTION: Mapping[str, Any] = {"listen_for": []}
"""What came later, with what it is where a definition does not say it."""


def canonical_json(content: dict[str, Any]) -> str:
    """Return a rubric's dumped content as JSON with the keys it began with; the content is used up."""
    _leave_out(content, OF_RUBRIC)
    for competency in content["competencies"]:
        _leave_out(competency, OF_COMPETENCY)
        for question in competency["questions"]:
            _leave_out(question, OF_QUESTION)
        for anchor in competency["anchors"]:
            anchor[PINNED_AS] = anchor.pop("behavior")
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _leave_out(content: dict[str, Any], unsaid: Mapping[str, Any]) -> None:
    for key, value in unsaid.items():
        if content[key] == value:
            del content[key]
