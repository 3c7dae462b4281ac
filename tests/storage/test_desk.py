"""A desk knows how each loop stands for its person before it reads a loop, and whose JD reviews are kept."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.features.jd.review_jd import Pasted, review_text
from bot.features.workspace.declared import SECOND_AFTER
from bot.features.workspace.settings import settings_in, settings_known
from bot.wiring import Services
from rubrics.authoring.proposals import VersionState
from rubrics.panel.plan import OpeningState
from storage.desk import (
    Held,
    Standing,
    drafts_json,
    followed_stages,
    held_on_desk,
    owed_standings,
    reviewed_jds,
    standings,
)
from storage.drafts import keep_draft
from storage.engine import open_engine
from storage.loop_reading import loops_by_id
from storage.tables import InterviewRow, OpeningRow
from storage.team_definitions import RoleVersionRow
from storage.workspace_settings import change_setting, kept_settings
from tests.bot.features.opened_loop import IDA, IVAN, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock

_OTHERS = ("openings", "rounds", "to_approve", "proposals")
JD = "AI Engineer\n\nWhat you will do\n- Build agents with the OpenAI API\n- Write evals\n\nCompetitive salary."


def test_the_soonest_comes_first_with_ones_own_interview_and_draft(services: Services, now: Clock) -> None:
    first = opened(services)
    now.tick(hours=1)
    second = opened(services, "Kim Reyes")
    own = interview_of(first, IVAN).id
    with services.sessions.begin() as session:
        keep_draft(session, own, {"rating:x": "4"}, acted_at="1.0", now=now())
    with services.reads() as session:
        found = standings(session, TEAM, IVAN.user, [second.id, first.id])
        assert found == [
            Standing(first.id, first.deadline_at, own, None, '{"rating:x": "4"}'),
            Standing(second.id, second.deadline_at, interview_of(second, IVAN).id, None, None),
        ]
        assert [each.draft for each in found] == [{"rating:x": "4"}, {}]
        assert [each.interview for each in standings(session, TEAM, RITA.user, [first.id])] == [None], "she runs it"
        assert standings(session, "T0OTHER", IVAN.user, [first.id]) == []
        assert standings(session, TEAM, IVAN.user, []) == []


def test_what_is_owed_is_read_alone_and_what_stands_in_a_few_scorecards(services: Services, now: Clock) -> None:
    loop, other = opened(services), opened(services, "Kim Reyes")
    own, others = interview_of(loop, IVAN).id, interview_of(other, IVAN).id
    submitted(services, other, IDA, card(other, IDA))
    with services.sessions.begin() as session:
        keep_draft(session, own, {"rating:x": "4"}, acted_at="1.0", now=now())
        session.get_one(InterviewRow, own).starts_at = now()
        session.get_one(InterviewRow, others).starts_at = now()
        session.get_one(InterviewRow, others).took_place_early = True
    with services.reads() as session:
        due_at = {loop.id: loop.deadline_at, other.id: other.deadline_at}
        owed = {each.loop: each for each in owed_standings(session, IVAN.user, due_at)}
        assert owed == {
            loop.id: Standing(loop.id, loop.deadline_at, own, now()),
            other.id: Standing(other.id, other.deadline_at, others, None),
        }
        assert [each.loop for each in owed_standings(session, IDA.user, due_at)] == [loop.id]
        assert owed_standings(session, RITA.user, due_at) == []
        assert drafts_json(session, [own, others]) == {own: '{"rating:x": "4"}'}
        assert drafts_json(session, []) == {}


def test_loops_named_by_id_are_looked_up_by_it_where_nothing_is_known_of_how_full_tables_are(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    with Session(engine) as session:
        for read in (
            lambda: standings(session, TEAM, IVAN.user, ["a", "b"]),
            lambda: followed_stages(session, TEAM, ["a", "b"]),
            lambda: loops_by_id(session, TEAM, ["a", "b"]),
        ):
            read()
            statement, values = asked[-1]
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(values)).all()
            (loops,) = [line for *_, line in plan if "SEARCH loops" in line or "SCAN loops" in line]
            assert "(id=?)" in loops
    engine.dispose()


def test_what_is_submitted_is_due_no_more(services: Services) -> None:
    loop = opened(services)
    submitted(services, loop, IVAN, card(loop, IVAN))
    with services.reads() as session:
        assert [each.interview for each in standings(session, TEAM, IVAN.user, [loop.id])] == [None]
        assert [each.interview for each in standings(session, TEAM, IDA.user, [loop.id])] == [
            interview_of(loop, IDA).id
        ]


def test_an_interview_that_took_place_early_is_not_ahead_any_more(services: Services, now: Clock) -> None:
    loop = opened(services)
    with services.sessions.begin() as session:
        session.get_one(InterviewRow, interview_of(loop, IVAN).id).starts_at = now() + timedelta(hours=2)
    with services.reads() as session:
        (ahead,) = standings(session, TEAM, IVAN.user, [loop.id])
        assert ahead.takes_place_after(now())
        assert not ahead.takes_place_after(now() + timedelta(hours=2))
    with services.sessions.begin() as session:
        session.get_one(InterviewRow, interview_of(loop, IVAN).id).took_place_early = True
    with services.reads() as session:
        (over,) = standings(session, TEAM, IVAN.user, [loop.id])
        assert not over.takes_place_after(now())


def test_jd_reviews_are_ones_own_the_newest_first_with_their_counts(services: Services, now: Clock) -> None:
    for title in ("First", "Second", "Third"):
        review_text(services.workspace(TEAM), RITA, Pasted(text=JD, title=title, submission=title))
        now.tick(minutes=1)
    with services.reads() as session:
        newest = reviewed_jds(session, TEAM, RITA.user, 2)
        assert [each.title for each in newest] == ["Third", "Second"]
        assert all(each.blockers >= 0 and each.warnings > 0 for each in newest)
        assert reviewed_jds(session, TEAM, IVAN.user, 2) == []
        assert reviewed_jds(session, "T0OTHER", RITA.user, 2) == []
        for team, who in ((TEAM, RITA.user), (TEAM, IVAN.user), ("T0OTHER", RITA.user)):
            held = held_on_desk(session, team, who, now(), (), all_of=False)
            assert held == Held(reviews=bool(reviewed_jds(session, team, who, 2)), **dict.fromkeys(_OTHERS, False))


def test_what_the_workspace_has_set_comes_with_what_a_desk_holds(services: Services, now: Clock) -> None:
    with services.sessions.begin() as session:
        for name, before, after in (("second_after", 4, 8), ("weekend", [5, 6], [])):
            change_setting(session, TEAM, name, before=before, after=after, actor=RITA.user, now=now())
    with services.reads() as session:
        for team in (TEAM, "T0OTHER"):
            held = held_on_desk(session, team, RITA.user, now(), (), all_of=False)
            assert held.kept == kept_settings(session, team)
            assert settings_known(session, team, held.kept)[SECOND_AFTER] == (
                8 if team == TEAM else SECOND_AFTER.default
            )
            assert settings_in(session, team) is settings_known(session, team, {})


def test_openings_and_proposals_of_anyone_are_on_an_admins_desk(services: Services, now: Clock) -> None:
    opened(services)
    version = {"role": "x", "number": 1, "written": {}, "digest": "", "state": VersionState.PROPOSED}
    with services.sessions.begin() as session:
        session.scalars(select(OpeningRow)).one().channel_id = "C0HIRING"
        session.add(RoleVersionRow(team_id=TEAM, author=RITA.user, proposed_at=now(), **version))
        session.flush()
        for who, all_of, wanted in ((RITA, False, True), (IVAN, False, False), (IVAN, True, True)):
            held = held_on_desk(session, TEAM, who.user, now(), (OpeningState.OPEN,), all_of=all_of)
            assert (held.openings, held.proposals) == (wanted, wanted)
        assert not held_on_desk(session, TEAM, RITA.user, now(), (OpeningState.CLOSED,), all_of=True).openings
