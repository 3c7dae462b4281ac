"""A stage keeps what its plan asked of it, and a signal what all stages say together."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add both, empty: of stages that are open already no one kept what their plan asked."""
    op.add_column("loops", sa.Column("stage_plan", sa.JSON(), nullable=True))
    op.add_column("signals", sa.Column("overall", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop them: the version before reads neither."""
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_column("overall")
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_column("stage_plan")
