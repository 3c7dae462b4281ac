"""A panel's parts: who holds two interviews, who sits together, and what no one can make of them."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.coverage import person_of
from rubrics.panel.loop import Interview, InterviewState
from rubrics.panel.parts import Part, PartAct, changed_parts, keyed, parts_for, parts_of, settled
from rubrics.panel.plan import InterviewKind

FULL, SHADOW, REVERSE = InterviewKind.FULL, InterviewKind.SHADOW, InterviewKind.REVERSE_SHADOW
IVAN, IDA, SAM = "U0IVAN", "U0IDA", "U0SAM"


def interview(person: str, state: InterviewState = InterviewState.DUE, **more: object) -> Interview:
    return Interview(id=f"{person}-{more}", interviewer=person, focus=("cost",), state=state, **more)


def test_a_second_interview_stands_beside_the_first_and_can_be_removed() -> None:
    two = changed_parts(parts_for([IVAN, IDA]), {}, PartAct.SECOND, IVAN)
    assert [part.key for part in two] == [IVAN, "U0IVAN.2", IDA]
    assert {person_of(part.key) for part in two} == {IVAN, IDA}
    assert changed_parts(two, {}, PartAct.REMOVE, "U0IVAN.2") == parts_for([IVAN, IDA])
    assert changed_parts(two, {}, PartAct.REMOVE, IVAN) == two, "the first goes with its person"


def test_a_pair_sits_together_until_it_is_told_apart() -> None:
    pair = changed_parts(parts_for([IVAN, IDA]), {}, PartAct.PAIR, IDA)
    assert [part.joins for part in pair] == [None, IVAN]
    assert changed_parts(pair, {}, PartAct.ALONE, IDA) == parts_for([IVAN, IDA])


def test_a_shadow_watches_the_first_until_another_is_chosen_and_may_lead() -> None:
    parts = parts_for([IVAN, IDA], [SAM])
    assert (parts[-1].kind, parts[-1].joins, parts[-1].counts) == (SHADOW, IVAN, False)
    *_, sam = settled(parts, {SAM: (REVERSE, IDA)})
    assert (sam.kind, sam.joins) == (REVERSE, IDA)


def test_no_choice_in_a_form_makes_a_scorecard_count_that_does_not() -> None:
    *_, sam = settled(parts_for([IVAN, IDA], [SAM]), {SAM: (FULL, IDA)})
    assert sam.kind is not FULL or not sam.counts
    ivan, *_ = settled(parts_for([IVAN, IDA], [SAM]), {IVAN: (SHADOW, IDA)})
    assert ivan.counts


def test_a_running_panel_keeps_what_is_in_and_gives_back_what_was_excused() -> None:
    held = (
        interview(IVAN, InterviewState.SUBMITTED, session="s"),
        interview(IVAN),
        interview(IDA, InterviewState.EXCUSED),
        interview(SAM, kind=SHADOW, session="s"),
    )
    parts = parts_of(held, [IVAN, IDA], [SAM])
    assert [(part.key, part.is_in) for part in parts] == [
        (IVAN, True),
        ("U0IVAN.2", False),
        (IDA, False),
        (SAM, False),
    ]
    assert parts[-1].joins == IVAN
    assert list(keyed(held)) == [IVAN, "U0IVAN.2", IDA, SAM]


def test_whoever_was_excused_as_an_interviewer_may_come_back_in_training() -> None:
    (ida, sam) = parts_of((interview(SAM, InterviewState.EXCUSED),), [IDA], [SAM])
    assert (sam.key, sam.kind, sam.joins) == ("U0SAM.2", SHADOW, ida.key)


people = st.sampled_from([IVAN, IDA, SAM, "U0OTTO"])
acts = st.tuples(st.sampled_from(PartAct), st.sampled_from([IVAN, IDA, "U0IVAN.2", "U0IDA.2", SAM, "nobody"]))
joins = st.dictionaries(
    st.sampled_from([IVAN, IDA, SAM, "U0IVAN.2"]),
    st.tuples(st.sampled_from(InterviewKind), st.sampled_from([IVAN, IDA, SAM, "U0IVAN.2", "nobody"])),
)


@given(st.lists(people, unique=True, min_size=1, max_size=3), st.lists(st.tuples(acts, joins), max_size=6))
def test_whatever_is_done_with_parts_they_fit_together(interviewers: list[str], steps: list) -> None:
    parts = parts_for(interviewers, [person for person in ("U0SHE", "U0HE") if len(interviewers) > 1])
    trained = {part.key for part in parts if not part.counts}
    for (act, key), chosen in steps:
        parts = changed_parts(parts, chosen, act, key)
        fit_together(parts)
        assert {part.key for part in parts if not part.counts} == trained


def fit_together(parts: tuple[Part, ...]) -> None:
    """Assert that keys differ, and that anyone who joins joins one that counts, is someone else's and joins no one."""
    by_key = {part.key: part for part in parts}
    assert len(by_key) == len(parts)
    for part in parts:
        assert person_of(part.key) == part.interviewer
        if part.joins is not None:
            leader = by_key[part.joins]
            assert leader.counts
            assert leader.joins is None
            assert leader.interviewer != part.interviewer
