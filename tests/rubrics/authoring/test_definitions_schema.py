"""The JSON Schema lets editors say what the loader would say, and never more."""

import json

from rubrics.authoring.file_shape import DefinitionFile
from rubrics.authoring.schema import EXTENDABLE, definition_schema

SCHEMA = definition_schema()


def test_the_schema_describes_exactly_the_sections_a_file_may_hold():
    assert set(SCHEMA["properties"]) == set(DefinitionFile.model_fields)
    assert "required" not in SCHEMA


def test_every_reference_within_the_schema_resolves():
    text = json.dumps(SCHEMA)
    names = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert names <= set(SCHEMA["$defs"])


def test_nothing_that_extends_may_complete_is_required_but_an_id():
    for name in EXTENDABLE:
        assert set(SCHEMA["$defs"][name].get("required", [])) <= {"id"}


def test_a_statement_may_be_its_bare_text_and_a_weight_one_number():
    assert SCHEMA["$defs"]["Statement"]["anyOf"][0]["type"] == "string"
    weight = SCHEMA["$defs"]["CompetencyText"]["properties"]["weight"]
    assert {"number", "object"} <= {choice.get("type") for choice in weight["anyOf"]}


def test_an_inherited_entry_may_be_dropped_by_null():
    questions = SCHEMA["$defs"]["CompetencyText"]["properties"]["questions"]
    (entry,) = questions["anyOf"][0]["patternProperties"].values()
    assert {"type": "null"} in entry["anyOf"]


def test_unknown_fields_are_refused_everywhere():
    for name, part in SCHEMA["$defs"].items():
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, name
