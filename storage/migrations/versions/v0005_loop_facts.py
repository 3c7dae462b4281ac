"""Facts about loops in place of sentences: warnings by key, and why an interview was excused beside what was said."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REMOVED = "Taken off the panel"
"""What stood as the reason where someone was left out of a changed panel, and no one gave one."""

SENTENCES = {
    "nobody_assesses": "Nobody assesses {name}.",
    "one_rater": "{name} is a must-have, and only one interviewer assesses it.",
    "too_many_competencies": (
        "{who} has {number} competencies; more than {most} are hard to rate well in one interview."
    ),
    "too_many_interviewers": "{number} interviewers: beyond {most}, each adds little and costs the candidate time.",
    "too_few_interviewers": (
        "With {panel} the signal will read “not enough evidence”; this rubric asks for {least} scorecards."
    ),
    "nobody_senior": "Nobody on the panel is senior.",
    "referred_candidate": "{who} has declared to have referred the candidate.",
    "reveals_panel": (
        "Nobody else owes a scorecard, so this reveals the panel at once. "
        "Nobody can be added to it afterwards; what is missing then takes a new loop."
    ),
    "public_channel": (
        "The channel is public: the whole workspace can read {read} there, and the signal is not posted."
    ),
}
"""Every warning as it was written into rows before this migration, by the key that it has since."""
VALUES = {
    "who": r"\{who\}",
    "name": r"(?P<name>.+)",
    "number": r"(?P<number>\d+)",
    "most": r"(?P<most>\d+)",
    "least": r"(?P<least>\d+)",
    "panel": r"(?P<number>one|\d+) interviewers?",
    "read": r"(?P<read>the candidate’s name|who interviews for what)",
}
"""What each part of those sentences looked like in a row."""

LOOPS = sa.table("loops", sa.column("id"), sa.column("rubric_digest"), sa.column("warnings", sa.JSON))
RUBRICS = sa.table("rubric_versions", sa.column("digest"), sa.column("content", sa.JSON))
INTERVIEWS = sa.table(
    "interviews", sa.column("id"), sa.column("state"), sa.column("excuse_reason"), sa.column("excuse_note")
)

Warnings = list[dict[str, Any]]
Rewrite = Callable[[Warnings, Mapping[str, str]], Warnings]


def upgrade() -> None:
    """Facts about loops in place of sentences."""
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("excuse_reason", sa.String(length=20), nullable=True))
        batch_op.alter_column("excused_reason", new_column_name="excuse_note", existing_type=sa.Text())
    excused = INTERVIEWS.c.state == "excused"
    _set_reason(INTERVIEWS.c.state == "did_not_happen", excuse_reason="did_not_happen")
    _set_reason(excused & (INTERVIEWS.c.excuse_note == REMOVED), excuse_reason="removed_from_panel", excuse_note=None)
    _set_reason(excused & INTERVIEWS.c.excuse_reason.is_(None), excuse_reason="other")
    _rewrite_warnings(lambda warnings, ids: [_facts(warning, ids) for warning in warnings])


def downgrade() -> None:
    """Write the sentences back."""
    _rewrite_warnings(lambda warnings, _: [_sentence(warning) for warning in warnings])
    _set_reason(INTERVIEWS.c.excuse_reason == "removed_from_panel", excuse_note=REMOVED)
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.alter_column("excuse_note", new_column_name="excused_reason", existing_type=sa.Text())
        batch_op.drop_column("excuse_reason")


def _set_reason(where: sa.ColumnElement[bool], **values: str | None) -> None:
    op.execute(sa.update(INTERVIEWS).where(where).values(**values))


def _rewrite_warnings(rewrite: Rewrite) -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(LOOPS.c.id, LOOPS.c.warnings, RUBRICS.c.content).join(
            RUBRICS, RUBRICS.c.digest == LOOPS.c.rubric_digest
        )
    ).all()
    for loop_id, warnings, rubric in rows:
        if warnings:
            ids = {competency["name"]: competency["id"] for competency in rubric["competencies"]}
            connection.execute(sa.update(LOOPS).where(LOOPS.c.id == loop_id).values(warnings=rewrite(warnings, ids)))


def _facts(warning: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return an old warning by its key and values; kept as it was written where no rule makes it any more."""
    who, sentence = warning.get("who"), warning["sentence"]
    for key, written in SENTENCES.items():
        pattern = re.sub(r"\\\{(\w+)\\\}", lambda part: VALUES[part[1]], re.escape(written))
        if match := re.fullmatch(pattern, sentence):
            return {"key": key, "who": who, "values": _values(match.groupdict(), ids)}
    text = sentence.replace("{who}", f"@{who}") if who else sentence
    return {"key": "legacy", "who": who, "values": {"text": text}}


def _values(parts: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, text in parts.items():
        if name == "name":
            values |= {"competency": ids.get(text, ""), "name": text}
        elif name == "read":
            values["shows_name"] = text == "the candidate’s name"
        else:
            values[name] = 1 if text == "one" else int(text)
    return values


def _sentence(warning: Mapping[str, Any]) -> dict[str, Any]:
    values, who = warning["values"], warning["who"]
    if warning["key"] == "legacy":
        return {"sentence": values["text"], "who": who}
    number = values.get("number")
    panel = "one interviewer" if number == 1 else f"{number} interviewers"
    read = "the candidate’s name" if values.get("shows_name") else "who interviews for what"
    parts = {"who": "{who}", "panel": panel, "read": read, **values}
    return {"sentence": SENTENCES[warning["key"]].format(**parts), "who": who}
