"""JDs for their authors: the checklist, the form to paste one, and the review with its evidence."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import RichTextInputElement

from bot.views.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    divider,
    field,
    header,
    modal,
    private,
    section,
    sections,
    text_input,
)
from bot.views.words import Mrkdwn, shortened, words
from rubrics.jd import Finding, PayFound, Review, Severity, Verdict
from rubrics.model import Checklist, ChecklistItem
from rubrics.role import Role

REVIEW_FORM = "jd_form"
REVIEW = "jd_review"
PAGE = "jd_page"
MESSAGE_SHORTCUT = "jd_review_message"
START_REVIEW = "jd_start_review"
TEXT, MORE_TEXT, LOCATION = "jd", "jd_more", "location"
FINDINGS_A_PAGE = 12
KINDS = (("must", "It must say"), ("should", "It should say"), ("must_not", "It must not say"))
SEVERITIES = ((Severity.BLOCKER, "Blockers"), (Severity.WARNING, "Warnings"), (Severity.NOTE, "Notes"))


def checklist(role: Role, told: Checklist) -> Message:
    """Return what a JD for a role must, should and must not say, each with its reason."""
    blocks: list[Block] = [header(f"JD checklist: {role.name}")]
    for kind, title in KINDS:
        if items := [item for item in told.items if item.kind == kind]:
            blocks += sections(words("jd.items", title=title, items=items))
    blocks += [*actions(button("Review a JD", START_REVIEW)), context(words("jd.checklist_footnote"))]
    return private(words("jd.checklist_fallback", role=role, number=len(told.items)), blocks)


def checklist_offer(roles: Sequence[Role]) -> Message:
    """Return the roles that have a checklist, with what to type for each."""
    text = words("jd.checklist_offer", roles=roles)
    return private(text, sections(text))


def review_form() -> Modal:
    """Return the form that takes a pasted JD of any length."""
    paste = RichTextInputElement(action_id=TEXT)
    rest = text_input(MORE_TEXT, multiline=True)
    place = text_input(LOCATION, placeholder="Such as: Remote (US), or Toronto", longest=120)
    return modal(
        "Review a JD",
        [
            field(TEXT, "The JD", paste, hint="Paste all of it. The first line is taken as the title."),
            field(MORE_TEXT, "The rest of it, if it did not fit", rest, optional=True),
            field(LOCATION, "Where is the job?", place, optional=True, hint="Posting duties depend on the place."),
            context(Mrkdwn("Only you see the review.")),
        ],
        callback_id=REVIEW_FORM,
        submit="Review",
        close="Cancel",
    )


def review(
    review_id: str, reviewed: Review, role_names: dict[str, str], items: Sequence[ChecklistItem], page: int = 0
) -> Modal:
    """Return one page of a review: the verdict first, then findings by severity, then what is missing."""
    pages = _finding_pages(reviewed.findings)
    page = min(max(page, 0), len(pages))
    blocks = _findings_page(pages[page - 1]) if page else _first_page(reviewed, role_names, items)
    blocks += [*_page_buttons(review_id, page, len(pages)), context(words("jd.legal", words=reviewed.words))]
    return modal("JD review", blocks, callback_id=REVIEW, private_metadata=review_id)


def _first_page(reviewed: Review, role_names: dict[str, str], items: Sequence[ChecklistItem]) -> list[Block]:
    verdict = reviewed.verdict
    blocks = [header(shortened(reviewed.title or "JD review", 150)), section(_verdict(reviewed, role_names))]
    blocks.append(section(_counts(reviewed)))
    blocks.append(section(_pay(reviewed.pay)))
    if verdict.role:
        name = role_names.get(verdict.role, "another role")
        spans = verdict.evidence.get(verdict.role, ())
        if spans:
            blocks += [divider(), *sections(words("jd.speaks_for", name=name, spans=spans))]
    if verdict.would_change:
        blocks += sections(words("jd.would_change", sentences=verdict.would_change))
    found = {mark.item for mark in reviewed.checklist if mark.found}
    known = {mark.item for mark in reviewed.checklist}
    if missing := [i for i in items if i.id in known - found and i.kind != "must_not"]:
        blocks += [divider(), *sections(words("jd.missing", items=missing))]
    return blocks


def _verdict(reviewed: Review, role_names: dict[str, str]) -> Mrkdwn:
    verdict = reviewed.verdict
    name = _role_name(verdict, role_names)
    article = "an" if name[0] in "AEIOUM" and name.split()[0] not in ("Machine",) else "a"
    return words(
        "jd.verdict",
        verdict=verdict,
        title=reviewed.title,
        role_name=name,
        article=article,
        second=_second(verdict, role_names),
    )


def _role_name(verdict: Verdict, role_names: dict[str, str]) -> str:
    if verdict.role == "other":
        return f"role of another kind ({verdict.other_kind})" if verdict.other_kind else "role of another kind"
    return role_names.get(verdict.role or "", "role of another kind")


def _second(verdict: Verdict, role_names: dict[str, str]) -> str | None:
    ranked = sorted(verdict.distribution.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) < 2 or ranked[1][1] < 0.2:
        return None
    name = role_names.get(ranked[1][0], "another kind")
    return f"{name}, {100 * ranked[1][1]:.0f} %"


def _counts(reviewed: Review) -> Mrkdwn:
    return words(
        "jd.counts",
        blockers=reviewed.count(Severity.BLOCKER),
        warnings=reviewed.count(Severity.WARNING),
        notes=reviewed.count(Severity.NOTE),
        found=sum(mark.found for mark in reviewed.checklist),
        items=len(reviewed.checklist),
    )


def _pay(found: Sequence[PayFound]) -> Mrkdwn:
    if not found:
        return words("jd.no_pay")
    return words("jd.pay", ranges=[pay_words(pay) for pay in found[:5]])


def pay_words(pay: PayFound) -> str:
    """Return a stated pay as people write it: “USD 150,000 to 190,000 a year, base”."""
    ends = [f"{end:,.0f}" if end == int(end) else f"{end:,.2f}" for end in (pay.low, pay.high) if end is not None]
    amount = ends[0] if len(set(ends)) == 1 else " to ".join(ends)
    opening = "" if not pay.open_ended else ("up to " if pay.low is None else "from ")
    basis = "" if pay.basis == "unclear" else f", {pay.basis}"
    return (
        f"{opening}{pay.currency or 'no currency,'} {amount} a{'n' if pay.period == 'hour' else ''} {pay.period}{basis}"
    )


def _finding_pages(findings: Sequence[Finding]) -> list[Sequence[Finding]]:
    return [findings[start : start + FINDINGS_A_PAGE] for start in range(0, len(findings), FINDINGS_A_PAGE)]


def _findings_page(findings: Sequence[Finding]) -> list[Block]:
    blocks: list[Block] = []
    for severity, title in SEVERITIES:
        if chosen := [finding for finding in findings if finding.severity is severity]:
            blocks += [header(title), *(block for f in chosen for block in sections(words("jd.finding", finding=f)))]
    return blocks


def _page_buttons(review_id: str, page: int, pages: int) -> list[Block]:
    if not pages:
        return [section(words("jd.clean"))]
    back = button("Back", f"{PAGE}:back", f"{review_id}:{page - 1}") if page else None
    text = "Show the findings" if page == 0 else f"More findings ({page} of {pages} shown)"
    forth = button(text, f"{PAGE}:next", f"{review_id}:{page + 1}", primary=page == 0) if page < pages else None
    return actions(back, forth)
