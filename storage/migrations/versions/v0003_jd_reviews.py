"""Reviews of JDs, with their texts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Reviews of JDs, with their texts."""
    op.create_table(
        "jd_reviews",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_title", sa.String(length=255), nullable=True),
        sa.Column("location", sa.String(length=255), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("keep_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jd_reviews")),
        sa.UniqueConstraint("team_id", "user_id", "digest", name=op.f("uq_jd_reviews_team_id_user_id_digest")),
    )
    with op.batch_alter_table("jd_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jd_reviews_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_jd_reviews_team_id_user_id_reviewed_at"), ["team_id", "user_id", "reviewed_at"], unique=False
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("jd_reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jd_reviews_team_id_user_id_reviewed_at"))
        batch_op.drop_index(batch_op.f("ix_jd_reviews_keep_until"))

    op.drop_table("jd_reviews")
