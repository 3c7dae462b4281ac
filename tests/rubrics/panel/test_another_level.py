"""What a loop assesses by the rubric of another level: nothing unknown, no one idle."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.levels import Level
from rubrics.panel.another_level import refocused
from rubrics.panel.coverage import MOST_FOCUS, divide_focus
from tests.built_in import CATALOGUE

LEVELS = st.sampled_from(list(Level))


@given(LEVELS, LEVELS, st.integers(1, 8))
def test_every_interview_keeps_what_both_rubrics_assess(before: Level, after: Level, number: int) -> None:
    old, new = CATALOGUE.rubric("ai-engineer", before), CATALOGUE.rubric("ai-engineer", after)
    focus = divide_focus(old, [f"I{each}" for each in range(number)])
    known = {competency.id for competency in new.competencies}
    now = refocused(new, focus)
    for interview, ids in focus.items():
        assert set(now[interview]) <= known
        assert now[interview], "nobody is left with nothing"
        assert set(ids) & known <= set(now[interview])
        assert len(now[interview]) <= MOST_FOCUS


def test_what_only_the_new_level_asks_for_is_assessed() -> None:
    senior, staff = (CATALOGUE.rubric("ai-engineer", level) for level in (Level.SENIOR, Level.STAFF))
    focus = refocused(staff, divide_focus(senior, ["I1", "I2", "I3", "I4"]))
    assert any("technical-direction" in ids for ids in focus.values())
    assert not any("llm-theory" in ids for ids in focus.values())


def test_the_same_rubric_again_changes_nothing() -> None:
    rubric = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
    focus = divide_focus(rubric, ["I1", "I2", "I3", "I4"])
    assert refocused(rubric, focus) == focus
