"""A JD review for its author: the verdict first, then the findings by section, then the checklist."""

from collections.abc import Sequence

from bot.features.jd.phrasing import is_mixed, on_day, outcome_words, own_name, quotation, readable, shares
from bot.features.jd.reviewed import LONGEST_TITLE, ReviewShown, titled
from bot.features.jd.show_duties import duty_words
from bot.features.jd.show_findings import finding_blocks, finding_pages
from bot.features.jd.show_points import point_blocks, points_of
from bot.features.rubric.show_page import open_button, row
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, divider, header, modal, section, sections
from bot.slack.elements import button, select
from bot.wording.escaping import Mrkdwn
from bot.wording.jd import abstention_words, change_words, evidence_words, pay_words, remark_words, role_words
from bot.wording.phrases import shortened, with_article
from bot.wording.words import plain_words, words
from rubrics.jd import Review, Severity
from rubrics.jd.outcome import KeptReview
from rubrics.jd.values import OTHER, Abstention

REVIEW = "jd_review"
PAGE = "jd_page"
KEEP = "jd_keep"
DELETE = "jd_delete"
SHARE = "jd_share"
DELETE_CHOICE = "delete"
MOST_PAY = 4


def review(shown: ReviewShown, keep_choices: Sequence[int], page: int = 0) -> Modal:
    """Return one page: the verdict is page 0, the findings follow, the checklist is last."""
    findings = finding_pages(shown.review)
    last = len(findings) + 1
    page = min(max(page, 0), last)
    if page == 0:
        blocks = [*_verdict_page(shown, last), *actions(_keep_menu(shown.kept, keep_choices))]
    elif page == last:
        blocks = point_blocks(
            points_of(shown.items, shown.review.checklist), shown.role, shown.text, english=shown.review.english
        )
    else:
        blocks = finding_blocks(findings[page - 1], shown, is_last=page == last - 1)
    blocks += [*_turning(shown.kept.id, page, last), _footer(shown)]
    return modal("JD review", blocks, callback_id=REVIEW, private_metadata=shown.kept.id)


def fallback(shown: ReviewShown) -> Mrkdwn:
    """Return the review in one line."""
    return words(
        "jd_review.fallback",
        title=shown.title,
        outcome=outcome_words(shown.kept.outcome, shown.role_names),
        **_severities(shown.review),
    )


def _verdict_page(shown: ReviewShown, last: int) -> list[Block]:
    blocks = [header(shown.title), section(verdict_words(shown)), section(title_words(shown))]
    blocks += [*_changes(shown), section(counts(shown))]
    blocks += [context(duty_words(shown.knowledge, shown.review, shown.today)), *_doors(shown, last)]
    if not shown.review.verdict.abstained:
        blocks += [divider(), *evidence(shown)]
    if sentence := change_words(shown.review.verdict, shown.role_names):
        blocks += sections(words("jd_review.would_change", sentences=[sentence]))
    return blocks


def verdict_words(shown: ReviewShown) -> Mrkdwn:
    """Return which role the text describes, with what share of the evidence."""
    verdict = shown.review.verdict
    called = role_words(verdict.role or OTHER, verdict.other_kind, shown.role_names)
    role = with_article(called) if verdict.role in shown.role_names else called
    return words(
        "jd_review.verdict",
        verdict=verdict,
        abstained=abstention_words(verdict.abstained or Abstention.TOO_LITTLE),
        role=role,
        mixed=is_mixed(verdict),
        elsewhere=verdict.role is not None and verdict.role not in shown.role_names,
        shares=shares(verdict, shown.role_names),
    )


def title_words(shown: ReviewShown) -> Mrkdwn:
    """Return whether the title fits, and which would."""
    verdict, named = shown.review.verdict, own_name(shown.knowledge, shown.review)
    return words(
        "jd_review.title",
        verdict=verdict,
        title=shortened(readable(shown.review.title), LONGEST_TITLE),
        self_name=shortened(named, LONGEST_TITLE) if named else None,
        mixed=is_mixed(verdict),
        fitting=[f"“{title}”" for title in verdict.fitting_titles[:3]],
    )


def counts(shown: ReviewShown) -> Mrkdwn:
    """Return how many findings there are, how much of the checklist was found, and the pay."""
    points = points_of(shown.items, shown.review.checklist)
    return words(
        "jd_review.counts",
        role_name=shown.role.name if shown.role else None,
        there=len(points.found),
        asked=len(points.found) + len(points.missing),
        pay=[pay_words(pay) for pay in shown.review.pay[:MOST_PAY]],
        **_severities(shown.review),
    )


def evidence(shown: ReviewShown) -> list[Block]:
    """Return the quotations that speak for the leading roles."""
    verdict = shown.review.verdict
    blocks: list[Block] = []
    for role, spans in sorted(verdict.evidence.items(), key=lambda pair: -verdict.distribution.get(pair[0], 0)):
        if spans:
            name = role_words(role, verdict.other_kind, shown.role_names)
            reasons = ((span.quote, evidence_words(shown.knowledge, span)) for span in spans)
            quotes = [(quote, plain_words("jd_labels.read_as", features=reason)) for quote, reason in reasons]
            blocks += [section(words("jd_review.speaks_for", name=name)), quotation(quotes)]
    return blocks


def rubric_button(shown: ReviewShown) -> Element | None:
    """Return the way to the rubric of the role it really is, or to the role where no level is named."""
    if shown.role is None:
        return None
    kind = Kind.RUBRIC if shown.level else Kind.ROLE
    name = f"{shown.role.name}, {shown.level}" if shown.level else shown.role.name
    return open_button(f"Rubric: {name}", Topic(kind=kind, role=shown.role.id, level=shown.level))


def delete_question(kept: KeptReview) -> Modal:
    """Ask once more before a review is deleted."""
    blocks = [
        section(words("jd_review.delete_question", title=titled(kept))),
        *actions(
            button("Delete it", DELETE, kept.id, danger=True),
            button("Keep it", f"{PAGE}:kept", f"{kept.id}:0"),
        ),
    ]
    return modal("JD review", blocks, callback_id=REVIEW, private_metadata=kept.id)


def deleted(kept: KeptReview) -> Modal:
    """Say that a review is gone."""
    return modal("JD review", [section(words("jd_review.deleted", title=titled(kept)))], callback_id=REVIEW)


def _severities(reviewed: Review) -> dict[str, int]:
    return {f"{severity}s": reviewed.count(severity) for severity in Severity}


def _changes(shown: ReviewShown) -> list[Block]:
    changes = shown.kept.changes
    if changes is None:
        return []
    since, new = on_day(changes.since), len(changes.new)
    if changes.same_text:
        return [section(words("jd_review.same", since=since, new=new, mended=len(changes.mended)))]
    gone = [remark_words(shown.knowledge, remark) for remark in changes.mended]
    return sections(words("jd_review.changes", since=since, new=new, gone=gone))


def _doors(shown: ReviewShown, last: int) -> list[Block]:
    """Return the ways on from the verdict."""
    kept, role, findings = shown.kept, shown.role, len(shown.review.findings)
    missing = len(points_of(shown.items, shown.review.checklist).missing)
    return row(
        button(f"Findings ({findings})", f"{PAGE}:findings", f"{kept.id}:1", primary=True) if findings else None,
        button(f"Not found ({missing})", f"{PAGE}:checklist", f"{kept.id}:{last}") if shown.items else None,
        rubric_button(shown),
        open_button(f"Pay: {role.name}", Topic(kind=Kind.PAY, role=role.id)) if role and shown.has_pay else None,
        button("Share to channel", SHARE, kept.id),
    )


def _turning(review_id: str, page: int, last: int) -> list[Block]:
    if page == 0:
        return []
    before = "Verdict" if page == 1 else "Back"
    ahead = "More findings" if page < last - 1 else "Checklist"
    return actions(
        button(before, f"{PAGE}:back", f"{review_id}:{page - 1}"),
        button(ahead, f"{PAGE}:next", f"{review_id}:{page + 1}") if page < last else None,
        button("To the verdict", f"{PAGE}:first", f"{review_id}:0") if page > 1 else None,
    )


def _keep_menu(kept: KeptReview, keep_choices: Sequence[int]) -> Element:
    options = [(plain_words("jd_labels.keep_for", days=days), f"{kept.id}:{days}") for days in keep_choices]
    options.append(("Delete it now", f"{kept.id}:{DELETE_CHOICE}"))
    return select(KEEP, options, f"{kept.id}:{kept.keep_days}", placeholder="Keep the text")


def _footer(shown: ReviewShown) -> Block:
    until, legal = on_day(shown.kept.keep_until), shown.review.cites_law
    return context(words("jd_review.footer", words=shown.review.words, until=until, legal=legal))
