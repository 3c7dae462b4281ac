"""The scorecard and what follows its submit say no more than their readers have time for, on the playground's data."""

import pytest

from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import View
from tests.bot.surfaces.counting import words_of
from tests.stories.acting import close_all, fill_card, modal, open_card, rating_fields

TEAM = the_team()
SCORECARD, ANCHORS, STORED, REVEAL, SIDES, NOTHING_DUE = 220, 170, 40, 80, 110, 25
A_SIDE = 30
"""An anchor and who gave it: a third rating brings one more than the two of "Both sides"."""


@pytest.fixture
def slack(demo: LocalSlack) -> LocalSlack:
    """The demo, as it is before anyone has done anything."""
    return demo


@pytest.fixture
def ivan(slack: LocalSlack) -> Person:
    """The one whose scorecard is missing."""
    return slack.person(TEAM.awaited)


def words_on(view: View) -> int:
    """Return how many words a modal shows, whatever stands in its fields."""
    parts = ("title", "blocks", "submit", "close")
    return words_of({part: view.shown[part] for part in parts if view.shown.get(part)})


def rate(person: Person, *ratings: int) -> None:
    """Give the open scorecard these ratings, in order."""
    person.fill(dict(zip(rating_fields(person), map(str, ratings), strict=True)))


def test_a_scorecard_of_four_competencies_is_read_in_one_go(ivan: Person) -> None:
    open_card(ivan)
    assert len(rating_fields(ivan)) == 4
    assert words_on(modal(ivan)) <= SCORECARD
    rate(ivan, 4, 4, 3, 4)
    assert words_on(modal(ivan)) <= SCORECARD, "threes and fours ask for no more"
    rate(ivan, 5, 1, 2, 5)
    assert words_on(modal(ivan)) <= SCORECARD, "nor does evidence everywhere"
    ivan.close()
    open_card(ivan)
    assert words_on(modal(ivan)) <= SCORECARD + 2, "resumed, it says so"
    ivan.click(modal(ivan), "full_anchors", block_id="more:software-engineering")
    assert words_on(modal(ivan)) <= ANCHORS


@pytest.mark.parametrize(
    ("last", "recommended", "sides"),
    [(4, "yes", SIDES), (3, "yes", SIDES + A_SIDE), (4, "no", SIDES)],
    ids=["one differs", "one stands between the others", "one alone says no"],
)
def test_what_follows_a_submit_is_read_at_a_glance(
    slack: LocalSlack, ivan: Person, last: int, recommended: str, sides: int
) -> None:
    open_card(ivan)
    rate(ivan, 4, 4, 3, last)
    ivan.fill({"recommendation": recommended})
    ivan.submit()
    assert modal(ivan).title == "Panel revealed"
    assert words_on(modal(ivan)) <= REVEAL
    ivan.click(modal(ivan), "both_sides")
    assert words_on(modal(ivan)) <= sides
    close_all(ivan)
    nothing = ivan.command("/score").messages[-1]
    assert "No scorecards due" in nothing.plain
    assert words_of({"blocks": nothing.blocks}) <= NOTHING_DUE


def test_the_playground_s_last_scorecard_turns_the_panel_as_the_tour_promises(ivan: Person) -> None:
    """The figures of the surfaces' target drawings: they hang on the seed and on the rubric's weights."""
    open_card(ivan)
    rate(ivan, 4, 4, 3, 4)
    ivan.fill({"recommendation": "yes"})
    ivan.submit()
    told = modal(ivan).plain
    assert "Lean hire · Sam Whitlock (C-" in told
    assert "1 ··········╪══●══····· 5\n3.5 of 5, likely 3.1–4.0 · bar 3.0 (╪)\n4 of 4 scorecards · 4 yes" in told
    assert "Your scorecard (25% of the score) raised it from 3.4 to 3.5." in told
    assert "You differ on Design judgment\nYou 4 · @Inês Duarte 4 · @Ida Lindqvist 2" in told
    assert "Within one point: Software engineering, LLM API fluency, LLM operations" in told


def test_who_alone_says_no_over_a_missed_must_have_reads_so_first_and_no_hire_takes_no_reason(
    slack: LocalSlack, ivan: Person
) -> None:
    open_card(ivan)
    rate(ivan, 2, 3, 2, 4)
    software, *_, design = rating_fields(ivan)
    ivan.fill({design: "not_assessed", "recommendation": "no"})
    assert software.removeprefix("rating:") in str(ivan.submit().errors), "a 2 is asked for its evidence once"
    ivan.submit()
    told = modal(ivan).plain
    assert "Lean hire, must-have missed · " in told
    assert "You alone said no; 3 said yes.\nYour scorecard" in told
    assert "of everyone" not in told
    assert "must-have at 2.5\nAlso below the bar: LLM operations, 2.5\nThe panel differs on Design judgment" in told
    close_all(ivan)
    hana = slack.person(TEAM.hiring_manager)
    hana.command("/loop", f"decide {TEAM.waiting.candidate}")
    hana.fill({"decision": "no_hire"})
    assert "Reason needed" not in modal(hana).plain
    assert "reason" not in [block["block_id"] for block in modal(hana).blocks]
    hana.fill({"decision": "hire"})
    assert "Reason needed: must-have missed (Software engineering)" in modal(hana).plain
    hana.fill({"decision": "no_hire"})
    assert hana.submit().action == "updated"
    hana.click(modal(hana), "decision_read")
    assert "the decision neither agrees nor overrides it" in modal(hana).plain


def test_whoever_is_not_the_last_is_told_in_few_words(slack: LocalSlack) -> None:
    """No one of the playground's last panel is, so one of its earlier people opens a card anew and changes it."""
    ida = slack.person("U0IDA")
    ida.command("/score", TEAM.waiting.candidate)
    fill_card(ida, 3, evidence="Drew the queue and named the retry that had paged them.")
    ida.submit()
    assert modal(ida).title == "Scorecard in"
    assert words_on(modal(ida)) <= STORED
