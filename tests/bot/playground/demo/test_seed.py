"""The playground starts with four finished loops, one for each kind of answer, and one that lacks a scorecard."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.playground.demo import seed
from bot.playground.demo.panels import PANELS, WAITING
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.screen import Message
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.panel.loop import NEEDS_EVIDENCE
from rubrics.panel.remarks import load_remark_rules, remarks
from tests.delivering import delivering_to
from tests.stories.acting import everything_shown

EVERY_PANEL = (*PANELS, WAITING)


@pytest.fixture
def seeded(sqlite_url: str) -> Iterator[LocalSlack]:
    slack = LocalSlack()
    seed.people(slack)
    with slack.serving():
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.base_url,
            database_url=sqlite_url,
        )
        services: Services = build_services(settings)
        seed.finished_loops(services, slack)
        seed.waiting_loop(services, slack)
        slack.connect(delivering_to(build_app(services)))
        yield slack
        services.engine.dispose()


def posts(slack: LocalSlack) -> list[Message]:
    return slack.messages(seed.CHANNEL)


def test_the_channel_tells_the_loops_in_order_and_ends_with_the_one_that_waits(seeded: LocalSlack) -> None:
    headlines = [message.plain.splitlines()[0].partition(": ")[2] for message in posts(seeded)[2::2]]
    assert headlines == ["no hire", "not enough evidence", "split", "strong hire"]
    assert all("interviews for AI Engineer" in message.plain for message in posts(seeded)[1::2])
    assert "3 of 4 scorecards are in." in posts(seeded)[-1].plain
    assert [float(message.ts) for message in posts(seeded)] == sorted(float(message.ts) for message in posts(seeded))


def test_no_candidate_is_named_in_the_channel(seeded: LocalSlack) -> None:
    names = [word for panel in EVERY_PANEL for word in panel.candidate.split()]
    assert not [name for name in names for message in posts(seeded) if name in message.plain]


def test_the_seal_can_be_tried_against_somebody_outside_channel_and_panels(seeded: LocalSlack) -> None:
    otto = seeded.person(seed.STRANGER)
    assert not seeded.workspace.channels[seed.CHANNEL].members & {seed.STRANGER}
    assert all(seed.STRANGER not in panel.panelists for panel in EVERY_PANEL)
    told = "\n".join(everything_shown(seeded, otto))
    assert "None of your loops is about “Dana Fox”." in told
    assert not [word for word in ("strong hire", "no hire", "C-", "Mara", "Whitlock", "of 5, likely") if word in told]


def test_the_panel_that_waits_lacks_the_one_scorecard_that_the_hints_ask_for() -> None:
    waiting = [person for person, panelist in WAITING.panelists.items() if not panelist.submits]
    assert waiting == [seed.AWAITED]
    assert not WAITING.override_reason
    name, *_ = seed.PEOPLE[seed.AWAITED]
    assert f"become {name.split()[0]} " in seed.TOUR[0]


def test_slack_tells_the_present_time_again_afterwards(seeded: LocalSlack) -> None:
    newest = float(posts(seeded)[-1].ts)
    assert float(seeded.post_as(seed.RECRUITER, seed.CHANNEL, "Good morning").ts) - newest > 24 * 3600


def test_every_rating_that_needs_evidence_has_some_that_deserves_no_hint() -> None:
    for panelist in (panelist for panel in EVERY_PANEL for panelist in panel.panelists.values()):
        lacking = [
            c for c, rating in panelist.ratings.items() if rating in NEEDS_EVIDENCE and c not in panelist.evidence
        ]
        assert not lacking
        assert not [text for text in panelist.evidence.values() if remarks(text, load_remark_rules())]
