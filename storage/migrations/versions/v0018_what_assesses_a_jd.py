"""What assesses each demand of an opening's JD, as people confirmed it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it; nothing was confirmed yet."""
    op.create_table(
        "jd_traces",
        sa.Column("opening_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("jd_digest", sa.String(length=64), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("elsewhere", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["opening_id"], ["openings.id"], name=op.f("fk_jd_traces_opening_id_openings")),
        sa.PrimaryKeyConstraint("opening_id", "number", name=op.f("pk_jd_traces")),
    )


def downgrade() -> None:
    """Drop it, with what was confirmed."""
    op.drop_table("jd_traces")
