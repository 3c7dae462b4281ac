"""A page opened while the playground is being set up says so, and loads by itself, without being reloaded."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue

from playwright.sync_api import Browser, expect

from bot.playground.demo.run import playground
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services
from tests.browser.visiting import DESK
from tests.seeding import Seeded


@contextmanager
def set_up_on_demand(seeded: Seeded) -> Iterator[tuple[str, threading.Event]]:
    """A playground that waits with its furniture until the event is set; yields its address and the event."""
    addresses: Queue[str] = Queue()
    wanted, done = threading.Event(), threading.Event()

    def furnish(services: Services, slack: LocalSlack) -> None:
        wanted.wait()
        seeded.furnish(services, slack)

    def run() -> None:
        with playground(0, addresses.put, furnish):
            done.wait()

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(run)
        try:
            yield addresses.get(), wanted
        finally:
            wanted.set()
            done.set()
        running.result()


def test_a_page_opened_too_early_says_so_and_fills_itself(browser: Browser, seeded: Seeded) -> None:
    with (
        set_up_on_demand(seeded) as (url, wanted),
        browser.new_context(base_url=url, viewport=DESK, reduced_motion="reduce") as context,
    ):
        page = context.new_page()
        page.goto("/?as=U0RITA&channel=home")
        expect(page.get_by_text("This workspace is still being set up.")).to_be_visible()
        expect(page.get_by_label("Message", exact=True)).not_to_be_visible()
        wanted.set()
        expect(page.get_by_text("This workspace is still being set up.")).not_to_be_visible()
        expect(page.locator("#who")).to_contain_text("Rita Okafor")
        expect(page.locator("#messages")).to_contain_text("Loops you run")  # her Home, asked for once it could be
