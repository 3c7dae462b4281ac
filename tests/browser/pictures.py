"""`make pictures`: pictures of every surface, and a table of what each says and how tall it stands.

Without a folder it takes the pictures that the documents show, into docs/pictures; with one it takes all, each at both
widths, light and dark. A surface that no one gets to any more is told at the end, with exit status 1.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.playground.demo.run import Seed, from_nothing, playground
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.screen import View
from bot.wiring import Services
from tests.browser.launching import FLAGS, chromium
from tests.browser.surfaces import SURFACES, Playground, Seen, Surface, chapters
from tests.browser.visiting import DESK, PHONE

DOCUMENTS = Path(__file__).parents[2] / "docs" / "pictures"
WINDOWS, SCHEMES = (PHONE, DESK), ("light", "dark")
TALL = 3000
"""Pixels of a window in which no surface has to scroll."""
WHOLE = """.modal:not(.confirm) { max-height: none !important; height: fit-content !important; }
.shade { background: var(--paper) !important; }
#toasts, #tour-back { display: none !important; } * { caret-color: transparent !important; }"""
AWAY = "sessionStorage.setItem('tour', 'dismissed')"


@dataclass
class Row:
    """What is known of one surface: words, its height at each width, and what went wrong."""

    surface: Surface
    words: int = 0
    heights: dict[int, int] = field(default_factory=dict)
    problem: str = ""
    is_dead_end: bool = False

    @property
    def is_over(self) -> bool:
        """Tell whether it has more words, or stands taller, than it may."""
        most = self.surface.pixels or max(self.heights.values(), default=0)
        return self.words > (self.surface.words or self.words) or any(tall > most for tall in self.heights.values())


@contextmanager
def furnished(seed: Seed = from_nothing) -> Iterator[tuple[str, Playground]]:
    """Run a playground of its own; yields its address and its people."""
    found: list[LocalSlack] = []

    def furnish(services: Services, slack: LocalSlack) -> None:
        seed(services, slack)
        found.append(slack)

    with playground(0, furnish=furnish) as url:
        yield url, Playground(found[0])


Look = Callable[[Surface, Locator, int, str], None]
"""What is done with the part of the page that a surface is, at a width, light or dark."""


def published(surface: Surface, part: Locator, width: int, scheme: str) -> None:
    """Take the pictures that the documents show."""
    if (width, scheme) in surface.published:
        part.screenshot(path=DOCUMENTS / surface.picture(width, scheme))


def every_picture(folder: Path) -> Look:
    """Take all pictures, into a folder."""
    return lambda surface, part, width, scheme: part.screenshot(path=folder / surface.picture(width, scheme))


def measure(browser: Browser, surfaces: Sequence[Surface], look: Look, seed: Seed = from_nothing) -> list[Row]:
    """Walk to each surface once, measure it in each window, and look at it there, light and dark."""
    return [row for chapter in chapters(surfaces) for row in _measured_together(browser, chapter, look, seed)]


def _measured_together(browser: Browser, surfaces: Sequence[Surface], look: Look, seed: Seed) -> list[Row]:
    with (
        furnished(seed) as (url, demo),
        browser.new_context(base_url=url, reduced_motion="reduce", bypass_csp=True) as context,
    ):
        landing, page = context.new_page(), context.new_page()
        page.add_init_script(AWAY)
        return [_measured(landing, page, demo, surface, look) for surface in surfaces]


def _measured(landing: Page, page: Page, demo: Playground, surface: Surface, look: Look) -> Row:
    row = Row(surface)
    try:
        seen = surface.walk(demo)
        row.words, row.is_dead_end = seen.words, not seen.leads_on
        part = _landed(landing) if seen.what is None else _shown(page, seen)
        for window in WINDOWS:
            width = window["width"]
            part.page.set_viewport_size(window if seen.what is None else {**window, "height": TALL})
            part.scroll_into_view_if_needed()  # others may have been written since, and axe judges what is in view
            row.heights[width] = round(part.bounding_box()["height"])
            for scheme in SCHEMES:
                part.page.emulate_media(color_scheme=scheme)
                look(surface, part, width, scheme)
    except Exception as problem:  # noqa: BLE001 - one surface that is gone keeps no other from its picture
        row.problem = f"{type(problem).__name__}: {problem}".splitlines()[0]
    return row


def _landed(page: Page) -> Locator:
    """Open the page as someone new does, and return all of it."""
    page.goto("/")
    expect(page.locator("#who")).to_contain_text("You are")
    return page.locator("body")


def _shown(page: Page, seen: Seen) -> Locator:
    """Open the page where someone sees it, and return the part of the page that it is."""
    page.set_viewport_size({**PHONE, "height": TALL})
    page.goto(f"/?as={seen.person}&channel={seen.place}")
    expect(page.locator("#who")).to_contain_text("You are")
    page.add_style_tag(content=WHOLE)
    part = _part(page, seen)
    expect(part).to_be_visible()
    return part


def _part(page: Page, seen: Seen) -> Locator:
    if isinstance(seen.what, View):
        return page.locator("dialog.modal" if seen.what.type == "modal" else "#messages.home")
    assert seen.what is not None
    if seen.thread:
        page.locator(f'#messages [data-ts="{seen.thread}"] .replies').click()
    return page.locator(f'{"#replies" if seen.thread else "#messages"} [data-ts="{seen.what.ts}"]')


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Write the rows as a table in Markdown; what is more than it may be is marked."""
    yield "| surface | words | budget | height at 400 | at 1280 | |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in rows:
        phone, desk = (row.heights.get(window["width"], "–") for window in WINDOWS)
        limit = f" of {row.surface.pixels}" if row.surface.pixels else ""
        note = row.problem or ("over" if row.is_over else "dead end" if row.is_dead_end else "")
        cells = (row.surface.name, row.words, row.surface.words or "–", f"{phone}{limit}", f"{desk}{limit}", note)
        yield f"| {' | '.join(map(str, cells))} |"


def taken(surfaces: Sequence[Surface], look: Look) -> list[Row]:
    """Take the pictures at both widths, and return a row for each surface."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        rows = measure(browser, surfaces, look)
        browser.close()
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Take pictures as asked on the command line, print the table; 1 where a surface was not reached."""
    parser = argparse.ArgumentParser(prog="make pictures")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="take pictures of all surfaces, into this folder")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="these surfaces alone, in any order")
    asked = parser.parse_args(arguments)
    if not chromium():
        print("No Chromium was found. On Debian or Ubuntu: apt install chromium", file=sys.stderr)
        return 2
    surfaces = [one for one in SURFACES if not asked.only or one.name in asked.only]
    rows = taken(surfaces, every_picture(asked.to) if asked.to else published)
    print("\n".join(table(rows)))
    return int(any(row.problem for row in rows))


if __name__ == "__main__":
    sys.exit(main())
