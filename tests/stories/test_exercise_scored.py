"""An exercise from the plan to the signal: chosen for an interview, rated on its scorecard, weighed in the score."""

from collections.abc import Callable

from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from tests.stories.acting import CHANNEL, close_all, modal, open_card, rating_fields, score
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin, newest
from tests.stories.test_opening_plan import edit_interview, edit_stage
from tests.stories.test_openings import choose

Worker = Callable[[], None]
CRITERIA = [f"help-articles-{each}" for each in ("needs", "design", "proof", "running")]


def with_exercise(rita: Person) -> None:
    """Make an opening of one panel whose first interview is the case of help articles and nothing else."""
    make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN", "U0INES"), plan="one")
    choose(rita, "plan")
    edit_stage(rita, 1)
    edit_interview(rita, 1)
    rita.fill({"focus": [], "scored_exercise": "help-articles"})
    assert rita.submit().action == "updated", modal(rita).plain


def test_an_exercise_of_the_plan_is_rated_on_the_scorecard_and_counts(
    rita: Person, panel: list[Person], services: Services, worker: Worker
) -> None:
    with_exercise(rita)
    assert "Help articles in three languages (17% of the ratings)" in modal(rita).plain
    rita.submit()
    assert "Help articles in three languages" in modal(rita).plain
    close_all(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    assert "1 gap in this panel" in modal(rita).plain, "what the interview assessed before is thinner now"
    assert "Needs first          ●\n" in modal(rita).plain, "one person rates an exercise, and that is no gap"
    rita.submit()
    close_all(rita)
    worker()
    loop = newest(services)
    assert list(loop.interviews[0].focus) == CRITERIA
    assert loop.interviews[0].exercise == "Help articles in three languages"

    ivan = next(person for person in panel if person.id == "U0IVAN")
    open_card(ivan)
    assert rating_fields(ivan) == [f"rating:{each}" for each in CRITERIA]
    assert "finds a part where a model" in str(modal(ivan).shown) or "Changes the task" in modal(ivan).plain
    close_all(ivan)
    score(ivan, 3)
    shown = rita.command("/opening", "show support product", channel=CHANNEL).messages[-1]
    assert "The rubric has changed" not in shown.plain, "an exercise of the plan is no newer rubric"


def test_an_interview_assesses_something_and_names_one_exercise(rita: Person) -> None:
    make_opening(rita, plan="one")
    choose(rita, "plan")
    edit_stage(rita, 1)
    edit_interview(rita, 1)
    rita.fill({"focus": []})
    assert "Choose at least one competency" in str(rita.submit().errors)
    rita.fill({"scored_exercise": "help-articles", "exercise": "Review a pull request"})
    assert "not both" in str(rita.submit().errors)
    rita.fill({"exercise": "", "focus": ["retrieval"]})
    assert rita.submit().action == "updated"
    edit_interview(rita, 1)
    rita.fill({"scored_exercise": None})
    assert rita.submit().action == "updated"
    assert "of the ratings" not in modal(rita).plain
