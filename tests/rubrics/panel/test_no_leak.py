"""Over all states, stages, outcomes and kinds of people: no one reads what they may not yet, and no one is stuck."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.panel.loop import Hold, Interview, InterviewState, Loop, LoopState, is_complete
from rubrics.panel.permissions import (
    Viewer,
    may_decide_stage,
    may_see_content,
    may_see_shadow,
    may_see_signal,
    may_see_status,
)
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan
from rubrics.panel.stage import Outcome, Stage, StageOutcome

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = ("U0RITA", "U0HANA", "U0IVAN", "U0IDA", "U0SAM", "U0DANA", "U0OTTO")
people = st.sampled_from(PEOPLE)
some_people = st.frozensets(people, max_size=3)
interviews = st.builds(
    lambda number, **fields: Interview(id=f"i{number}", focus=("cost",), **fields),
    st.integers(0, 10_000),
    interviewer=people,
    state=st.sampled_from(InterviewState),
    kind=st.sampled_from(InterviewKind),
    session=st.sampled_from([None, "s", "t"]),
)
outcomes = st.builds(Outcome, what=st.sampled_from(StageOutcome), by=people, at=st.just(NOW))
planned = st.builds(
    lambda person: StagePlan(name="Onsite", interviews=(PlannedInterview(focus=("cost",), interviewer=person),)),
    st.none() | people,
)
stages = st.builds(
    Stage,
    first=st.just("first"),
    number=st.integers(1, 4),
    later=st.lists(planned, max_size=2).map(tuple),
    outcome=st.none() | outcomes,
)
viewers = st.builds(Viewer, user=people, is_admin=st.booleans(), is_outsider=st.booleans())


@st.composite
def loops(draw: st.DrawFn) -> Loop:
    state = draw(st.sampled_from(LoopState))
    was = draw(st.sampled_from([LoopState.OPEN, LoopState.REVEALED, LoopState.DECIDED]))
    revealed = draw(st.booleans()) if state is LoopState.WITHDRAWN else state in (LoopState.REVEALED, LoopState.DECIDED)
    return Loop.model_construct(
        id="l",
        state=state,
        candidate_user=draw(st.sampled_from([None, "U0DANA"])),
        hiring_manager=draw(people),
        recruiter=draw(people),
        opened_by=draw(people),
        interviews=tuple(draw(st.lists(interviews, max_size=5, unique_by=lambda each: each.id))),
        stage=draw(stages),
        hold=Hold(resumes_as=was, by="U0RITA", at=NOW) if state is LoopState.ON_HOLD else None,
        revealed_at=NOW if revealed else None,
        opens_if_withdrawn=draw(st.booleans()),
        sealed_from=draw(some_people),
        later_is_sealed=draw(st.booleans()),
    )


@settings(max_examples=150)
@given(loops(), viewers)
def test_nobody_reads_what_they_may_not(loop: Loop, asking: Viewer) -> None:
    content, status = may_see_content(loop, asking), may_see_status(loop, asking)
    practice = [each for each in loop.interviews if may_see_shadow(loop, asking, each)]
    if asking.is_outsider or asking.user == loop.candidate_user:
        assert not any((content, status, may_decide_stage(loop, asking)))
    assert status or not content
    assert loop.is_readable or not content
    assert loop.is_revealed or not may_see_signal(loop, asking)
    planned = {seat.interviewer for stage in loop.stage.later for seat in stage.interviews}
    is_to_come = loop.stage.outcome is None and loop.is_undecided and asking.user in planned
    decides = asking.user in (loop.hiring_manager, loop.recruiter)
    if asking.user in loop.sealed_from or (is_to_come and not decides):
        assert not any((content, may_see_signal(loop, asking), practice)), "whatever else they are"
    assert not any(each.counts for each in practice)
    if not loop.is_revealed:
        assert {each.interviewer for each in practice} <= {asking.user}
    if content and len({each.interviewer for each in loop.submitted}) < 2:
        assert asking.user == loop.hiring_manager, "its mean would be one person's rating"


@settings(max_examples=150)
@given(loops(), people)
def test_somebody_in_training_neither_counts_nor_reads_before_they_scored(loop: Loop, user: str) -> None:
    full = tuple(each for each in loop.interviews if each.counts)
    alone = loop.model_copy(update={"interviews": full})
    assert (loop.pending, loop.submitted, loop.expected, loop.panel) == (
        alone.pending,
        alone.submitted,
        alone.expected,
        alone.panel,
    )
    assert is_complete(loop.interviews) == is_complete(full)
    own = loop.interviews_of(user)
    runs = user in (loop.hiring_manager, loop.recruiter, loop.opened_by)
    trains_only = own and not any(each.counts for each in own)
    if trains_only and not runs and not any(each.state is InterviewState.SUBMITTED for each in own):
        assert not may_see_content(loop, Viewer(user=user))


@settings(max_examples=150)
@given(loops())
def test_every_revealed_stage_is_ended_once_by_somebody_and_told_when_it_sways_nobody(loop: Loop) -> None:
    manager = Viewer(user=loop.hiring_manager)
    may_end = may_decide_stage(loop, manager)
    waits = loop.state is LoopState.REVEALED and loop.stage.outcome is None
    assert may_end == (waits and loop.hiring_manager != loop.candidate_user), "no dead end, and no second end"
    if loop.stage.outcome is None and loop.state is not LoopState.DECIDED:
        assert loop.is_told_in_channel == (not loop.stage.later)
    else:
        assert loop.is_told_in_channel == (not loop.later_is_sealed)
