"""The documents show the pictures that `make pictures` takes, all of them and no others, and they stay small."""

import re
from pathlib import Path

from tests.browser.surfaces import SURFACES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 1_500_000
PUBLISHED = {surface.picture(*of) for surface in SURFACES for of in surface.published}
SHOWN = re.compile(r"!\[[^\]]{20,}\]\((?:docs/)?pictures/([^)]+)\)")
"""A picture with a sentence for anyone who doesn't see it."""


def test_every_published_picture_is_there_and_shown_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    shown = {name for file in documents for name in SHOWN.findall(file.read_text(encoding="utf-8"))}
    assert PUBLISHED == shown == {file.name for file in FOLDER.iterdir()}


def test_pictures_take_little_room() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES


def test_no_two_surfaces_have_one_name() -> None:
    assert len({surface.name for surface in SURFACES}) == len(SURFACES)
