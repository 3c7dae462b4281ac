"""One outbox: posts and shares become messages, and every place where one stands is kept."""

from collections.abc import Sequence
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)

# Who shared a signal, and when, stood in the loop's record only.
POSTS = """
INSERT INTO messages (id, team_id, kind, subject, recipient, occasion, actor, wanted_at, wanted, posted, fresh, state,
                      due_at, attempts, unclear, problem, waiting_since, leased_until, sending_since)
SELECT p.id, p.team_id,
       CASE WHEN p.kind LIKE 'change:%' THEN 'change' WHEN p.kind = 'share' THEN 'signal_share' ELSE p.kind END,
       p.loop_id, p.recipient,
       CASE WHEN p.kind LIKE 'change:%' THEN substr(p.kind, 8) ELSE '' END,
       CASE WHEN p.kind = 'share' THEN {shared_by} END,
       CASE WHEN p.kind = 'share' THEN coalesce({shared_at}, l.opened_at) ELSE l.opened_at END,
       p.wanted, p.posted, p.ts IS NULL,
       CASE WHEN p.leased_until IS NOT NULL THEN 'sending'
            WHEN p.due_at IS NULL THEN CASE WHEN p.ts IS NULL THEN 'gone' ELSE 'standing' END
            WHEN p.problem IS NOT NULL THEN 'waiting'
            WHEN p.unclear > 0 THEN 'unclear'
            WHEN p.ts IS NOT NULL AND p.posted = p.wanted THEN 'standing'
            ELSE 'wanted' END,
       p.due_at, p.attempts, p.unclear, p.problem,
       CASE WHEN p.problem IS NOT NULL THEN p.due_at END,
       p.leased_until, p.leased_until
FROM posts p JOIN loops l ON l.id = p.loop_id
"""
ENTRY = "(SELECT e.{what} FROM audit_entries e WHERE e.loop_id = p.loop_id AND e.action = 'shared' {newest})"
NEWEST = "ORDER BY e.number DESC LIMIT 1"
STANDING_POSTS = """
INSERT INTO places (message_id, channel, ts, posted_at, revision, is_repeat, core_only)
SELECT p.id, p.posted_channel, p.ts, l.opened_at, p.posted, p.unclear > 0, p.core_only
FROM posts p JOIN loops l ON l.id = p.loop_id
WHERE p.ts IS NOT NULL AND p.posted_channel IS NOT NULL
"""
SHARES = """
INSERT INTO messages (id, team_id, kind, subject, recipient, occasion, actor, wanted_at, wanted, posted, fresh, state,
                      due_at, attempts, unclear, problem, leased_until, sending_since)
SELECT id, team_id,
       CASE WHEN topic LIKE 'jd-review %' THEN 'jd_review_share' ELSE 'answer_share' END,
       CASE WHEN topic LIKE 'jd-review %' THEN substr(topic, 11) ELSE topic END,
       channel_id, request, user_id, shared_at, 1,
       CASE WHEN ts IS NOT NULL AND problem IS NULL THEN 1 ELSE 0 END,
       ts IS NULL OR problem IS NOT NULL,
       CASE WHEN leased_until IS NOT NULL THEN 'sending'
            WHEN due_at IS NULL THEN CASE WHEN ts IS NOT NULL AND problem IS NULL THEN 'standing' ELSE 'given_up' END
            WHEN unclear > 0 THEN 'unclear'
            ELSE 'wanted' END,
       due_at, attempts, unclear,
       CASE WHEN problem IS NULL OR problem IN {known} THEN problem ELSE 'given_up' END, leased_until, leased_until
FROM shares
"""
STANDING_SHARES = """
INSERT INTO places (message_id, channel, ts, posted_at, revision, is_repeat, core_only)
SELECT id, channel_id, ts, shared_at, 1, unclear > 0, unclear < 0 FROM shares
WHERE ts IS NOT NULL AND problem IS NULL
"""
TOLD = sa.text("SELECT id FROM shares WHERE ts IS NOT NULL AND problem IS NOT NULL")
# Which conversation a sharer's direct message stands in was not kept; the person is the next best address.
NOTICES = sa.text("""
INSERT INTO messages (id, team_id, kind, subject, recipient, occasion, wanted_at, wanted, posted, fresh, state,
                      attempts, unclear)
SELECT :id, team_id, 'share_notice', id, user_id, '', shared_at, 1, 1, unclear < 0, 'standing', 0, 0
FROM shares WHERE id = :share
""")
NOTICE_PLACES = sa.text("""
INSERT INTO places (message_id, channel, ts, posted_at, revision, is_repeat, core_only)
SELECT :id, user_id, ts, shared_at, 1, unclear > 0, unclear < 0 FROM shares WHERE id = :share
""")
# Other problems of shares were error codes of Slack's.
KNOWN = "('not_in_channel', 'archived', 'shared_channel', 'restricted', 'gone')"


def upgrade() -> None:
    """Make the tables of the outbox, move what stood in the old ones, and drop those."""
    _create_outbox()
    for table in ("people", "channels"):
        op.add_column(table, sa.Column("asked_at", MOMENT, nullable=True))
    shared_by, shared_at = (ENTRY.format(what=what, newest=NEWEST) for what in ("actor", "at"))
    op.execute(POSTS.format(shared_by=shared_by, shared_at=shared_at))
    for statement in (STANDING_POSTS, SHARES.format(known=KNOWN), STANDING_SHARES):
        op.execute(statement)
    connection = op.get_bind()
    for share_id in connection.execute(TOLD).scalars().all():
        notice_id = uuid4().hex
        for notice in (NOTICES, NOTICE_PLACES):
            connection.execute(notice, {"id": notice_id, "share": share_id})
    op.drop_table("posts")
    op.drop_table("shares")


def downgrade() -> None:
    """Make the old tables again, empty: they cannot hold what the new ones know."""
    for table in ("places", "messages", "rate_limits", "turns"):
        op.drop_table(table)
    for table in ("people", "channels"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("asked_at")
    _create_posts()
    _create_shares()


def _create_outbox() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=True),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=20), nullable=True),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("sending_since", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "team_id",
            "subject",
            "kind",
            "recipient",
            "occasion",
            name=op.f("uq_messages_team_id_subject_kind_recipient_occasion"),
        ),
    )
    op.create_index(op.f("ix_messages_due_at"), "messages", ["due_at"])
    op.create_table(
        "places",
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("core_only", sa.Boolean(), nullable=False),
        sa.Column("lost_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_places_message_id_messages")),
        sa.PrimaryKeyConstraint("message_id", "channel", "ts", name=op.f("pk_places")),
    )
    op.create_table(
        "rate_limits",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "method", "channel", name=op.f("pk_rate_limits")),
    )
    op.create_table(
        "turns",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("served_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_turns")),
    )


def _create_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("loop_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=True),
        sa.Column("core_only", sa.Boolean(), nullable=False),
        sa.Column("posted_channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name=op.f("fk_posts_loop_id_loops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("loop_id", "kind", "recipient", name=op.f("uq_posts_loop_id_kind_recipient")),
    )
    op.create_index(op.f("ix_posts_due_at"), "posts", ["due_at"])


def _create_shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=255), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("shared_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
        sa.UniqueConstraint("team_id", "request", name=op.f("uq_shares_team_id_request")),
    )
    op.create_index(op.f("ix_shares_due_at"), "shares", ["due_at"])
