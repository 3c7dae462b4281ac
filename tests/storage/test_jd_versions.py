"""JDs as they are kept for approval: numbered in their series, found by their words, waiting for some people."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from rubrics.jd.versions import JdAct, JdState, text_digest
from storage.desk import held_on_desk
from storage.jd_entries import jd_entries, note_jd_entry
from storage.jd_versions import (
    JdVersionRow,
    add_jd_version,
    approved_jds,
    approved_jds_like,
    jd_version_row,
    jd_version_value,
    jds_to_approve,
    name_approvers,
    newest_version,
    note_approval,
    opening_jd,
    opening_jds,
)
from storage.openings import OpeningRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM = "T0LOCAL"


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine)


@pytest.fixture
def opening(sessions: sessionmaker[Session]) -> str:
    with sessions.begin() as session:
        people = {"hiring_manager": "U_HANA", "recruiter": "U_RITA"}
        row = OpeningRow(team_id=TEAM, name="Support", role="ai-engineer", level="senior", created_at=NOW, **people)
        session.add(row)
        session.flush()
        return row.id


def added(
    session: Session,
    series: str,
    version: int = 1,
    *,
    text: str = "AI Engineer",
    state: JdState = JdState.IN_REVIEW,
    opening: str | None = None,
    team: str = TEAM,
    approvers: tuple[str, ...] = ("U_HANA", "U_IVAN"),
) -> str:
    row = JdVersionRow(
        team_id=team,
        series=series,
        version=version,
        opening_id=opening,
        title="AI Engineer",
        text=text,
        digest=text_digest(text),
        needed=1,
        asked_by="U_RITA",
        asked_at=NOW + timedelta(hours=version),
        state=state,
        settled_at=NOW if state in (JdState.APPROVED, JdState.REPLACED) else None,
        review_id="review",
    )
    return add_jd_version(session, row, approvers).id


def test_two_versions_of_one_number_are_one(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        first = added(session, "S1")
        assert added(session, "S1") == first
        assert added(session, "S1", 2) != first
        assert added(session, "S1", team="T0OTHER") != first
        assert newest_version(session, TEAM, "S1") == 2
        assert newest_version(session, TEAM, "S2") == 0


def test_an_openings_jd_is_the_approved_one_else_the_one_in_review(
    sessions: sessionmaker[Session], opening: str
) -> None:
    with sessions.begin() as session:
        assert opening_jd(session, TEAM, opening) is None
        added(session, opening, 1, state=JdState.WITHDRAWN, opening=opening)
        assert opening_jd(session, TEAM, opening) is None
        second = added(session, opening, 2, opening=opening)
        found = opening_jd(session, TEAM, opening)
        assert found is not None
        assert (found.id, found.opening) == (second, opening)
        row = jd_version_row(session, TEAM, second, lock=True)
        assert row is not None
        row.state = JdState.APPROVED
        third = added(session, opening, 3, opening=opening)
        found = opening_jd(session, TEAM, opening)
        assert found is not None
        assert found.id == second
        assert [each.id for each in opening_jds(session, TEAM, opening)] == [third, second]
        assert opening_jd(session, "T0OTHER", opening) is None


def test_a_version_waits_for_those_who_have_not_approved(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        first, later = added(session, "S1"), added(session, "S2", 2)
        added(session, "S3", state=JdState.APPROVED)
        added(session, "S4", team="T0OTHER")
        assert [each.id for each in jds_to_approve(session, TEAM, "U_HANA", 5)] == [first, later]
        assert [each.id for each in jds_to_approve(session, TEAM, "U_HANA", 1)] == [first]
        note_approval(session, first, "U_HANA", NOW)
        assert [each.id for each in jds_to_approve(session, TEAM, "U_HANA", 5)] == [later]
        assert len(jds_to_approve(session, TEAM, "U_IVAN", 5)) == 2
        note_approval(session, first, "U_HANA", None)
        assert len(jds_to_approve(session, TEAM, "U_HANA", 5)) == 2
        assert not jds_to_approve(session, TEAM, "U_RITA", 5)
        for who in ("U_HANA", "U_RITA"):
            held = held_on_desk(session, TEAM, who, NOW, (), all_of=False)
            assert held.to_approve == bool(jds_to_approve(session, TEAM, who, 5))


def test_approvers_may_change_and_who_stays_keeps_their_approval(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        row = jd_version_row(session, TEAM, added(session, "S1"))
        assert row is not None
        note_approval(session, row.id, "U_HANA", NOW)
        name_approvers(session, row, ["U_HANA", "U_MEI"])
        value = jd_version_value(session, row)
        assert [(each.person, each.approved_at) for each in value.approvers] == [("U_HANA", NOW), ("U_MEI", None)]


def test_a_text_is_found_by_its_words_once_it_was_approved(sessions: sessionmaker[Session]) -> None:
    digest = text_digest("- AI   engineer")
    with sessions.begin() as session:
        added(session, "S1")
        assert not approved_jds_like(session, TEAM, digest)
        approved = added(session, "S2", state=JdState.APPROVED)
        replaced = added(session, "S3", state=JdState.REPLACED)
        added(session, "S4", team="T0OTHER", state=JdState.APPROVED)
        added(session, "S5", text="Data Scientist", state=JdState.APPROVED)
        assert {each.id for each in approved_jds_like(session, TEAM, digest)} == {approved, replaced}
        assert len(approved_jds(session, TEAM, 5)) == 2


def test_entries_follow_one_another(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        jd = added(session, "S1")
        note_jd_entry(session, jd, actor="U_RITA", act=JdAct.ASKED, now=NOW, approvers=["U_HANA"])
        note_jd_entry(session, jd, actor="U_HANA", act=JdAct.APPROVED, now=NOW)
        entries = jd_entries(session, jd)
        assert [(each.number, each.act, each.actor) for each in entries] == [
            (1, JdAct.ASKED, "U_RITA"),
            (2, JdAct.APPROVED, "U_HANA"),
        ]
