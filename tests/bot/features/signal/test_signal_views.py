"""What a signal names to be talked about: everything that deserves it, and nothing of one person's."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features.signal import show_arithmetic as arithmetic
from bot.features.signal import show_matrix as matrix
from bot.features.signal import show_signal as view
from bot.features.signal import show_thread as thread
from bot.features.signal import show_why as why
from bot.features.signal.phrasing import score_in_full, topic_text
from bot.features.signal.read_ratings import Ratings
from bot.features.signal.read_signal import SignalReading
from bot.features.signal.show_arithmetic import Page
from bot.wording.phrases import percent
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.panel.decision import Choice, Decided
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.panel.plan import StagePlan
from rubrics.panel.scorecard import SubmittedCard, Support
from rubrics.panel.stage import Stage
from rubrics.signal import HireSignal, summarize
from tests.loop_values import loop_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STRONG_NO, NO, YES, STRONG_YES = Recommendation
RATED = {
    "U0IVAN": (YES, {"retrieval": 5, "evaluation": 5, "llm-operations": 1, "agents": 2, "llm-apis": 5}),
    "U0IDA": (NO, {"retrieval": 1, "evaluation": 2, "llm-operations": 4, "llm-apis": 3}),
    "U0IMRAN": (STRONG_YES, {"software-engineering": 2, "llm-security": 4}),
}
NAMES = {"U0IVAN": "Ivan Petrov", "U0IDA": "Ida Lindqvist", "U0IMRAN": "Imran Qureshi"}
SUPPORT = Support(scorecards=3, referred=0, asking=4, unsupported=0)


@pytest.fixture
def loop(catalogue: Catalogue) -> Loop:
    interviews = [
        Interview(id=user, interviewer=user, focus=tuple(rated), state=InterviewState.SUBMITTED)
        for user, (_, rated) in RATED.items()
    ]
    rubric, revealed = catalogue.rubric("ai-engineer", Level.SENIOR), {"state": LoopState.REVEALED, "revealed_at": NOW}
    return loop_of(rubric, interviews, opened_at=NOW, deadline_at=NOW, candidate_name="Dana Fox", **revealed)


@pytest.fixture
def signal(loop: Loop) -> HireSignal:
    return signal_of(loop.rubric, RATED)


def signal_of(rubric: Rubric, rated: Mapping[str, tuple[Recommendation | None, Mapping[str, int]]]) -> HireSignal:
    cards = [Scorecard(interviewer=u, ratings=given, recommendation=said) for u, (said, given) in rated.items()]
    return summarize(cards, rubric)


def panel(loop: Loop, *ratings: int, recommendation: Recommendation = YES) -> HireSignal:
    """The signal of a panel in which each gives every competency one and the same rating."""
    ids = [competency.id for competency in loop.rubric.competencies]
    return signal_of(
        loop.rubric, {f"U{n}": (recommendation, dict.fromkeys(ids, rating)) for n, rating in enumerate(ratings)}
    )


def ratings_of(loop: Loop, signal: HireSignal, names: dict[str, str] | None = None) -> Ratings:
    cards = [
        SubmittedCard(
            interview=user, interviewer=user, version=1, submitted_at=NOW, ratings=given, recommendation=recommendation
        )
        for user, (recommendation, given) in RATED.items()
    ]
    return Ratings(loop, [signal], cards, NAMES if names is None else names)


def page_of(loop: Loop, signal: HireSignal, page: Page, *, leads_back: bool = True) -> dict[str, Any]:
    return arithmetic.arithmetic(loop, [signal], page, leads_back=leads_back)


def by_person(loop: Loop, signal: HireSignal, *people: str) -> dict[str, Any]:
    return arithmetic.ratings(loop, signal, people, leads_back=True)


def shown(message: Mapping[str, Any]) -> str:
    return "\n".join(_texts(message["blocks"])).replace("*", "")


def action_ids(message: Mapping[str, Any]) -> list[str]:
    elements = [block.get("accessory", {}) for block in message["blocks"]]
    elements += [element for block in message["blocks"] for element in block.get("elements", ())]
    return [element["action_id"] for element in elements if "action_id" in element]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)


@pytest.mark.parametrize("way", [0, 1])
def test_the_thread_names_every_topic_in_the_signals_order(loop: Loop, signal: HireSignal, way: int) -> None:
    text = shown(thread.threads(loop, [signal])[way])
    assert len(signal.disagreements) > 3
    places = []
    for topic in signal.disagreements:
        if topic.competency:
            rated = signal.competency(topic.competency)
            places.append(text.index(f"{rated.name}: {rated.low} to {rated.high}"))
        elif topic.topic == "split_panel":
            places.append(text.index("Divided on hiring: a strong yes beside a no"))
        else:
            places.append(text.index(topic_text(signal, topic)))
    assert places == sorted(places)


def test_the_post_names_the_first_topic_and_how_many_more_the_thread_has(loop: Loop, signal: HireSignal) -> None:
    text = shown(view.post(loop, [signal]))
    assert [topic.topic for topic in signal.disagreements[:2]] == ["split_panel", "against_ratings"]
    assert "Discuss first: recommendations against ratings · 4 more in thread" in text, "the tally says the rest"
    assert "1. Recommendations and ratings point different ways" in shown(thread.threads(loop, [signal])[0])
    assert "in thread" not in shown(view.shared(loop, [signal], by="U0RITA", at=NOW)), "a share has no thread"


@pytest.mark.parametrize("way", [0, 1])
def test_what_one_person_rated_stands_in_no_channel(loop: Loop, signal: HireSignal, way: int) -> None:
    said = thread.threads(loop, [signal])[way]
    once = [competency for competency in signal.competencies if competency.n == 1]
    assert len(once) == 3
    text = shown(said) + shown(view.post(loop, [signal]))
    assert text.count("– (1)") == len(once)
    for competency in once:
        assert f"{competency.name}, {competency.mean:.1f}" not in text
        assert f"{competency.name} ({competency.mean:.1f}" not in text
    assert not any(user in str(said) for user in RATED)
    for competency in once:
        assert f'"value": "{loop.id}:{competency.id}"'.replace('"', "'") not in str(said).replace('"', "'")


def test_what_lies_below_the_bar_is_named_where_no_single_rating_says_so(loop: Loop, signal: HireSignal) -> None:
    in_thread = shown(thread.threads(loop, [signal])[0])
    assert "LLM operations: 1 to 4\n" in in_thread.partition("Discuss first")[2], "once, though it's below the bar"
    assert "on 1 rating" not in in_thread
    in_full = shown(view.answer(SignalReading(loop, (signal,), support=SUPPORT)))
    assert "2.0 on 1 rating, below the bar, must-have" in in_full
    ids = [competency.id for competency in loop.rubric.competencies]
    low = signal_of(loop.rubric, {u: (YES, dict.fromkeys(ids, 4) | {ids[-1]: 2}) for u in RATED})
    assert f"1. {low.competencies[-1].name}: 2.0 on 3 ratings, below the bar" in shown(thread.threads(loop, [low])[0])


@pytest.mark.parametrize(("lowest", "expected"), [(3, "Below the bar"), (1, "Also below the bar")])
def test_what_all_find_weak_is_also_below_the_bar_only_where_something_listed_is(
    loop: Loop, lowest: int, expected: str
) -> None:
    optional = tuple(each.model_copy(update={"must_have": False}) for each in loop.rubric.competencies)
    rubric = loop.rubric.model_copy(update={"competencies": optional})
    first, second, third, weak, *_ = (each.id for each in optional)
    fours = {each.id: 4 for each in optional}
    high = fours | {first: lowest + 2, second: 5, third: 5, weak: 2}
    low = fours | {first: lowest, second: 3, third: 3, weak: 2}
    signal = signal_of(rubric, {"U0IVAN": (YES, high), "U0IDA": (YES, low), "U0IMRAN": (YES, low)})
    own = loop.model_copy(update={"rubric": rubric})
    lines = shown(thread.threads(own, [signal])[0]).splitlines()
    assert f"{expected}: {optional[3].name} 2.0" in lines


def test_recommendations_are_counted_once(loop: Loop, signal: HireSignal) -> None:
    assert shown(view.post(loop, [signal])).count("1 strong yes, 1 yes, 1 no") == 1


def test_one_topic_has_a_button_and_more_have_a_menu(loop: Loop, signal: HireSignal) -> None:
    ids = [competency.id for competency in loop.rubric.competencies]
    differing = {"U1": (YES, dict.fromkeys(ids, 4)), "U2": (YES, dict.fromkeys(ids, 4) | {ids[0]: 2})}
    one = signal_of(loop.rubric, {**differing, "U3": (YES, dict.fromkeys(ids, 4))})
    blocks = thread.threads(loop, [one])[0]["blocks"]
    assert blocks[0]["accessory"]["value"] == f"{loop.id}:{ids[0]}"
    menu = thread.threads(loop, [signal])[0]["blocks"][1]["elements"][0]
    assert menu["type"] == "static_select"
    assert not any("accessory" in block for block in thread.threads(loop, [panel(loop, 4, 4, 4)])[0]["blocks"])


def test_agreement_is_said_in_the_post(loop: Loop) -> None:
    assert "Agreed: no ratings differ by 2 or more" in shown(view.post(loop, [panel(loop, 4, 4, 4)]))


def test_too_little_evidence_shows_one_fix_and_no_mean(loop: Loop) -> None:
    signal = panel(loop, 4, 4)
    of_three = shown(view.post(loop, [signal]))
    assert "Fix: 1 more scorecard" in of_three or "Fix: one more interviewer" in of_three
    assert " of 5" not in of_three
    of_two = loop.model_copy(update={"interviews": loop.interviews[:2]})
    assert "3.9 of 5, likely " in shown(view.post(of_two, [signal])), "a panel of two never gives more"


def test_one_scorecards_figures_stay_with_those_who_may_read_them(loop: Loop) -> None:
    alone = loop.model_copy(update={"interviews": loop.interviews[:1]})
    signal = panel(loop, 4)
    assert thread.threads(alone, [signal]) == []
    for message in (view.post(alone, [signal]), view.answer(SignalReading(alone, (signal,)))):
        assert " of 5" not in shown(message) + message["text"]
        assert "1 yes" not in shown(message)
        assert "One scorecard · " in shown(message)
    in_full = shown(view.answer(SignalReading(alone, (signal,), support=SUPPORT)))
    assert "3.9 of 5" in in_full


def test_an_amendment_stands_beside_the_original(loop: Loop) -> None:
    original, amended = panel(loop, 4, 4, 4), panel(loop, 4, 4, 3)
    text = shown(view.post(loop, [original, amended]))
    assert "Lean hire" in text or "Clear hire" in text
    assert f"{original.score:.1f} of 5" in text
    assert f"{original.score:.1f} became {amended.score:.1f}" in text
    assert "After the reveal:" in shown(thread.threads(loop, [original, amended])[0])
    same = shown(view.post(loop, [original, original]))
    assert "Amended after the reveal: still clear hire, 3.9" in same
    alone = shown(view.post(loop, [panel(loop, 4), amended]))
    assert f"After the reveal: lean hire, {amended.score:.1f}" in alone
    assert "became" not in alone, "one person's figures stand beside nothing"


def test_the_buttons_of_a_post_say_the_whole_to_a_screen_reader(loop: Loop, signal: HireSignal) -> None:
    elements = view.post(loop, [signal])["blocks"][-1]["elements"]
    assert [(element["text"]["text"], element["accessibility_label"]) for element in elements] == [
        ("Matrix", "Matrix for C-K7P2"),
        ("Why?", "Why lean hire for C-K7P2?"),
        ("Decide", "Decide on C-K7P2"),
    ]
    over = view.post(loop.model_copy(update={"state": LoopState.DECIDED}), [signal])["blocks"][-1]["elements"]
    assert [element["text"]["text"] for element in over] == ["Matrix", "Why?"]


def test_a_public_channel_gets_progress_and_a_button_alone(loop: Loop) -> None:
    post = view.public_post(loop)
    assert "3 of 3 scorecards are in" in shown(post)
    assert "isn't posted here" in shown(post)
    assert action_ids(post) == ["read_signal"]


def test_the_news_of_a_reveal_tells_the_manager_that_they_decide(loop: Loop, signal: HireSignal) -> None:
    to_hana, to_ivan = (view.revealed(loop, [signal], reader) for reader in ("U0HANA", "U0IVAN"))
    assert to_hana["text"] == "The panel for C-K7P2 is revealed. You decide."
    assert to_ivan["text"] == "The panel for C-K7P2 is revealed."
    assert shown(to_hana).startswith("Panel revealed: lean hire, must-have missed · Dana Fox (C-K7P2)\n")
    assert shown(to_hana).replace("\nDecide\n", "\n") == shown(to_ivan)


def test_once_a_decision_is_settled_the_post_asks_no_one_to_decide_or_discuss(loop: Loop, signal: HireSignal) -> None:
    decided = Decided(number=1, choice=Choice.HIRE, by="U0HANA", at=datetime(2026, 11, 30, tzinfo=UTC))
    undoable, settled = (
        shown(view.post(loop.model_copy(update={"decision": each, "state": LoopState.DECIDED}), [signal]))
        for each in (decided, decided.model_copy(update={"is_settled": True}))
    )
    for asked in ("decides", "Discuss first"):
        assert asked in undoable, "an undo leaves no trace"
        assert asked not in settled


def test_before_the_last_stage_the_manager_is_asked_who_goes_on_and_decides_nothing_yet(
    loop: Loop, signal: HireSignal
) -> None:
    more = loop.model_copy(update={"stage": Stage(first=loop.id, later=(StagePlan(name="Onsite"),))})
    to_hana, to_rita, to_ivan = (shown(view.revealed(more, [signal], user)) for user in ("U0HANA", "U0RITA", "U0IVAN"))
    assert to_hana == to_rita == f"{to_ivan}\nWhat next?"


def test_the_matrix_has_differences_first_and_people_in_the_panels_order(loop: Loop, signal: HireSignal) -> None:
    text = shown(matrix.matrix(ratings_of(loop, signal)))
    assert text.index("Differ by 2 or more") < text.index("Retrieval") < text.index("One rating")
    assert text.index("One rating") < text.index("Agent design")
    assert "■□□□■ Retrieval\n3.0 · Ivan 5 · Ida 1" in text
    assert "1 strong yes · Imran\n1 yes · Ivan\n1 no · Ida" in text
    assert "Must-have below the bar: Software engineering, 2.0\n" in text


def test_the_matrix_asks_for_evidence_by_one_menu_with_what_differs_first(loop: Loop, signal: HireSignal) -> None:
    (row,) = [block for block in matrix.matrix(ratings_of(loop, signal))["blocks"] if block["type"] == "actions"]
    menu, send = row["elements"]
    names = [option["text"]["text"] for option in menu["options"]]
    differing = [competency.name for competency in signal.competencies if competency.differs]
    assert names[: len(differing)] == differing
    assert len(names) == len(loop.rubric.competencies) + 2, "notes and all evidence as well"
    assert send["text"]["text"] == "Send me the matrix"
    sent = matrix.matrix(ratings_of(loop, signal), is_sent=True)
    assert "Sent to your messages" in shown(sent)
    assert "signal_matrix_send" not in action_ids(sent), "repeated clicks find nothing to click"


def test_people_are_called_by_first_name_where_it_is_theirs_alone(loop: Loop, signal: HireSignal) -> None:
    same = {"U0IVAN": "Ida Petrov", "U0IDA": "Ida Lindqvist"}
    ratings = ratings_of(loop, signal, same)
    assert matrix.called_by(ratings) == {"U0IVAN": "Ida Petrov", "U0IDA": "Ida Lindqvist", "U0IMRAN": ""}
    assert "<@U0IMRAN> 4" in shown(matrix.matrix(ratings)), "whom Slack has not described yet is mentioned"


def test_the_matrix_by_message_is_a_data_table_a_table_or_core_blocks(loop: Loop, signal: HireSignal) -> None:
    ways = matrix.matrix_messages(ratings_of(loop, signal))
    assert [way["blocks"][1]["type"] for way in ways] == ["data_table", "table", "context"]
    rows = ways[0]["blocks"][1]["rows"]
    assert rows == ways[1]["blocks"][1]["rows"]
    cells = [[cell["text"] for cell in row] for row in rows]
    assert cells[0] == ["Competency", "Share", "Ivan", "Ida", "Imran", "Mean"]
    assert ["LLM operations", "1", "4", "–", "2.5"] in [[*row[:1], *row[2:]] for row in cells]
    assert cells[-1] == ["Recommendation", "39%", "yes", "no", "strong yes", "1 strong yes, 1 yes, 1 no"]
    assert sum(int(row[1][:-1]) for row in cells[1:] if row[1] != "–") == 100, "shares of this very score"
    assert {way["text"] for way in ways} == {"The ratings you asked for are in this message."}


def test_why_gives_the_chance_what_the_next_word_needs_and_a_row_a_competency(loop: Loop, signal: HireSignal) -> None:
    text = shown(why.why(loop, [signal]))
    assert re.match(r"\d\d% likely to be above the bar of 3\.0: the chance that many more", text)
    assert "Clear hire starts at 97%." in text
    drawn = next(block for block in why.why(loop, [signal])["blocks"] if block["type"] == "rich_text")
    rows = drawn["elements"][0]["elements"][0]["text"].split("\n")
    assert rows[0] == " " * 21 + "1  bar  5"
    assert "LLM operations       ═══●╪══·· 2.5" in rows
    assert len(rows) == 1 + len(loop.rubric.competencies)
    assert all(len(row) <= 44 for row in rows)


def test_up_is_all_above_the_bar_and_down_all_below_it_so_that_none_is_picked_among_equals(loop: Loop) -> None:
    ids = [competency.id for competency in loop.rubric.competencies]
    names = [competency.name for competency in loop.rubric.competencies]

    def pulls(*means: int) -> list[str]:
        signal = signal_of(loop.rubric, {user: (YES, dict(zip(ids, means, strict=True))) for user in RATED})
        return [
            line
            for line in shown(why.why(loop, [signal])).split("\n")
            if line.startswith(("Above the bar", "Below the bar"))
        ]

    assert pulls(*[3] * 8) == [], "at the bar, nothing pulls"
    assert pulls(4, *[3] * 7) == [f"Above the bar: {names[0]}, 4.0"]
    assert pulls(*[3] * 6, 2, 1) == [f"Below the bar: {names[7]}, 1.0; {names[6]}, 2.0"], "the strongest first"
    up, down = pulls(*[4] * 4, *[2] * 4)
    assert (up.count(", 4.0"), up[-8:]) == (3, "; 1 more")
    assert (down.count(", 2.0"), down[-8:]) == (3, "; 1 more")


@pytest.mark.parametrize(
    ("score", "written"), [(3.447, "3.447"), (3.4496, "3.4496"), (3.42, "3.42"), (3.45000001, "3.45"), (3.96, "3.96")]
)
def test_a_score_in_full_is_rounded_by_hand_to_the_one_that_is_shown(
    signal: HireSignal, score: float, written: str
) -> None:
    assert score_in_full(signal.model_copy(update={"score": score})) == written


def test_the_arithmetic_is_a_page_a_question_with_the_others_a_button_away(loop: Loop, signal: HireSignal) -> None:
    row = [f"signal_arithmetic_{page}" for page in ("score", "shares", "range", "word")]
    for page in Page:
        modal = page_of(loop, signal, page)
        assert action_ids(modal) == [*(one for one in row if one != page.action_id), "signal_ratings"]
        assert modal["close"]["text"] == "Back"
        assert len(shown(modal).split()) <= 180, page
    assert action_ids(by_person(loop, signal)) == row
    assert f"Together {score_in_full(signal)}, shown as {signal.score:.1f}." in shown(page_of(loop, signal, Page.SCORE))


def test_where_closing_does_not_lead_back_to_why_a_button_does(loop: Loop, signal: HireSignal) -> None:
    for modal in (
        page_of(loop, signal, Page.SCORE, leads_back=False),
        arithmetic.ratings(loop, signal, leads_back=False),
        why.bars(loop, [signal], leads_back=False),
    ):
        assert action_ids(modal)[0] == "signal_why_here"
        assert modal["close"]["text"] == "Done"


def test_a_page_that_has_nothing_to_say_is_not_offered(loop: Loop) -> None:
    little = panel(loop, 4, 4)
    modal = page_of(loop, little, Page.WORD)
    assert Page.WORD.action_id not in action_ids(modal)
    assert " adds up: " in shown(modal), "the first that has something stands in its place"


def test_why_names_what_it_rests_on(loop: Loop, signal: HireSignal) -> None:
    text = shown(why.why(loop, [signal]))
    assert "Based on 3 scorecards, " in text
    assert "Agent design and" in text
    assert " on 1 rating each" in text
    assert "Not assessed: Design judgment" in text


def test_why_says_where_the_recommendations_have_more_than_the_rubric_gives_them(
    loop: Loop, signal: HireSignal
) -> None:
    part = why.recommended(signal)
    assert part is not None
    assert part.weight > part.declared + why.NOTICEABLE
    more = (
        f"they carry {percent(part.weight)} of the score: 25% by the rubric, the rest from competencies that few rated"
    )
    assert more in shown(why.why(loop, [signal]))
    by_rubric = part.model_copy(update={"weight": part.declared})
    exact = tuple(by_rubric if item.name is None else item for item in signal.by_item)
    assert "they carry 25% of the score\n" in shown(why.why(loop, [signal.model_copy(update={"by_item": exact})]))


def test_why_without_enough_evidence_names_each_lack_and_the_fix(loop: Loop) -> None:
    modal = why.why(loop, [panel(loop, 4, 4)])
    text = shown(modal)
    assert modal["title"]["text"] == "Why? C-K7P2"
    assert "2 scorecards with ratings so far; the rubric asks for 3." in text
    assert "Fix: 1 more scorecard" in text or "Fix: one more interviewer" in text
    assert "3.9" not in text, "no score and no range: neither means anything yet"
    assert action_ids(modal) == ["signal_arithmetic", "signal_matrix", "loop_new"], "no other bar"


def test_a_cap_is_said_in_why_and_at_every_other_bar(loop: Loop) -> None:
    ids = [competency.id for competency in loop.rubric.competencies]
    rated = {u: (STRONG_NO if u == "U0IVAN" else YES, dict.fromkeys(ids, 5)) for u in (*RATED, "U0INES")}
    signal = signal_of(loop.rubric, rated)
    said = "The recommendations contradict each other (a strong no beside a yes): clear hire becomes lean hire."
    assert said in shown(why.why(loop, [signal]))
    assert shown(why.bars(loop, [signal], leads_back=True)).count("capped from clear hire") == 5, "at each of the bars"
    assert f"Capped: {said}" in shown(page_of(loop, signal, Page.WORD))


@pytest.mark.parametrize("ratings", [(3, 4, 5), (2, 4, 4, 5), (1, 5, 3), (3, 3, 3, 3, 4), (4, 4, 4)])
def test_percentages_of_one_whole_add_up_to_a_hundred(loop: Loop, ratings: tuple[int, ...]) -> None:
    ids = [competency.id for competency in loop.rubric.competencies]
    rated = {f"U{n}": (YES, dict.fromkeys(ids[n % 3 :: 2] or ids, rating)) for n, rating in enumerate(ratings)}
    signal = signal_of(loop.rubric, rated)
    score, weights, why_so_wide = (shown(page_of(loop, signal, one)) for one in (Page.SCORE, Page.SHARES, Page.RANGE))
    causes = [line for line in why_so_wide.split("\n") if line.endswith(("narrow it.", "narrows it."))]
    assert sum(int(line.rpartition("(")[2].partition("%")[0]) for line in causes) == 100
    sums = [line for line in score.split("\n") if " × " in line and line.startswith("•")]
    assert sum(float(line.partition(": ")[2].partition("%")[0]) for line in sums) == pytest.approx(100)
    alone = weights.partition("By the rubric alone: ")[2].partition("\n")[0]
    if alone:
        shares = [part.rpartition(" ")[2].rstrip(".") for part in alone.split("%")[:-1]]
        assert sum(float(share.rpartition(" ")[2]) for share in shares) == pytest.approx(100)
    people = shown(by_person(loop, signal)).split("\n")
    whole = [int(line.partition(": ")[2].partition("%")[0]) for line in people if " of the score, adds " in line]
    assert sum(whole) == 100


def test_a_range_says_in_one_line_what_it_rests_on(loop: Loop, signal: HireSignal) -> None:
    variances = {"pool_variance": 0.28, "severity": 0.1, "halo": 0.2, "competency": 0.15, "noise": 0.4}
    history = PinnedHistory(candidates=42, pool_mean=3.2, **variances)
    fixed, learned = (
        shown(page_of(loop, each, Page.RANGE)) for each in (signal, signal.model_copy(update={"history": history}))
    )
    line = "how far ratings of 42 candidates lay apart here, pinned when this loop opened. The score doesn't."
    assert line in learned
    assert "What is assumed" not in learned
    assert "pinned" not in fixed


def test_each_persons_part_says_why_one_recommendation_weighs_more(loop: Loop, signal: HireSignal) -> None:
    voices = {part.interviewer: part.weight for part in signal.contributions if part.item == "overall"}
    assert max(voices, key=voices.__getitem__) == "U0IMRAN", "who rated least"
    text = shown(by_person(loop, signal, *RATED))
    assert f"({100 * max(voices.values()):.1f}% against" in text
    backwards = shown(by_person(loop, signal, *reversed(RATED)))
    assert backwards.index("<@U0IMRAN>") < backwards.index("<@U0IVAN>"), "in the panel's order"


def test_a_name_from_a_teams_definitions_is_escaped_once_wherever_the_signal_says_it(loop: Loop) -> None:
    name, escaped = "<!channel> & C++", "&lt;!channel&gt; &amp; C++"
    first = loop.rubric.competencies[0].model_copy(update={"name": name, "must_have": True, "floor": 2.5})
    rubric = loop.rubric.model_copy(update={"competencies": (first, *loop.rubric.competencies[1:])})
    ids = [competency.id for competency in rubric.competencies]
    low = {u: (STRONG_YES, {**dict.fromkeys(ids, 5), first.id: 1 + n}) for n, u in enumerate(RATED)}
    capped = signal_of(rubric, low)
    missing = signal_of(rubric, {u: (None, {ids[1]: 3}) for u in RATED})
    for signal in (capped, missing):
        core = thread.threads(loop, [signal])[1]
        for text in (shown(view.post(loop, [signal])), shown(why.why(loop, [signal])), shown(core)):
            assert "&amp;lt;" not in text
            drawn = [line for line in text.split("\n") if not line.startswith(name)]  # a picture's row is literal
            assert "<!channel>" not in "\n".join(line for line in drawn if line != name), "a menu's entry is literal"
    assert f"becomes split: {escaped} at 2.0 on 3 ratings (floor 2.5)" in shown(why.why(loop, [capped]))
    assert f"Discuss first: {escaped}, must-have at 2.0 on 3 ratings" in shown(view.post(loop, [capped]))
    said = f"1. {escaped}: 2.0 on 3 ratings (1 to 3), below its floor of 2.5, must-have"
    assert said in shown(thread.threads(loop, [capped])[0])
    assert f"interviewer on {escaped}" in shown(view.post(loop, [missing]))


@pytest.mark.parametrize(
    ("floor", "why_it_stays"),
    [(None, "doesn't let that change the result"), (1.5, "changes the result only below 1.5")],
)
def test_why_says_what_a_must_have_below_the_bar_does_to_a_word_for_hiring(
    loop: Loop, floor: float | None, why_it_stays: str
) -> None:
    first = loop.rubric.competencies[0].model_copy(update={"must_have": True, "floor": floor})
    rest = tuple(each.model_copy(update={"must_have": False, "floor": None}) for each in loop.rubric.competencies[1:])
    rubric = loop.rubric.model_copy(update={"competencies": (first, *rest)})
    ids = [competency.id for competency in rubric.competencies]

    def told(rating: int) -> str:
        signal = signal_of(rubric, {user: (YES, {**dict.fromkeys(ids, 4), first.id: rating}) for user in RATED})
        return shown(why.why(loop.model_copy(update={"rubric": rubric}), [signal]))

    assert f"Must-have missed: {first.name}. This rubric {why_it_stays}; hiring asks for a reason" in told(2)
    assert "Must-have missed" not in told(3)
