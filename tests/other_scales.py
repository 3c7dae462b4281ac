"""Roles of a team's own on other scales and of other shapes, for tests of what becomes of them anywhere."""

from collections.abc import Sequence

ROLE = """role:
  id: {id}
  extends: every-role
  name: {name}
  summary: Keeps customers served.
  levels: {{senior: {{expectation: Runs a shift alone.}}}}
{fields}  competencies:
"""


def rated(name: str, points: Sequence[int], **fields: object) -> str:
    """Return a competency that describes these points."""
    said = {"weight": 1, **fields}
    lines = [f"id: {name.lower().replace(' ', '-')}", f"name: {name}", f"meaning: About {name.lower()}."]
    lines += [f"{key}: {value}" for key, value in said.items() if value is not None]
    anchors = [f"  {each}: {{short: Shows step {each}, behavior: Shows step {each} of {name}.}}" for each in points]
    lines += ["anchors:", *anchors] if anchors else []
    return "".join(f"    {'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))


def role(role_id: str, name: str, *competencies: str, **fields: object) -> str:
    """Return the file of a role at senior; `fields` are more lines of it."""
    more = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    return ROLE.format(id=role_id, name=name, fields=more) + "".join(competencies)


PERMIT = rated("Work permit", (), yes_or_no="true", knock_out="true", weight=None)
HIRING = "[Strong no, Lean no, Hire, Strong hire]"
ROLES = {
    "support-four": role(
        "support-four",
        "Support Four",
        rated("Calm", (1, 2, 3, 4), must_have="true", floor=2),
        rated("Clarity", (1, 4)),
        rated("Follow through", (1, 3, 4)),
        PERMIT,
        scale=HIRING,
        bar=3,
    ),
    "support-seven": role(
        "support-seven",
        "Support Seven",
        rated("Calm", (1, 4, 7)),
        rated("Clarity", (1, 7)),
        scale="{points: 7, values: [1, 1.5, 2, 3, 4, 4.5, 5]}",
    ),
    "support-count": role(
        "support-count",
        "Support Count",
        rated("Calm", (), weight=None),
        rated("Clarity", (1, 2, 3, 4, 5), weight=None),
        PERMIT,
        arithmetic="none",
    ),
    "support-many": role(
        "support-many", "Support Many", *(rated(f"Part {letter}", (1, 5)) for letter in "ABCDEFGHIJKLMN")
    ),
}
"""By id: four named points with a knock-out, seven uneven ones, recommendations alone, fourteen competencies."""
