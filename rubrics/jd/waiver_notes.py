"""Waivers written beside a posting: in a comment of its text, or in a file of a folder's; reads no file.

    <!-- debrief: waive pay-wide until 2027-02-28 by Rita: both offices in one posting -->

A comment holds for the line right below it, and for a remark that quotes nothing.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from fnmatch import fnmatch
from typing import Annotated

from pydantic import Field, ValidationError

from rubrics.catalogue.model import Value
from rubrics.jd.values import Review
from rubrics.jd.waivers import COMMENT, WRITTEN, Waiver, digest_of, subject_of

_COMMENT = re.compile(
    r"<!--\s*debrief:\s*waive\s+(?P<rule>[a-z0-9-]{1,60})\s+until\s+(?P<until>\d{4}-\d{2}-\d{2})\s+by\s+"
    r"(?P<by>[^:<>]{1,80}?)\s*:\s*(?P<reason>[^<>]{1,300}?)\s*-->"
)
_BEGUN = re.compile(r"<!--\s*debrief:[^>]{0,500}")


class WaiverError(Exception):
    """A waiver that cannot be read; `what` shows it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class WrittenWaiver(Value):
    """One entry of a file: the rule, the sentence it is about where it quotes one, for which files, and why."""

    rule: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1, max_length=300)]
    by: Annotated[str, Field(min_length=1, max_length=80)]
    until: date
    sentence: str | None = None
    file: str = "*"


class WaiverFile(Value):
    """debrief.toml: its waivers."""

    waivers: tuple[WrittenWaiver, ...] = ()


def waivers_in_file(content: str) -> tuple[WrittenWaiver, ...]:
    """Return the waivers of a debrief.toml; raises WaiverError with what is wrong in it."""
    try:
        return WaiverFile.model_validate(tomllib.loads(content)).waivers
    except tomllib.TOMLDecodeError as error:
        raise WaiverError(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise WaiverError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def waivers_for(review: Review, text: str, name: str, written: Sequence[WrittenWaiver]) -> tuple[Waiver, ...]:
    """Return the waivers of a posting: those of a file that are meant for its name, and those in its own comments.

    Raises WaiverError for a comment that begins as a waiver and is none.
    """
    return (*_written(review, name, written), *_commented(review, text))


def _written(review: Review, name: str, written: Sequence[WrittenWaiver]) -> Iterator[Waiver]:
    for one in written:
        if not fnmatch(name, one.file) and not fnmatch(name, f"*/{one.file}"):
            continue
        if one.sentence is not None:
            yield _waiver(one, digest_of(one.sentence))
            continue
        for finding in review.findings:
            if finding.rule == one.rule and finding.start is None:
                yield _waiver(one, digest_of(subject_of(review, "", finding)))


def _waiver(one: WrittenWaiver, digest: str) -> Waiver:
    return Waiver(rule=one.rule, digest=digest, kind=WRITTEN, note=one.reason, by=one.by, until=one.until)


def _commented(review: Review, text: str) -> Iterator[Waiver]:
    whole = {match.start() for match in _COMMENT.finditer(text)}
    for begun in _BEGUN.finditer(text):
        if begun.start() not in whole:
            raise WaiverError(" ".join(begun[0].split())[:120])
    for comment in _COMMENT.finditer(text):
        try:
            until = date.fromisoformat(comment["until"])
        except ValueError as error:
            raise WaiverError(comment[0]) from error
        for finding in review.findings:
            below = finding.start is not None and _is_below(text, comment.end(), finding.start)
            if finding.rule == comment["rule"] and (finding.start is None or below):
                yield Waiver(
                    rule=finding.rule,
                    digest=digest_of(subject_of(review, text, finding)),
                    kind=COMMENT,
                    note=" ".join(comment["reason"].split()),
                    by=comment["by"],
                    until=until,
                )


def _is_below(text: str, end: int, start: int) -> bool:
    """Whether a place is in the first line that holds something behind an offset."""
    return start >= end and "\n" not in text[end:start].strip()
