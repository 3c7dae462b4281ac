"""Whatever a JD, an opening or a note says, every page and message of an approval fits Slack and pings nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.approval import show_approval, show_asking, show_told
from bot.features.approval.change_approval import LONGEST_EDITED
from bot.features.approval.check_jd import Checked
from bot.features.approval.read_approval import ApprovalShown, AskingChoices
from bot.features.draft import show_draft
from bot.features.draft.draft_posting import Drafted
from bot.features.jd.review_jd import Reviewed
from rubrics.catalogue.levels import Level
from rubrics.jd import Review, review_jd
from rubrics.jd.comparison import changes_between
from rubrics.jd.versions import Approver, JdAct, JdState, JdVersion, text_digest
from rubrics.jd.waivers import WaivedFinding, Waiver
from rubrics.panel.plan import Opening
from storage.jd_entries import JdEntryRow
from storage.jd_versions import LEFT
from tests.bot.features.jd.test_jd_views import reviews, shown
from tests.bot.features.test_hostile_text import HOSTILE, fits, fits_a_message, texts
from tests.built_in import KNOWLEDGE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
long_texts = st.one_of(texts, st.sampled_from(["<&>" * 5000, "word\n" * 4000, "\N{GIRAFFE FACE}" * 20_000]))


def version(title: str, text: str, state: JdState, number: int = 2) -> JdVersion:
    people = [Approver(person=f"U0P{chr(65 + place)}", approved_at=NOW if place % 2 else None) for place in range(9)]
    return JdVersion(
        id="f" * 32,
        team_id="T1",
        series="O1",
        version=number,
        opening="O1",
        title=title[:160],
        text=text,
        digest=text_digest(text),
        needed=9,
        asked_by="U0RITA",
        asked_at=NOW,
        state=state,
        settled_at=NOW,
        review="e" * 32,
        approvers=(*people, Approver(person="U0HANA")),
    )


def opening(name: str) -> Opening:
    people = {"hiring_manager": "U0HANA", "recruiter": "U0RITA"}
    return Opening(id="O1", team_id="T1", name=name[:80], role="r", level=Level.SENIOR, created_at=NOW, **people)


def waived(review: Review, note: str) -> tuple[WaivedFinding, ...]:
    waiver = Waiver(rule="x", digest="d", kind="decided", note=note[:300], by="U0IVAN", until=date(2027, 1, 1))
    return tuple(WaivedFinding(finding=finding, waiver=waiver) for finding in review.findings)


@pytest.mark.parametrize("reader", ["U0HANA", "U0PB", "U0RITA"])
@settings(max_examples=15, deadline=None)
@given(reviews(), texts, long_texts, long_texts, st.sampled_from(JdState))
def test_every_page_of_an_approval_fits_slack(
    reader: str, review: Review, name: str, before: str, text: str, state: JdState
) -> None:
    jd = version(name, text, state)
    one = ApprovalShown(
        jd=jd,
        opening=opening(name),
        shown=replace(shown(review), waived=waived(review, name)),
        before=version(name, before, JdState.REPLACED, 1),
        changes=changes_between(before, text),
        left=frozenset({"U0PC"}),
        reader=reader,
        runs=reader == "U0RITA",
        runs_opening=False,
        has_review=True,
    )
    fits(show_approval.approval(one))
    fits(show_approval.approval(replace(one, before=None, changes=())))
    fits(show_approval.whole_text(jd))
    fits(show_asking.people_form(jd))
    fits(show_asking.edit_form(jd.model_copy(update={"text": text[:LONGEST_EDITED]})))
    for checked in (
        Checked(),
        Checked(jd, is_same=True, is_current=state is JdState.APPROVED, knows=True, opening=one.opening),
        Checked(jd, knows=True, opening=one.opening, changes=one.changes),
    ):
        fits(show_asking.checked(checked))


@pytest.mark.parametrize("name", HOSTILE)
def test_every_message_of_an_approval_fits_slack(name: str) -> None:
    of = opening(name)
    for state in JdState:
        jd = version(name, "text", state)
        for reader in ("U0HANA", "U0PB", "U0PC"):
            fits_a_message(show_told.asks(jd, of, reader))
        for act in (JdAct.APPROVED, JdAct.TAKEN_BACK, JdAct.SETTLED):
            entry = JdEntryRow(jd_id=jd.id, number=2, at=NOW, actor="U0PB", act=act, payload={})
            fits_a_message(show_told.tells(jd, of, entry))
        fits_a_message(show_told.tells_of_leaver(jd, of, f"{LEFT}U0PC"))
    fits_a_message(show_told.asked_no_longer())


@pytest.mark.parametrize("name", HOSTILE)
def test_the_form_that_asks_fits_slack_with_as_many_openings_as_it_offers(name: str) -> None:
    many = [opening(name).model_copy(update={"id": f"O{number}"}) for number in range(50)]
    fits(show_asking.ask_form(AskingChoices("e" * 32, name, many, "O7", ("U0HANA", "U0IVAN"), 2)))
    fits(show_asking.check_form("word " * 100))


def test_who_has_approved_may_take_it_back_until_the_text_is_settled() -> None:
    jd = version("AI Engineer", "text", JdState.IN_REVIEW)
    one = ApprovalShown(
        jd=jd,
        opening=None,
        shown=shown(review_jd(KNOWLEDGE, "AI Engineer", today=NOW.date())),
        before=None,
        changes=(),
        left=frozenset(),
        reader="U0PB",
        runs=False,
        runs_opening=False,
        has_review=False,
    )
    assert one.may_take_back
    assert not one.may_approve
    assert replace(one, reader="U0PC").may_approve
    settled = replace(one, jd=version("AI Engineer", "text", JdState.APPROVED))
    assert not settled.may_take_back
    assert not replace(settled, reader="U0PC").may_approve


@pytest.mark.parametrize("name", HOSTILE)
def test_a_draft_for_an_opening_of_any_name_fits_slack(name: str) -> None:
    jd = shown(review_jd(KNOWLEDGE, "AI Engineer [benefits]", today=NOW.date()))
    for text in ("[benefits] " * 3000, name):
        fits(show_draft.draft(Drafted(Reviewed(jd.kept, jd.review, text), name, opening(name))))
    fits(show_draft.draft_form([("senior", name[:75] or "Senior")]))
