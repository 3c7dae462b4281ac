"""Fixing a JD for its author: the fixed text is kept as a draft of its own, and the one before stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import FormRefusal, Reason, Refusal, reason
from bot.features.jd.keep_jd import delete_review
from bot.features.jd.review_jd import Pasted, Reviewed, no_such_review, review_again, review_text
from bot.features.jd.reviewed import ReviewShown, shown_for
from bot.features.jd.show_findings import ALL, entry_of
from bot.wiring import Actor, Workspace
from rubrics.jd.fixes.amounts import unfit_amounts
from rubrics.jd.fixes.asking import Ask
from rubrics.jd.fixes.edits import Change
from rubrics.jd.fixes.fix import Fixed
from storage.forms import form, save_form
from storage.jd_reviews import jd_review
from storage.messages import MessageKind
from storage.outbox import want_message

PAY = ("pay-low", "pay-high")
"""The questions that only go together."""
_JUDGED = frozenset(("pay-off-market", "pay-basis-unclear", "pay-equity-only"))
"""Remarks on pay that other figures don't answer."""
ANSWERS = "jd fix"
"""The kind of form that keeps what an author answered, so that a way back leads to the fixed text."""
FIELD = "fix"
"""What the fields of the form are called, each about one question."""


@dataclass(frozen=True)
class FixedReview:
    """A fixed text beside the one it was made from; `is_new` where no review of the same text was kept before.

    `id` is that of the answers it was made by, which are kept for a day.
    """

    id: str
    before: ReviewShown
    fixed: Fixed
    after: Reviewed
    is_new: bool


def rules_beside(shown: ReviewShown, rule: str) -> frozenset[str] | None:
    """Return the rules of the remarks that a rule's is among; None for ALL. Raises Refusal where it makes none."""
    if rule == ALL:
        return None
    found = entry_of(shown.review, rule)
    if found is None:
        raise Refusal("jd_refusals.remark_gone")
    return frozenset(finding.rule for finding in found.findings)


def fix_review(
    workspace: Workspace,
    actor: Actor,
    review_id: str,
    rule: str,
    answers: Mapping[str, str | tuple[str, ...]],
    *,
    submission: str,
) -> FixedReview:
    """Fix one's own JD by one's answers, all of it or one rule's remarks, and keep what comes out.

    Raises Refusal where that is gone, FormRefusal where nothing would change, or the pay given would bring a remark.
    """
    shown = shown_again(workspace, actor, review_id)
    rules = rules_beside(shown, rule)
    _refuse_unread(workspace, shown.fixer.questions(rules), answers)
    fixed = shown.fixer.fixed(answers, rules)
    _refuse_unfit(fixed, answers)
    if fixed.unfit:
        raise FormRefusal({f"{FIELD}:{ask}": reason("jd_refusals.line_unfit") for ask in fixed.unfit})
    if all(piece.change is Change.KEPT for piece in fixed.pieces):
        raise FormRefusal({_block(answers): reason("jd_refusals.nothing_fixed")})
    pasted = Pasted(fixed.text, shown.given_title, shown.review.location, submission)
    after = review_text(workspace, actor, pasted)
    content = {
        "before": review_id,
        "rule": rule,
        "answers": dict(answers),
        "after": after.kept.id,
        "is_new": after.is_new,
    }
    with workspace.sessions.begin() as session:
        kept = save_form(session, team_id=actor.team, user=actor.user, kind=ANSWERS, content=content, now=workspace.now)
    return FixedReview(kept, shown, fixed, after, is_new=after.is_new)


def fixed_again(workspace: Workspace, actor: Actor, fix_id: str) -> FixedReview:
    """Return what one's own answers made of a text a moment ago; raises Refusal where that is gone or another's."""
    with workspace.reads() as session:
        row = form(session, team_id=actor.team, user=actor.user, kind=ANSWERS, form_id=fix_id)
        if row is None:
            raise Refusal("jd_refusals.fix_gone")
        content = dict(row.content)
    shown = shown_again(workspace, actor, content["before"])
    answers = {name: tuple(one) if isinstance(one, list) else one for name, one in content["answers"].items()}
    fixed = shown.fixer.fixed(answers, rules_beside(shown, content["rule"]))
    after = review_again(workspace, actor, content["after"])
    return FixedReview(fix_id, shown, fixed, after, is_new=content["is_new"])


def _refuse_unread(workspace: Workspace, asks: Sequence[Ask], answers: Mapping[str, str | tuple[str, ...]]) -> None:
    """Refuse amounts of pay that are none, with why."""
    wrong: dict[str, Reason | str] = {}
    for one in unfit_amounts(asks, answers, workspace.jd_knowledge.pay_words):
        why = f"jd_refusals.pay_{one.misfit.value}"
        wrong[f"{FIELD}:{one.ask}"] = reason(why, typed=one.typed, currency=one.currency, unit=one.unit)
    if wrong:
        raise FormRefusal(wrong)


def _refuse_unfit(fixed: Fixed, answers: Mapping[str, str | tuple[str, ...]]) -> None:
    low, high = (answers.get(name) for name in PAY)
    if bool(low) != bool(high):
        raise FormRefusal({f"{FIELD}:{PAY[0] if high else PAY[1]}": reason("jd_refusals.pay_end")})
    left = {finding.rule for finding in fixed.left}
    if low and any(rule.startswith("pay-") and rule not in _JUDGED for rule in left):
        raise FormRefusal({f"{FIELD}:{PAY[1]}": reason("jd_refusals.pay_unfit")})


def _block(answers: Mapping[str, object]) -> str:
    return f"{FIELD}:{next(iter(answers), PAY[0])}"


def undo_fix(workspace: Workspace, actor: Actor, review_id: str, fixed_id: str, *, is_new: bool) -> ReviewShown:
    """Forget a fixed text that was kept for the fix alone, and return the review it was made from."""
    shown = shown_again(workspace, actor, review_id)
    if is_new and fixed_id != review_id:
        delete_review(workspace, actor, fixed_id)
    return shown


def send_text(workspace: Workspace, actor: Actor, review_id: str) -> None:
    """Have the text of one's own review sent to one's messages; raises Refusal when it is gone or another's."""
    with workspace.sessions.begin() as session:
        row = jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id)
        if row is None:
            raise no_such_review()
        want_message(session, team_id=actor.team, kind=MessageKind.JD_TEXT, subject=review_id, recipient=actor.user)


def shown_again(workspace: Workspace, actor: Actor, review_id: str) -> ReviewShown:
    """Return one's own review with all that its pages name; raises Refusal when it is gone or another's."""
    return shown_of(workspace, review_again(workspace, actor, review_id))


def shown_of(workspace: Workspace, reviewed: Reviewed) -> ReviewShown:
    """Return a review with all that its pages name."""
    return shown_for(
        workspace.jd_knowledge,
        reviewed.kept,
        reviewed.review,
        reviewed.text,
        workspace.now.date(),
        given_title=reviewed.given_title,
        waived=reviewed.waived,
    )
