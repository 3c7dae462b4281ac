"""A posting drafted by command and from an opening: filled in, asked about, approved; and by no one who may not."""

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features.doors import Door
from bot.features.draft.draft_posting import draft_for_opening
from bot.playground.slack.local_slack import Person
from bot.wiring import Actor, Services
from storage.jd_versions import opening_jd
from storage.tables import JdReviewRow, OpeningRow
from tests.stories.acting import HANA, OTTO, close_all, last_dm, modal
from tests.stories.approving import approve, asked, press
from tests.stories.conftest import Worker
from tests.stories.openings import make_opening

TEAM = "T0LOCAL"
ANSWERS = {
    "pay-low": "200000",
    "pay-high": "240000",
    "[what the product or team does, in a sentence]": "we help clinics answer their mail.",
    "[where the job is, and whether it is remote]": "Remote (US)",
    "[who the role reports to]": "the VP of Engineering",
    "[full time, part time or contract]": "Full time",
    "[bonus and equity, or none]": "10% bonus",
    "[benefits]": "Health insurance, 401(k)",
    "[application deadline]": "ongoing",
    "[contact for accommodations]": "people@example.com",
}


def fill_in(person: Person) -> None:
    """Fill in every blank that the form asks for."""
    for block in modal(person).blocks:
        if block["type"] == "input":
            name, label = block["block_id"], block["label"]["text"]
            known = ANSWERS.get(name.removeprefix("fix:"))
            answer = known or next((said for blank, said in ANSWERS.items() if blank[:40] in label), None)
            if answer:
                person.fill({name: answer})
    person.submit()


def test_a_draft_is_filled_in_and_put_up_for_approval(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    rita.command("/jd", "draft ai-engineer senior")
    shown = modal(rita)
    assert shown.title == "JD draft"
    assert "9 blanks to fill in." in shown.plain
    assert "Build retrieval over our own documents" in shown.plain
    assert "Base pay: [pay range]" in shown.plain
    assert "9 blanks to fill in before anyone can approve this" in press(rita, shown, "Ask for approval").plain
    close_all(rita)
    rita.command("/jd", "draft ai-engineer senior")
    press(rita, modal(rita), "Fill in blanks")
    fill_in(rita)
    assert modal(rita).title == "Fixed text", modal(rita).plain
    assert "blank" not in modal(rita).plain
    press(rita, modal(rita), "Ask for approval")
    rita.fill({"approvers": [HANA], "needed": "0", "opening": "none"})
    rita.submit()
    assert "In review: 0 of 1 approval" in modal(rita).plain
    worker()
    assert "Senior AI Engineer" in asked(hana).plain
    page = approve(hana)
    assert "Approved" in page.plain
    assert "blocker" not in page.plain.replace("0 blockers", "")
    assert "0 warnings" in page.plain


def test_a_draft_is_sent_to_its_author_to_copy(rita: Person, worker: Worker) -> None:
    rita.command("/jd", "draft data-scientist junior")
    press(rita, modal(rita), "Send me the text")
    worker()
    assert "Junior Data Scientist" in last_dm(rita)
    assert "Base pay: [pay range]" in last_dm(rita)


def test_without_a_role_a_form_asks_for_it(rita: Person) -> None:
    rita.command("/jd", "draft")
    rita.fill({"role": "ml-engineer", "level": "mid"})
    rita.submit()
    assert "Mid-level ML Engineer" in modal(rita).plain


def test_an_openings_draft_knows_its_place_its_people_and_its_plan(
    rita: Person, hana: Person, otto: Person, services: Services
) -> None:
    make_opening(rita)
    with services.reads() as session:
        opening = session.scalars(select(OpeningRow.id)).one()
    reply = rita.command("/opening", "show Support product")
    rita.click(reply.messages[-1], Door.DRAFT_JD)
    shown = modal(rita).plain
    assert "Senior AI Engineer · Support product" in shown
    assert "Location: Remote (US)" in shown
    assert "Interview steps: Screen, one 45-minute interview; Onsite, four interviews of 45 minutes each" in shown
    with services.reads() as session:
        linked = session.get_one(OpeningRow, opening).jd_review_id
        assert linked == session.scalars(select(JdReviewRow.id)).one()
        assert opening_jd(session, TEAM, opening) is None, "nobody was asked yet"
    with pytest.raises(Refusal):
        draft_for_opening(services.workspace(TEAM), Actor(TEAM, OTTO), opening)
