"""`debrief review --fix`: a text with its remarks fixed, written beside it or over it, or shown as a diff.

A file that is more than its text (Word, PDF, HTML) is never written over: its fixed text stands beside it.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from bot.cli.review_output import Reviewed
from bot.cli.review_waivers import spared_in
from bot.wording.jd import task_words
from bot.wording.phrases import cut
from bot.wording.words import plain_words
from rubrics.jd.fixes.amounts import unfit_amounts
from rubrics.jd.fixes.asking import KEEP, Ask, AskKind
from rubrics.jd.fixes.fix import Fixed, Fixer
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.values import BLANK

ENDING = ".fixed"
STDIN = "stdin"
USAGE = 2
LONGEST = 100
"""So many characters of a quotation or an option stand in one line of a terminal."""
Answers = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class FixedFile:
    """A file with its text fixed; `path` is None for standard input."""

    name: str
    path: Path | None
    fixer: Fixer
    fixed: Fixed
    asks: tuple[Ask, ...]

    @property
    def is_plain(self) -> bool:
        """Whether a file holds nothing but the text that was fixed, so that it may be written over."""
        return self.fixer.text.replace("\r\n", "\n").strip() == self.fixer.readable.strip()


def fix_files(
    knowledge: Knowledge,
    reviewed: Sequence[Reviewed],
    facts: Sequence[str],
    *,
    in_place: bool,
    diff: bool,
    day: date,
    title: str | None,
    location: str | None,
) -> list[Reviewed]:
    """Fix texts by what is known of them, and return them with the reviews they have then; raises Exit on wrong usage.

    Each is written beside its file, with `in_place` over it; standard input's goes to standard output. With `diff`
    nothing is written but what would change.
    """
    answers, wrong = answers_of(facts)
    if wrong:
        raise _refusal("bad_fact", fact=wrong[0])
    given = {"title": title, "location": location}
    fixers = [Fixer(knowledge, one.text, day, **given, spared=spared_in(one)) for one in reviewed]
    files = [_fixed_file(one.name, fixer, answers) for one, fixer in zip(reviewed, fixers, strict=True)]
    known = {ask.id for one in files for ask in one.asks}
    unknown = [name for name in answers if name not in known]
    if unknown and files:
        raise _refusal("unknown_fact", name=unknown[0], known=sorted(known))
    unfit = [bad for one in files for bad in unfit_amounts(one.asks, answers, one.fixer.knowledge.pay_words)]
    if unfit:
        raise _refusal("bad_amount", name=unfit[0].ask, typed=unfit[0].typed, unit=unfit[0].unit)
    if in_place and not diff and (held := [one.name for one in files if not one.is_plain or one.path is None]):
        raise _refusal("not_plain", name=held[0])
    for one in files:
        _report(one, in_place=in_place, diff=diff)
    return [Reviewed(one.name, one.fixed.text, one.fixed.after) for one in files]


def _fixed_file(name: str, fixer: Fixer, answers: Answers) -> FixedFile:
    """Fix a text by the answers, and by what is suggested where none is given."""
    asks = fixer.asks()
    suggested = {ask.id: ask.suggested[0] for ask in asks if ask.kind is AskKind.CHOICE and ask.suggested}
    path = None if name == STDIN else Path(name)
    return FixedFile(name, path, fixer, fixer.fixed({**suggested, **answers}), asks)


def _report(one: FixedFile, *, in_place: bool, diff: bool) -> None:
    """Write a fixed text, and say what became of it."""
    if diff:
        typer.echo(_diff(one))
        return
    target = _written(one, in_place=in_place)
    if target is None:
        typer.echo(one.fixed.text, nl=False)
    for line in _lines(one, target):
        typer.echo(line, err=target is None)


def answers_of(facts: Sequence[str]) -> tuple[dict[str, str | tuple[str, ...]], list[str]]:
    """Return the answers that are written as NAME=VALUE, and what is not written so; "musts" takes several numbers."""
    answers: dict[str, str | tuple[str, ...]] = {}
    wrong: list[str] = []
    for fact in facts:
        name, equals, value = fact.partition("=")
        if not equals or not name.strip():
            wrong.append(fact)
        elif name.strip() == "musts":
            answers["musts"] = tuple(str(int(one) - 1) for one in value.split(",") if one.strip().isdigit())
        else:
            answers[name.strip()] = value.strip()
    return answers, wrong


def _written(one: FixedFile, *, in_place: bool) -> Path | None:
    """Write a fixed text and return where to; None where it came from standard input."""
    if one.path is None:
        return None
    target = one.path if in_place else one.path.with_name(f"{one.path.name}{ENDING}")
    target.write_text(one.fixed.text, encoding="utf-8", newline="\r\n" if "\r\n" in one.fixer.text else "\n")
    return target


def _diff(one: FixedFile) -> str:
    """Return what a fix changes, as a unified diff."""
    before, after = one.fixer.readable.splitlines(keepends=True), one.fixed.text.splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, one.name, f"{one.name}{ENDING}")).rstrip("\n")


def _lines(one: FixedFile, target: Path | None) -> Iterator[str]:
    """Yield what was fixed, which blanks are to be filled in, and what is left with the answers that would fix it."""
    fixed, knowledge = one.fixed, one.fixer.knowledge
    number = len(fixed.before.findings)
    yield _words("fixed", name=one.name, done=len(fixed.done), number=number, new=len(fixed.new), target=target)
    for finding in fixed.done:
        yield "  " + _words("done", task=task_words(knowledge, finding))
    for finding in fixed.new:
        yield "  " + _words("new", task=task_words(knowledge, finding))
    for finding in fixed.after.findings:
        if finding.rule == BLANK:
            line = fixed.text.count("\n", 0, finding.start or 0) + 1
            yield "  " + _words("blank", quote=finding.quote, line=line)
    for finding in (*fixed.blank, *fixed.left):
        asks = [ask for ask in one.asks if finding.rule in ask.rules]
        yield "  " + _words("left", task=task_words(knowledge, finding), waits=finding in fixed.blank)
        yield from (f"    {_ask(ask)}" for ask in asks)


def _ask(ask: Ask) -> str:
    """Return how to answer a question on the command line."""
    values = [option.value for option in ask.options]
    texts = [cut(option.text, LONGEST) for option in ask.options if option.text]
    return _words("ask", ask=ask, values=values, texts=texts, quote=cut(ask.quote, LONGEST), keep=KEEP)


def _refusal(key: str, **values: object) -> typer.Exit:
    typer.echo(_words(key, **values), err=True)
    return typer.Exit(USAGE)


def _words(key: str, **values: object) -> str:
    return plain_words(f"review_fix.{key}", **values)
