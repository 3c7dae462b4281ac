"""The playground starts with four finished loops, one for each kind of answer, and one that lacks a scorecard."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.playground.demo.team import Team, the_team
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.screen import Message
from rubrics.catalogue.scale import FIVE
from rubrics.panel.loading import load_remark_rules
from rubrics.panel.remarks import remarks
from tests.stories.acting import everything_shown

TEAM = the_team()


@pytest.fixture
def slack(demo: LocalSlack) -> LocalSlack:
    """The demo, as it is before anyone has done anything."""
    return demo


def posts(slack: LocalSlack) -> list[Message]:
    """What stands in the channel itself."""
    return [message for message in slack.messages(TEAM.hiring_channel.id) if message.thread_ts in (None, message.ts)]


def test_each_signal_has_its_thread(slack: LocalSlack) -> None:
    replies = [message.thread_ts for message in slack.messages(TEAM.hiring_channel.id) if message.thread_ts]
    assert replies == [message.ts for message in posts(slack)[1::2]]


def test_the_channel_tells_the_loops_in_order_and_ends_with_the_one_that_waits(slack: LocalSlack) -> None:
    headlines = [message.plain.splitlines()[0].partition(" · ")[0] for message in posts(slack)[1::2]]
    assert headlines == ["Clear no", "Not enough evidence", "Split", "Clear hire"]
    assert all("AI Engineer" in message.plain for message in posts(slack)[::2])
    assert "3 of 4 scorecards are in." in posts(slack)[-1].plain
    assert [float(message.ts) for message in posts(slack)] == sorted(float(message.ts) for message in posts(slack))


def test_no_candidate_is_named_in_the_channel(slack: LocalSlack) -> None:
    names = [word for panel in TEAM.panels for word in panel.candidate.split()]
    assert not [name for name in names for message in posts(slack) if name in message.plain]


def test_the_seal_can_be_tried_against_somebody_outside_channel_and_panels(slack: LocalSlack) -> None:
    otto = slack.person(TEAM.stranger)
    assert not slack.workspace.channels[TEAM.hiring_channel.id].members & {TEAM.stranger}
    assert all(TEAM.stranger not in panel.panelists for panel in TEAM.panels)
    shown = "\n".join(everything_shown(slack, otto))
    assert 'None of your loops is about "Dana Fox".' in shown
    assert not [word for word in ("clear hire", "clear no", "C-", "Mara", "Whitlock", "of 5, likely") if word in shown]


def test_the_jd_stands_alone_in_a_channel_of_its_own(slack: LocalSlack) -> None:
    (posted,) = slack.messages(TEAM.drafts_channel.id)
    assert posted.plain == TEAM.posted_jd


def test_the_two_whose_sides_the_tour_has_one_read_differ_by_two_or_more() -> None:
    mine, theirs = (TEAM.waiting.panelists[user].ratings for user in (TEAM.awaited, TEAM.opposed))
    assert max(abs(mine[one] - theirs[one]) for one in mine.keys() & theirs.keys()) >= 2


@pytest.mark.parametrize(
    "change",
    [
        {"stranger": "U0NOBODY"},
        {"waiting": TEAM.finished[0]},
        {"finished": [TEAM.waiting]},
        {"something": "else"},
    ],
    ids=["nobody", "nothing waits", "never revealed", "unknown"],
)
def test_a_team_that_does_not_hold_together_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Team.model_validate({**dict(TEAM), **change})


def test_slack_tells_the_present_time_again_afterwards(slack: LocalSlack) -> None:
    newest = float(posts(slack)[-1].ts)
    assert float(slack.post_as(TEAM.recruiter, TEAM.hiring_channel.id, "Good morning").ts) - newest > 24 * 3600


def test_every_rating_that_needs_evidence_has_some_that_deserves_no_hint() -> None:
    for panelist in (panelist for panel in TEAM.panels for panelist in panel.panelists.values()):
        lacking = [c for c, rating in panelist.ratings.items() if rating in FIVE.asking and c not in panelist.evidence]
        assert not lacking
        assert not [text for text in panelist.evidence.values() if remarks(text, load_remark_rules())]
