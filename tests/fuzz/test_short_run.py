"""A few hundred hostile requests in each run of the suite; `make fuzz` sends a hundred thousand."""

from collections.abc import Iterator
from io import StringIO

import pytest

from bot.logs import configure_logs
from bot.playground.demo import seed
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.wsgi import build_wsgi
from bot.settings import Settings
from bot.wiring import Services
from tests.fuzz.inputs import Input, interaction
from tests.fuzz.judges import SEALED, problems
from tests.fuzz.run import Outcome, run, told
from tests.fuzz.world import World, collect
from tests.seeding import Seeded

INPUTS, ACTS = 300, 10


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is forged is refused before any database sees it, so one kind will do."""
    return sqlite_url


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    slack = LocalSlack()
    seed.people(slack)
    with slack.serving():
        yield slack


@pytest.fixture
def world(slack: LocalSlack, settings: Settings, services: Services, seeded: Seeded) -> World:
    log = StringIO()
    configure_logs("INFO", "json", log)
    world = World(slack, services, log, seeded)
    seeded.furnish(services, slack)
    collect(world, build_wsgi(services), acts=ACTS)
    return world


def test_no_hostile_request_ends_in_a_fault(world: World) -> None:
    outcome = run(world, "the short run", INPUTS)
    assert not outcome.faults, told(outcome, 0)
    assert sum(outcome.answers.values()) == INPUTS
    assert {sort for sort, _ in outcome.answers} == {
        "command",
        "genuine",
        "mutated",
        "rated",
        "filled",
        "forged",
        "nonsense",
    }


# ---- the judges: a run without a fault says something only if they can tell one

COMMAND = {"command": "/loop", "text": "", "user_id": "U0OTTO"}
SUBMIT = {"type": "view_submission", "user": {"id": "U0OTTO"}, "view": {"blocks": [{"block_id": "reason"}]}}


def judged(payload: dict[str, object], status: int = 200, body: str = "", **seen: object) -> list[str]:
    given: Input = interaction("forged", payload)
    more = {"logged": [], "calls": [], "is_sealed": True, **seen}
    return list(problems(given, status, body, **more))


def test_a_500_is_a_fault_but_where_nothing_reaches_whoever_clicked() -> None:
    assert judged(COMMAND, 500) == ["HTTP 500"]
    assert judged({"type": "block_actions"}, 500) == []


def test_a_fault_of_ours_is_noticed_wherever_it_is_said() -> None:
    answer = '{"text": "…, and Something went wrong in Debrief.", "blocks": []}'
    assert judged(COMMAND, body=answer) == ["says that the went wrong in Debrief's"]
    assert judged(COMMAND, logged=[{"level": "error", "event": "request failed"}]) == ["logged request failed: nothing"]


def test_an_answer_that_slack_would_not_take_is_noticed() -> None:
    assert judged(COMMAND, body='{"text": "", "blocks": []}')
    assert judged(COMMAND, body='{"text": "x", "blocks": [{"type": "section"}]}')
    assert judged(SUBMIT, body='{"response_action": "errors", "errors": {"another": "x"}}')
    assert judged(SUBMIT, body='{"response_action": "errors", "errors": {"reason": "x"}}') == []


def test_sealed_evidence_is_noticed_unless_its_author_reads_it() -> None:
    evidence, author = next(iter(SEALED.items()))
    answer = f'{{"text": "{evidence}", "blocks": []}}'
    assert judged(COMMAND, body=answer) == [f"shows U0OTTO the sealed evidence of {author}"]
    assert judged({**COMMAND, "user_id": author}, body=answer) == []


def test_the_run_without_a_fault_and_the_one_with_faults_are_told_apart() -> None:
    outcome = Outcome()
    outcome.answers["forged", 200] += 2
    assert told(outcome, 1).endswith("2 inputs in 1 s; 0 faults of 0 kinds")
    outcome.blame("HTTP 500", "forged: x")
    assert "1 x HTTP 500\n    forged: x" in told(outcome, 1)
