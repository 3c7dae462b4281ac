"""When a decision needs a reason and how it stands to its signal, over the whole space of what it may rest on."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.decision import (
    UNDONE_WITHIN,
    Ask,
    Basis,
    Choice,
    Decided,
    Revote,
    Stance,
    reasons_asked,
    stance_of,
)

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
ENDS = (Choice.HIRE, Choice.NO_HIRE)


@st.composite
def bases(draw: st.DrawFn) -> Basis:
    leaning = draw(st.sampled_from([*ENDS, None]))
    votes = st.builds(Revote, for_hire=st.integers(0, 5), against=st.integers(0, 5))
    return Basis(
        word="split",
        leaning=leaning,
        is_enough=True if leaning else draw(st.booleans()),
        score=3.0,
        likely_range=(2.6, 3.5),
        bar=3.0,
        missed=draw(st.sampled_from([(), ("agents",)])),
        revote=draw(st.none() | votes),
    )


def _passes_on_a_missed_must_have(basis: Basis, choice: Choice) -> bool:
    """Tell whether it is a No hire where the signal is for hiring and a must-have is missed."""
    return choice is Choice.NO_HIRE and basis.leaning is Choice.HIRE and bool(basis.missed)


@given(bases(), st.sampled_from(ENDS), st.booleans())
def test_a_decision_needs_no_reason_only_where_signal_and_revote_say_the_same_and_nothing_is_missed(
    basis: Basis, choice: Choice, replaces: bool
) -> None:
    accepted = basis.leaning is choice or _passes_on_a_missed_must_have(basis, choice)
    agreed = accepted and (basis.revote is None or basis.revote.leaning is choice)
    missed = bool(basis.missed) and choice is Choice.HIRE
    assert (not reasons_asked(choice, basis, replaces=replaces)) == (agreed and not missed and not replaces)


@given(bases(), st.sampled_from(ENDS))
def test_a_decision_agrees_overrides_or_does_neither(basis: Basis, choice: Choice) -> None:
    stance = stance_of(choice, basis)
    asked = reasons_asked(choice, basis)
    assert (stance is Stance.OVERRIDES) == (Ask.AGAINST_SIGNAL in asked)
    points_nowhere = Ask.SPLIT in asked or Ask.NOT_ENOUGH in asked
    assert (stance is Stance.NEITHER) == (points_nowhere or _passes_on_a_missed_must_have(basis, choice))
    assert not (Ask.SPLIT in asked and Ask.NOT_ENOUGH in asked)


@given(bases(), st.sampled_from(ENDS), st.integers(1, 3))
def test_a_tied_revote_asks_for_a_reason_and_is_against_nothing(basis: Basis, choice: Choice, each: int) -> None:
    tied = basis.model_copy(update={"revote": Revote(for_hire=each, against=each)})
    assert Ask.TIED_REVOTE in reasons_asked(choice, tied)
    assert Ask.AGAINST_REVOTE not in reasons_asked(choice, tied)
    for_hire = basis.model_copy(update={"revote": Revote(for_hire=each, against=0)})
    assert (Ask.AGAINST_REVOTE in reasons_asked(choice, for_hire)) == (choice is Choice.NO_HIRE)
    assert Ask.TIED_REVOTE not in reasons_asked(choice, for_hire)


@given(bases(), st.sampled_from([Choice.ANOTHER, Choice.HOLD]))
def test_entries_that_decide_nothing_need_no_reason_unless_they_replace_a_decision(
    basis: Basis, choice: Choice
) -> None:
    assert reasons_asked(choice, basis) == ()
    assert reasons_asked(choice, basis, replaces=True) == (Ask.REPLACES,)


@given(st.integers(0, 1200), st.sampled_from(["U0HANA", "U0OTTO"]))
def test_only_whoever_decided_undoes_it_and_only_for_ten_minutes(seconds: int, person: str) -> None:
    decided = Decided(number=1, choice=Choice.HIRE, by="U0HANA", at=NOW)
    within = timedelta(seconds=seconds) < UNDONE_WITHIN
    assert decided.may_be_undone(person, NOW + timedelta(seconds=seconds)) == (within and person == "U0HANA")
