"""A real browser in front of the real playground: one Chromium for the run, a fresh playground for every test."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.playground.demo.run import playground
from tests.browser.launching import FLAGS, chromium
from tests.browser.soundness import Watch
from tests.browser.visiting import DESK, PHONE, Visitor
from tests.seeding import Seeded

PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium without a window, from the system: none is downloaded."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium was found for the tests of the page; on Debian or Ubuntu: apt install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(browser: Browser, seeded: Seeded, written_log: StringIO) -> Iterator[str]:
    """The address of a playground of this test's own, in which nothing may go wrong unseen."""
    with playground(0, furnish=seeded.furnish) as url:
        yield url
    entries = [json.loads(line) for line in written_log.getvalue().splitlines()]
    assert not [entry for entry in entries if entry["level"] in {"warning", "error", "critical"}]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """Both windows in turn; ON_PHONE and ON_DESK are for tests of one."""
    return request.param


@pytest.fixture
def is_touch(request: pytest.FixtureRequest) -> bool:
    """Whether the page is used with a finger: by no test but those that say so."""
    return bool(getattr(request, "param", False))


@pytest.fixture
def visitor(browser: Browser, address: str, size: dict[str, int], *, is_touch: bool) -> Iterator[Visitor]:
    """Someone who has just opened the page and reads as Rita, the recruiter."""
    device = {"has_touch": is_touch, "is_mobile": is_touch}
    with browser.new_context(base_url=address, viewport=size, reduced_motion="reduce", **device) as context:
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch(context, address)
        visitor = Visitor(context.new_page())
        visitor.arrive()
        yield visitor
        visitor.page.close()
        assert watch.seen == []
