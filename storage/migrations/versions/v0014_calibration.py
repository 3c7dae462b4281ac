"""Rounds of calibration: sample answers, who rates them, and what each said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what a round holds; there is none yet."""
    op.create_table(
        "calibration_rounds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("set_id", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.String(length=32), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("closes_at", TIME, nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_rounds")),
        sa.UniqueConstraint("team_id", "set_id", "number", name=op.f("uq_calibration_rounds_team_id_set_id_number")),
    )
    for columns in (["team_id", "closes_at"], ["closed_at", "closes_at"]):
        op.create_index(op.f(f"ix_calibration_rounds_{'_'.join(columns)}"), "calibration_rounds", columns)
    op.create_table(
        "calibration_raters",
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("withdrawn_at", TIME, nullable=True),
        _of_round("calibration_raters"),
        sa.PrimaryKeyConstraint("round_id", "person", name=op.f("pk_calibration_raters")),
    )
    op.create_index(op.f("ix_calibration_raters_team_id_person"), "calibration_raters", ["team_id", "person"])
    op.create_table(
        "calibration_ratings",
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.String(length=32), nullable=False),
        _of_round("calibration_ratings"),
        sa.PrimaryKeyConstraint("round_id", "person", "answer", name=op.f("pk_calibration_ratings")),
    )


def downgrade() -> None:
    """Drop them, with all that was said."""
    for name in ("calibration_ratings", "calibration_raters", "calibration_rounds"):
        op.drop_table(name)


def _of_round(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_round_id_calibration_rounds")
    return sa.ForeignKeyConstraint(["round_id"], ["calibration_rounds.id"], name=name)
