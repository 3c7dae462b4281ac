"""The calibrated option: what is learned of people while it is on, and the reading beside a signal."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it, off everywhere."""
    op.create_table(
        "severity_fits",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_severity_fits")),
    )
    op.create_index(op.f("ix_severity_fits_team_id_learned_at"), "severity_fits", ["team_id", "learned_at"])
    with op.batch_alter_table("histories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calibrates", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("severity_fit_id", sa.String(length=32), nullable=True))
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("severity_fit_id", sa.String(length=32), nullable=True))
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calibrated", sa.JSON(), nullable=True))
    with op.batch_alter_table("histories", schema=None) as batch_op:
        batch_op.alter_column("calibrates", server_default=None)


def downgrade() -> None:
    """Drop it, with all that was learned of people."""
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_column("calibrated")
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_column("severity_fit_id")
    with op.batch_alter_table("histories", schema=None) as batch_op:
        batch_op.drop_column("severity_fit_id")
        batch_op.drop_column("calibrates")
    op.drop_table("severity_fits")
