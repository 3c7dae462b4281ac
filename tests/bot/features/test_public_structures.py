"""Six structures that other companies publish: each opens a loop, takes scorecards and gives a signal."""

from collections.abc import Mapping

import pytest

from bot.features.debrief.read_decision import ToDecide
from bot.features.debrief.show_decision import decision_form
from bot.features.scorecard.card_form import EVIDENCE, RATING, RECOMMENDATION
from bot.features.signal.read_ratings import Ratings
from bot.features.signal.show_matrix import matrix
from bot.wiring import Actor, Services
from bot.wording.words import words
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.decision import Choice
from rubrics.panel.loop import Loop
from rubrics.signal import HireSignal, Word, basis_of
from tests.bot.features.opened_loop import IDA, IVAN, TEAM, interview_of, opened, submitted
from tests.public_structures import ROLES, level_of, rubric_of
from tests.public_structures import catalogue as six

IMRAN, INES = Actor(TEAM, "U0IMRAN"), Actor(TEAM, "U0INES")
PANEL = (IVAN, IDA, IMRAN, INES)
FOUR_YES = ("yes",) * 4


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return six()


def judged(
    services: Services,
    structure: str,
    rating: int,
    said: tuple[str, ...] = FOUR_YES,
    answers: Mapping[str, tuple[int, ...]] | None = None,
) -> tuple[Loop, HireSignal]:
    """Open a loop, have everybody rate alike, and return it with the signal that the last scorecard reveals.

    `answers` are the four people's to a check, where one of them does not say yes.
    """
    role = ROLES[structure]
    loop = opened(services, interviewers=PANEL, role=role, level=level_of(role), divided=True)
    for number, (actor, word) in enumerate(zip(PANEL, said, strict=True)):
        filled: dict[str, str | None] = {RECOMMENDATION.block_id: word}
        for each in interview_of(loop, actor).focus:
            competency = loop.rubric.competency(each)
            given = (answers or {}).get(each, (2,) * 4)[number] if competency.scale.is_yes_or_no else rating
            if competency.is_rated:
                filled[RATING.about(each).block_id] = str(given)
            filled[EVIDENCE.about(each).block_id] = "Told of a launch that slipped and of whom they called first"
        done = submitted(services, loop, actor, filled)
    assert done.panel is not None
    return done.loop, done.panel.signal


@pytest.mark.parametrize(
    ("structure", "rating", "word"),
    [
        ("four-points", 3, Word.CLEAR_HIRE),
        ("four-points", 2, Word.CLEAR_NO),
        ("seven-points", 6, Word.CLEAR_HIRE),
        ("seven-points", 3, Word.CLEAR_NO),
        ("seven-by-five", 2, Word.LEAN_HIRE),
        ("fourteen-criteria", 4, Word.CLEAR_HIRE),
        ("staged", 4, Word.CLEAR_HIRE),
    ],
)
def test_a_panel_of_one_mind_is_read_in_points_of_its_own_scale(
    services: Services, structure: str, rating: int, word: Word
) -> None:
    _, signal = judged(services, structure, rating, FOUR_YES if word is not Word.CLEAR_NO else ("no",) * 4)
    assert signal.word is word
    assert {each.mean for each in signal.competencies} == {rating}
    assert signal.score == pytest.approx(rating, abs=0.5)
    assert signal.coverage.share == 1


@pytest.mark.parametrize(
    ("said", "no", "leaning"),
    [
        (FOUR_YES, (), Choice.HIRE),
        (("no",) * 4, (), Choice.NO_HIRE),
        (("yes", "yes", "no", "no"), (), None),
        (FOUR_YES, (1,), None),
    ],
)
def test_values_are_counted_and_one_no_to_what_knocks_out_takes_the_direction_away(
    services: Services, said: tuple[str, ...], no: tuple[int, ...], leaning: Choice | None
) -> None:
    answers = {"license": tuple(1 if number in no else 2 for number in range(len(PANEL)))}
    loop, signal = judged(services, "values", 4, said, answers)
    assert (signal.word, signal.score, signal.interval80) == (Word.TALLY_ALONE, None, None)
    assert basis_of(signal).leaning is leaning
    assert basis_of(signal).missed == (("license",) if no else ())
    shown = str(matrix(Ratings(loop, [signal], [], {}), is_sent=False))
    assert "Same answer" in shown
    assert ("Answers differ" in shown) == bool(no)
    assert "squares" not in shown, "nothing is rated here"
    basis, asks = basis_of(signal), leaning is None
    form = str(decision_form(ToDecide(loop, signal, basis, 0), Choice.HIRE if asks else leaning))
    assert ("no clear direction" in form) == asks
    assert "split" not in form


def test_the_names_of_points_stand_on_a_line_of_their_own() -> None:
    shown = words("rubric.scale", rubric=rubric_of("four-points"), must_haves=1)
    assert "1 must-have.\n`1` Strong no · `2` Lean no" in shown
