"""JDs that people approve: each text, who was asked, and what was done about it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them; no one was asked to approve anything yet."""
    op.create_table(
        "jd_versions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_title", sa.String(length=255), nullable=True),
        sa.Column("location", sa.String(length=255), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["opening_id"], ["openings.id"], name=op.f("fk_jd_versions_opening_id_openings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jd_versions")),
        sa.UniqueConstraint("team_id", "series", "version", name=op.f("uq_jd_versions_team_id_series_version")),
    )
    op.create_index(op.f("ix_jd_versions_team_id_digest"), "jd_versions", ["team_id", "digest"])
    op.create_index(op.f("ix_jd_versions_team_id_state_asked_at"), "jd_versions", ["team_id", "state", "asked_at"])
    op.create_table(
        "jd_approvers",
        sa.Column("jd_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("approved_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["jd_id"], ["jd_versions.id"], name=op.f("fk_jd_approvers_jd_id_jd_versions")),
        sa.PrimaryKeyConstraint("jd_id", "person", name=op.f("pk_jd_approvers")),
    )
    op.create_index(op.f("ix_jd_approvers_team_id_person"), "jd_approvers", ["team_id", "person"])
    op.create_table(
        "jd_entries",
        sa.Column("jd_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["jd_id"], ["jd_versions.id"], name=op.f("fk_jd_entries_jd_id_jd_versions")),
        sa.PrimaryKeyConstraint("jd_id", "number", name=op.f("pk_jd_entries")),
    )


def downgrade() -> None:
    """Drop them, with every text that was approved."""
    op.drop_table("jd_entries")
    op.drop_table("jd_approvers")
    op.drop_table("jd_versions")
