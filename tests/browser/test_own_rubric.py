"""A rubric of a team's own without a file: a table pasted, previewed, proposed, approved, and on a scorecard."""

from playwright.sync_api import expect

from tests.browser.visiting import APP, CHANNEL, ON_DESK, Visitor

ANCHOR = "Comes back until it works"
TABLE = f"""Role,Support Engineer
Summary,Solves what customers report
Level,senior,Solves the hardest reports alone
Minimum scorecards,4

Competency,Weight,Rating,In short,Behavior,Meaning,From the library
Patience,60 %,1,Gives up,Leaves a report open without a word,Stays with a report,
,,2,Answers once,Answers and does not come back,,
,,3,{ANCHOR},Comes back until the customer says it works,,
,,4,Explains it,Tells the customer why it happened,,
,,5,Prevents it,Has the cause removed for everyone,,
Retrieval,40 %,,,,,Retrieval
"""


@ON_DESK
def test_a_pasted_table_becomes_the_scorecard_of_a_new_loop(visitor: Visitor) -> None:
    visitor.open("/?as=U0HANA&channel=C0HIRING")
    _paste(visitor)
    _preview_and_propose(visitor)
    _approve(visitor)
    visitor.go(CHANNEL)
    visitor.open_loop("Robin Vance", ("Ivan",), role="Support Engineer")
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    # By its role: until the worker has told of this loop, the last invitation is another loop's.
    invited = visitor.messages.filter(has_text="You're interviewing").filter(has_text="Support Engineer")
    invited.get_by_role("button", name="Score").click()
    with visitor.window("Score C-") as card:
        expect(card).to_contain_text("Patience")
        expect(card).to_contain_text(f"3 · {ANCHOR}")


def _paste(visitor: Visitor) -> None:
    visitor.send("/rubric edit")
    with visitor.window("Make a rubric yours"):
        visitor.press("Paste a table")
    with visitor.window("Paste a table") as form:
        form.get_by_label("Your table").fill(TABLE.replace("Answers and does not come back", "TODO"))
        visitor.press("Make a draft")
    with visitor.window("Paste a table") as form:
        expect(form).to_contain_text("Row 8:")
        form.get_by_label("Your table").fill(TABLE)
        visitor.press("Make a draft")


def _preview_and_propose(visitor: Visitor) -> None:
    with visitor.window("Edit a rubric") as draft:
        expect(draft).to_contain_text("Senior Support Engineer")
        visitor.press("Preview scorecard")
    with visitor.window("Scorecard preview") as preview:
        expect(preview).to_contain_text(f"3 · {ANCHOR}")
        visitor.press("Back to draft")
    with visitor.window("Edit a rubric"):
        visitor.press("Propose")
    with visitor.window("Proposed rubric") as proposed:
        expect(proposed).to_contain_text("Waiting for an admin")
    visitor.close_all()


def _approve(visitor: Visitor) -> None:
    visitor.become("Rita Okafor")
    visitor.go(APP)
    asked = visitor.messages.filter(has_text="proposes a rubric")
    asked.get_by_role("button", name="Read and approve").click()
    with visitor.window("Proposed rubric") as page:
        page.get_by_role("button", name="Approve", exact=True).click()
    with visitor.window("Rubric version") as page:
        expect(page).to_contain_text("In use")
    visitor.close_all()
