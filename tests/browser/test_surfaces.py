"""Each surface is reached as people reach it, says no more words than its budget, and stands no taller than it may."""

from playwright.sync_api import Browser

from tests.browser.pictures import measure, no_look
from tests.browser.surfaces import SURFACES
from tests.seeding import Seeded


def test_every_surface_keeps_to_its_words_and_its_height(browser: Browser, seeded: Seeded) -> None:
    rows = measure(browser, SURFACES, no_look, seeded.furnish)
    assert {row.surface.name: row.problem for row in rows if row.problem} == {}
    assert {row.surface.name: (row.words, row.heights) for row in rows if row.is_over} == {}
