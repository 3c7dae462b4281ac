"""An interview keeps the exercise that its plan sets."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; interviews that were planned before set none. Its default is the code's, as everywhere."""
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("exercise", sa.String(length=255), nullable=False, server_default=""))
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.alter_column("exercise", server_default=None)


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_column("exercise")
