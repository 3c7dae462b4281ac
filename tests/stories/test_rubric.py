"""What people can ask of the definitions by `/rubric`, and how one answer leads to the next."""

import dataclasses
import re
from collections.abc import Callable

import pytest

from bot.playground.slack.limits import accept_blocks
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.wiring import Services
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Question, Rubric
from rubrics.signal import OVERALL
from rubrics.signal.panel import item_weights
from tests.conftest import delivering_to
from tests.stories.acting import CHANNEL, ON_SQLITE, modal, said


def asks(person: Person, text: str) -> str:
    """Return what `/rubric` answers to this, as the person reads it."""
    return said(person.command("/rubric", text, channel=CHANNEL))


def changed(services: Services, rubric: Rubric | None) -> Services:
    """Return the services with another rubric for a senior AI engineer, or with none."""
    kept = {key: each for key, each in services.catalogue.rubrics.items() if key != ("ai-engineer", Level.SENIOR)}
    rubrics = {**kept, ("ai-engineer", Level.SENIOR): rubric} if rubric else kept
    return dataclasses.replace(services, catalogue=dataclasses.replace(services.catalogue, rubrics=rubrics))


def with_changes(rubric: Rubric, **changes: object) -> Rubric:
    """Return another version of a rubric, with a digest of its own."""
    return Rubric.model_validate({**rubric.model_dump(), **changes})


@ON_SQLITE
@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("ai-engineer", "AI Engineer"),
        ("GenAI Engineer", "AI Engineer"),
        ("ai-engineer senior", "Senior AI Engineer"),
        ("Senior AI Engineer", "Senior AI Engineer"),
        ("ai engineer entry level", "Junior AI Engineer"),
        ("ai-engineer senior questions", "Questions: Senior AI Engineer"),
        ("ai-engineer senior anchors", "Anchors: Senior AI Engineer"),
        ("ai-engineer senior anchors retrieval", "Anchors: Retrieval"),
        ("ai-engineer senior anchors software", "Anchors: Software engineering"),
        ("ai-engineer senior retrieval", "Retrieval\nSenior AI Engineer · 8% of the score"),
        ("ai-engineer senior sources", "Sources: Senior AI Engineer"),
        ("ai-engineer sources", "Sources: AI Engineer"),
        ("ai-engineer requirements", "Requirements: AI Engineer"),
        ("ai-engineer backgrounds", "Backgrounds: AI Engineer"),
        ("ai-engineer work-sample", "Work sample: AI Engineer"),
        ("ai-engineer exercises", "Exercises: AI Engineer"),
        ("ai-engineer senior exercises", "Exercises: Senior AI Engineer"),
        ("ai-engineer checklist", "JD checklist: AI Engineer"),
        ("pay ai-engineer senior", "Pay: Senior AI Engineer"),
        ("ai-engineer pay senior", "Pay: Senior AI Engineer"),
        ("compare ai-engineer ml-engineer", "AI Engineer or ML Engineer?"),
        ("compare AI Engineer and Data Scientist", "AI Engineer or Data Scientist?"),
        ("compare ai-engineer mid senior", "AI Engineer: mid or senior?"),
        ("hire", "Hire or not?\nHire if all three are true"),
    ],
)
def test_each_question_gets_its_answer_only_to_whoever_asked(rita: Person, typed: str, heading: str) -> None:
    (answer,) = rita.command("/rubric", typed, channel=CHANNEL).messages
    assert answer.ephemeral
    assert answer.plain.startswith(heading)


@ON_SQLITE
@pytest.mark.parametrize(
    ("typed", "told", "nearest"),
    [
        ("ai-enginer senior", "No role is called", "rubric ai-engineer senior -"),
        ("ai-enginer senoir", "No role is called", "rubric ai-engineer senior -"),
        ("ai-engineer seniro", "No level is called", "rubric ai-engineer senior -"),
        ("ai-engineer L4", 'Sources use "L4" for different levels.', "rubric ai-engineer mid -"),
        ("ai-engineer senior anchors retrival", "has no competency called", "competency ai-engineer senior retrieval"),
        ("ai-engineer senior salary", "has no competency called", None),
        ("ai-engineer questions", "Questions differ by level.", "questions ai-engineer junior -"),
        ("compare ai-engineer", "A comparison needs two roles.", None),
        ("compare ai-engineer ml-enginer", "No role is called", "role ml-engineer - -"),
        ("compare ai-engineer ai-engineer", "can't be compared with itself", None),
        ("pay", "Which role?", None),
        ("astronaut", "No role is called", None),
    ],
)
def test_what_nobody_can_answer_offers_the_nearest_answer_as_a_button_or_all_as_a_menu(
    rita: Person, typed: str, told: str, nearest: str | None
) -> None:
    (answer,) = rita.command("/rubric", typed, channel=CHANNEL).messages
    assert told in answer.plain
    if nearest is None:
        (menu,) = [element for block in answer.blocks for element in block.get("elements", ())]
        assert len(menu["options"]) >= 6
        rita.click(answer, menu["action_id"], value=menu["options"][0]["value"])
    else:
        action, _, value = answer.buttons[0]
        assert value == nearest
        rita.click(answer, action, value=value)
    assert modal(rita).plain


@ON_SQLITE
def test_the_weights_shown_are_those_of_the_score_the_recommendations_among_them(
    rita: Person, catalogue: Catalogue
) -> None:
    told = asks(rita, "ai-engineer senior")
    rubric = catalogue.rubric("ai-engineer", Level.SENIOR)
    shares = []
    for item, weight in item_weights(rubric).items():
        name = "Recommendation" if item == OVERALL else rubric.competency(item).name
        (line,) = [line for line in told.splitlines() if line.startswith(name) and "█" in line]
        shares.append(int(re.findall(r"(\d+)%", line)[0]))
        assert abs(shares[-1] - 100 * weight) < 1
        assert line.endswith("must") == (item != OVERALL and rubric.competency(item).must_have)
    assert sum(shares) == 100
    assert "the recommendations count more" in asks(rita, "ai-engineer senior sources")


@ON_SQLITE
def test_pay_is_told_by_basis_and_every_figure_stands_under_its_source(rita: Person) -> None:
    (answer,) = rita.command("/rubric", "pay ai-engineer senior", channel=CHANNEL).messages
    assert "Base $200k–$280k+ · total $220k–$500k, AI lab up to $800k" in answer.plain
    rita.click(answer, "rubric_turn:figures")
    told = modal(rita).plain
    assert "United States, 2026" in told
    assert 'Senior: $310k–$450k total, Big Tech, called "Senior / L5"' in told
    assert 'Senior: $200k–$280k+ base, any employer, called "senior (5+ years)"' in told
    assert told.index("A tech-careers") < told.index("$310k–$450k") < told.index("An AI systems consultancy")
    rita.click(modal(rita), "rubric_turn:pay")
    rita.click(modal(rita), "rubric_turn:pay-notes")
    assert "Where sources disagree" in modal(rita).plain


@ON_SQLITE
def test_a_role_without_pay_of_its_own_says_whose_figures_it_shows(rita: Person) -> None:
    assert "Figures for AI Engineer." in asks(rita, "pay forward-deployed-engineer")
    assert "No source gives pay for this role." in asks(rita, "pay ai-researcher")


@ON_SQLITE
def test_one_answer_leads_to_the_next_and_back(rita: Person) -> None:
    role = rita.command("/rubric", "ai-engineer", channel=CHANNEL).messages[0]
    rita.click(role, "rubric_open:menu", value="rubric ai-engineer staff -")
    assert modal(rita).plain.startswith("Staff AI Engineer")
    rita.click(modal(rita), "rubric_open:menu", value="competency ai-engineer staff retrieval")
    assert modal(rita).plain.startswith("Retrieval")
    rita.click(modal(rita), "rubric_turn:menu", value="0 competency ai-engineer staff evaluation")
    assert modal(rita).plain.startswith("Evaluation")
    rita.click(modal(rita), "rubric_turn:anchors")
    assert modal(rita).plain.startswith("Anchors: Evaluation")
    rita.click(modal(rita), "rubric_turn:competency")
    rita.click(modal(rita), "rubric_turn:sources")
    assert "Promotes its own book" in modal(rita).plain
    rita.click(modal(rita), "rubric_turn:document", value="0 document ai-engineer - S2")
    assert modal(rita).plain.startswith("What it says\nBack\nAI Engineer")
    assert "Next month your assistant's answers get worse, though no one on your team changes" in modal(rita).plain


@ON_SQLITE
def test_the_menu_below_an_answer_finds_compares_and_leads_on(rita: Person) -> None:
    rubric = rita.command("/rubric", "ai-engineer senior", channel=CHANNEL).messages[0]
    rita.click(rubric, "rubric_more:versions", value="browse ai-engineer")
    rita.fill({"rubric_level": "mid"})
    rita.submit()
    assert modal(rita).plain.startswith("Mid-level AI Engineer")
    rita.click(rubric, "rubric_more:versions", value="open role ai-engineer - -")
    rita.click(modal(rita), "rubric_more", value="compare ai-engineer")
    rita.fill({"rubric_other_role": "ml-engineer"})
    rita.submit()
    assert "Hire an AI Engineer to build on models that exist, an ML Engineer to train your own." in modal(rita).plain
    rita.click(modal(rita), "rubric_open:choose")
    assert "A trained model → ML Engineer" in modal(rita).plain
    rita.click(rubric, "rubric_more:versions", value="versions ai-engineer")
    assert "Your team uses the built-in rubric." in modal(rita).plain


@ON_SQLITE
def test_menus_of_roles_and_levels_narrow_as_one_types(rita: Person) -> None:
    rita.open_home()
    rita.click(rita.home, "browse_rubrics:0")
    assert len(rita.suggest("rubric_role", "")) == 13
    assert rita.suggest("rubric_role", "genai") == [("AI Engineer", "ai-engineer")]
    assert rita.suggest("rubric_role", "zzzz") == []
    assert [value for _, value in rita.suggest("rubric_level", "")] == list(Level)
    assert rita.suggest("rubric_level", "entry") == [("Junior", "junior")]
    rita.fill({"rubric_role": "ml-engineer", "rubric_level": "mid"})
    assert rita.submit().action == "updated"
    assert modal(rita).plain.startswith("Mid-level ML Engineer")


@ON_SQLITE
def test_a_role_chosen_without_a_level_shows_the_role(rita: Person) -> None:
    offered = rita.command("/rubric", "", channel=CHANNEL).messages[0]
    rita.click(offered, "browse_rubrics")
    rita.fill({"rubric_role": "data-scientist"})
    rita.submit()
    assert modal(rita).plain.startswith("Data Scientist")


@ON_SQLITE
def test_two_roles_are_chosen_in_a_form_and_must_differ(rita: Person) -> None:
    rita.command("/rubric", "compare", channel=CHANNEL)
    rita.fill({"rubric_role": "ai-engineer", "rubric_other_role": "ai-engineer"})
    assert rita.submit().errors == {"rubric_other_role": "Choose another role than the first."}
    rita.fill({"rubric_other_role": "ai-researcher"})
    assert rita.submit().action == "updated"
    assert "AI Engineer or AI Researcher?" in modal(rita).plain


@ON_SQLITE
def test_an_answer_too_long_for_one_message_says_so_and_opens_in_pages(
    services: Services, slack: LocalSlack, rita: Person
) -> None:
    question = Question(ask="Why? " * 50)
    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    long = tuple(c.model_copy(update={"questions": (question,) * 150}) for c in rubric.competencies)
    app = build_app(changed(services, with_changes(rubric, competencies=long)))
    slack.connect(delivering_to(app))

    answer = rita.command("/rubric", "ai-engineer senior questions", channel=CHANNEL).messages[0]
    accept_blocks(answer.blocks, "message")
    assert "This answer is longer than one message." in answer.plain
    rita.click(answer, "rubric_open:questions", value="questions ai-engineer senior -")
    asked = modal(rita).plain.count("Why? Why?")
    assert "Page 1 of" in modal(rita).plain
    while any(action == "rubric_turn:questions:next" for action, _, _ in modal(rita).buttons):
        rita.click(modal(rita), "rubric_turn:questions:next")
        asked += modal(rita).plain.count("Why? Why?")
    rita.click(modal(rita), "rubric_turn:questions:previous")
    assert asked >= 150 * len(long)


def test_what_changed_since_a_loop_opened_is_shown_to_its_people_only(
    services: Services,
    slack: LocalSlack,
    rita: Person,
    panel: list[Person],
    otto: Person,
    open_loop: Callable[..., None],
) -> None:
    open_loop()
    assert "Nothing has changed since the loop opened" in asks(rita, "diff Dana Fox")

    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    first = rubric.competencies[0]
    heavier = (first.model_copy(update={"weight": first.weight + 5}), *rubric.competencies[1:])
    slack.connect(delivering_to(build_app(changed(services, with_changes(rubric, competencies=heavier)))))
    told = asks(panel[0], "diff Dana Fox")
    assert "1 difference since the loop opened" in told
    assert "Software engineering, weight 26 → 31" in told
    assert 'None of your loops is about "Dana Fox"' in said(otto.command("/rubric", "diff Dana Fox"))

    listing = rita.command("/rubric", "diff", channel=CHANNEL).messages[0]
    assert "Rubric changes" in listing.plain

    slack.connect(delivering_to(build_app(changed(services, None))))
    assert "no longer defined. The loop keeps its own" in asks(rita, "diff Dana Fox")


def test_several_loops_are_listed_with_which_of_them_have_changed(
    services: Services, slack: LocalSlack, rita: Person, otto: Person, open_loop: Callable[..., None]
) -> None:
    open_loop()
    open_loop(candidate="Sam Reed")
    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    slack.connect(delivering_to(build_app(changed(services, with_changes(rubric, bar=3.5)))))
    listing = rita.command("/rubric", "diff", channel=CHANNEL).messages[0]
    assert listing.plain.count("The rubric has changed since") == 2
    key = next(value for action, _, value in listing.buttons if action == "rubric_open:diff")
    rita.click(listing, "rubric_open:diff", value=key)
    assert "Bar changed\nThen: 3\nNow: 3.5" in modal(rita).plain
    assert "rubric_more" not in str(modal(rita).blocks), "nothing about a loop is shared"
    assert "You aren't on any loops" in said(otto.command("/rubric", "diff"))
