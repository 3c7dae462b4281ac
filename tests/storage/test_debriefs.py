"""A debrief is kept with its votes and topics, and hands out what someone voted only to them until it opens."""

from datetime import timedelta

import pytest

from bot.wiring import Services
from rubrics.catalogue.model import Recommendation
from rubrics.panel.debrief import Debrief, DebriefTopic, TopicKind
from rubrics.panel.loop import Loop
from storage.debriefs import add_debrief, add_voter, debrief_of, debrief_row, debriefs_of, own_revote, revote_row
from tests.bot.features.opened_loop import TEAM, opened

TOPICS = [DebriefTopic(competency="cost", kind=TopicKind.DIFFERS), DebriefTopic(competency="a", kind=TopicKind.WEAK)]
SAID = [("U0IVAN", Recommendation.YES), ("U0IDA", Recommendation.NO)]


@pytest.fixture
def loop(services: Services) -> Loop:
    return opened(services)


def started(services: Services, loop: Loop) -> Debrief:
    now = services.now()
    with services.sessions.begin() as session:
        facts = {"started_at": now, "reads_until": now + timedelta(minutes=5), "topics": TOPICS}
        who = {"team_id": TEAM, "loop_id": loop.id, "started_by": "U0HANA"}
        return add_debrief(session, **who, **facts, recommendations=SAID)


def read(services: Services, loop: Loop) -> Debrief:
    with services.reads() as session:
        debrief = debrief_of(session, loop.id)
    assert debrief is not None
    return debrief


def test_it_is_read_as_it_was_started_in_its_order(services: Services, loop: Loop) -> None:
    debrief = started(services, loop)
    assert read(services, loop) == debrief
    assert [each.competency for each in debrief.topics] == ["cost", "a"]
    assert [(each.person, each.before) for each in debrief.votes] == SAID


def test_a_vote_is_handed_to_its_person_alone_until_the_debrief_opens(services: Services, loop: Loop) -> None:
    debrief = started(services, loop)
    with services.sessions.begin() as session:
        row = revote_row(session, debrief.id, "U0IDA")
        row.after, row.line, row.voted_at = Recommendation.STRONG_NO, "No tests at all", services.now()
    sealed = read(services, loop)
    assert [(each.after, each.line) for each in sealed.votes] == [(None, "")] * 2
    assert sealed.missing() == ("U0IVAN",)
    with services.reads() as session:
        own, other = (own_revote(session, debrief.id, each) for each in ("U0IDA", "U0OTTO"))
    assert (own and own.after, other) == (Recommendation.STRONG_NO, None)
    with services.sessions.begin() as session:
        debrief_row(session, debrief.id).opened_at = services.now()
    assert [(each.counted, each.line) for each in read(services, loop).votes] == [
        (Recommendation.YES, ""),
        (Recommendation.STRONG_NO, "No tests at all"),
    ]


def test_a_loop_s_newest_debrief_is_meant_and_who_comes_late_votes_last(services: Services, loop: Loop) -> None:
    first = started(services, loop)
    with services.sessions.begin() as session:
        debrief_row(session, first.id).canceled_at = services.now()
    second = started(services, loop)
    with services.sessions.begin() as session:
        add_voter(session, second.id, "U0INES", Recommendation.YES)
    with services.reads() as session:
        newest = debriefs_of(session, [loop.id, "another"])[loop.id]
        assert debriefs_of(session, []) == {}
    assert (newest.id, newest.number) == (second.id, 2)
    assert [each.person for each in newest.votes] == ["U0IVAN", "U0IDA", "U0INES"]
