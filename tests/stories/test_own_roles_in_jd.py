"""Roles that a workspace made or hid in Slack count in JD review, drafts and checklists as roles of files do."""

import pytest

from bot.playground.slack.local_slack import Person
from bot.settings import Settings
from tests.stories.acting import close_all, modal, said
from tests.stories.approving import JD, press, review
from tests.stories.conftest import Worker

ROLE = "Growth Analyst"
TABLE = f"""Role,{ROLE}
Summary,Finds out what makes customers stay
Level,senior,Answers the hardest questions alone
Minimum scorecards,4

Competency,Weight,Rating,In short,Behavior,Meaning,From the library
Patience,60 %,1,Gives up,Leaves a question open without a word,Stays with a question,
,,2,Answers once,Answers and does not come back,,
,,3,Comes back,Comes back until the question is answered,,
,,4,Explains it,Tells the team why it happened,,
,,5,Prevents it,Has the cause removed for everyone,,
Retrieval,40 %,,,,,Retrieval
"""
POSTING = """Senior Growth Analyst

We are hiring a Senior Growth Analyst for our subscription business.

What you'll do
- Build the dashboards that sales and product look at every morning
- Run the experiments on our funnel and tell product what to change

What you bring
- 4+ years of SQL

Base pay: $150,000 to $180,000 a year
Remote (US).
"""
NO_WORDS = "JD review has no words for this role yet."


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Hana is the admin."""
    return settings.model_copy(update={"debrief_admins": ("U0HANA",)})


def make_role(author: Person, admin: Person, worker: Worker) -> None:
    """Paste the table of a role that there was none of, and have it approved."""
    author.command("/rubric", "edit")
    press(author, modal(author), "Paste a table")
    author.fill({"own_table": TABLE})
    reply = author.submit()
    assert modal(author).title == "Edit a rubric", (reply, modal(author).plain)
    press(author, modal(author), "Propose")
    close_all(author)
    worker()
    press(admin, press(admin, admin.direct_messages()[-1], "Read and approve"), "Approve")
    close_all(admin)


def hide_role(admin: Person, role: str) -> None:
    admin.command("/rubric", f"edit {role} senior")
    press(admin, modal(admin), "Versions")
    press(admin, modal(admin), "Hide role")
    close_all(admin)


def test_a_title_names_a_role_made_in_slack(rita: Person, hana: Person, worker: Worker) -> None:
    assert "work of another kind" in review(rita, POSTING).plain
    make_role(rita, hana, worker)
    page = review(rita, POSTING)
    assert f"{ROLE}, by its title. {NO_WORDS}" in page.plain
    why = press(rita, page, "Why?")
    assert NO_WORDS.removesuffix(".") in why.plain
    assert ROLE in str(press(rita, why, "Rubric").plain)
    close_all(rita)
    rita.command("/jd", "history")
    assert f"{ROLE}, by its title" in modal(rita).plain
    assert NO_WORDS not in review(rita, JD).plain, "a text that does not name it reads as it did"


def test_a_role_made_in_slack_has_a_draft_and_a_checklist(rita: Person, hana: Person, worker: Worker) -> None:
    make_role(rita, hana, worker)
    close_all(rita)
    rita.command("/jd", "draft growth-analyst senior")
    assert "Senior Growth Analyst" in modal(rita).plain
    close_all(rita)
    assert ROLE in said(rita.command("/jd", "checklist growth-analyst"))


def test_a_hidden_role_is_neither_named_nor_offered(rita: Person, hana: Person) -> None:
    assert press(rita, review(rita, JD), "Why?").title == "Why AI Engineer?"
    hide_role(hana, "ai-engineer")
    page = review(rita, JD)
    told = page.plain.partition("\n")[2] + press(rita, page, "Why?").plain
    assert "AI Engineer" not in told.replace("Senior AI Engineer", "")
    close_all(rita)
    rita.command("/jd", "draft ai-engineer senior")
    assert rita.modal is None or "AI Engineer" not in modal(rita).plain
    assert "AI Engineer" not in said(rita.command("/jd", "checklist ai-engineer")).splitlines()[0]
