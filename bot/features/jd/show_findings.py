"""The remarks of a JD review in the order they weigh: which stand together, and what each is called; draws no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.jd.phrasing import readable
from bot.features.jd.reviewed import ReviewShown
from bot.slack.block_types import Block, Element
from bot.slack.blocks import section
from bot.slack.elements import button
from bot.wording.jd import conclusion_words, minutes_for, task_words, where_in_short
from bot.wording.phrases import cut, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Finding, Review, Severity
from rubrics.jd.outcome import remark_of
from rubrics.jd.values import BLANK

REMARK = "jd_remark"
FIX = "jd_fix"
"""Its value is a review's id and the rule of a remark, or ALL; numbers change with each remark that is waived."""
ALL = "all"
"""Stands for all remarks where the rule of one is meant."""
LONGEST_HEADING = 60
LONGEST_TASK = 90
LONGEST_CONCLUSION = 140
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Entry:
    """The remarks about one phrase, which weigh alike, or all blanks; `first` is the first one's number among all."""

    findings: tuple[Finding, ...]
    first: int

    @property
    def severity(self) -> Severity:
        """How much they cost."""
        return self.findings[0].severity

    @property
    def of_blanks(self) -> bool:
        """Whether these are the blanks to fill in, which are no remarks to people."""
        return self.findings[0].rule == BLANK

    @property
    def kind(self) -> str:
        """What they are listed under: their severity, or that they are blanks."""
        return "blank" if self.of_blanks else self.severity.value

    @property
    def last(self) -> int:
        """The number of the last of them among all."""
        return self.first + len(self.findings) - 1


def in_order(reviewed: Review) -> list[Finding]:
    """Return the findings as they weigh: blanks, then the worst, the law's before others, then as the text goes."""
    return sorted((_about_the_title(finding, reviewed) for finding in reviewed.findings), key=_weight)


def entries(reviewed: Review) -> list[Entry]:
    """Return the findings in order, with those that follow each other about one phrase together."""
    grouped: list[list[Finding]] = []
    for finding in in_order(reviewed):
        if grouped and _same_phrase(grouped[-1][0], finding):
            grouped[-1].append(finding)
        else:
            grouped.append([finding])
    numbered, first = [], 1
    for findings in grouped:
        numbered.append(Entry(tuple(findings), first))
        first += len(findings)
    return numbered


def entry_at(reviewed: Review, number: int) -> Entry | None:
    """Return the remarks that a number is among; None where no remark has it."""
    return next((entry for entry in entries(reviewed) if entry.first <= number <= entry.last), None)


def entry_of(reviewed: Review, rule: str) -> Entry | None:
    """Return the first remarks that a rule's is among; None where it makes none."""
    found = (entry for entry in entries(reviewed) if rule in {finding.rule for finding in entry.findings})
    return next(found, None)


def remarks_in(reviewed: Review) -> int:
    """Return how many remarks a review makes, its blanks not counted."""
    return len(reviewed.findings) - len(reviewed.blanks)


def number_words(reviewed: Review) -> str:
    """Return how many blanks and remarks there are, as a button or a title: "3 blanks, 2 remarks"."""
    return plain_words("jd_labels.remarks", number=remarks_in(reviewed), blanks=len(reviewed.blanks))


def task_of(entry: Entry, shown: ReviewShown) -> str:
    """Return what to do about the first of some remarks, or about all blanks, in a few words."""
    if entry.of_blanks and len(entry.findings) > 1:
        return plain_words("jd_labels.fill_blanks", number=len(entry.findings))
    return cut(readable(task_words(shown.knowledge, entry.findings[0])), LONGEST_TASK)


def conclusion_of(entry: Entry, shown: ReviewShown) -> str:
    """Return in one sentence why; of several blanks, what is to be filled in."""
    if entry.of_blanks and len(entry.findings) > 1:
        return cut(" · ".join(readable(one.quote or "") for one in entry.findings), LONGEST_CONCLUSION)
    return cut(readable(conclusion_words(shown.knowledge, entry.findings[0])), LONGEST_CONCLUSION)


def weight_of(entry: Entry) -> str:
    """Return how much some remarks cost: "blocker", "2 warnings"."""
    number = len(entry.findings)
    return plain_words(f"jd_labels.weight_{entry.kind}", number=number)


def is_new(entry: Entry, shown: ReviewShown) -> bool:
    """Tell whether the review before had none of some remarks."""
    changes = shown.kept.changes
    new = {remark.key for remark in changes.new} if changes else set()
    return any(remark_of(finding).key in new for finding in entry.findings)


def numbered_row(number: int, entry: Entry, shown: ReviewShown) -> Block:
    """Return some remarks as a row of a short list: what to do, how much it costs, why; the rest is a click away."""
    text = words(
        "jd_review.to_fix",
        number=number,
        task=task_of(entry, shown),
        weight=weight_of(entry),
        minutes=minutes_for(shown.knowledge, entry.findings),
        conclusion=conclusion_of(entry, shown),
    )
    fix = fix_button(shown, entry.findings[0].rule, task_of(entry, shown), primary=False)
    return section(text, accessory=fix if can_fix(entry, shown) else open_remark(entry, shown))


def open_remark(entry: Entry, shown: ReviewShown) -> Element:
    """Return the button that shows some remarks in full."""
    label = plain_words("jd_labels.open_remark", task=task_of(entry, shown))
    return button(
        plain_words("jd_labels.open"), f"{REMARK}:{entry.first}", f"{shown.kept.id}:{entry.first}", label=label
    )


def fix_button(shown: ReviewShown, rule: str, task: str | None = None, *, primary: bool = True) -> Element:
    """Return the button that offers to fix a rule's remarks, or ALL; `task` tells it apart in a list."""
    text = plain_words("jd_fix.fix_all" if rule == ALL else "jd_fix.fix")
    label = plain_words("jd_fix.fix_label", task=task) if task else None
    return button(text, f"{FIX}:{rule}", f"{shown.kept.id}:{rule}", primary=primary, label=label)


def can_fix(entry: Entry, shown: ReviewShown) -> bool:
    """Tell whether any of some remarks can be fixed here, be it by an answer."""
    return any(finding.rule in shown.fixable for finding in entry.findings)


def section_called(finding: Finding, reviewed: Review) -> str:
    """Return what the part of the text is called that a finding is about: by its own heading where it has one.

    Pay often stands at the end, under the heading of something else.
    """
    if finding.start is not None and finding.section not in ("title", "pay"):
        place = finding.start
        inside = next((part for part in reviewed.sections if part.start <= place < part.end), None)
        if inside is not None and (heading := " ".join(readable(inside.heading or "").split())):
            return plain_words("jd_labels.heading_in_text", heading=shortened(heading, LONGEST_HEADING))
    return plain_words(f"jd_labels.section_{finding.section or 'whole'}")


def about(entry: Entry, shown: ReviewShown) -> str:
    """Return what some remarks are about: the places whose law it is, else the part of the text, else nothing."""
    finding = entry.findings[0]
    if finding.facts.laws:
        return where_in_short(finding.facts, shown.knowledge)
    return section_called(finding, shown.review) if finding.section or finding.start is not None else ""


def tasks_of(found: Sequence[Entry], shown: ReviewShown) -> list[str]:
    """Return what to do about each of some remarks."""
    return [task_of(entry, shown) for entry in found]


def _about_the_title(finding: Finding, reviewed: Review) -> Finding:
    quotes_title = finding.section is None and finding.quote is not None and finding.quote == reviewed.title
    return finding.model_copy(update={"section": "title"}) if quotes_title else finding


def _same_phrase(one: Finding, other: Finding) -> bool:
    """Tell whether two findings are about one phrase and weigh alike, or are both blanks to fill in.

    The words quoted may go on in one of them.
    """
    if BLANK in (one.rule, other.rule):
        return one.rule == other.rule
    if one.quote is None or other.quote is None or one.severity is not other.severity:
        return False
    return one.start == other.start or one.end == other.end


def _weight(finding: Finding) -> tuple[bool, int, bool, bool, int]:
    return finding.rule != BLANK, _RANKS[finding.severity], not finding.legal, finding.start is None, finding.start or 0
