"""The JSON Schema of a definition file, so that editors complete and check while one types."""

from typing import Any

from rubrics.authoring.file_shape import DefinitionFile
from rubrics.catalogue import limits

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXTENDABLE = (
    *("RoleText", "CompetencyText", "ChecklistText", "ItemText", "QuestionText", "Rung", "WorkSampleText"),
    *("SampleSetText", "SampleAnswerText"),
)
"""What `extends` may complete: nothing in them is required in a file of its own."""


def definition_schema() -> dict[str, Any]:
    """Return the schema of everything a definition file may hold."""
    schema = DefinitionFile.model_json_schema()
    schema |= {"$schema": DIALECT, "title": "Debrief definitions"}
    parts = schema["$defs"]
    for name in EXTENDABLE:
        parts[name].pop("required", None)
        _let_null_drop(parts[name])
    for name in ("RoleText", "ChecklistText"):
        parts[name]["required"] = ["id"]
    # A statement may be written as its bare text, and a weight as one number for every level.
    parts["Statement"] = {"anyOf": [{"type": "string", "maxLength": limits.SENTENCE}, parts["Statement"]]}
    weight = parts["CompetencyText"]["properties"]["weight"]
    weight["anyOf"].insert(0, {"type": "number", "minimum": limits.LEAST_WEIGHT, "maximum": limits.WEIGHT})
    return schema


def _let_null_drop(part: dict[str, Any]) -> None:
    """Allow null wherever it drops what was inherited: for a field, or for one entry of a mapping."""
    for name, field in part.get("properties", {}).items():
        entries = field.get("patternProperties", {})
        for pattern, entry in entries.items():
            entries[pattern] = {"anyOf": [entry, {"type": "null"}]}
        if name != "id" and "anyOf" not in field:
            part["properties"][name] = {"anyOf": [field, {"type": "null"}]}
