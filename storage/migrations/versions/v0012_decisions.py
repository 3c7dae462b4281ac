"""Decisions with their dissents, who decides, and what other systems may be told of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)
CHOICES = sa.Enum("hire", "no_hire", "another", "hold", name="choice", native_enum=False, length=20)
STANCES = sa.Enum("agrees", "overrides", "neither", name="stance", native_enum=False, length=20)
POSTS = sa.Enum("after_undo", "at_once", "never", name="decisionpost", native_enum=False, length=20)
KINDS = sa.Enum(
    "loop.opened",
    "loop.revealed",
    "loop.stage_ended",
    "loop.held",
    "loop.resumed",
    "loop.withdrawn",
    "loop.canceled",
    "loop.decided",
    "loop.decision_undone",
    "loop.reopened",
    name="eventkind",
    native_enum=False,
    length=20,
)


def upgrade() -> None:
    """Add them; a decision waits for the hiring manager of each loop there is."""
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decision", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("delegate", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("decision_post", POSTS, nullable=False, server_default="after_undo"))
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decides", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE loop_members SET decides = manages")
    _create_decisions()
    _create_events()
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.alter_column("decision_post", server_default=None)
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.alter_column("decides", server_default=None)


def downgrade() -> None:
    """Drop them; a loop that was decided stays so."""
    for name in ("events", "dissents", "decisions"):
        op.drop_table(name)
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.drop_column("decides")
    with op.batch_alter_table("loops", schema=None) as batch_op:
        for name in ("decision_post", "delegate", "decision"):
            batch_op.drop_column(name)


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("first_stage_id", sa.String(length=32), nullable=False),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("choice", CHOICES, nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stance", STANCES, nullable=True),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("closed", sa.JSON(), nullable=False),
        sa.Column("settles_at", TIME, nullable=True),
        sa.Column("undone_at", TIME, nullable=True),
        sa.Column("focus", sa.JSON(), nullable=False),
        sa.Column("following", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_decisions_loop_id_loops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("first_stage_id", "number", name=op.f("uq_decisions_first_stage_id_number")),
    )
    op.create_index(op.f("ix_decisions_settles_at"), "decisions", ["settles_at"])
    op.create_table(
        "dissents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("decision_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_dissents_decision_id_decisions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissents")),
    )
    op.create_index(op.f("ix_dissents_decision_id_said_at"), "dissents", ["decision_id", "said_at"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_events_loop_id_loops")),
        sa.PrimaryKeyConstraint("loop_id", "number", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_due_at"), "events", ["due_at"])
