"""From a JD to a decision that an auditor can check, by clicking alone: what a newcomer can do in one sitting."""

import re
from pathlib import Path

from playwright.sync_api import expect

from bot.features.record.check_file import check_file
from tests.browser.visiting import APP, CHANNEL, HOME, ON_DESK, Visitor

PANEL = ("Ivan Petrov", "Ida Lindqvist", "Imran Qureshi", "Inês Duarte")
OPENING, CANDIDATES = "Agents platform", ("Kim Reyes", "Lee Alvarez")
EVIDENCE = "The retry loop never ended, and no test said so."


@ON_DESK
def test_a_job_is_described_opened_interviewed_debriefed_decided_and_recorded(visitor: Visitor) -> None:
    _from_the_jd_to_an_opening(visitor)
    _open_loops_from_its_plan(visitor)
    for person in PANEL:
        _score_both(visitor, person)
    _debrief(visitor)
    _decide_undo_and_decide_again(visitor)
    _take_the_record(visitor)
    _compare(visitor)


def _from_the_jd_to_an_opening(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.get_by_role("region", name="Tour").get_by_role("button", name="Review this JD").click()
    with visitor.window("JD review"):
        visitor.press("New opening")
    with visitor.window("New opening") as form:
        expect(form).to_contain_text("For the JD Senior AI Engineer")
        form.get_by_label("Name", exact=True).fill(OPENING)
        visitor.choose("Hiring manager", "Hana")
        visitor.choose("Channel", CHANNEL)
        form.get_by_label("Plan", exact=True).select_option("One panel of four")
        visitor.press("Next: panel")
    with visitor.window("Who interviews") as form:
        fields = form.get_by_role("combobox")
        for field, person in zip(fields.all(), PANEL, strict=True):
            field.click()
            visitor.page.keyboard.type(person)
            expect(form.get_by_role("listbox").get_by_role("option", selected=True)).to_contain_text(person)
            visitor.page.keyboard.press("Enter")
        visitor.press("Save")


def _open_loops_from_its_plan(visitor: Visitor) -> None:
    with visitor.window("Plan") as plan:
        expect(plan).to_contain_text("4 × 45 min")
    for candidate in CANDIDATES:
        visitor.press("New loop")
        with visitor.window("New loop") as form:
            form.get_by_label("Candidate", exact=True).fill(candidate)
            visitor.press("Open loop")
        with visitor.window("Loop opened") as opened:
            expect(opened).to_contain_text(candidate)
    visitor.close_all()


def _score_both(visitor: Visitor, person: str) -> None:
    visitor.become(person)
    visitor.go(APP)
    for candidate in CANDIDATES:
        about = visitor.messages.filter(has_text=f"You're interviewing {candidate}")
        about.get_by_role("button", name="Score").click()
        with visitor.window("Score C-") as form:
            expect(form).to_contain_text(candidate)
            visitor.rate(4 if candidate == CANDIDATES[0] else 3, "Yes")
            if person == PANEL[1] and candidate == CANDIDATES[0]:
                visitor.ratings.first.get_by_role("radio", name=re.compile("^2 ·")).check()
                form.get_by_role("textbox", name="Evidence: Software engineering").fill(EVIDENCE)
            visitor.press("Submit")
        with visitor.window("Panel revealed" if person == PANEL[-1] else "Scorecard in"):
            visitor.close()


def _debrief(visitor: Visitor) -> None:
    visitor.become("Hana Suzuki")
    visitor.go(APP)
    told = visitor.messages.filter(has_text=re.compile(f"Panel revealed: .* · {CANDIDATES[0]}"))
    told.get_by_role("button", name="Open signal").click()
    with visitor.window("Signal") as signal:
        expect(signal).to_contain_text("Software engineering: 2 to 4")
        visitor.close()
    told.get_by_role("button", name="Start debrief").click()
    with visitor.window("Start debrief"):
        visitor.press("Start debrief")
    with visitor.window("Debrief C-"):
        visitor.close()
    for person in PANEL:
        _read_and_vote_again(visitor, person)
    visitor.become("Hana Suzuki")
    visitor.go(APP)
    told = visitor.messages.filter(has_text=f"Re-votes on {CANDIDATES[0]}")
    told.get_by_role("button", name="Open debrief").click()
    with visitor.window("Debrief C-") as opened:
        expect(opened).to_contain_text("are open: 3 yes, 1 no")
        opened.get_by_role("button", name=re.compile("discussed", re.IGNORECASE)).first.click()
        expect(opened).to_contain_text("✓")
        visitor.press("Decide")


def _read_and_vote_again(visitor: Visitor, person: str) -> None:
    visitor.become(person)
    visitor.go(APP)
    asked = visitor.messages.filter(has_text=f"Debrief of {CANDIDATES[0]}")
    asked.get_by_role("button", name="Read and re-vote").click()
    with visitor.window("Silent read") as read:
        expect(read).to_contain_text(EVIDENCE)
        visitor.press("Ready to re-vote")
    with visitor.window("Re-vote") as form:
        form.get_by_label("No" if person == PANEL[1] else "Yes", exact=True).check()
        form.get_by_label("Why, in one line").fill("The exercise decides it.")
        visitor.press("Submit re-vote")
    with visitor.window("Debrief C-" if person == PANEL[-1] else "Re-vote in"):
        visitor.close()


def _decide_undo_and_decide_again(visitor: Visitor) -> None:
    with visitor.window("Decide C-") as form:
        form.get_by_label("No hire", exact=True).check()
        form.get_by_label("Why?").fill("We need someone who tests first.")
        visitor.press("Record decision")
    with visitor.window("Decided C-"):
        visitor.press("Undo")
    with visitor.window("Undone C-"):
        visitor.press("Decide")
    with visitor.window("Decide C-") as form:
        form.get_by_label("Hire", exact=True).check()
        expect(form.get_by_label("Why?")).to_be_hidden()
        visitor.press("Record decision")
    with visitor.window("Decided C-") as decided:
        expect(decided).to_contain_text("Recorded: hire.")
        visitor.press("Open decision")


def _take_the_record(visitor: Visitor) -> None:
    with visitor.window("Decision C-"):
        visitor.press("Record")
    with visitor.window("Record C-") as record:
        expect(record).to_contain_text("The record is whole.")
        visitor.press("Next page")
        expect(record.get_by_role("button", name="Next page")).to_have_count(0)
        expect(record).to_contain_text("undid the decision")
        record.get_by_label("Export as").select_option("Page to print")
        expect(visitor.modal).to_contain_text("works for 10 minutes")
        with visitor.page.context.expect_page() as opened:
            visitor.modal.get_by_role("button", name=re.compile("^Open")).click()
        printed = opened.value
        expect(printed.get_by_role("heading", level=1)).to_contain_text(CANDIDATES[0])
        printed.close()
    visitor.close_all()
    told = visitor.messages.filter(has_text=re.compile(f"Panel revealed: .* · {CANDIDATES[0]}"))
    told.get_by_role("button", name="Open signal").click()
    with visitor.window("Signal C-"):
        visitor.press("Record")
    with visitor.window("Record C-") as record:
        record.get_by_label("Export as").select_option("JSON")
        expect(visitor.modal).to_contain_text("You'll get it as a file in your messages.")
    visitor.close_all()
    with visitor.page.expect_download() as saved:
        visitor.messages.get_by_role("link", name="JSON").click()
    check = check_file(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert check.is_whole
    assert [entry.action for entry in check.file.entries].count("decided") == 2, "the one that was undone is kept"


def _compare(visitor: Visitor) -> None:
    visitor.become("Rita Okafor")
    visitor.go(HOME)
    visitor.page.get_by_role("button", name="Your openings").click()
    with visitor.window("Openings"):
        visitor.press(f"Open {OPENING}")
    with visitor.window(OPENING) as opening:
        expect(opening).to_contain_text("2 candidates")
        visitor.press("Compare")
    with visitor.window("Compare 2 candidates"):
        visitor.press("By competency")
    with visitor.window("By competency") as table:
        expect(table).to_contain_text("Software engineering")
    visitor.close_all()
