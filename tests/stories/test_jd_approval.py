"""A JD from the question to the frozen text: asked, approved by two, edited, taken back, withdrawn; by no one else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features.approval.approve_jd import approve_jd
from bot.features.approval.ask_approval import Asking, ask_approval
from bot.features.jd.review_jd import Pasted, review_text
from bot.playground.slack.faults import Fault
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from rubrics.jd.versions import JdAct, JdState, JdVersion, text_digest
from storage.jd_entries import jd_entries
from storage.jd_versions import JdVersionRow, jd_version_value, opening_jd, opening_jds
from storage.messages import MessageKind, MessageRow
from storage.tables import OpeningRow
from tests.conftest import Clock
from tests.stories.acting import CHANNEL, HANA, OTTO, RITA, close_all, last_dm, modal, said
from tests.stories.approving import IVAN, JD, approve, ask, asked, asking, check, choose, opened, opens_jd, press
from tests.stories.conftest import Worker
from tests.stories.openings import make_opening

TEAM = "T0LOCAL"
EDITED = JD.replace("5+ years", "6+ years")
REWRITTEN = """Senior AI Engineer

Come and teach our models to answer customers.

Your work
- Put language models into our help desk, and watch over them
- Test each prompt against real questions before anyone else sees it

Your background
- Six years of software that others rely on

What you get
Base pay: $210,000 to $250,000 a year
Benefits: a pension, health care
Remote (US).
"""


@pytest.fixture
def ivan(panel: list[Person]) -> Person:
    return panel[0]


@pytest.fixture
def opening(rita: Person, services: Services) -> str:
    make_opening(rita)
    with services.reads() as session:
        return session.scalars(select(OpeningRow.id)).one()


def versions(services: Services) -> list[JdVersion]:
    with services.reads() as session:
        rows = session.scalars(select(JdVersionRow).order_by(JdVersionRow.asked_at, JdVersionRow.version)).all()
        return [jd_version_value(session, row) for row in rows]


def states(services: Services) -> list[str]:
    return [f"{jd.version} {jd.state}" for jd in versions(services)]


def acts(services: Services, jd: JdVersion) -> list[tuple[str, str]]:
    with services.reads() as session:
        return [(entry.act.value, entry.actor) for entry in jd_entries(session, jd.id)]


def test_two_approve_and_the_opening_carries_the_frozen_text(
    rita: Person, hana: Person, ivan: Person, worker: Worker, services: Services, opening: str
) -> None:
    shown = ask(rita, opening=opening)
    assert shown.title == "JD approval"
    assert "In review: 0 of 2 approvals" in shown.plain
    worker()
    assert "asks you to approve a JD: Senior AI Engineer · Support product" in asked(hana).plain
    page = opened(hana)
    assert "AI Engineer" in page.plain
    assert "Name bonus and equity (warning)" in page.plain
    first = press(hana, page, "Approve")
    assert "In review: 1 of 2 approvals" in first.plain
    worker()
    assert "1 of 2 approvals so far" in last_dm(rita)
    last = approve(ivan)
    assert "Approved Mar" in last.plain or "Approved " in last.plain
    worker()
    assert "The JD is approved" in last_dm(rita)
    assert "The JD is approved" in last_dm(hana), "the hiring manager hears of it"
    (jd,) = versions(services)
    assert (jd.state, jd.digest) == (JdState.APPROVED, text_digest(JD))
    assert acts(services, jd) == [("asked", RITA), ("approved", HANA), ("approved", IVAN), ("settled", IVAN)]
    with services.reads() as session:
        carried = opening_jd(session, TEAM, opening)
    assert carried is not None
    assert carried.text == jd.text
    close_all(rita)
    assert "JD approved" in said(rita.command("/opening", "show Support product"))


def test_an_edit_asks_everyone_again_and_the_approved_text_stays_until_then(
    rita: Person, hana: Person, ivan: Person, worker: Worker, services: Services, opening: str
) -> None:
    ask(rita, opening=opening)
    worker()
    approve(hana)
    approve(ivan)
    worker()
    close_all(rita)
    opened(rita)
    choose(rita, "edit")
    rita.fill({"jd": JD.replace("- ", "• ")})
    assert "Only line breaks or list marks changed" in str(rita.submit().errors)
    rita.fill({"jd": EDITED})
    rita.submit()
    assert "In review: 0 of 2 approvals" in modal(rita).plain
    assert "1 line changed since version 1" in modal(rita).plain
    assert states(services) == ["1 approved", "2 in_review"]
    worker()
    assert "Version 2. 0 of 2 approvals so far" in asked(hana).plain
    approve(hana)
    approve(ivan)
    assert states(services) == ["1 replaced", "2 approved"]
    with services.reads() as session:
        assert [jd.version for jd in opening_jds(session, TEAM, opening)] == [2]


def test_the_author_alone_is_never_enough(rita: Person, services: Services) -> None:
    asking(rita)
    rita.fill({"approvers": [RITA], "needed": "0", "opening": "none"})
    assert "You wrote this JD" in str(rita.submit().errors)
    rita.fill({"approvers": [RITA, HANA], "needed": "1"})
    assert "You wrote this JD" in str(rita.submit().errors)
    rita.fill({"approvers": [], "needed": "0"})
    assert rita.submit().errors
    rita.fill({"approvers": [HANA], "needed": "2"})
    assert "You named only 1 person" in str(rita.submit().errors)
    assert not versions(services)


def test_only_those_who_were_asked_approve(
    rita: Person, hana: Person, otto: Person, worker: Worker, services: Services
) -> None:
    ask(rita, (HANA,))
    worker()
    message = asked(hana)
    (jd,) = versions(services)
    otto.direct_messages()
    workspace = services.workspace(TEAM)
    for user in (OTTO, RITA):
        with pytest.raises(Refusal):
            approve_jd(workspace, Actor(TEAM, user), jd.id)
    assert not versions(services)[0].approved_by
    assert opens_jd(message)


def test_a_double_click_approves_once(
    rita: Person, hana: Person, ivan: Person, worker: Worker, services: Services
) -> None:
    ask(rita)
    worker()
    approve(hana)
    (jd,) = versions(services)
    approve_jd(services.workspace(TEAM), Actor(TEAM, HANA), jd.id)
    (jd,) = versions(services)
    assert [each.person for each in jd.approved_by] == [HANA]
    assert [act for act, _ in acts(services, jd)] == ["asked", "approved"]
    approve(ivan)
    assert approve_jd(services.workspace(TEAM), Actor(TEAM, IVAN), jd.id).state is JdState.APPROVED
    (jd,) = versions(services)
    assert [act for act, _ in acts(services, jd)] == ["asked", "approved", "approved", "settled"]


def test_asking_twice_for_the_same_words_is_once(rita: Person, services: Services) -> None:
    ask(rita)
    ask(rita, text=JD.replace("- ", "* "))
    assert states(services) == ["1 in_review"]


def test_two_who_approve_at_once_settle_it_once(services: Services) -> None:
    workspace = services.workspace(TEAM)
    rita = Actor(TEAM, RITA)
    for number in range(10):
        text = JD.replace("support product", f"product number {number}").replace("5+ years", f"{number + 2}+ years")
        kept = review_text(workspace, rita, Pasted(text)).kept
        with services.sessions.begin() as session:
            row = OpeningRow(
                team_id=TEAM,
                name=f"Opening {number}",
                role="ai-engineer",
                level="senior",
                hiring_manager=HANA,
                recruiter=RITA,
                created_at=services.now(),
                channel_id=CHANNEL,
            )
            session.add(row)
            session.flush()
            opening = row.id
        jd = ask_approval(workspace, rita, kept.id, Asking((HANA, IVAN), opening=opening))
        barrier = Barrier(2)

        def act(user: str, jd_id: str = jd.id, barrier: Barrier = barrier) -> None:
            barrier.wait(10)
            approve_jd(services.workspace(TEAM), Actor(TEAM, user), jd_id)

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(act, (HANA, IVAN)))
        done = [act for act, _ in acts(services, jd)]
        assert done.count(JdAct.SETTLED) == 1, done
        assert done.count(JdAct.APPROVED) == 2
    assert all(jd.state is JdState.APPROVED for jd in versions(services))


def test_an_approval_can_be_taken_back_until_enough_have(
    rita: Person, hana: Person, ivan: Person, worker: Worker, services: Services
) -> None:
    ask(rita)
    worker()
    page = approve(hana)
    assert "Withdraw approval" in [text for _, text, _ in page.buttons]
    back = press(hana, page, "Withdraw approval")
    assert "In review: 0 of 2 approvals" in back.plain
    worker()
    assert "withdrew their approval" in last_dm(rita)
    page = approve(hana)
    approve(ivan)
    assert "This JD is approved" in press(hana, page, "Withdraw approval").plain
    assert states(services) == ["1 approved"]


def test_a_withdrawn_question_is_answered_by_no_one(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    ask(rita)
    worker()
    page = opened(hana)
    choose(rita, "withdraw")
    assert "Withdrawn" in modal(rita).plain
    assert "No one is being asked to approve this JD anymore" in press(hana, page, "Approve").plain
    worker()
    assert "no longer needs your approval" in asked(hana).plain
    assert states(services) == ["1 withdrawn"]


def test_an_approver_who_left_is_told_of_and_replaced(
    slack: LocalSlack, hana: Person, otto: Person, worker: Worker, services: Services, now: Clock
) -> None:
    rita = slack.person(RITA)
    ask(rita)
    worker()
    approve(hana)
    slack.workspace.member(IVAN).deleted = True
    now.tick(hours=25)
    worker()
    assert "has left and was asked to approve" in last_dm(rita)
    shown = opened(rita)
    assert "has left" in shown.plain
    choose(rita, "people")
    rita.fill({"approvers": [HANA, IVAN], "needed": "0"})
    assert "approvers" in (rita.submit().errors or {})
    rita.fill({"approvers": [HANA, OTTO], "needed": "0"})
    rita.submit()
    assert "In review: 1 of 2 approvals" in modal(rita).plain, "who stays keeps their approval"
    worker()
    approve(otto)
    assert states(services) == ["1 approved"]
    worker()
    now.tick(hours=1)
    worker()
    assert sum("has left" in message.plain for message in rita.direct_messages()) == 1, "told once"


def test_a_later_text_for_the_opening_replaces_the_one_in_review(
    rita: Person, hana: Person, ivan: Person, worker: Worker, services: Services, opening: str
) -> None:
    ask(rita, opening=opening)
    assert any(text == "Open opening" for _, text, _ in modal(rita).buttons)
    worker()
    page = opened(ivan)
    assert not any(text == "Open opening" for _, text, _ in page.buttons), "who approves need not run the opening"
    ask(rita, text=EDITED, opening=opening)
    assert states(services) == ["1 replaced", "2 in_review"]
    refused = press(ivan, page, "Approve")
    assert "A later version replaced this one" in refused.plain
    assert "version 2" in press(ivan, refused, "Open").plain
    worker()
    replaced = [message.plain for message in hana.direct_messages() if opens_jd(message)]
    assert any("a later version replaced this one" in text for text in replaced)


def test_an_edit_of_most_words_is_the_next_version_all_the_same(rita: Person, services: Services) -> None:
    ask(rita)
    choose(rita, "edit")
    rita.fill({"jd": REWRITTEN})
    rita.submit()
    assert states(services) == ["1 replaced", "2 in_review"]


def test_the_jds_of_two_jobs_that_share_most_words_replace_none(rita: Person, services: Services) -> None:
    ask(rita)
    ask(rita, text=JD.replace("Senior AI Engineer", "Staff ML Engineer"))
    assert states(services) == ["1 in_review", "1 in_review"]


def test_a_text_with_blanks_is_not_put_up_for_approval(rita: Person, services: Services) -> None:
    shown = asking(rita, JD.replace("$200,000 to $240,000 a year", "[pay range]"))
    assert "1 blank to fill in" in shown.plain
    assert not versions(services)
    assert "Fill in blanks" in [text for _, text, _ in shown.buttons]


def test_a_posting_is_the_approved_text_or_shows_what_differs(
    rita: Person, hana: Person, ivan: Person, otto: Person, worker: Worker, opening: str
) -> None:
    assert "No approved JD matches" in check(rita, JD)
    ask(rita, opening=opening)
    worker()
    assert "No approved JD matches" in check(rita, JD), "in review is not approved"
    approve(hana)
    approve(ivan)
    published = JD.replace("- ", "• ").replace("\n\n", "\n").replace("'", "’")
    assert "This is the approved JD of Support product, version 1" in check(rita, published)
    changed = check(rita, published.replace("$240,000", "$260,000"))
    assert "Differs from the approved JD of Support product, version 1: 1 line" in changed
    assert "$240,000" in changed
    assert "$260,000" in changed
    assert "This is the approved JD, approved" in check(otto, published), "of which opening is not Otto's business"
    assert "No approved JD matches" in check(otto, published.replace("$240,000", "$260,000"))
    assert "No approved JD matches" in check(rita, "Data Scientist\n\nResponsibilities\n- Forecast demand")


def test_slack_failing_loses_no_question(
    rita: Person, hana: Person, worker: Worker, slack: LocalSlack, services: Services, now: Clock
) -> None:
    slack.web_api.faults.add(Fault("chat.postMessage", status=500))
    ask(rita, (HANA,))
    worker()
    now.tick(minutes=1)
    worker()
    assert "asks you to approve" in asked(hana).plain
    approve(hana)
    assert states(services) == ["1 approved"]


def test_each_is_asked_by_one_message(rita: Person, worker: Worker, services: Services) -> None:
    ask(rita)
    ask(rita)
    worker()
    with services.reads() as session:
        kinds = select(MessageRow.recipient).where(MessageRow.kind == MessageKind.JD_APPROVAL)
        assert sorted(session.scalars(kinds)) == sorted([HANA, IVAN])


def test_an_opening_made_later_carries_the_jd_that_was_approved_alone(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    ask(rita, (HANA,))
    worker()
    approve(hana)
    worker()
    press(rita, opened(rita), "New opening")
    rita.fill({"name": "Support product", "hiring_manager": HANA, "channel": CHANNEL})
    assert rita.submit().action == "updated", modal(rita).plain
    with services.reads() as session:
        (opening,) = session.scalars(select(OpeningRow.id))
        carried = opening_jd(session, TEAM, opening)
    assert carried is not None
    assert carried.state is JdState.APPROVED
    close_all(rita)
    ask(rita, (HANA,), text=EDITED, opening=opening)
    assert states(services) == ["1 approved", "2 in_review"]
