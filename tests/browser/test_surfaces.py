"""Each surface is reached as people reach it, keeps to its budget, leads on, reads well, and axe finds no grave fault.

One visit to each serves all: walking there takes longer than looking. A chapter is a test, so that workers share them.
"""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.axe import grave_faults, is_installed
from tests.browser.pictures import measure
from tests.browser.surfaces import SURFACES, Surface, chapters
from tests.browser.visiting import DESK, PHONE
from tests.seeding import Seeded

EVERY_RULE, COLORS = (PHONE["width"], "light"), (DESK["width"], "dark")
"""Names, roles and order are the same in each window and scheme, so dark is asked for its colors alone."""
ALL = frozenset(surface.name for surface in SURFACES)
# In the playground's team no table is wider than a phone. A code, a time or a range in two lines is two things to read.
AWRY = r"""(part) => {
  const found = [...part.querySelectorAll(".wide")].filter((frame) => frame.scrollWidth > frame.clientWidth)
    .map((frame) => `${frame.getAttribute("aria-label")} scrolls sideways`);
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".unseen")) continue;
    for (const whole of walker.currentNode.data.matchAll(/C-[A-Z0-9]{4}|\d+:\d\d [AP]M|\d–\$?\d[\d.]*/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, whole.index);
      range.setEnd(walker.currentNode, whole.index + whole[0].length);
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
      if (lines.size > 1) found.push(`${whole[0]} in two lines: ${walker.currentNode.data}`);
    }
  }
  return found;
}"""
LOOKED_AT = frozenset(surface.name for surface in SURFACES[::4])
"""What axe sees in every run: it takes a second for each, and surfaces share their parts. The long run shows it all."""


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter[0].name)
@pytest.mark.parametrize("by_axe", [LOOKED_AT, pytest.param(ALL, marks=pytest.mark.long)], ids=len)
def test_every_surface_keeps_to_its_budget_and_can_be_used_by_anyone(
    browser: Browser, seeded: Seeded, chapter: Sequence[Surface], by_axe: frozenset[str]
) -> None:
    faults: set[tuple[str, int, str, str]] = set()
    awry: list[tuple[str, int, str]] = []

    def look(surface: Surface, part: Locator, width: int, scheme: str) -> None:
        awry.extend((surface.name, width, fault) for fault in part.evaluate(AWRY))
        if is_installed() and surface.name in by_axe and (width, scheme) in (EVERY_RULE, COLORS):
            rules = ("color-contrast",) if (width, scheme) == COLORS else ()
            faults.update((surface.name, width, scheme, fault) for fault in grave_faults(part, *rules))

    rows = measure(browser, chapter, look, seeded.furnish)
    assert {row.surface.name: row.problem for row in rows if row.problem} == {}
    assert {row.surface.name: (row.words, row.heights) for row in rows if row.is_over} == {}
    assert [row.surface.name for row in rows if row.is_dead_end] == []
    assert awry == []
    assert faults == set()
