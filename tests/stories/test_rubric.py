"""What people can ask of the definitions by `/rubric`, and how one answer leads to the next."""

import dataclasses
from collections.abc import Callable

import pytest

from bot.playground.slack.limits import accept_blocks
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.wiring import Services
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level, Question, Rubric
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
        ("ai-engineer senior", "Rubric: AI Engineer, senior"),
        ("Senior AI Engineer", "Rubric: AI Engineer, senior"),
        ("ai engineer entry level", "Rubric: AI Engineer, junior"),
        ("ai-engineer senior questions", "Questions: AI Engineer, senior"),
        ("ai-engineer senior anchors", "Anchors: AI Engineer, senior"),
        ("ai-engineer senior anchors retrieval", "Retrieval: AI Engineer, senior"),
        ("ai-engineer senior anchors software", "Software engineering: AI Engineer, senior"),
        ("ai-engineer senior sources", "Sources: AI Engineer, senior"),
        ("ai-engineer sources", "Sources: AI Engineer"),
        ("ai-engineer requirements", "Requirements: AI Engineer"),
        ("ai-engineer backgrounds", "Backgrounds: AI Engineer"),
        ("ai-engineer work-sample", "Work sample: AI Engineer"),
        ("ai-engineer checklist", "JD checklist: AI Engineer"),
        ("pay ai-engineer senior", "Pay: AI Engineer, senior"),
        ("ai-engineer pay senior", "Pay: AI Engineer, senior"),
        ("compare ai-engineer ml-engineer", "AI Engineer and ML Engineer"),
        ("compare AI Engineer and Data Scientist", "AI Engineer and Data Scientist"),
        ("hire", "Should you hire a full-time AI engineer"),
    ],
)
def test_each_question_gets_its_answer_only_to_whoever_asked(rita: Person, typed: str, heading: str) -> None:
    (answer,) = rita.command("/rubric", typed, channel=CHANNEL).messages
    assert answer.ephemeral
    assert answer.plain.startswith(heading)


@ON_SQLITE
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ai-enginer senior", "No role is called “ai-enginer”.\nDid you mean ai-engineer"),
        ("astronaut", "The roles are: ai-engineer, ai-researcher"),
        ("ai-engineer seniro", "No level is called “seniro”.\nDid you mean senior?"),
        ("ai-engineer L4", "“L4” stands for mid or senior, depending on the document."),
        ("ai-engineer senior anchors retrival", "Did you mean retrieval?"),
        ("ai-engineer senior anchors juggling", "It has: software-engineering, llm-apis"),
        (
            "ai-engineer questions",
            "Name a level, such as /rubric ai-engineer senior questions.",
        ),
        ("ai-engineer senior salary", "Behind a role and a level may stand: questions"),
        ("compare ai-engineer", "A comparison needs two roles."),
        ("compare ai-engineer ml-enginer", "Did you mean ml-engineer"),
        ("compare ai-engineer ai-engineer", "cannot be compared with itself"),
        ("pay", "Name one, such as /rubric pay ai-engineer senior."),
    ],
)
def test_what_nobody_can_answer_is_told_with_what_may_have_been_meant(rita: Person, typed: str, told: str) -> None:
    assert told in asks(rita, typed)


@ON_SQLITE
def test_the_weights_shown_are_those_of_the_score_the_recommendations_among_them(
    rita: Person, catalogue: Catalogue
) -> None:
    told = asks(rita, "ai-engineer senior")
    rubric = catalogue.rubric("ai-engineer", Level.SENIOR)
    for item, weight in item_weights(rubric).items():
        name = "Recommendation" if item == OVERALL else rubric.competency(item).name
        assert f"{name}, {100 * weight:.0f}%" in told
    assert "Recommendation, 25%" in told
    assert "the recommendations count for more" in told


@ON_SQLITE
def test_pay_is_shown_as_each_document_has_it_with_its_basis_and_mark(rita: Person) -> None:
    pay = asks(rita, "pay ai-engineer senior")
    assert "310–450 · Big Tech · called “Senior / L5” (S0)" in pay
    assert "200–280+ · any employer · called “senior (5+ years)” (S4)" in pay
    total, base = pay.index("Total: base, bonus and equity"), pay.index("\nBase\n")
    assert total < pay.index("310–450") < base < pay.index("200–280+")
    assert "Where the documents disagree" in pay
    assert "never averaged" in pay


@ON_SQLITE
def test_a_role_without_pay_of_its_own_says_whose_figures_it_shows(rita: Person) -> None:
    borrowed = asks(rita, "pay forward-deployed-engineer")
    assert "No document states pay for Forward Deployed Engineer. These are the figures for AI Engineer" in borrowed
    assert "No document states pay for AI Researcher." in asks(rita, "pay ai-researcher")


@ON_SQLITE
def test_one_answer_leads_to_the_next(rita: Person) -> None:
    role = rita.command("/rubric", "ai-engineer", channel=CHANNEL).messages[0]
    rita.click(role, "rubric_open:rubric", value="rubric ai-engineer staff -")
    assert "Rubric: AI Engineer, staff" in modal(rita).plain
    rita.click(modal(rita), "rubric_open:anchors", value="anchors ai-engineer staff retrieval")
    assert "Retrieval: AI Engineer, staff" in modal(rita).plain
    rita.click(modal(rita), "rubric_open:sources")
    assert "Promotes its own book" in modal(rita).plain


@ON_SQLITE
def test_menus_of_roles_and_levels_narrow_as_one_types(rita: Person) -> None:
    rita.open_home()
    rita.click(rita.home, "browse_rubrics")
    assert len(rita.suggest("rubric_role", "")) == 7
    assert rita.suggest("rubric_role", "genai") == [("AI Engineer", "ai-engineer")]
    assert rita.suggest("rubric_role", "zzzz") == []
    assert [value for _, value in rita.suggest("rubric_level", "")] == list(Level)
    assert rita.suggest("rubric_level", "entry") == [("Junior", "junior")]
    rita.fill({"rubric_role": "ml-engineer", "rubric_level": "mid"})
    assert rita.submit().action == "updated"
    assert "Rubric: ML Engineer, mid" in modal(rita).plain


@ON_SQLITE
def test_a_role_chosen_without_a_level_shows_the_role(rita: Person) -> None:
    offered = rita.command("/rubric", "", channel=CHANNEL).messages[0]
    rita.click(offered, "browse_rubrics")
    rita.fill({"rubric_role": "data-scientist"})
    rita.submit()
    assert modal(rita).plain.startswith("Role")
    assert "Data Scientist" in modal(rita).plain


@ON_SQLITE
def test_two_roles_are_chosen_in_a_form_and_must_differ(rita: Person) -> None:
    rita.command("/rubric", "compare", channel=CHANNEL)
    rita.fill({"rubric_role": "ai-engineer", "rubric_other_role": "ai-engineer"})
    assert rita.submit().errors == {"rubric_other_role": "Choose another role than the first."}
    rita.fill({"rubric_other_role": "ai-researcher"})
    assert rita.submit().action == "updated"
    assert "AI Engineer and AI Researcher" in modal(rita).plain


@ON_SQLITE
def test_an_answer_too_long_for_one_message_says_so_and_opens_in_pages(
    services: Services, slack: LocalSlack, rita: Person
) -> None:
    question = Question(ask="Why? " * 50, follow_ups=("How do you know? " * 15,) * 5)
    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    long = tuple(c.model_copy(update={"questions": (question,) * 30}) for c in rubric.competencies)
    app = build_app(changed(services, with_changes(rubric, competencies=long)))
    slack.connect(delivering_to(app))

    answer = rita.command("/rubric", "ai-engineer senior questions", channel=CHANNEL).messages[0]
    accept_blocks(answer.blocks, "message")
    assert "This answer is longer than one message." in answer.plain
    rita.click(answer, "rubric_open:questions", value="questions ai-engineer senior -")
    asked = modal(rita).plain.count("Why? Why?")
    assert "Page 1 of" in modal(rita).plain
    while any(action == "rubric_turn:questions:on" for action, _, _ in modal(rita).buttons):
        rita.click(modal(rita), "rubric_turn:questions:on")
        asked += modal(rita).plain.count("Why? Why?")
    rita.click(modal(rita), "rubric_turn:questions:back")
    assert asked >= 30 * len(long)


def test_what_changed_since_a_loop_opened_is_shown_to_its_people_only(
    services: Services,
    slack: LocalSlack,
    rita: Person,
    panel: list[Person],
    otto: Person,
    open_loop: Callable[..., None],
) -> None:
    open_loop()
    assert "Nothing has changed." in asks(rita, "diff Dana Fox")

    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    first = rubric.competencies[0]
    heavier = (first.model_copy(update={"weight": first.weight + 5}), *rubric.competencies[1:])
    slack.connect(delivering_to(build_app(changed(services, with_changes(rubric, competencies=heavier)))))
    told = asks(panel[0], "diff Dana Fox")
    assert "Software engineering, weight changed\nThen: 28\nNow: 33" in told
    assert "1 difference" in told
    assert "None of your loops is about “Dana Fox”" in said(otto.command("/rubric", "diff Dana Fox"))

    listing = rita.command("/rubric", "diff", channel=CHANNEL).messages[0]
    assert "What changed since the loop opened" in listing.plain

    slack.connect(delivering_to(build_app(changed(services, None))))
    assert "no longer defined; the loop keeps its own" in asks(rita, "diff Dana Fox")


def test_several_loops_are_listed_with_which_of_them_have_changed(
    services: Services, slack: LocalSlack, rita: Person, otto: Person, open_loop: Callable[..., None]
) -> None:
    open_loop()
    open_loop(candidate="Sam Reed")
    rubric = services.catalogue.rubric("ai-engineer", Level.SENIOR)
    slack.connect(delivering_to(build_app(changed(services, with_changes(rubric, bar=3.5)))))
    listing = rita.command("/rubric", "diff", channel=CHANNEL).messages[0]
    assert listing.plain.count("the rubric has changed since") == 2
    key = next(value for action, _, value in listing.buttons if action == "rubric_open:diff")
    rita.click(listing, "rubric_open:diff", value=key)
    assert "Bar changed\nThen: 3\nNow: 3.5" in modal(rita).plain
    assert "Share to channel" not in modal(rita).plain
    assert "You are on no loop" in said(otto.command("/rubric", "diff"))
