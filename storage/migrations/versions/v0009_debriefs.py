"""Debriefs: silent reading, re-votes, topics that were discussed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)
KINDS = sa.Enum("differs", "must_have", "weak", name="topickind", native_enum=False, length=20)


def _recommendations() -> sa.Enum:
    return sa.Enum("strong_no", "no", "yes", "strong_yes", name="recommendation", native_enum=False, length=20)


def upgrade() -> None:
    """Add what a debrief holds; no loop has one yet."""
    op.create_table(
        "debriefs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("reads_until", TIME, nullable=False),
        sa.Column("opened_at", TIME, nullable=True),
        sa.Column("opened_by", sa.String(length=32), nullable=True),
        sa.Column("canceled_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_debriefs_loop_id_loops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs")),
        sa.UniqueConstraint("loop_id", "number", name=op.f("uq_debriefs_loop_id_number")),
    )
    op.create_table(
        "revotes",
        sa.Column("debrief_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before", _recommendations(), nullable=False),
        sa.Column("ready_at", TIME, nullable=True),
        sa.Column("voted_at", TIME, nullable=True),
        sa.Column("after", _recommendations(), nullable=True),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["debrief_id"], ["debriefs.id"], name=op.f("fk_revotes_debrief_id_debriefs")),
        sa.PrimaryKeyConstraint("debrief_id", "person", name=op.f("pk_revotes")),
    )
    op.create_table(
        "debrief_topics",
        sa.Column("debrief_id", sa.String(length=32), nullable=False),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("is_single", sa.Boolean(), nullable=False),
        sa.Column("discussed_by", sa.String(length=32), nullable=True),
        sa.Column("discussed_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["debrief_id"], ["debriefs.id"], name=op.f("fk_debrief_topics_debrief_id_debriefs")),
        sa.PrimaryKeyConstraint("debrief_id", "competency", name=op.f("pk_debrief_topics")),
    )


def downgrade() -> None:
    """Drop debriefs; their entries stay in the records of their loops."""
    for name in ("debrief_topics", "revotes", "debriefs"):
        op.drop_table(name)
