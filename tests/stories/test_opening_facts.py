"""What else an opening keeps: the rubric as it was, a JD of its own, all its candidates page by page."""

from collections.abc import Callable
from dataclasses import replace

from bot.features.doors import Door
from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from tests.conftest import Clock, delivering_to
from tests.stories.acting import CHANNEL, PANEL, close_all, modal, old_button, said
from tests.stories.openings import filled_opening, make_opening, seats
from tests.stories.test_openings import choose

OpenLoop = Callable[..., None]
JD = "AI Engineer\n\nYou build and run LLM applications.\n\nRequirements:\n- 3 years of Python\n- retrieval"


def test_an_opening_keeps_its_rubric_until_somebody_takes_the_new_one(
    slack: LocalSlack, settings: Settings, services: Services, catalogue: Catalogue, now: Clock, rita: Person
) -> None:
    make_opening(rita)
    before = catalogue.rubric("ai-engineer", Level.SENIOR).model_dump(mode="json")
    first = {**before["competencies"][0], "id": "courage", "name": "Courage", "short": None}
    after = Rubric.model_validate({**before, "competencies": [first, *before["competencies"][1:]]})
    rubrics = {**catalogue.rubrics, ("ai-engineer", Level.SENIOR): after}
    later = build_services(settings, now=now, catalogue=replace(catalogue, rubrics=rubrics), engine=services.engine)
    slack.connect(delivering_to(build_app(later)))
    shown = rita.command("/opening", "show support product").messages[-1]
    assert "The rubric has changed" in shown.plain
    rita.click(shown, "opening_rubric")
    assert "The rubric has changed" not in modal(rita).plain
    assert "Software engineering" not in modal(rita).plain, "what the new one lacks is assessed no more"
    close_all(rita)


def test_ones_own_review_is_attached_and_shown_by_its_counts(rita: Person, hana: Person) -> None:
    make_opening(rita)
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": JD})
    rita.submit()
    review = modal(rita).private_metadata
    close_all(rita)
    choose(rita, "edit")
    rita.fill({"jd": review})
    rita.submit()
    assert "JD not approved:" in modal(rita).plain
    rita.click(modal(rita), "jd_history_open")
    assert modal(rita).title == "JD review"
    close_all(rita)
    shown = hana.command("/opening", "show support product").messages[-1]
    assert "JD not approved:" in shown.plain
    assert "jd_history_open" not in str(shown.blocks), "the text is its author's alone"

    rita.command("/jd", "history")
    close_all(rita)
    choose(rita, "edit")
    rita.fill({"jd": "none"})
    rita.submit()
    assert "JD not approved:" not in modal(rita).plain


def test_an_opening_is_made_from_the_review_of_its_jd_and_a_loop_from_its_plan(
    slack: LocalSlack, rita: Person, hana: Person
) -> None:
    rita.command("/jd", "review", channel=CHANNEL)
    rita.fill({"jd": the_team().posted_jd.replace("Senior", "Staff", 1)})
    rita.submit()
    review = modal(rita).private_metadata
    rita.click(modal(rita), Door.NEW_OPENING)
    form = modal(rita)
    assert "Staff AI Engineer" in form.plain
    chosen = [str(block.get("element", {}).get("initial_option")) for block in form.blocks]
    assert any("'ai-engineer'" in each for each in chosen), "the role that the text reads as"
    assert any("'staff'" in each for each in chosen), "the level in its title"
    rita.fill(filled_opening(level="staff"))
    rita.submit()
    rita.fill(dict(zip(seats(rita), ("U0IDA", *PANEL), strict=False)))
    rita.submit()
    assert modal(rita).title == "Plan"
    rita.click(modal(rita), Door.START_LOOP)
    assert "Support product" in modal(rita).plain, "the next step is a click away"
    close_all(rita)
    assert "JD not approved:" in rita.command("/opening", "show support product").messages[-1].plain
    hana.click(old_button(slack, Door.NEW_OPENING, review), Door.NEW_OPENING)
    assert "Staff" not in modal(hana).plain, "a review is its author's alone"


def test_all_candidates_of_an_opening_are_a_click_away(rita: Person, open_loop: OpenLoop) -> None:
    names = ["Dana Fox", "Sam Whitlock", "Mara Lindholm", "Ada Quist", "Kim Reyes", "Lou Berg"]
    for name in names:
        open_loop(candidate=name, opening="Support product", interviewers=["U0IVAN"])
    make_opening(rita)
    shown = rita.command("/opening", "show support product").messages[-1]
    assert "6 candidates" in shown.plain
    rita.click(shown, "opening_candidates")
    assert all(name in modal(rita).plain for name in names)
    rita.click(modal(rita), "loop_details", next(option for option in _candidates(rita)))
    assert modal(rita).title.startswith("Loop C-")
    close_all(rita)
    assert "6 candidates" in said(rita.command("/opening"))


def _candidates(person: Person) -> list[str]:
    menus = [each for block in modal(person).blocks for each in block.get("elements", ())]
    return [option["value"] for menu in menus for option in menu.get("options", ())]
