"""Openings with a plan, stages, kinds of interviews, reminders, and what a workspace sets for itself."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import sqlalchemy as sa
from alembic import op

from rubrics.panel.candidate_names import name_key, words_found_by

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = sa.Enum("full", "shadow", "reverse_shadow", name="interviewkind", native_enum=False, length=20)
STATES = sa.Enum("open", "on_hold", "closed", name="openingstate", native_enum=False, length=20)
ANSWERS = sa.Enum("open", "accepted", "declined", "gone", name="offeranswer", native_enum=False, length=20)
TIME = sa.DateTime(timezone=True)
FACTS_OF_LOOP = ("outcome", "hold", "withdrawal", "silence")
NOTES = ("strengths", "risks", "next_note", "recruiter_note")
TRUE = sa.true()
CANDIDATES = sa.table("candidates", *map(sa.column, ("id", "team_id", "name", "name_key", "created_at")))
WORDS = sa.table("candidate_words", sa.column("team_id"), sa.column("word"), sa.column("candidate_id"))
DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
BATCH = 1_000


def upgrade() -> None:
    """Add tables and columns; every loop there is becomes its own first and only stage."""
    _add_to_loops()
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_constraint("uq_interviews_loop_id_interviewer", type_="unique")
        batch_op.add_column(sa.Column("kind", KINDS, nullable=False, server_default="full"))
        batch_op.add_column(sa.Column("session", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("report", sa.JSON(), nullable=True))
        batch_op.create_index(batch_op.f("ix_interviews_loop_id_position"), ["loop_id", "position"])
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", STATES, nullable=False, server_default="open"))
        batch_op.add_column(sa.Column("place", sa.String(length=255), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("channel_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("bar", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("rubric_digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("jd_review_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("stages", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_index(batch_op.f("ix_openings_team_id_state_name"), ["team_id", "state", "name"])
        batch_op.create_foreign_key(
            batch_op.f("fk_openings_rubric_digest_rubric_versions"), "rubric_versions", ["rubric_digest"], ["digest"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_openings_jd_review_id_jd_reviews"),
            "jd_reviews",
            ["jd_review_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_candidates_merged_into_candidates"), "candidates", ["merged_into"], ["id"]
        )
    with op.batch_alter_table("scorecards", schema=None) as batch_op:
        for name in NOTES:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _add_to_members()
    _create_tables()
    _remind_of_what_is_due()
    _drop_server_defaults()
    _name_anew(name_key, words_found_by)


def downgrade() -> None:
    """Drop them; a person's second interview in a loop has no place in the version before, and refuses this."""
    _name_anew(_key_before, lambda name: set(_key_before(name).split()))
    for name in ("offers", "setting_changes", "settings", "digests", "reminders"):
        op.drop_table(name)
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.drop_index("ix_loop_members_open")
        batch_op.drop_index("ix_loop_members_due")
        batch_op.drop_column("deadline_at")
    with op.batch_alter_table("scorecards", schema=None) as batch_op:
        for name in NOTES:
            batch_op.drop_column(name)
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_candidates_merged_into_candidates"), type_="foreignkey")
        batch_op.drop_column("merged_into")
    with op.batch_alter_table("openings", schema=None) as batch_op:
        for name in ("fk_openings_jd_review_id_jd_reviews", "fk_openings_rubric_digest_rubric_versions"):
            batch_op.drop_constraint(batch_op.f(name), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_openings_team_id_state_name"))
        for name in ("stages", "jd_review_id", "rubric_digest", "bar", "channel_id", "place", "state"):
            batch_op.drop_column(name)
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interviews_loop_id_position"))
        for name in ("report", "minutes", "session", "kind"):
            batch_op.drop_column(name)
        batch_op.create_unique_constraint(batch_op.f("uq_interviews_loop_id_interviewer"), ["loop_id", "interviewer"])
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loops_first_stage_id_stage_number"))
        batch_op.drop_index(batch_op.f("ix_loops_opening_id_opened_at"))
        for name in ("is_channel_checked", "opens_if_withdrawn", "links", *FACTS_OF_LOOP):
            batch_op.drop_column(name)
        for name in ("later_stages", "stage_name", "stage_number", "first_stage_id"):
            batch_op.drop_column(name)


def _add_to_loops() -> None:
    with op.batch_alter_table("loops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_stage_id", sa.String(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("stage_number", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("stage_name", sa.String(length=255), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("later_stages", sa.JSON(), nullable=False, server_default="[]"))
        for name in FACTS_OF_LOOP:
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("links", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("opens_if_withdrawn", sa.Boolean(), nullable=False, server_default=TRUE))
        batch_op.add_column(sa.Column("is_channel_checked", sa.Boolean(), nullable=False, server_default=TRUE))
        batch_op.create_index(batch_op.f("ix_loops_opening_id_opened_at"), ["opening_id", "opened_at"])
        batch_op.create_index(batch_op.f("ix_loops_first_stage_id_stage_number"), ["first_stage_id", "stage_number"])
    op.execute("UPDATE loops SET first_stage_id = id")


def _add_to_members() -> None:
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deadline_at", TIME, nullable=True))
    deadlines = "(SELECT deadline_at FROM loops WHERE loops.id = loop_members.loop_id)"
    op.execute(f"UPDATE loop_members SET deadline_at = {deadlines}")  # noqa: S608 – a constant
    with op.batch_alter_table("loop_members", schema=None) as batch_op:
        batch_op.alter_column("deadline_at", existing_type=TIME, nullable=False)
        columns = ["team_id", "person", "is_open", "interview", "deadline_at", "loop_id"]
        batch_op.create_index("ix_loop_members_due", columns)
        batch_op.create_index("ix_loop_members_open", [name for name in columns if name != "interview"])


def _create_tables() -> None:
    op.create_table(
        "reminders",
        sa.Column("interview_id", sa.String(length=32), nullable=False),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("handled_at", TIME, nullable=True),
        sa.Column("snoozed_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_reminders_interview_id_interviews")),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_reminders_loop_id_loops")),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_reminders")),
    )
    op.create_table(
        "digests",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("team_id", "person", name=op.f("pk_digests")),
    )
    op.create_table(
        "settings",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "name", name=op.f("pk_settings")),
    )
    op.create_table(
        "setting_changes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_changes")),
    )
    op.create_table(
        "offers",
        sa.Column("interview_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("offered_by", sa.String(length=32), nullable=False),
        sa.Column("excuses", sa.Boolean(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("answer", ANSWERS, nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_offers_interview_id_interviews")),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_offers_loop_id_loops")),
        sa.PrimaryKeyConstraint("interview_id", "person", name=op.f("pk_offers")),
    )
    for table, columns in {
        "reminders": (["due_at"], ["loop_id"]),
        "digests": (["due_at"],),
        "setting_changes": (["team_id", "at"],),
        "offers": (["loop_id"],),
    }.items():
        for names in columns:
            with op.batch_alter_table(table, schema=None) as batch_op:
                batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(names)}"), names)


def _remind_of_what_is_due() -> None:
    """Have running loops reminded of like new ones, from now on: what would have come before is not made up for."""
    op.execute(
        "INSERT INTO reminders (interview_id, loop_id, team_id, due_at, handled_at) "
        "SELECT interviews.id, loops.id, loops.team_id, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP "
        "FROM interviews JOIN loops ON loops.id = interviews.loop_id "
        "WHERE loops.state = 'open' AND interviews.state = 'due'"
    )
    for person in ("opened_by", "recruiter", "hiring_manager"):
        op.execute(
            f"INSERT INTO digests (team_id, person) SELECT DISTINCT team_id, {person} FROM loops "  # noqa: S608
            f"WHERE state IN ('open', 'revealed') ON CONFLICT DO NOTHING"
        )


def _drop_server_defaults() -> None:
    """Leave defaults to the code, as in every other table; the database had them for the rows there were."""
    filled = {
        "loops": (
            "first_stage_id",
            "stage_number",
            "stage_name",
            "later_stages",
            "links",
            "opens_if_withdrawn",
            "is_channel_checked",
        ),
        "interviews": ("kind",),
        "openings": ("state", "place", "stages"),
        "scorecards": NOTES,
    }
    for table, names in filled.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)


def _name_anew(key_of: Callable[[str], str], words_of: Callable[[str], Iterable[str]]) -> None:
    """Have every candidate found by these forms of their name; of those who now share one, the eldest has the key.

    The forms are those of the code that runs, not a copy of them: whatever it looks up, it finds.
    """
    connection = op.get_bind()
    named = sa.select(CANDIDATES).where(CANDIDATES.c.name.is_not(None)).order_by(CANDIDATES.c.created_at)
    candidates = connection.execute(named).all()
    connection.execute(sa.update(CANDIDATES).values(name_key=None))
    connection.execute(sa.delete(WORDS))
    eldest = {(row.team_id, key_of(row.name)): row.id for row in reversed(candidates)}
    keys = [{"candidate": candidate, "key": key} for (_, key), candidate in eldest.items()]
    words = [
        {"team_id": row.team_id, "word": word, "candidate_id": row.id}
        for row in candidates
        for word in sorted(words_of(row.name))
    ]
    set_key = sa.update(CANDIDATES).where(CANDIDATES.c.id == sa.bindparam("candidate"))
    for first in range(0, len(keys), BATCH):
        connection.execute(set_key.values(name_key=sa.bindparam("key")), keys[first : first + BATCH])
    for first in range(0, len(words), BATCH):
        connection.execute(sa.insert(WORDS), words[first : first + BATCH])


def _key_before(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold().translate(DIRECTIONS)).strip()
