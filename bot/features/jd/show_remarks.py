"""All remarks of a JD review as rows, and each in full with its fix and what it rests on; knows no verdict."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.features.doors import Door
from bot.features.jd.explain_rule import explained
from bot.features.jd.phrasing import quotation_in_place, readable
from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_findings import (
    ALL,
    REMARK,
    Entry,
    about,
    can_fix,
    entries,
    fix_button,
    is_new,
    number_words,
    open_remark,
    remarks_in,
    task_of,
    tasks_of,
    weight_of,
)
from bot.features.jd.show_rule import LONGEST_LAW, admins_button, rule_blocks, rule_button
from bot.features.jd.show_waivers import waive_button, waived_button
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, divider, header, modal, section, sections
from bot.slack.elements import button
from bot.wording.escaping import Mrkdwn
from bot.wording.jd import finding_words, law_rows, minutes_for, task_words, why_around_laws
from bot.wording.phrases import cut, day, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Severity

REMARKS = "jd_remarks"
TURN = "jd_remarks_page"
NEXT = "jd_remark_next"
RULES = "jd_remark_sources"
A_PAGE = 8
"""Rows of one page: a phone shows a row a finger's height, and eight of them are a screen and a bit."""
MOST_NOTES = 6
"""Notes share rows, and are small: so many are named in one."""
MOST_GONE = 5
LONGEST_TASK = 100
"""A task may name words of the text, each sign of which may take five: five tasks share a line of 3,000 characters."""
MOST_OTHERS = 3
"""So many more rules may speak of one phrase, each a button."""
LONGEST = 500
"""Longer than any sentence of ours, quotations from the text in it included."""


def remarks(shown: ReviewShown, page: int = 0, *, back: Element | None = None) -> Modal:
    """Return a page of the list, by severity; the notes share rows.

    `back` leads to where closing the page does not.
    """
    found = entries(shown.review)
    rows = _rows(found)
    pages = [rows[start : start + A_PAGE] for start in range(0, len(rows), A_PAGE)] or [[]]
    page = min(max(page, 0), len(pages) - 1)
    blocks: list[Block] = [] if rows else [section(words("jd_review.no_remarks", is_ready=False))]
    for severity, together in groupby(pages[page], key=lambda row: row[0].kind):
        title = plain_words(f"jd_labels.severity_{severity}")
        number = shown.review.counts[f"{severity}s"]
        blocks.append(header(plain_words("jd_labels.group", title=title, number=number)))
        blocks += [_row(row, shown) for row in together]
    if page == len(pages) - 1:
        blocks += _gone(shown)
    return modal(
        number_words(shown.review),
        [*blocks, *_turning(shown, found, page, len(pages), back)],
        callback_id=REMARKS,
        close="Close" if back else "Back",
        private_metadata=shown.kept.id,
        clear_on_close=back is not None,
    )


def _rows(found: Sequence[Entry]) -> list[list[Entry]]:
    """Return one row for each remark, and one for a few notes each."""
    grave = [[entry] for entry in found if entry.severity is not Severity.NOTE]
    notes = [entry for entry in found if entry.severity is Severity.NOTE]
    return [*grave, *(notes[start : start + MOST_NOTES] for start in range(0, len(notes), MOST_NOTES))]


def _row(row: Sequence[Entry], shown: ReviewShown) -> Block:
    if row[0].severity is Severity.NOTE:
        return section(words("jd_remarks.notes", tasks=tasks_of(row, shown)), accessory=open_remark(row[0], shown))
    entry = row[0]
    text = words(
        "jd_remarks.row",
        task=task_of(entry, shown),
        number=len(entry.findings),
        minutes=minutes_for(shown.knowledge, entry.findings),
        about=about(entry, shown),
        is_new=is_new(entry, shown),
    )
    return section(text, accessory=open_remark(entry, shown))


def _gone(shown: ReviewShown) -> list[Block]:
    changes, fixed = shown.kept.changes, shown.fixed_since
    if changes is None or not fixed:
        return []
    tasks = [cut(task_words(shown.knowledge, remark), LONGEST_TASK) for remark in fixed]
    text = words("jd_remarks.gone", since=day(changes.since), tasks=tasks[:MOST_GONE], more=len(tasks[MOST_GONE:]))
    return [divider(), context(text)]


def _turning(shown: ReviewShown, found: Sequence[Entry], page: int, pages: int, back: Element | None) -> list[Block]:
    review_id = shown.kept.id
    first = plain_words("jd_labels.first_remark")
    fixable = bool(found and shown.fixable)
    return actions(
        back,
        fix_button(shown, ALL, primary=not back) if fixable else None,
        button(first, f"{REMARK}:first", f"{review_id}:{found[0].first}", primary=not fixable and not back)
        if found
        else None,
        waived_button(shown) if shown.waived else None,
        button("Previous", f"{TURN}:back", f"{review_id}:{page - 1}") if page else None,
        button("More", f"{TURN}:more", f"{review_id}:{page + 1}")
        if page < pages - 1
        else button(plain_words("door_labels.ask_approval"), Door.ASK_APPROVAL, review_id),
    )


def remark(shown: ReviewShown, number: int) -> Modal:
    """Return the remark of a number in full, with others about the same phrase; after the last come the fixes."""
    found = entries(shown.review)
    place = _place(found, number)
    if place is None:
        return remarks(shown)
    entry = found[place]
    blocks = [section(_heading(entry, shown)), *_quote(entry, shown), *_why_and_fix(entry, shown)]
    following = found[place + 1] if place + 1 < len(found) else None
    fixable = can_fix(entry, shown)
    at_end = following is None and len(found) > 1 and bool(shown.fixable)
    blocks += actions(
        fix_button(shown, entry.findings[0].rule) if fixable else None,
        waive_button(shown, entry.first),
        button(plain_words("jd_labels.next_remark"), NEXT, f"{shown.kept.id}:{following.first}", primary=not fixable)
        if following
        else None,
        fix_button(shown, ALL, primary=not fixable) if at_end else None,
        button(
            plain_words("jd_rule_labels.why"),
            RULES,
            f"{shown.kept.id}:{entry.first}",
            label=plain_words("jd_rule_labels.title"),
        ),
    )
    finding = entry.findings[0]
    if finding.legal or finding.checked or not finding.verified:
        blocks.append(context(words("jd_remarks.footer", finding=finding)))
    return modal(
        _title(entry, shown),
        blocks,
        callback_id=REMARK,
        close="Back",
        private_metadata=shown.kept.id,
    )


def _title(entry: Entry, shown: ReviewShown) -> str:
    """Return which remarks these are of how many; blanks come before them and are not counted."""
    blanks = len(shown.review.blanks)
    first, last = entry.first - blanks, entry.last - blanks
    return plain_words("jd_labels.remark", entry=entry, first=first, last=last, number=remarks_in(shown.review))


def _place(found: Sequence[Entry], number: int) -> int | None:
    """Return where a remark stands; the first where a newer review has none of that number."""
    if not found:
        return None
    return next((place for place, entry in enumerate(found) if entry.first <= number <= entry.last), 0)


def _heading(entry: Entry, shown: ReviewShown) -> Mrkdwn:
    return words(
        "jd_remarks.heading",
        task=task_of(entry, shown),
        weight=weight_of(entry),
        legal=entry.findings[0].legal and not entry.findings[0].facts.laws,
        about=about(entry, shown),
        minutes=minutes_for(shown.knowledge, entry.findings),
        is_new=is_new(entry, shown),
    )


def _quote(entry: Entry, shown: ReviewShown) -> Iterator[Block]:
    widest = max(entry.findings, key=lambda finding: len(finding.quote or ""))
    if widest.start is not None and widest.end is not None:
        yield quotation_in_place(shown.text, widest.start, widest.end)


def _why_and_fix(entry: Entry, shown: ReviewShown) -> Iterator[Block]:
    if entry.of_blanks and len(entry.findings) > 1:
        quotes = [shortened(readable(one.quote or ""), LONGEST_LAW) for one in entry.findings]
        yield from sections(words("jd_remarks.blanks", quotes=quotes))
        return
    for finding in entry.findings:
        sentences = finding_words(shown.knowledge, finding)
        around = why_around_laws(shown.knowledge, finding)
        why, behind = around or (sentences.why, "")
        laws = [shortened(row, LONGEST_LAW) for row in law_rows(finding.facts)] if around else []
        behind = shortened(behind, LONGEST)
        yield from sections(words("jd_remarks.why", why=shortened(why, LONGEST), laws=laws, behind=behind))
        yield section(words("jd_remarks.fix", fix=shortened(sentences.fix, LONGEST)))


def remark_rules(shown: ReviewShown, number: int) -> Modal:
    """Return the page of the rule behind a remark: its laws and sources, examples, how often it was wrong."""
    found = entries(shown.review)
    place = _place(found, number)
    if place is None:
        return remarks(shown)
    first, *others = {finding.rule: finding for finding in found[place].findings}.values()
    back = plain_words("jd_labels.back_to_remark")
    ways = actions(
        button(back, NEXT, f"{shown.kept.id}:{found[place].first}", primary=True),
        *(rule_button(other.rule, task_words(shown.knowledge, other)) for other in others[:MOST_OTHERS]),
        admins_button(first.rule),
    )
    one = explained(shown.knowledge, first.rule, shown.today, first)
    title = plain_words("jd_rule_labels.title")
    return modal(
        title,
        [*rule_blocks(one, in_full=False), *ways],
        callback_id=REMARK,
        close="Back",
        private_metadata=shown.kept.id,
    )
