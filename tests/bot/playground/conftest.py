"""A workspace with three people, and a small Bolt app that is not Debrief."""

from collections.abc import Callable, Iterator

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.playground.slack.local_slack import Delivery, LocalSlack, Reply

START = 1_790_000_000.0


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[LocalSlack]:
    slack = LocalSlack(clock=clock)
    slack.add_person("U0RITA", name="rita", real_name="Rita Okafor", is_owner=True)
    slack.add_person("U0IVAN", name="ivan", real_name="Ivan Petrov", tz="Europe/Berlin")
    slack.add_person("U0OLGA", name="olga", real_name="Olga Outsider")
    slack.add_channel("C0HIRING", name="hiring-ai-engineer", is_private=True, members=["U0RITA", "U0IVAN"])
    slack.add_channel("C0GENERAL", name="general", members=["U0RITA", "U0IVAN", "U0OLGA"])
    with slack.serving():
        yield slack


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.base_url, retry_handlers=[])


@pytest.fixture
def app(slack: LocalSlack, client: WebClient) -> App:
    app = App(
        name="tiny",
        client=client,
        signing_secret=slack.signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
    )
    slack.connect(through(app))
    return app


def through(app: App) -> Callable[[Delivery], Reply]:
    """Deliver to a Bolt app in this process."""

    def deliver(delivery: Delivery) -> Reply:
        response = app.dispatch(BoltRequest(body=delivery.body, headers=delivery.headers))
        return Reply(response.status, response.body, response.headers)

    return deliver
