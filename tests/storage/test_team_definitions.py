"""What waits for an admin is found by who proposed it, or for everyone, the longest waiting first."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from rubrics.authoring.proposals import VersionState
from storage.team_definitions import RoleVersionRow, add_version, versions_waiting

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def proposed(session: Session, team: str, author: str, minutes: int, state: VersionState) -> str:
    row = RoleVersionRow(
        team_id=team,
        role="own",
        written={"id": "own"},
        digest="d" * 64,
        author=author,
        proposed_at=NOW + timedelta(minutes=minutes),
        state=state,
    )
    return add_version(session, row).id


def test_what_waits_is_found_by_its_author_or_of_everyone(sessions: sessionmaker[Session]) -> None:
    waiting, done = VersionState.PROPOSED, VersionState.APPROVED
    with sessions.begin() as session:
        later = proposed(session, "T1", "U1", 5, waiting)
        first = proposed(session, "T1", "U2", 1, waiting)
        proposed(session, "T1", "U1", 2, done)
        proposed(session, "T2", "U1", 3, waiting)
        for author, anyones, most, found in (
            ("U1", True, 9, [first, later]),
            ("U1", True, 1, [first]),
            ("U1", False, 9, [later]),
            ("U3", False, 9, []),
        ):
            versions = versions_waiting(session, "T1", author, most, anyones=anyones)
            assert [each.id for each in versions] == found
