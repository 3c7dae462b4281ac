"""The post one acts on: what it says, where its table goes when Slack takes none, and what Why? explains."""

import re
from collections.abc import Callable, Collection

import pytest

from bot.features.signal.show_signal import SHARE
from bot.playground.slack.limits import NEWER
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.slack.blocks import message, section
from bot.slack.capabilities import drawings
from bot.slack.tables import data_table, table
from bot.wording.escaping import Mrkdwn
from bot.worker import drawing
from storage.outbox import MessageKind
from tests.conftest import Clock
from tests.stories.acting import close_all, fill_card, in_channel, modal, open_card, said, score

CARDS = ((4, "yes"), (4, "yes"), (2, "no"), (3, "yes"))


@pytest.fixture
def revealed(
    slack: LocalSlack, panel: list[Person], open_loop: Callable[..., None], worker: Callable[[], None]
) -> Message:
    """The signal's post of a panel that disagrees."""
    open_loop()
    submit_all(panel)
    worker()
    return in_channel(slack)[-1]


def submit_all(panel: list[Person]) -> None:
    for person, (rating, recommendation) in zip(panel, CARDS, strict=True):
        score(person, rating, recommendation, evidence="Drew the failure modes before being asked for them.")


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def amend(person: Person, rating: int) -> None:
    open_card(person)
    fill_card(person, rating, evidence="Drew the failure modes.", reason="I had read the wrong anchor")
    person.submit()
    close_all(person)


def test_the_post_says_what_to_act_on_and_names_nobody(slack: LocalSlack, revealed: Message) -> None:
    for said_there in (
        "of 5, likely between",
        "The bar for AI Engineer, senior is 3.0.",
        "Recommendations: 3 yes, 1 no.",
        "4 scorecards, covering 100% of the rubric’s weight.",
        "Discuss first",
        "2 to 4 from 2 interviewers.",
        "a named person decides. Rubric ai-engineer/senior, version ",
    ):
        assert said_there in revealed.plain
    assert not any(name in revealed.plain for name in ("Ivan", "Ida", "Imran", "Inês", "Dana Fox"))
    assert [text for _, text, _ in revealed.buttons] == ["Why?", "Evidence", "Record"]


def test_each_competency_has_a_row_with_its_ratings_mean_and_range(revealed: Message) -> None:
    rows = next(block for block in revealed.blocks if block["type"] == "table")["rows"]
    cells = [[cell["text"] for cell in row] for row in rows]
    assert cells[0] == ["Competency, weight", "Ratings", "Mean", "Range"]
    assert ["LLM API fluency (11%)", "2", "3.0", "2–4"] in cells
    assert len(cells) == 1 + 8


def test_a_competency_that_one_person_rated_shows_no_figures_in_the_channel(
    slack: LocalSlack, panel: list[Person], open_loop: Callable[..., None], worker: Callable[[], None]
) -> None:
    open_loop()
    for person in panel[:3]:
        score(person, 4)
    score(panel[3], "not_assessed")
    worker()
    rows = next(block for block in in_channel(slack)[-1].blocks if block["type"] == "table")["rows"]
    once = [[cell["text"] for cell in row] for row in rows if row[1]["text"] == "1"]
    assert once
    assert all(row[2:] == ["–", "–"] for row in once)


def test_the_fallback_carries_the_conclusion(revealed: Message) -> None:
    assert "of 5, likely between" in revealed.text
    assert "recommendations: 3 yes, 1 no" in revealed.text
    assert "Discuss first" in revealed.text


def test_where_slack_takes_no_table_the_same_is_said_in_core_blocks_and_edits_do_not_try_again(
    slack: LocalSlack, panel: list[Person], open_loop: Callable[..., None], worker: Callable[[], None]
) -> None:
    open_loop()
    submit_all(panel)
    slack.fail("chat.postMessage", error="invalid_blocks")
    worker()
    post = in_channel(slack)[-1]
    assert "table" not in kinds(post)
    assert "LLM API fluency (11%): 2 ratings, mean 3.0, 2 to 4" in post.plain
    assert len(in_channel(slack)) == 2

    amend(panel[0], 4)
    worker()
    edits = [call for call in slack.calls if call.method == "chat.update" and call.params["ts"] == post.ts]
    assert [call.ok for call in edits] == [True]
    assert "table" not in kinds(in_channel(slack)[-1])


def test_where_slack_took_no_table_the_next_message_does_not_try_one(
    slack: LocalSlack,
    hana: Person,
    panel: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
    now: Clock,
) -> None:
    def share() -> None:
        hana.click(hana.command("/signal", "Dana Fox").messages[-1], SHARE)
        close_all(hana)
        worker()

    slack.lack("table")
    open_loop()
    submit_all(panel)
    worker()
    slack.lack()  # it has tables now, and nobody knows
    share()
    refused = [call for call in slack.calls if call.method == "chat.postMessage" and not call.ok]
    assert [call.error for call in refused] == ["invalid_blocks"]
    assert "table" not in kinds(in_channel(slack)[-1])
    now.tick(days=1)
    share()
    assert "table" in kinds(in_channel(slack)[-1]), "a day later it is asked again"


@pytest.mark.parametrize(
    ("lacking", "taken", "asked"), [([], "data_table", 1), (["data_table"], "table", 2), (NEWER, "section", 3)]
)
def test_a_message_is_sent_in_the_best_way_that_slack_takes(
    slack: LocalSlack,
    panel: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    lacking: Collection[str],
    taken: str,
    asked: int,
) -> None:
    rows, core = [("Competency", "Mean"), ("Retrieval", "3.5")], section(Mrkdwn("Retrieval 3.5"))
    best, *others = drawings(*(message("Means", [block]) for block in (data_table("Means", rows), table(rows), core)))
    monkeypatch.setitem(drawing._DRAWERS, MessageKind.SIGNAL, lambda _: drawing.Drawn(best, others))
    open_loop()
    submit_all(panel)
    slack.lack(*lacking)
    before = len(slack.calls)
    worker()
    posted = [call for call in slack.calls[before:] if call.method == "chat.postMessage"]
    assert [call.ok for call in posted if "Means" in call.params["text"]] == [False] * (asked - 1) + [True]
    assert kinds(in_channel(slack)[-1]) == [taken]


def test_an_edit_that_slack_takes_no_table_in_falls_back_too(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Callable[[], None]
) -> None:
    assert "table" in kinds(revealed)
    amend(panel[0], 4)
    slack.fail("chat.update", error="invalid_blocks", times=1)
    worker()
    edited = in_channel(slack)[-1]
    assert edited.ts == revealed.ts
    assert "Amended after the reveal" in edited.plain


def test_why_explains_every_number_without_anybodys_own_ratings(hana: Person, revealed: Message) -> None:
    hana.click(revealed, "signal_why")
    why = modal(hana).plain
    assert why.count("The chance that a fuller panel") == 1
    assert "is 100%" not in why
    assert why.index("Why “lean hire”.") < why.index("What it rests on:") < why.index("Nothing capped it:")
    for explained in (
        "which by itself reads “lean hire”",
        "4 scorecards that rated 100% of the rubric’s weight and come to 3.",
        "97% and more reads strong hire, from 65% lean hire",
        "The recommendations make 3",
        "in place of the rubric’s 25%",
        "What is assumed: how far interviewers differ",
        "What makes it ±0.",
        "3.0: lean hire",
        "this rubric’s bar",
        "2.75: ",
        "Interviewers differ: some are strict",
        "It does not predict performance",
    ):
        assert explained in why
    hana.click(modal(hana), "signal_arithmetic")
    arithmetic = modal(hana).plain
    for explained in (
        "Each line: share of the sum × mean of its ratings by weight",
        "By the rubric alone: ",
        "Recommendation 25.0%.",
        "The rubric gives the recommendations 25%",
        "For comparison, the plain mean of the scorecards is",
        "Why a share differs from the rubric’s.",
        "Why a mean here differs from the signal’s.",
    ):
        assert explained in arithmetic
    assert "had everybody rated" not in arithmetic
    alone = arithmetic.partition("By the rubric alone: ")[2].partition("\n")[0]
    assert sum(float(part) for part in re.findall(r"(\d+\.\d)%", alone)) == pytest.approx(100, abs=0.5)
    assert not any(name in why + arithmetic for name in ("Ivan", "Ida", "Imran", "Inês"))


def test_each_persons_part_is_a_click_further_and_the_reading_is_noted(hana: Person, revealed: Message) -> None:
    hana.click(revealed, "signal_why")
    hana.click(modal(hana), "signal_ratings")
    assert "@Imran Qureshi: " in modal(hana).plain
    assert "Recommendation: no (2.33) × " in modal(hana).plain
    close_all(hana)
    hana.click(revealed, "signal_record")
    assert "@Hana Suzuki read ratings." in modal(hana).plain


def test_the_original_word_stands_in_why_after_an_amendment(
    slack: LocalSlack, hana: Person, panel: list[Person], revealed: Message, worker: Callable[[], None]
) -> None:
    amend(panel[2], 5)
    worker()
    hana.click(in_channel(slack)[-1], "signal_why")
    assert "This is the signal as amended (1 amendment after the reveal). At the reveal it read" in modal(hana).plain


def test_one_persons_figures_stay_with_the_hiring_manager(
    slack: LocalSlack,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
) -> None:
    open_loop(interviewers=[panel[0].id])
    score(panel[0], 4)
    worker()
    post = in_channel(slack)[-1]
    assert "of 5" not in post.plain + post.text
    assert "table" not in kinds(post)
    assert "of 5" not in said(rita.command("/signal", "Dana Fox"))
    rita.click(post, "signal_why")
    assert "only the hiring manager may read them" in modal(rita).plain
    close_all(rita)
    rita.click(post, "signal_record")
    assert "submitted their scorecard (version 1)." in modal(rita).plain
    assert "of 5, likely between" in said(hana.command("/signal", "Dana Fox"))
    assert SHARE not in [action for action, _, _ in hana.command("/signal", "Dana Fox").messages[-1].buttons]


def test_mine_to_see_lists_words_first_and_sealed_panels_after(
    rita: Person, panel: list[Person], otto: Person, revealed: Message, open_loop: Callable[..., None]
) -> None:
    open_loop(candidate="Theo Lambert")
    listed = said(rita.command("/signal"))
    assert "1 signal to read, 1 panel not revealed. Only you see this." in listed
    assert listed.index("lean hire") < listed.index("0 of 4 scorecards are in")
    assert "You are on no loop yet" in said(otto.command("/signal"))


def test_sharing_posts_the_signal_anew_with_the_name_of_who_shared_it(
    slack: LocalSlack, hana: Person, revealed: Message, worker: Callable[[], None]
) -> None:
    answer = hana.command("/signal", "Dana Fox", channel="C0GENERAL").messages[-1]
    hana.click(answer, SHARE)
    assert "Debrief posts the signal in #hiring-ai-engineer now" in modal(hana).plain
    hana.click(answer, SHARE)  # a double click
    worker()
    assert len(in_channel(slack)) == 3
    assert "Shared by @Hana Suzuki" in in_channel(slack)[-1].plain
    assert not in_channel(slack, "C0GENERAL"), "only where the loop lives"

    close_all(hana)
    hana.click(answer, SHARE)
    worker()
    assert len(in_channel(slack)) == 4, "sharing again later posts again"


@pytest.mark.parametrize("channel", [{"is_private": False}, {"is_private": True, "is_ext_shared": True}])
def test_a_public_or_shared_channel_never_gets_a_share(
    slack: LocalSlack, hana: Person, revealed: Message, worker: Callable[[], None], channel: dict[str, bool]
) -> None:
    answer = hana.command("/signal", "Dana Fox").messages[-1]
    assert SHARE in [action for action, _, _ in answer.buttons]
    hana.click(answer, SHARE)
    slack.add_channel("C0HIRING", name="hiring-ai-engineer", members=[hana.id], **channel)
    worker()
    assert len(in_channel(slack)) == 2, "the worker asks what the channel is before it posts"

    close_all(hana)
    assert SHARE not in [action for action, _, _ in hana.command("/signal", "Dana Fox").messages[-1].buttons]
    hana.click(answer, SHARE)
    assert "not a private one of your own workspace" in modal(hana).plain


def test_a_member_of_the_channel_who_is_not_on_the_loop_reads_the_post_and_no_more(
    slack: LocalSlack, hana: Person, otto: Person, revealed: Message
) -> None:
    slack.add_channel("C0HIRING", name="hiring-ai-engineer", is_private=True, members=[hana.id, otto.id])
    for action in ("signal_why", "signal_evidence", "signal_record"):
        otto.click(revealed, action)
        assert "This is for those on the loop only" in modal(otto).plain
        close_all(otto)
