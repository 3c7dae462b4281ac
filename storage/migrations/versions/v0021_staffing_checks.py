"""How people answered whether to hire, with the questions as they were."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it; nothing was answered yet."""
    op.create_table(
        "staffing_checks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("submission", sa.String(length=32), nullable=False),
        sa.Column("opening_id", sa.String(length=32), nullable=True),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["opening_id"], ["openings.id"], name=op.f("fk_staffing_checks_opening_id_openings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_checks")),
        sa.UniqueConstraint("team_id", "submission", name=op.f("uq_staffing_checks_team_id_submission")),
    )
    op.create_index(
        op.f("ix_staffing_checks_team_id_answered_at"), "staffing_checks", ["team_id", "answered_at"], unique=False
    )
    op.create_index(
        op.f("ix_staffing_checks_opening_id_answered_at"),
        "staffing_checks",
        ["opening_id", "answered_at"],
        unique=False,
    )


def downgrade() -> None:
    """Drop it, with what was answered."""
    op.drop_table("staffing_checks")
