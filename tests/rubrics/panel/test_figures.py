"""An opening's figures: medians over many, nothing that is one person's."""

from datetime import UTC, datetime, timedelta

from rubrics.panel.figures import HeldInterview, HeldLoop, figures_of
from rubrics.panel.loop import InterviewState
from rubrics.panel.loop_facts import RevealCause

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def held(person: str, hours: int | None, state: InterviewState = InterviewState.SUBMITTED) -> HeldInterview:
    at = None if hours is None else NOW + hours * HOUR
    return HeldInterview(interviewer=person, state=state, over_at=NOW, submitted_at=at)


def test_the_wait_for_scorecards_is_a_median_and_early_ones_count_as_at_once() -> None:
    figures = figures_of([held("A", 1), held("B", 5), held("C", -2), held("D", None, InterviewState.EXCUSED)], [])
    assert figures.to_scorecard is not None
    assert (figures.to_scorecard.median, figures.to_scorecard.number) == (HOUR, 3)
    assert (figures.submitted, figures.planned, figures.excused) == (3, 4, 1)


def test_what_would_be_one_or_two_peoples_own_figure_is_not_shown() -> None:
    assert figures_of([held("A", 1), held("B", 5), held("A", 3)], []).to_scorecard is None


def test_a_decision_counts_from_the_first_stage() -> None:
    loops = [
        HeldLoop(candidate="x", opened_at=NOW, revealed_at=NOW + HOUR, cause=RevealCause.OVERRIDE),
        HeldLoop(candidate="x", opened_at=NOW + HOUR, revealed_at=NOW + 5 * HOUR, decided_at=NOW + 9 * HOUR),
        HeldLoop(candidate="y", opened_at=NOW),
    ]
    figures = figures_of([], loops)
    assert figures.to_decision is not None
    assert figures.to_reveal is not None
    assert (figures.to_decision.median, figures.to_decision.number) == (9 * HOUR, 1)
    assert figures.to_reveal.median == 2.5 * HOUR
    assert (figures.revealed, figures.overridden, figures.decided) == (2, 1, 1)
