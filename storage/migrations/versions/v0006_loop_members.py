"""Who is in which loop and the words of candidates' names, each an index range; changes of seniority on their way."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MEMBERS = """
INSERT INTO loop_members
  (loop_id, person, team_id, state, is_open, opened_at, opens, recruits, manages, interview)
SELECT parts.loop_id, parts.person, loops.team_id, loops.state, loops.state = 'open', loops.opened_at,
       max(opens) = 1, max(recruits) = 1, max(manages) = 1, max(interview)
FROM (
  SELECT loop_id, interviewer AS person, 0 AS opens, 0 AS recruits, 0 AS manages, state AS interview FROM interviews
  UNION ALL SELECT id, opened_by, 1, 0, 0, NULL FROM loops
  UNION ALL SELECT id, recruiter, 0, 1, 0, NULL FROM loops
  UNION ALL SELECT id, hiring_manager, 0, 0, 1, NULL FROM loops
  UNION ALL SELECT id, '*', 0, 0, 0, NULL FROM loops
) AS parts JOIN loops ON loops.id = parts.loop_id
GROUP BY parts.loop_id, parts.person, loops.team_id, loops.state, loops.opened_at
"""
DEAD_DRAFTS = """
DELETE FROM drafts WHERE interview_id IN (
  SELECT interviews.id FROM interviews JOIN loops ON loops.id = interviews.loop_id
  WHERE loops.state IN ('cancelled', 'decided')
     OR loops.state = 'revealed' AND interviews.state NOT IN ('due', 'submitted')
)
"""
"""What the worker deleted until now; from now on they go with the end of their loop."""
CANDIDATES = sa.table("candidates", sa.column("id"), sa.column("team_id"), sa.column("name_key"))
WORDS = sa.table("candidate_words", sa.column("team_id"), sa.column("word"), sa.column("candidate_id"))
BATCH = 1_000


def upgrade() -> None:
    """Add the tables with a row for all that exists, and the indexes."""
    _create_tables()
    op.execute(MEMBERS)
    op.execute(DEAD_DRAFTS)
    _fill_words()
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        columns = ["team_id", "person", "is_open", "opened_at", "loop_id"]
        batch_op.create_index(batch_op.f("ix_loop_members_team_id_person_is_open_opened_at_loop_id"), columns)
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loops_team_id_state"))
        batch_op.create_index(batch_op.f("ix_loops_state_id"), ["state", "id"])
        batch_op.create_index(batch_op.f("ix_loops_candidate_id"), ["candidate_id"])
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidates_team_id_user_id"), ["team_id", "user_id"])
    for name in ("people", "channels"):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{name}_fetched_at"), ["fetched_at"])
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_state_kind"), ["state", "kind"])


def downgrade() -> None:
    """Drop what follows from other rows; a change of seniority that was on its way stays out of the records."""
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_state_kind"))
    for name in ("people", "channels"):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{name}_fetched_at"))
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidates_team_id_user_id"))
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loops_candidate_id"))
        batch_op.drop_index(batch_op.f("ix_loops_state_id"))
        batch_op.create_index(batch_op.f("ix_loops_team_id_state"), ["team_id", "state"])
    for name in ("seniority_changes", "candidate_words", "loop_members"):
        op.drop_table(name)


def _create_tables() -> None:
    op.create_table(
        "loop_members",
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(part, sa.Boolean(), nullable=False) for part in ("opens", "recruits", "manages")),
        sa.Column("interview", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_loop_members_loop_id_loops")),
        sa.PrimaryKeyConstraint("loop_id", "person", name=op.f("pk_loop_members")),
    )
    op.create_table(
        "candidate_words",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_words_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("team_id", "word", "candidate_id", name=op.f("pk_candidate_words")),
    )
    op.create_table(
        "seniority_changes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("seniority", sa.String(length=20), nullable=True),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seniority_changes")),
    )


def _fill_words() -> None:
    connection = op.get_bind()
    candidates = connection.execute(sa.select(CANDIDATES.c.team_id, CANDIDATES.c.name_key, CANDIDATES.c.id)).all()
    words = [
        {"team_id": team, "word": word, "candidate_id": candidate}
        for team, key, candidate in candidates
        for word in sorted(set((key or "").split()))
    ]
    for first in range(0, len(words), BATCH):
        connection.execute(sa.insert(WORDS), words[first : first + BATCH])
