"""What follows a submit: a receipt while others are awaited, and the panel beside one's own ratings at its reveal."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from bot.errors import Refusal
from bot.features.scorecard import show_reveal as view
from bot.features.scorecard.panel_signal import PanelSignal
from bot.features.scorecard.read_reveal import Sides, note_reveal_read, sides_of
from bot.features.scorecard.submit_scorecard import Submission
from bot.features.signal.phrasing import fix_text, topic_in_short
from bot.playground.slack.limits import accept_view
from bot.wiring import Actor, Services
from rubrics.catalogue.model import Recommendation, Scorecard
from rubrics.panel.loop import InterviewState, Loop, LoopState
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import HireSignal, discuss_first, summarize
from storage.access_log import unfolded
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, TEAM, card, interview_of, opened, submitted

IMRAN, INES = Actor(TEAM, "U0IMRAN"), Actor(TEAM, "U0INES")
PANEL = (IVAN, IDA, IMRAN, INES)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Recommended = str | dict[Actor, str]


def said(modal: dict[str, Any]) -> list[str]:
    """Return what a modal's headings, paragraphs and small print say, of a view that Slack takes."""
    blocks = accept_view(modal, "modal")["blocks"]
    spoken = [block for block in blocks if block["type"] in ("header", "section", "context")]
    return [(block.get("text") or block["elements"][0])["text"] for block in spoken]


def pressed(modal: dict[str, Any]) -> list[str]:
    """Return the ids of a modal's buttons in the row at its end."""
    return [element["action_id"] for element in modal["blocks"][-1]["elements"]]


def after(loop: Loop, version: int = 1, **more: Any) -> dict[str, Any]:
    """Return what Ivan sees once his scorecard is stored."""
    return view.after(Submission(loop, interview_of(loop, IVAN), version, **{"after_reveal": False, **more}))


def with_states(loop: Loop, *states: InterviewState, revealed: bool = False) -> Loop:
    """Return the same loop with its interviews in these states."""
    interviews = [i.model_copy(update={"state": state}) for i, state in zip(loop.interviews, states, strict=True)]
    state = LoopState.REVEALED if revealed else LoopState.OPEN
    return loop.model_copy(update={"interviews": tuple(interviews), "state": state})


def cards_of(loop: Loop, ratings: dict[Actor, dict[int, int]], recommendation: Recommended = "yes") -> list[Scorecard]:
    """Return a panel's scorecards, ratings by position in the rubric, and one recommendation or each one's."""
    names = [competency.id for competency in loop.rubric.competencies]
    return [
        Scorecard(
            interviewer=actor.user,
            ratings={names[place]: rating for place, rating in rated.items()},
            recommendation=Recommendation(recommendation if isinstance(recommendation, str) else recommendation[actor]),
        )
        for actor, rated in ratings.items()
    ]


def signal_of(loop: Loop, ratings: dict[Actor, dict[int, int]], recommendation: Recommended = "yes") -> HireSignal:
    """Return what these scorecards say together."""
    return summarize(cards_of(loop, ratings, recommendation), loop.rubric)


def at_reveal(loop: Loop, ratings: dict[Actor, dict[int, int]], recommendation: Recommended = "yes") -> dict[str, Any]:
    """Return what Ivan sees when his card, with ratings by position in the rubric, was the last of these."""
    states = [
        InterviewState.SUBMITTED if i.interviewer in {a.user for a in ratings} else InterviewState.EXCUSED
        for i in loop.interviews
    ]
    panel = PanelSignal(cards_of(loop, ratings, recommendation), signal_of(loop, ratings, recommendation))
    return after(with_states(loop, *states, revealed=True), panel=panel)


@pytest.fixture
def four(services: Services) -> Loop:
    """A loop with four interviewers."""
    return opened(services, interviewers=PANEL)


def test_while_others_are_awaited_they_are_named_and_nothing_else_is(four: Loop) -> None:
    due, done = InterviewState.DUE, InterviewState.SUBMITTED
    waiting = with_states(four, done, done, done, due)
    (line,) = said(after(waiting))
    assert line == (
        "●●●○ *3 of 4 are in.* Yours stays sealed.\n"
        f"Waiting for <@U0INES>. The reveal will be posted in <#{four.channel}>."
    )
    assert "Your change is in, and stays sealed." in said(after(waiting, version=2))[0]
    assert "Waiting for <@U0IMRAN> and <@U0INES>." in said(after(with_states(four, done, done, due, due)))[0]
    assert pressed(after(waiting)) == ["scorecard_here", "scorecards_mine_here"]
    modal = after(waiting)
    assert (modal["title"]["text"], modal["close"]["text"]) == ("Scorecard in", "Done")


def test_of_many_who_are_awaited_the_number_is_told(four: Loop) -> None:
    others = [i.model_copy(update={"interviewer": f"{i.interviewer}2"}) for i in four.interviews[1:]]
    more = four.model_copy(update={"interviews": (*four.interviews, *others)})
    assert (
        "Waiting for 6 people."
        in said(after(with_states(more, InterviewState.SUBMITTED, *[InterviewState.DUE] * 6)))[0]
    )


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (1, "*Your scorecard is in.* It's marked as added after the reveal"),
        (3, "*Your change is in.* It's marked as made after the reveal"),
    ],
)
def test_after_the_reveal_a_change_says_how_it_is_marked_and_leads_to_the_signal(
    loop: Loop, version: int, expected: str
) -> None:
    done = with_states(loop, *[InterviewState.SUBMITTED] * 2, revealed=True)
    modal = after(done, version, after_reveal=True)
    assert said(modal)[0].startswith(expected)
    assert pressed(modal)[0] == "read_signal"


def test_whoever_is_alone_on_a_panel_is_shown_no_reveal(services: Services) -> None:
    alone = opened(services, "Kim Reyes", (IVAN,))
    modal = after(with_states(alone, InterviewState.SUBMITTED, revealed=True))
    assert said(modal) == [f"*Your scorecard is the only one,* so only <@{HANA.user}> can read it."]


def test_at_the_reveal_the_conclusion_comes_first_then_one_s_own_part_and_where_one_differs(four: Loop) -> None:
    ratings = {IVAN: {0: 4, 1: 4}, IDA: {0: 2, 1: 4}, IMRAN: {2: 4, 3: 3, 4: 4, 5: 4}, INES: {0: 3, 2: 3, 6: 3, 7: 3}}
    modal = at_reveal(four, ratings)
    word, conclusion, own, differs, within = said(modal)
    first, second = (competency.name for competency in four.rubric.competencies[:2])
    assert word == f"Lean hire · {four.private_label}"
    picture, figures, basis = conclusion.splitlines()
    assert picture.startswith("`1 ·")
    assert figures.endswith("· bar 3.0 (╪)")
    assert "╪" in picture
    assert basis == "4 of 4 scorecards · 4 yes"
    assert own.startswith("*Your scorecard* (")
    assert "% of the score) raised it from 3." in own
    assert differs == f"*You differ on {first}*\nYou *4* · <@U0INES> *3* · <@U0IDA> *2*"
    assert within == f"*Within one point:* {second}"
    assert [b["accessory"]["action_id"] for b in modal["blocks"] if b.get("accessory")] == ["both_sides"]
    assert pressed(modal) == ["read_signal", "signal_matrix"]


def test_whoever_differs_from_none_learns_where_the_panel_does(four: Loop) -> None:
    modal = at_reveal(
        four, {IVAN: {0: 4, 1: 4}, IDA: {0: 3, 1: 4, 2: 2}, IMRAN: {2: 4, 3: 3}, INES: {3: 3, 4: 3, 5: 4}}
    )
    third = four.rubric.competencies[2].name
    assert f"You're within one point of everyone. The panel differs on {third}, 2 to 4." in said(modal)


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        ("no", ("yes", "strong_yes", "yes"), "*You alone said no;* 3 said yes."),
        ("strong_yes", ("no", "strong_no", "no"), "*You alone said yes;* 3 said no."),
        ("no", ("yes",), "*You said no;* the other said yes."),
        ("no", ("no", "yes", "yes"), None),
        ("strong_no", ("no", "no", "no"), None),
        ("no", ("no",), None),
    ],
)
def test_whoever_alone_recommends_what_all_others_do_not_reads_it_before_how_close_their_ratings_are(
    four: Loop, own: str, others: tuple[str, ...], expected: str | None
) -> None:
    rated = {IVAN: {0: 4, 1: 4}, IDA: {0: 3, 1: 4, 2: 2}, IMRAN: {2: 4, 3: 3}, INES: {3: 3, 4: 3, 5: 4}}
    panel = dict(zip(PANEL, (own, *others), strict=False))
    part, *beside = said(at_reveal(four, {each: rated[each] for each in panel}, panel))[2:]
    assert part.splitlines()[:-1] == ([expected] if expected else [])
    assert part.splitlines()[-1].startswith("*Your scorecard*"), part
    assert any("within one point of everyone" in line for line in beside) == (expected is None)
    if len(panel) > len((IVAN, IDA)):
        assert any(f"The panel differs on {four.rubric.competencies[2].name}, 2 to 4." in line for line in beside)


def test_a_rating_between_two_that_differ_is_named_where_the_others_differ_and_not_as_agreed(four: Loop) -> None:
    modal = at_reveal(four, {IVAN: {0: 3, 1: 4}, IDA: {0: 2, 1: 4}, IMRAN: {2: 4, 3: 3}, INES: {0: 4, 4: 3, 5: 4}})
    first, second = (competency.name for competency in four.rubric.competencies[:2])
    assert said(modal)[3:] == [
        f"*Others differ on {first}*\nYou *3* · <@U0INES> *4* · <@U0IDA> *2*",
        f"*Within one point:* {second}",
    ]
    assert [b["accessory"]["value"] for b in modal["blocks"] if b.get("accessory")] == [
        f"{four.id}:{four.rubric.competencies[0].id}"
    ]


def test_what_all_find_weak_is_to_be_discussed_and_not_passed_over_as_agreed(four: Loop) -> None:
    ratings = {IVAN: {0: 2, 1: 4}, IDA: {0: 2, 1: 4, 2: 2}, IMRAN: {2: 2, 3: 2}, INES: {4: 4, 5: 4, 6: 4}}
    lines = said(at_reveal(four, ratings))
    second = four.rubric.competencies[1].name
    *must_haves, weak = [each for each in discuss_first(signal_of(four, ratings)) if each.competency]
    assert len(must_haves) == 2
    short = partial(topic_in_short, signal_of(four, ratings))
    assert f"*Discuss first (below the bar):* {'; '.join(map(short, must_haves))}" in lines
    assert f"*Also below the bar:* {short(weak)}" in lines, "the signal has something else between them"
    assert lines[-1] == f"*Within one point:* {second}"


def test_a_missed_floor_on_which_all_agree_comes_before_what_they_differ_on(four: Loop) -> None:
    first, *others = four.rubric.competencies
    must_have = first.model_copy(update={"must_have": True, "floor": 3})
    loop = four.model_copy(update={"rubric": four.rubric.model_copy(update={"competencies": (must_have, *others)})})
    ratings = {IVAN: {0: 2, 1: 5}, IDA: {0: 2, 1: 3}, IMRAN: {2: 4, 3: 4, 4: 4}, INES: {5: 4, 6: 4, 7: 4}}
    _, _, _, discuss, differs, *_ = said(at_reveal(loop, ratings))
    assert discuss == f"*Discuss first (below the bar):* {first.name}, must-have at 2.0 on 2 ratings"
    assert differs.startswith(f"*You differ on {others[0].name}*")


def test_a_missed_floor_on_which_they_differ_is_named_with_what_it_rests_on(four: Loop) -> None:
    first, *others = four.rubric.competencies
    must_have = first.model_copy(update={"must_have": True, "floor": 3})
    loop = four.model_copy(update={"rubric": four.rubric.model_copy(update={"competencies": (must_have, *others)})})
    ratings = {IVAN: {0: 1, 1: 4}, IDA: {0: 3, 1: 4}, IMRAN: {2: 4, 3: 4, 4: 4}, INES: {5: 4, 6: 4, 7: 4}}
    _, _, _, discuss, differs, *_ = said(at_reveal(loop, ratings))
    assert discuss == f"*Discuss first:* {first.name}, must-have at 2.0 on 2 ratings"
    assert differs.startswith(f"*You differ on {first.name}*")


def test_what_all_find_weak_comes_last_where_the_signal_begins_with_what_they_differ_on(four: Loop) -> None:
    ratings = {IVAN: {0: 4, 1: 2}, IDA: {0: 2, 1: 2}, IMRAN: {2: 4, 3: 4, 4: 4}, INES: {5: 4, 6: 4, 7: 4}}
    first, second = (competency.name for competency in four.rubric.competencies[:2])
    optional = tuple(each.model_copy(update={"must_have": False}) for each in four.rubric.competencies)
    loop = four.model_copy(update={"rubric": four.rubric.model_copy(update={"competencies": optional})})
    differs, also = said(at_reveal(loop, ratings))[3:5]
    assert differs.startswith(f"*You differ on {first}*")
    assert also == f"*Below the bar:* {second}, 2.0", "the first's mean is at it"
    below = said(at_reveal(loop, ratings | {IDA: {0: 1, 1: 2}}))[4]
    assert below == f"*Also below the bar:* {second}, 2.0"


def test_a_word_for_hiring_says_that_a_must_have_is_missed_and_the_reveal_begins_with_it(four: Loop) -> None:
    first, *others = (each.model_copy(update={"must_have": False}) for each in four.rubric.competencies)
    must_have = first.model_copy(update={"must_have": True})
    loop = four.model_copy(update={"rubric": four.rubric.model_copy(update={"competencies": (must_have, *others)})})
    ratings = {IVAN: {0: 2, 1: 5}, IDA: {0: 3, 1: 3}, IMRAN: {2: 4, 3: 3, 4: 4}, INES: {5: 4, 6: 3, 7: 4}}
    word, conclusion, _, discuss, differs, *_ = said(at_reveal(loop, ratings))
    assert word == f"Lean hire, must-have missed · {loop.private_label}"
    assert "below the bar" not in conclusion, "the first topic says it"
    assert discuss == f"*Discuss first (below the bar):* {first.name}, must-have at 2.5"
    assert differs.startswith(f"*You differ on {others[0].name}*")


@pytest.mark.parametrize("own", range(1, 6))
def test_no_competency_is_named_both_as_differing_and_as_within_one_point(four: Loop, own: int) -> None:
    """Whatever one rates between the others' 2 and 4, on all three, and on what one rates beside them."""
    others = {IDA: {0: 2, 1: 4, 2: 3}, IMRAN: {0: 4, 1: 4, 2: 2}, INES: {0: 3, 1: 2, 2: 3}}
    told = said(at_reveal(four, {IVAN: {0: own, 1: own, 2: 3}, **others}))
    lines = [line for line in told if not line.startswith("*Discuss first")]
    for competency in four.rubric.competencies[:3]:
        assert sum(competency.name in line for line in lines) == 1, lines


def test_whoever_shares_no_competency_is_told_so(four: Loop) -> None:
    modal = at_reveal(four, {IVAN: {0: 4, 1: 4}, IDA: {2: 4, 3: 4}, IMRAN: {4: 4, 5: 4}, INES: {6: 4, 7: 4}})
    first, second = (competency.name for competency in four.rubric.competencies[:2])
    assert said(modal)[-1] == f"*Only you rated these:* {first} and {second}"
    assert not [line for line in said(modal) if "within one point" in line.lower()]


def test_without_enough_evidence_there_is_no_figure_but_what_would_do(four: Loop) -> None:
    three = {IVAN: {0: 5, 1: 5}, IDA: {0: 5, 1: 5}, IMRAN: {0: 5, 1: 4}}
    word, conclusion, own, *_ = said(at_reveal(four, three))
    assert word.startswith("Not enough evidence · ")
    assert conclusion.startswith("3 of 3 scorecards · 3 yes\n*Fix:* one more interviewer on ")
    assert "of 5" not in conclusion
    assert own == "*Your scorecard* carries 33% of the score."


def test_a_panel_that_was_never_larger_shows_its_figures_above_what_would_do(four: Loop) -> None:
    two = {IVAN: {0: 5, 1: 5}, IDA: {0: 5, 1: 4}}
    word, conclusion, own, *_ = said(at_reveal(four, two))
    assert word.startswith("Not enough evidence · ")
    _, figures, basis, fix = conclusion.splitlines()
    assert " of 5*, likely " in figures
    assert (basis, fix) == ("2 of 2 scorecards · 2 yes", f"*Fix:* {fix_text(signal_of(four, two))}")
    assert own.startswith("*Your scorecard* (50% of the score) raised it from")


def test_one_who_rated_nothing_is_told_that_none_of_it_is_theirs(four: Loop) -> None:
    rubric = four.rubric.model_copy(update={"recommendation_share": 0.0})
    loop = four.model_copy(update={"rubric": rubric})
    everything = dict.fromkeys(range(8), 4)
    modal = at_reveal(loop, {IVAN: {}, IDA: everything, IMRAN: everything, INES: everything})
    assert "*You rated nothing,* so none of this is yours." in said(modal)


def test_a_lower_rating_lowers_and_one_like_the_others_leaves(four: Loop) -> None:
    everything = dict.fromkeys(range(8), 4)
    others = {IDA: everything, IMRAN: everything, INES: everything}
    for rating, verb in ((1, "lowered it from"), (4, "didn't move it from")):
        assert any(verb in line for line in said(at_reveal(four, {IVAN: dict.fromkeys(range(8), rating), **others})))


def test_no_more_is_drawn_than_can_be_read_and_the_rest_is_counted(four: Loop) -> None:
    others = {actor: dict.fromkeys(range(8), 4) for actor in (IDA, IMRAN, INES)}
    lines = said(at_reveal(four, {IVAN: dict.fromkeys(range(4), 1) | dict.fromkeys(range(4, 8), 4), **others}))
    assert sum(line.startswith("*You differ on") for line in lines) == view.MOST_SHOWN
    (within,) = [line for line in lines if line.startswith("*Within one point:*")]
    assert within.count(", ") == view.MOST_SHOWN - 1
    assert lines[-1] == "2 more competencies in the Matrix"


def test_both_sides_show_each_rating_s_anchor_and_its_people_s_words_literally(loop: Loop) -> None:
    competency = loop.rubric.competencies[0]
    cards = [
        SubmittedCard(
            interview="i",
            interviewer=actor.user,
            version=version,
            submitted_at=NOW,
            ratings={competency.id: rating},
            evidence={competency.id: text} if text else {},
            recommendation=Recommendation.YES,
            after_reveal=version > 1,
            reason="Slept on it." if version > 1 else None,
        )
        for actor, rating, text, version in ((IVAN, 4, "", 2), (IDA, 2, "Asked <!here> twice.", 1))
    ]
    modal = view.sides(Sides(loop, competency, [(one, one.ratings[competency.id] or 0) for one in cards]))
    picture, four, ivan, two, ida = said(modal)
    assert picture == "□■□■□ 2 to 4 · squares are ratings 1 to 5"
    for side, rating in ((four, 4), (two, 2)):
        (anchor,) = [each for each in competency.anchors if each.rating == rating]
        assert side == f"*{anchor.rating}* · {anchor.short}\n{anchor.behavior}", "what was ticked, then all of it"
    assert ivan == f"<@{IVAN.user}> · no evidence given · _changed after the reveal: Slept on it._"
    assert ida == f"<@{IDA.user}>"
    (quote,) = [block for block in modal["blocks"] if block["type"] == "rich_text"]
    assert quote["elements"][0]["elements"][0]["text"] == "Asked <!here> twice."
    assert pressed(modal) == ["signal_evidence"]


def test_both_sides_are_for_the_panel_after_its_reveal_and_the_reading_is_noted(services: Services, loop: Loop) -> None:
    workspace, competency = services.workspace(TEAM), loop.rubric.competencies[0].id
    submitted(services, loop, IVAN, card(loop, IVAN))
    with pytest.raises(Refusal, match="sealed"):
        sides_of(workspace, IVAN, loop.id, competency)
    done = submitted(services, loop, IDA, card(loop, IDA, "3"))
    note_reveal_read(workspace, IDA, done)
    note_reveal_read(workspace, IVAN, replace(done, panel=None))
    shown = sides_of(workspace, IVAN, loop.id, competency)
    assert sorted(rating for _, rating in shown.rated) == [3, 4]
    for actor, asked, key in ((OTTO, competency, "no_such_loop"), (IVAN, "charisma", "no_such_competency")):
        with pytest.raises(Refusal, match=key):
            sides_of(workspace, actor, loop.id, asked)
    with services.reads() as session:
        noted = [(row.actor, row.action) for row in unfolded(session, loop.id)]
    assert noted == [(IDA.user, AuditAction.READ_RATINGS), (IVAN.user, AuditAction.READ_EVIDENCE)]
