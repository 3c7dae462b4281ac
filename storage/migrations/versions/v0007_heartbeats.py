"""Processes leave signs of life."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Processes leave signs of life."""
    op.create_table(
        "heartbeats",
        sa.Column("process", sa.Enum("web", "worker", name="process", native_enum=False, length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeats")),
    )


def downgrade() -> None:
    """Drop them; the next version writes its own."""
    op.drop_table("heartbeats")
