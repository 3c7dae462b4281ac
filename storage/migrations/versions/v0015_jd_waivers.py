"""Remarks of JD reviews that people waived: why, by whom, and until when."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them; no remark is waived yet."""
    op.create_table(
        "jd_waivers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("waived_by", sa.String(length=32), nullable=False),
        sa.Column("waived_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jd_waivers")),
        sa.UniqueConstraint("team_id", "scope", "rule", "digest", name=op.f("uq_jd_waivers_team_id_scope_rule_digest")),
    )
    op.create_index(op.f("ix_jd_waivers_team_id_expires_at"), "jd_waivers", ["team_id", "expires_at"])


def downgrade() -> None:
    """Drop them; every remark is open again."""
    op.drop_table("jd_waivers")
