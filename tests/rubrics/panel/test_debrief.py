"""A debrief's laws as values: its phases, whom it waits for, who speaks when, who leads it, and what it holds back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation
from rubrics.panel.debrief import (
    Debrief,
    DebriefPhase,
    DebriefTopic,
    NotDebriefable,
    ReVote,
    TopicKind,
    away_from,
    in_order,
    may_lead,
    speaking_order,
    why_not_debriefed,
)
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer
from rubrics.panel.stage import Outcome, Stage, StageOutcome

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PANEL = ("U0IVAN", "U0IDA", "U0INES")


def debrief(**changes: object) -> Debrief:
    """Return a debrief of three that reads for five minutes."""
    votes = tuple(ReVote(person=each, before=Recommendation.YES) for each in PANEL)
    facts = {"id": "d", "loop_id": "l", "number": 1, "started_by": "U0HANA", "started_at": NOW, "votes": votes}
    return Debrief.model_validate({**facts, "reads_until": NOW + timedelta(minutes=5), **changes})


def loop(state: LoopState = LoopState.REVEALED, panel: tuple[str, ...] = PANEL, **changes: object) -> Loop:
    """Return a loop with these people's scorecards in."""
    interviews = tuple(
        Interview(id=each, interviewer=each, focus=("cost",), state=InterviewState.SUBMITTED) for each in panel
    )
    people = {"hiring_manager": "U0HANA", "recruiter": "U0RITA", "opened_by": "U0OLGA", "candidate_user": "U0DANA"}
    facts = {"state": state, "interviews": interviews, "stage": Stage(first="l"), "sealed_from": frozenset()}
    return Loop.model_construct(**{"id": "l", "hold": None, "opens_if_withdrawn": True, **people, **facts, **changes})


def marked(*people: str, **facts: object) -> tuple[ReVote, ...]:
    """Return the parts of the panel, those of these people with these facts."""
    plain = {"before": Recommendation.YES}
    return tuple(ReVote(person=each, **(plain | (facts if each in people else {}))) for each in PANEL)


def test_silent_reading_ends_with_its_time_or_as_soon_as_everybody_is_ready() -> None:
    assert debrief().phase(NOW) is DebriefPhase.READING
    assert debrief().phase(NOW + timedelta(minutes=5)) is DebriefPhase.VOTING
    assert debrief(votes=marked(*PANEL[:2], ready_at=NOW)).phase(NOW) is DebriefPhase.READING
    assert debrief(votes=marked(*PANEL, ready_at=NOW)).phase(NOW) is DebriefPhase.VOTING
    assert debrief(opened_at=NOW).phase(NOW) is DebriefPhase.OPEN
    assert debrief(canceled_at=NOW).phase(NOW) is DebriefPhase.CANCELED


def test_nobody_waits_for_whoever_is_away() -> None:
    read = debrief(votes=marked(*PANEL[:2], ready_at=NOW, voted_at=NOW))
    assert read.phase(NOW, away={PANEL[2]}) is DebriefPhase.VOTING
    assert (read.missing(), read.missing(away={PANEL[2]})) == ((PANEL[2],), ())


def test_away_is_who_has_left_and_who_owes_a_scorecard_in_a_later_stage() -> None:
    assert away_from(loop(sealed_from=frozenset({"U0IDA"})), {"U0INES"}) == {"U0IDA", "U0INES"}
    assert away_from(loop(), ()) == frozenset()


def test_who_did_not_vote_keeps_the_first_recommendation() -> None:
    (changed, *_), (kept, *_) = marked("U0IVAN", after=Recommendation.NO), marked()
    assert (changed.counted, changed.is_changed) == (Recommendation.NO, True)
    assert (kept.counted, kept.is_changed) == (Recommendation.YES, False)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (LoopState.OPEN, NotDebriefable.SEALED),
        (LoopState.ON_HOLD, NotDebriefable.ON_HOLD),
        (LoopState.WITHDRAWN, NotDebriefable.WITHDRAWN),
        (LoopState.CANCELED, NotDebriefable.CANCELED),
        (LoopState.DECIDED, NotDebriefable.DECIDED),
        (LoopState.REVEALED, None),
    ],
)
def test_only_a_revealed_loop_that_nobody_ended_is_debriefed(state: LoopState, why: NotDebriefable | None) -> None:
    assert why_not_debriefed(loop(state)) is why


def test_one_scorecard_and_a_stage_that_ended_are_no_debrief() -> None:
    assert why_not_debriefed(loop(panel=PANEL[:1])) is NotDebriefable.ONE_SCORECARD
    twice = (*loop(panel=PANEL[:1]).interviews, *loop(panel=PANEL[:1]).interviews)
    assert why_not_debriefed(loop(interviews=twice)) is NotDebriefable.ONE_SCORECARD, "one person's two interviews"
    ended = Outcome(what=StageOutcome.ADVANCE, by="U0HANA", at=NOW)
    assert why_not_debriefed(loop(stage=Stage(first="l", outcome=ended))) is NotDebriefable.STAGE_ENDED


@pytest.mark.parametrize(
    ("viewer", "leads"),
    [
        (Viewer(user="U0HANA"), True),
        (Viewer(user="U0RITA"), True),
        (Viewer(user="U0OLGA"), True),
        (Viewer(user="U0ADA", is_admin=True), True),
        (Viewer(user="U0IVAN"), False),
        (Viewer(user="U0OTTO"), False),
        (Viewer(user="U0DANA", is_admin=True), False),
        (Viewer(user="U0RITA", is_outsider=True), False),
    ],
)
def test_whoever_runs_the_loop_leads_its_debrief(viewer: Viewer, *, leads: bool) -> None:
    assert may_lead(loop(), viewer) is leads
    assert not may_lead(loop(sealed_from=frozenset({viewer.user})), viewer), "nobody who has a later stage to score"


def test_the_least_senior_speaks_first_and_the_hiring_manager_last() -> None:
    seniority = {"U0IVAN": "staff", "U0IDA": "junior", "U0HANA": "junior"}
    assert speaking_order(PANEL, seniority, "U0HANA") == ("U0IDA", "U0INES", "U0IVAN", "U0HANA")
    assert speaking_order(("U0HANA", *PANEL), {}, "U0HANA") == (*PANEL, "U0HANA"), "unknown: the panel's order"


people = st.lists(st.sampled_from("abcdefg"), max_size=7)
levels = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from([None, "director", *Level]))


@given(people, levels, st.sampled_from("abcdefg"))
def test_everybody_speaks_once_and_nobody_before_who_is_known_to_be_junior_to_them(
    panel: list[str], seniority: dict[str, str | None], manager: str
) -> None:
    order = speaking_order(panel, seniority, manager)
    assert sorted(order) == sorted({*panel, manager})
    assert order[-1] == manager
    ranks = [list(Level).index(known) for each in order[:-1] if (known := seniority.get(each)) in list(Level)]
    assert ranks == sorted(ranks)


topics = st.builds(DebriefTopic, competency=st.sampled_from("abcde"), kind=st.sampled_from(TopicKind))


@given(st.lists(topics))
def test_each_competency_is_discussed_once_for_its_gravest_reason(found: list[DebriefTopic]) -> None:
    ordered = in_order(found)
    assert [each.competency for each in ordered] == list(dict.fromkeys(each.competency for each in ordered))
    kinds = [list(TopicKind).index(each.kind) for each in ordered]
    assert kinds == sorted(kinds)
    for each in ordered:
        assert list(TopicKind).index(each.kind) == min(
            list(TopicKind).index(other.kind) for other in found if other.competency == each.competency
        )
