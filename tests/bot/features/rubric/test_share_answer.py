"""A wish to share an answer is kept once, with who wants it where; what is about a loop is never shared."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features.rubric.share_answer import share_answer
from bot.features.rubric.topic import Kind, Topic
from bot.wiring import Actor, Services, Workspace
from storage.tables import ChannelRow, MessageRow, PersonRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RITA = Actor(team="T1", user="U0RITA")
TOPIC = Topic(kind=Kind.ROLE, role="ai-engineer")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def workspace(services: Services) -> Workspace:
    return services.at(NOW).workspace("T1")


def test_a_wish_is_kept_with_who_what_and_where(workspace: Workspace) -> None:
    share_answer(workspace, RITA, TOPIC, "C1", request="V1")
    with workspace.reads() as session:
        (share,) = session.scalars(select(MessageRow)).all()
        assert (share.team_id, share.actor, share.recipient, share.subject) == ("T1", "U0RITA", "C1", TOPIC.key)
        assert session.get(PersonRow, ("T1", "U0RITA")) is not None
        assert session.get(ChannelRow, ("T1", "C1")) is not None


def test_the_same_request_twice_is_one_wish_and_another_one_a_second(workspace: Workspace) -> None:
    for request in ("V1", "V1", "V2"):
        share_answer(workspace, RITA, TOPIC, "C1", request=request)
    with workspace.reads() as session:
        assert len(session.scalars(select(MessageRow)).all()) == 2


def test_what_is_about_a_loop_is_not_shared_and_nothing_is_written(workspace: Workspace) -> None:
    with pytest.raises(Refusal) as refused:
        share_answer(workspace, RITA, Topic(kind=Kind.DIFF, detail="loop"), "C1", request="V1")
    assert refused.value.reason.key == "rubric_refusals.not_shareable"
    with workspace.reads() as session:
        assert session.scalars(select(MessageRow)).all() == []
        assert session.scalars(select(PersonRow)).all() == []
