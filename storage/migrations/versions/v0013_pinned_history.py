"""What workspaces learn of their closed panels, and what a loop was given of it when it opened."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them, empty: no workspace has its history kept before an admin switches it on."""
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("history", sa.JSON(), nullable=True))
    op.create_table(
        "histories",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("pins", sa.Boolean(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("learned_at", TIME, nullable=True),
        sa.Column("learned", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_histories")),
    )
    op.create_index(op.f("ix_histories_due_at"), "histories", ["due_at"])
    op.create_table(
        "closed_panels",
        sa.Column("first_stage_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("closed_at", TIME, nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_stage_id"],
            ["loops.id"],
            name=op.f("fk_closed_panels_first_stage_id_loops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_stage_id", name=op.f("pk_closed_panels")),
    )
    op.create_index(op.f("ix_closed_panels_is_stale_team_id"), "closed_panels", ["is_stale", "team_id"])
    op.create_index(op.f("ix_closed_panels_team_id_first_stage_id"), "closed_panels", ["team_id", "first_stage_id"])


def downgrade() -> None:
    """Drop them; signals keep the ranges that they were worked out with."""
    op.drop_table("closed_panels")
    op.drop_table("histories")
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_column("history")
