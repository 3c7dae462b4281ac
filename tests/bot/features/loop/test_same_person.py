"""Who a candidate is: a name corrected, two who are one merged, one who is two split; and by whom."""

from collections.abc import Callable

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.rename_candidate import correct_name
from bot.features.loop.same_person import merge_with, split_off
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.candidates import candidate_called
from storage.loop_lists import loops_listed_about
from tests.bot.features.loop.desk import HANA, IVAN, OTTO, RITA, TEAM, Desk, problems


def found(desk: Desk, words: str) -> set[str]:
    """Return the loops that Rita finds by these words."""
    with desk.services.reads() as session:
        return {loop.id for loop in loops_listed_about(session, TEAM, RITA.user, words).loops}


def last(desk: Desk, loop: Loop) -> tuple[str, dict[str, object]]:
    entry = desk.record(loop)[-1]
    return entry.action, dict(entry.facts)


def told(desk: Desk, loop: Loop) -> set[str]:
    return {recipient for kind, recipient in desk.wanted(loop) if kind == "news"}


def test_a_name_is_corrected_in_every_loop_and_the_wrong_one_finds_nobody(desk: Desk) -> None:
    first, second = desk.open(candidate="Dana Fx"), desk.open(candidate="Dana Fx", role="ml-engineer")
    again = correct_name(desk.workspace, RITA, first.id, "Dana Fox")
    assert (again.candidate_name, again.candidate_code) == ("Dana Fox", first.candidate_code)
    assert desk.loop(second.id).candidate_name == "Dana Fox"
    assert found(desk, "Dana Fox") == found(desk, "fox dana") == {first.id, second.id}
    assert found(desk, "Dana Fx") == set()
    for loop in (first, second):
        assert last(desk, loop) == (AuditAction.RENAMED, {"before": "Dana Fx", "after": "Dana Fox"})
        assert told(desk, loop) >= {HANA.user, IVAN.user}


def test_the_name_of_another_candidate_is_no_correction(desk: Desk) -> None:
    desk.open(candidate="Dana Fox")
    other = desk.open(candidate="Dana Fx")
    with pytest.raises(FormRefusal) as refusal:
        correct_name(desk.workspace, RITA, other.id, "DANA FOX")
    assert problems(refusal.value) == {"name": "name_is_taken"}


def test_two_candidates_become_one_and_both_names_and_codes_find_them(desk: Desk) -> None:
    kept, moved = desk.open(candidate="Dana Fox"), desk.open(candidate="Danna Fox")
    one = merge_with(desk.workspace, RITA, kept.id, moved.candidate_code)
    assert desk.loop(moved.id).candidate_id == one.candidate_id == kept.candidate_id
    for words in (moved.candidate_code, "Danna Fox", "Dana Fox"):
        assert found(desk, words) == {kept.id, moved.id}
    facts = {"merged": moved.candidate_code, "kept": kept.candidate_code}
    assert last(desk, kept) == last(desk, moved) == (AuditAction.MERGED, facts)
    third = desk.open(candidate="Danna Fox", role="ml-engineer")
    assert third.candidate_id == kept.candidate_id, "what opens a loop finds the same person"


def test_what_was_merged_before_moves_along(desk: Desk) -> None:
    first, second, third = (desk.open(candidate=name) for name in ("Dana Fox", "Danna Fox", "Dana Foxx"))
    merge_with(desk.workspace, RITA, second.id, third.candidate_code)
    merge_with(desk.workspace, RITA, first.id, second.candidate_code)
    assert found(desk, third.candidate_code) == {first.id, second.id, third.id}
    with desk.services.reads() as session:
        now = candidate_called(session, TEAM, third.candidate_code)
        assert now is not None
        assert now.id == first.candidate_id


def test_a_loop_of_somebody_else_by_the_same_name_gets_a_candidate_of_its_own(desk: Desk) -> None:
    first, second = desk.open(), desk.open(role="ml-engineer")
    assert first.candidate_id == second.candidate_id
    other = split_off(desk.workspace, RITA, second.id, "Dana Fox")
    assert other.candidate_id != first.candidate_id
    assert other.candidate_code != first.candidate_code
    assert found(desk, "Dana Fox") == {first.id, second.id}, "the name means both"
    assert found(desk, other.candidate_code) == {second.id}
    facts = {"before": first.candidate_code, "after": other.candidate_code}
    assert last(desk, second) == (AuditAction.SPLIT, facts)
    with pytest.raises(Refusal, match="only_loop"):
        split_off(desk.workspace, RITA, second.id, "Dana Fox")


def test_only_who_runs_every_loop_concerned_says_who_a_candidate_is(desk: Desk) -> None:
    hers, his = desk.open(), desk.open(OTTO, role="ml-engineer", hiring_manager=OTTO.user)
    acts: list[Callable[[], Loop]] = [lambda: correct_name(desk.workspace, RITA, hers.id, "Dan Fox")]
    other = desk.open(candidate="Danna Fox")
    acts.append(lambda: merge_with(desk.workspace, RITA, hers.id, other.candidate_code))
    for act in acts:
        with pytest.raises(Refusal, match="not_all_yours"):
            act()
    with pytest.raises(Refusal, match="not_all_yours"):
        split_off(desk.workspace, IVAN, hers.id, "Dan Fox")
    with pytest.raises(FormRefusal) as refusal:
        merge_with(desk.workspace, RITA, other.id, his.candidate_code)
    assert problems(refusal.value) == {"other": "no_other_candidate"}
    with pytest.raises(FormRefusal) as refusal:
        merge_with(desk.workspace, RITA, other.id, "Nobody Known")
    assert problems(refusal.value) == {"other": "no_other_candidate"}, "alike, so that asking tells nothing"


def test_two_colleagues_are_two_and_nobody_becomes_a_candidate_before_their_own_panel(desk: Desk) -> None:
    zoe = desk.open(candidate="Zoe Last", candidate_user="U0ZOE")
    ben = desk.open(candidate="Ben Last", candidate_user="U0BEN")
    outside = desk.open(candidate="Z. Last", hiring_manager="U0ZOE")
    for other, key in ((ben, "two_accounts"), (outside, "colleague_on_panel")):
        with pytest.raises(FormRefusal) as refusal:
            merge_with(desk.workspace, RITA, zoe.id, other.candidate_code)
        assert problems(refusal.value) == {"other": key}
