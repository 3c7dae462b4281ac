"""What else an opening keeps: the rubric as it was, a JD of its own, all its candidates page by page."""

from collections.abc import Callable
from dataclasses import replace

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level, Rubric
from tests.conftest import Clock, delivering_to
from tests.stories.acting import close_all, modal, said
from tests.stories.openings import make_opening
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
    assert "JD:" in modal(rita).plain
    rita.click(modal(rita), "jd_history_open")
    assert modal(rita).title == "JD review"
    close_all(rita)
    shown = hana.command("/opening", "show support product").messages[-1]
    assert "JD:" in shown.plain
    assert "jd_history_open" not in str(shown.blocks), "the text is its author's alone"

    rita.command("/jd", "history")
    close_all(rita)
    choose(rita, "edit")
    rita.fill({"jd": "none"})
    rita.submit()
    assert "JD:" not in modal(rita).plain


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
