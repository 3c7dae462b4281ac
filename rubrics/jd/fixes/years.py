"""Years that no one can have: another number, or what can be shown in their place, as the author chooses."""

import re
from collections.abc import Iterator

from rubrics.jd.checks.ages import age_findings
from rubrics.jd.checks.repeats import MOST_OF_ONE_RULE
from rubrics.jd.fixes.asking import KEEP, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.reading.years import years_in
from rubrics.jd.values import Finding

_DAYS = 365.25
_ENDS = re.compile(r"[ \t]*(?:[.;)]|\n|$|(?:in|on|for|at) )")
"""What may follow a technology that stands alone."""
SHIPPED, FEWER = "shipped", "fewer"
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d)?|[a-z]+)(?:[ \t]*\(\d{1,2}\+?\))?(?:[ \t]*\+)?(?:[ \t]*(?:-|–|to)[ \t]*\d{1,2})?", re.I
)
_LEADS = re.compile(r"[ \t]*(?:at least|minimum(?: of)?|over|more than)?[ \t]*$", re.IGNORECASE)
"""What may stand between the beginning of a sentence and its years."""


def years_proposals(case: Case) -> Iterator[Proposal]:
    """Yield a choice for each number of years that is more than a technology is old."""
    wanted = case.wants("impossible-years", "unrealistic-years")
    found = [one for one in age_findings(case.reading, years_in(case.reading)) if one.rule in wanted]
    for number, finding in enumerate(found[:MOST_OF_ONE_RULE], start=1):
        edits = _edits(case, finding)
        # Behind the technology of a list others follow, of which the years may be possible.
        alone = _ENDS.match(case.text, finding.end or 0) is not None
        suggested = next(iter(edits), KEEP) if alone else KEEP
        ask = Ask(
            id=f"years-{number}",
            kind=AskKind.CHOICE,
            rules=(finding.rule,),
            quote=finding.quote or "",
            options=(*(Option(value=key, text=_after(case, finding, edit)) for key, edit in edits.items()), _LEFT),
            suggested=(suggested,),
            proposed=tuple(edits)[:1],
        )
        chosen = edits.get(case.answers.choice(ask))
        yield Proposal((finding.rule,), (chosen,) if chosen else (), (ask,))


_LEFT = Option(value=KEEP)


def _edits(case: Case, finding: Finding) -> dict[str, Edit]:
    """Return the ways to change the years: by what was shipped where they begin their sentence, by fewer of them."""
    start, end = finding.start or 0, finding.end or 0
    segment = case.reading.document.segment_at(start)
    edits: dict[str, Edit] = {}
    name = finding.facts.name or ""
    age = _age(case, name)
    first = segment.start if segment else start
    named = re.search(rf"{re.escape(name)}\W*$", case.text[start:end], re.IGNORECASE)
    if named and _LEADS.fullmatch(case.text, first, start) and _ENDS.match(case.text, end):
        edits[SHIPPED] = Edit(first, end, case.reading.knowledge.fixes.shipped.format(name=name), finding.rule)
    number = _NUMBER.match(case.text, start, end)
    if age >= 1 and number:
        edits[FEWER] = Edit(start, number.end(), f"{age}+" if "+" in number[0] else f"{age}", finding.rule)
    return edits


def _age(case: Case, name: str) -> int:
    """Return for how many full years people have had broad access to a technology: more can't be asked for."""
    technology = next(one for one in case.reading.knowledge.ages.technologies if one.name == name)
    since = technology.broad or technology.since
    return int((case.reading.today - since).days / _DAYS)


def _after(case: Case, finding: Finding, edit: Edit) -> str:
    """Return the quoted words as they read after an edit."""
    end = max(finding.end or 0, edit.end)
    return edit.text + case.text[edit.end : end]
