"""Roles that a workspace writes without files: versions, what was done about them, and drafts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them; no workspace has written anything yet."""
    op.create_table(
        "role_versions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("begun_from", sa.String(length=64), nullable=True),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", TIME, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("settled_by", sa.String(length=32), nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_versions")),
        sa.UniqueConstraint("team_id", "role", "number", name=op.f("uq_role_versions_team_id_role_number")),
    )
    op.create_index(op.f("ix_role_versions_team_id_state"), "role_versions", ["team_id", "state"])
    op.create_table(
        "role_version_entries",
        sa.Column("version_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["role_versions.id"], name=op.f("fk_role_version_entries_version_id_role_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_role_version_entries")),
    )
    op.create_table(
        "role_drafts",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("begun_from", sa.String(length=64), nullable=True),
        sa.Column("typed", sa.JSON(), nullable=True),
        sa.Column("typed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "author", "role", name=op.f("pk_role_drafts")),
    )
    op.create_index(op.f("ix_role_drafts_changed_at"), "role_drafts", ["changed_at"])


def downgrade() -> None:
    """Drop them, with every rubric that was written in Slack; loops keep the ones they are pinned to."""
    op.drop_table("role_version_entries")
    op.drop_table("role_versions")
    op.drop_table("role_drafts")
