"""A desk knows how each loop stands for its person before it reads a loop, and whose JD reviews are kept."""

from datetime import timedelta

from bot.features.jd.review_jd import Pasted, review_text
from bot.wiring import Services
from storage.desk import Standing, reviewed_jds, standings
from storage.drafts import keep_draft
from storage.tables import InterviewRow
from tests.bot.features.opened_loop import IDA, IVAN, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock

JD = "AI Engineer\n\nWhat you will do\n- Build agents with the OpenAI API\n- Write evals\n\nCompetitive salary."


def test_the_soonest_comes_first_with_ones_own_interview_and_draft(services: Services, now: Clock) -> None:
    first = opened(services)
    now.tick(hours=1)
    second = opened(services, "Kim Reyes")
    own = interview_of(first, IVAN).id
    with services.sessions.begin() as session:
        keep_draft(session, own, {"rating:x": "4"}, acted_at="1.0", now=now())
    with services.reads() as session:
        assert standings(session, TEAM, IVAN.user, [second.id, first.id]) == [
            Standing(first.id, first.deadline_at, own, None, {"rating:x": "4"}),
            Standing(second.id, second.deadline_at, interview_of(second, IVAN).id, None, {}),
        ]
        assert [each.interview for each in standings(session, TEAM, RITA.user, [first.id])] == [None], "she runs it"
        assert standings(session, "T0OTHER", IVAN.user, [first.id]) == []
        assert standings(session, TEAM, IVAN.user, []) == []


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
