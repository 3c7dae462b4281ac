"""Waivers for `debrief review`: those of debrief.toml and those in a posting's own comments, applied to its review."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.review_output import Reviewed
from bot.wording.words import plain_words
from rubrics.jd.waivers import NAMED, Waiver, spared_by, without_waived

if TYPE_CHECKING:
    from rubrics.jd.waiver_notes import WrittenWaiver

DEFAULT = Path("debrief.toml")
USAGE = 2


def read_waivers(path: Path | None) -> tuple["WrittenWaiver", ...]:
    """Return the waivers of a file, or of debrief.toml where it is there; raises Exit where it can't be read."""
    if path is None and not DEFAULT.exists():
        return ()
    file, notes = path or DEFAULT, _notes()
    try:
        return tuple(notes.waivers_in_file(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise _refusal("unreadable_waivers", path=file, problem=error) from error
    except notes.WaiverError as error:
        raise _refusal("bad_waivers", path=file, problem=error.what) from error


def unwaived(one: Reviewed, written: Sequence["WrittenWaiver"], today: date) -> Reviewed:
    """Return a review without what is waived, and that beside it; raises Exit where a comment is no waiver."""
    if not written and NAMED not in one.text:
        return one
    notes = _notes()
    try:
        waivers: tuple[Waiver, ...] = notes.waivers_for(one.review, one.text, one.name, written)
    except notes.WaiverError as error:
        raise _refusal("bad_comment", path=one.name, comment=error.what) from error
    review, waived = without_waived(one.review, one.text, waivers, today)
    return replace(one, review=review, waived=waived)


def spared_in(one: Reviewed) -> frozenset[str]:
    """Return the rules whose remarks a fix leaves as they are."""
    return spared_by(one.review, one.waived)


def _notes() -> Any:
    """Import what reads waivers, which most postings have none of."""
    return import_module("rubrics.jd.waiver_notes")


def _refusal(key: str, **values: object) -> typer.Exit:
    typer.echo(plain_words(f"review_command.{key}", **values), err=True)
    return typer.Exit(USAGE)
