"""A role's JD checklist held against one text: what was found, what was not; knows no remark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.features.jd.phrasing import words_in_place
from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_duties import duty_words
from bot.features.rubric.show_checklist import item_menu, themed
from bot.features.rubric.show_page import row
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, divider, modal, section, sections
from bot.slack.elements import button
from bot.wording.jd import pay_words
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.catalogue.checklist import ChecklistItem
from rubrics.jd import ChecklistMark
from rubrics.jd.values import Limit

CHECKED = "jd_checked"
FIRST_PAGE = "jd_checked_page"
FOUND = "jd_found"
MOST_PAY = 4
MOST_UNWANTED = 5
MOST_CODED = 20
MOST_LEFT_OUT = 4
LONGEST_TERM = 75


@dataclass(frozen=True)
class Points:
    """A checklist sorted by what a text says; `over` are limits that it breaks, `hinted` what a few words point to."""

    missing: tuple[ChecklistItem, ...]
    hinted: tuple[ChecklistItem, ...]
    found: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    unwanted: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    over: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    unchecked: tuple[ChecklistItem, ...]


def points_of(items: Sequence[ChecklistItem], marks: Sequence[ChecklistMark]) -> Points:
    """Return a checklist's items sorted by their marks; one without a mark, or that couldn't be counted, is for people
    to check."""
    marked = {mark.item: mark for mark in marks if mark.limit is not Limit.UNCOUNTED}
    wanted = [item for item in items if item.kind != "must_not" and item.id in marked]
    unfound = [item for item in wanted if not marked[item.id].found and not marked[item.id].limit]
    return Points(
        missing=tuple(item for item in unfound if not marked[item.id].hinted),
        hinted=tuple(item for item in unfound if marked[item.id].hinted),
        found=tuple((item, marked[item.id]) for item in wanted if marked[item.id].found),
        unwanted=tuple(
            (item, marked[item.id])
            for item in items
            if item.kind == "must_not" and item.id in marked and marked[item.id].found
        ),
        over=tuple((item, marked[item.id]) for item in wanted if marked[item.id].limit is Limit.BROKEN),
        unchecked=tuple(item for item in items if item.id not in marked),
    )


def checked(shown: ReviewShown) -> Modal:
    """Return what of the checklist was not found in the text, and whose posting laws it was held against."""
    points, review = points_of(shown.items, shown.review.checklist), shown.review
    role = shown.role
    blocks = [
        section(
            words(
                "jd_checked.summary",
                role_name=role.name if role else None,
                found=len(points.found),
                asked=sum(map(len, (points.found, points.missing, points.hinted, points.over))),
                english=review.english,
            )
        ),
        *_missing(points),
    ]
    if points.hinted:
        names = [item.name for item in points.hinted]
        blocks += sections(words("jd_checked.hinted", names=names, number=len(names)))
    if points.over:
        blocks.append(section(words("jd_checked.limits", broken=[(item, mark.count) for item, mark in points.over])))
    if points.unwanted:
        marked = _with_quotes(points.unwanted[:MOST_UNWANTED], shown.text)
        more = len(points.unwanted[MOST_UNWANTED:])
        blocks += sections(words("jd_checked.unwanted", marked=marked, number=len(points.unwanted), more=more))
    blocks.append(section(duty_words(shown.knowledge, review, shown.today)))
    found = button(
        plain_words("jd_labels.what_was_found", number=len(points.found)),
        FOUND,
        shown.kept.id,
        label=plain_words("jd_labels.what_was_found_label", number=len(points.found)),
    )
    unchecked = [item.name for item in points.unchecked]
    menu = item_menu(shown.items, role.id if role else None) if shown.items else None
    blocks += [
        *row(found, menu),
        context(words("jd_checked.footer", unchecked=unchecked)),
    ]
    return _modal(shown, blocks)


def found(shown: ReviewShown) -> Modal:
    """Return what of the checklist was found, each with the words it was found by, and the pay."""
    points = points_of(shown.items, shown.review.checklist)
    pay = [pay_words(each) for each in shown.review.pay[:MOST_PAY]]
    blocks: list[Block] = [
        section(words("jd_checked.pay", pay=pay)),
        *sections(words("jd_checked.found", marked=_with_what_shows(points.found, shown.text))),
    ]
    if shown.review.left_out:
        heads = [shortened(one.head, LONGEST_TERM) for one in shown.review.left_out[:MOST_LEFT_OUT]]
        blocks += [divider(), context(words("jd_checked.left_out", heads=heads))]
    if shown.review.coded_words:
        terms = [f"{shortened(term, LONGEST_TERM)} ({number})" for term, number in shown.review.coded_words.items()]
        blocks += [divider(), context(words("jd_checked.coded", terms=terms[:MOST_CODED]))]
    back = button(plain_words("jd_labels.back_to_checklist"), FIRST_PAGE, shown.kept.id, primary=True)
    return _modal(shown, [*blocks, *actions(back)])


def _modal(shown: ReviewShown, blocks: Sequence[Block]) -> Modal:
    return modal("JD checklist", blocks, callback_id=CHECKED, close="Back", private_metadata=shown.kept.id)


def _missing(points: Points) -> Iterable[Block]:
    for kind in ("must", "should"):
        if items := [item for item in points.missing if item.kind == kind]:
            title = plain_words(f"jd_labels.missing_{kind}")
            yield from sections(words("checklist.group", title=title, number=len(items), lines=themed(items)))


def _with_quotes(marked: Sequence[tuple[ChecklistItem, ChecklistMark]], text: str) -> list[tuple[ChecklistItem, str]]:
    return [(item, _quoted(mark, text)) for item, mark in marked]


def _with_what_shows(
    marked: Sequence[tuple[ChecklistItem, ChecklistMark]], text: str
) -> list[tuple[ChecklistItem, str, str]]:
    """Return each item with its words in the text, and with how a limit was kept."""
    return [
        (item, _quoted(mark, text), plain_words("jd_labels.limit_kept", number=mark.count) if mark.limit else "")
        for item, mark in marked
    ]


def _quoted(mark: ChecklistMark, text: str) -> str:
    if mark.start is None or mark.end is None:
        return ""
    return words_in_place(text, mark.start, mark.end)
