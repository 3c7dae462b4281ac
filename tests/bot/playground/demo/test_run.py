"""The playground can be looked at from its first moment, and acted in once it is furnished."""

import json
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bot.errors import Refusal
from bot.playground.demo.run import playground
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services
from bot.wording.refusals import sentence_of
from tests.seeding import Seeded

COMMAND = {"act": "command", "as": "U0RITA", "command": "/signal", "text": "", "channel": "C0HIRING"}


def acted(url: str, what: dict[str, str] = COMMAND) -> dict[str, Any]:
    request = Request(f"{url}/page/act", json.dumps(what).encode(), {"Content-Type": "application/json"})  # noqa: S310 – http, and our own
    with urlopen(request) as answer:  # noqa: S310
        return dict(json.load(answer))


def seen(url: str, place: str = "C0HIRING") -> dict[str, Any]:
    with urlopen(f"{url}/page/state?as=U0RITA&place={place}") as answer:  # noqa: S310 – http, and our own
        return dict(json.load(answer))


def test_what_people_do_before_seeding_has_finished_waits_for_it(seeded: Seeded) -> None:
    addresses: list[str] = []
    early: list[dict[str, Any]] = []
    acting: list[Future[dict[str, Any]]] = []

    def furnish(services: Services, slack: LocalSlack) -> None:
        early.append(seen(addresses[0]))
        acting.append(threads.submit(acted, addresses[0]))
        seeded.furnish(services, slack)

    with ThreadPoolExecutor(1) as threads, playground(0, addresses.append, furnish) as url:
        assert addresses == [url]
        assert early == [{"being_set_up": True}]
        assert acting[0].result(30) == {"ok": True, "result": 200}
        assert len(seen(url)["messages"]) > 9
        assert seen(url)["tour"]["start"] == {"as": "U0RITA", "place": "C0DRAFTS"}
        assert seen(url)["icon"]


def test_nobody_is_asked_to_finish_a_setup_that_the_playground_has_done(seeded: Seeded) -> None:
    with playground(0, furnish=seeded.furnish) as url:
        acted(url, {"act": "home", "as": "U0RITA"})
        shown = str(seen(url, "home")["home"])
    assert "Rubrics" in shown
    assert "Finish setup" not in shown


def test_a_taken_port_is_refused_with_another_one(seeded: Seeded) -> None:
    with playground(0, furnish=seeded.furnish) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(Refusal) as refused, playground(port):
            pass
    assert sentence_of(refused.value) == (
        f"Port {port} is taken by another program. Choose another one: make demo PORT={port + 1}"
    )
