"""The post one acts on, its thread and the news of it: what each says, to whom, and what becomes of it in Slack."""

import re
from collections.abc import Collection
from typing import Any

import pytest
from sqlalchemy import update

from bot.features.signal.show_buttons import MATRIX, SHARE, WHY
from bot.features.signal.show_matrix import SEND_MATRIX
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.slack.capabilities import NEWER
from bot.wiring import Services
from bot.worker.delivery import Job, prepare, send
from rubrics.panel.loop import InterviewState
from storage.claims import claim
from storage.message_lookups import messages_about
from storage.messages import MessageKind, MessageState
from storage.tables import InterviewRow
from tests.conftest import Clock
from tests.stories.acting import (
    CHANNEL,
    close_all,
    fill_card,
    in_channel,
    in_thread,
    last_dm,
    loop_id,
    modal,
    open_card,
    read_evidence,
    said,
    score,
)
from tests.stories.conftest import Once, OpenLoop, Worker

CARDS = ((4, "yes"), (4, "yes"), (2, "no"), (3, "yes"))
NAMES = ("Ivan", "Ida", "Imran", "Inês", "Dana Fox")


@pytest.fixture
def revealed(slack: LocalSlack, panel: list[Person], open_loop: OpenLoop, worker: Worker, once: Once) -> Message:
    """The signal's post of a panel that disagrees."""

    def by_hand() -> None:
        open_loop()
        submit_all(panel)
        worker()

    once(("a panel that disagrees",), by_hand)
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


def send_matrix(person: Person, post: Message) -> None:
    person.click(post, MATRIX)
    person.click(modal(person), SEND_MATRIX)


def matrices(person: Person) -> list[Message]:
    """The ratings that were sent to a person."""
    return [message for message in person.direct_messages() if message.text.startswith("The ratings you asked for")]


def rows_of(message: Message) -> list[list[str]]:
    """The cells of a message's table, as they read."""
    table = next(block for block in message.blocks if block["type"] in ("table", "data_table"))
    return [[cell.get("text") or read(cell) for cell in row] for row in table["rows"]]


def read(cell: dict[str, Any]) -> str:
    return "".join(run["text"] for part in cell["elements"] for run in part["elements"]).replace("\u2060", "")


def test_the_post_says_what_to_act_on_and_names_nobody_of_the_panel(revealed: Message) -> None:
    for said_there in (
        "Lean hire · C-",
        " of 5, likely ",
        " · bar 3.0 (",
        "4 of 4 scorecards · 3 yes, 1 no",
        "Discuss first: Evaluation, 2 to 4 · 3 more in thread",
        "Senior AI Engineer · @Hana Suzuki decides",
    ):
        assert said_there in revealed.plain
    assert not any(name in revealed.plain for name in NAMES)
    assert [text for _, text, _ in revealed.buttons] == ["Start debrief", "Matrix", "Why?"]
    assert kinds(revealed) == ["header", "section", "context", "actions"], "core blocks alone"


def test_the_thread_has_the_topics_and_a_row_a_competency_without_names(slack: LocalSlack, revealed: Message) -> None:
    (reply,) = in_thread(slack, revealed)
    assert "1. Evaluation: 2 to 4" in reply.plain
    rows = rows_of(reply)
    assert rows[0] == ["Competency", "Range", "Mean"]
    assert ["Design judgment", "□■■■□ 2–4", "3.0 (2)"] in rows
    assert len(rows) == 1 + 8
    assert not any(name in reply.plain for name in NAMES)


def test_a_competency_that_one_person_rated_shows_no_figures_in_the_thread(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    score(panel[3], "not_assessed")
    worker()
    once = [row for row in rows_of(in_thread(slack, in_channel(slack)[-1])[0]) if row[2].endswith("(1)")]
    assert once
    assert all(row[1:] == ["–", "– (1)"] for row in once)


def test_the_fallback_carries_the_conclusion(slack: LocalSlack, revealed: Message) -> None:
    for message in (revealed, *in_thread(slack, revealed)):
        assert re.search(
            r"C-\w+: lean hire, 3\.\d of 5, likely 2\.\d to 3\.\d, bar 3\.0\. Discuss first: ", message.text
        )


def test_where_slack_takes_no_table_the_thread_says_the_same_in_core_blocks_and_edits_do_not_try_again(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    submit_all(panel)
    slack.lack("table")
    worker()
    post = in_channel(slack)[-1]
    (reply,) = in_thread(slack, post)
    assert "table" not in kinds(reply)
    assert "Design judgment: □■■■□ 2\u2060–\u20604, mean 3.0 (2)" in reply.plain

    slack.lack()
    amend(panel[0], 4)
    worker()
    edits = [call for call in slack.calls if call.method == "chat.update" and call.params["ts"] == reply.ts]
    assert [call.ok for call in edits] == [True]
    assert "table" not in kinds(in_thread(slack, post)[0])


@pytest.mark.parametrize(("lacking", "taken", "asked"), [([], "data_table", 1), (["data_table"], "table", 2)])
def test_the_matrix_is_sent_in_the_best_way_that_slack_takes(
    slack: LocalSlack,
    hana: Person,
    revealed: Message,
    worker: Worker,
    lacking: Collection[str],
    taken: str,
    asked: int,
) -> None:
    slack.lack(*lacking)
    send_matrix(hana, revealed)
    before = len(slack.calls)
    worker()
    posted = [call for call in slack.calls[before:] if call.method == "chat.postMessage"]
    assert [call.ok for call in posted] == [False] * (asked - 1) + [True]
    sent = hana.direct_messages()[-1]
    assert kinds(sent) == ["section", taken, "actions"]
    assert rows_of(sent)[0] == ["Competency", "Share", "Ivan", "Ida", "Imran", "Inês", "Mean"]
    assert rows_of(sent)[-1] == ["Recommendation", "35%", "yes", "yes", "no", "yes", "3 yes, 1 no"]
    assert [text for _, text, _ in sent.buttons] == ["Open signal", "Evidence"]


def test_where_slack_takes_neither_table_the_matrix_is_sent_as_in_the_modal(
    slack: LocalSlack, hana: Person, revealed: Message, worker: Worker
) -> None:
    slack.lack(*NEWER)
    send_matrix(hana, revealed)
    shown = modal(hana).plain
    worker()
    sent = hana.direct_messages()[-1]
    assert {"section", "context", "actions"} == set(kinds(sent))
    assert all(line in shown for line in sent.plain.splitlines() if " · Ivan " in line)


def test_the_matrix_is_sent_once_however_often_it_is_asked_for_and_said_to_be(
    slack: LocalSlack, hana: Person, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    for _ in range(2):
        send_matrix(hana, revealed)
        assert "Sent to your messages" in modal(hana).plain
        assert SEND_MATRIX not in [action for action, _, _ in modal(hana).buttons]
        worker()
        close_all(hana)
    assert len(matrices(hana)) == 1
    hana.click(hana.command("/signal", "Dana Fox").messages[-1], "signal_record")
    assert modal(hana).plain.count("@Hana Suzuki looked at the panel's ratings.") == 4, (
        "each opening and each sending is noted"
    )
    close_all(hana)

    amend(panel[2], 5)
    worker()
    assert "After the reveal: lean hire became clear hire" in matrices(hana)[0].plain, "edited"
    send_matrix(hana, in_channel(slack)[-1])
    worker()
    assert len(matrices(hana)) == 2, "of what has changed since there is a new message"


def test_the_matrix_is_not_sent_to_somebody_who_may_not_read_it_any_more(
    services: Services, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    ivan = panel[0]
    send_matrix(ivan, revealed)
    with services.sessions.begin() as session:
        theirs = update(InterviewRow).where(InterviewRow.interviewer == ivan.id)
        session.execute(theirs.values(state=InterviewState.EXCUSED))
    worker()
    assert matrices(ivan) == []
    close_all(ivan)
    ivan.click(revealed, MATRIX)
    assert modal(ivan).title == "Can't do that"


def test_an_edit_that_slack_takes_no_table_in_falls_back_too(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    (reply,) = in_thread(slack, revealed)
    assert "table" in kinds(reply)
    slack.lack("table")
    amend(panel[0], 4)
    worker()
    (edited,) = in_thread(slack, revealed)
    assert edited.ts == reply.ts
    assert "table" not in kinds(edited)


def test_an_amendment_stands_beside_the_original_in_post_and_thread(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    amend(panel[2], 5)
    worker()
    post = in_channel(slack)[-1]
    (reply,) = in_thread(slack, post)
    assert post.ts == revealed.ts
    assert "Lean hire · C-" in post.plain, "the original stays"
    assert "After the reveal: lean hire became clear hire, 3.3 became " in post.plain
    assert "After the reveal: clear hire, " in reply.plain
    assert " · 4 yes. Below, as it was revealed." in reply.plain


def test_a_post_that_is_made_anew_gets_a_thread_of_its_own_and_the_old_one_is_kept_true(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    (first,) = in_thread(slack, revealed)
    slack.workspace.remove(slack.workspace.find(CHANNEL, revealed.ts))
    amend(panel[2], 5)
    worker()
    post = in_channel(slack)[-1]
    assert post.ts != revealed.ts
    assert len(in_thread(slack, post)) == 1
    old = next(message for message in slack.messages(CHANNEL) if message.ts == first.ts)
    assert "After the reveal:" in old.plain


def test_an_answer_that_was_deleted_with_its_post_is_not_made_anew_in_the_old_thread(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    (first,) = in_thread(slack, revealed)
    for gone in (first, revealed):
        slack.workspace.remove(slack.workspace.find(CHANNEL, gone.ts))
    for rating in (5, 4):  # by the second amendment the worker knows of both
        amend(panel[2], rating)
        worker()
    post = in_channel(slack)[-1]
    assert len(in_thread(slack, post)) == 1
    assert not in_thread(slack, revealed)


def job_of(services: Services, now: Clock, kind: MessageKind) -> Job:
    """Deliver what is due until a message of this kind is ready to be sent, and hand out that."""
    for _ in range(40):
        with services.sessions.begin() as session:
            claimed = claim(session)
        if claimed is None:
            now.tick(seconds=1)
        elif job := prepare(services, claimed):
            if job.row.kind is kind:
                return job
            send(services, job)
    raise AssertionError(kind)


def test_a_thread_whose_outcome_is_unclear_is_sent_once_more_with_a_mark(
    slack: LocalSlack, services: Services, now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    submit_all(panel)
    job = job_of(services, now, MessageKind.SIGNAL_THREAD)
    slack.fail("chat.postMessage", drop=True, after=True)
    send(services, job)
    now.tick(minutes=1)
    worker()
    replies = in_thread(slack, in_channel(slack)[-1])
    assert ["may appear twice" in reply.plain for reply in replies] == [False, True]


def test_a_thread_that_a_worker_took_and_never_sent_comes_from_the_next_one(
    slack: LocalSlack, services: Services, now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    submit_all(panel)
    job_of(services, now, MessageKind.SIGNAL_THREAD)
    now.tick(minutes=2)
    worker()
    worker()
    assert len(in_thread(slack, in_channel(slack)[-1])) == 1


def test_a_public_channel_gets_progress_only_and_no_thread(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", members=list(slack.workspace.channels[CHANNEL].members))
    submit_all(panel)
    worker()
    post = in_channel(slack)[-1]
    assert "4 of 4 scorecards are in. This channel is public" in post.plain
    assert "of 5" not in post.plain + post.text
    assert "hire" not in (post.plain + post.text).lower()
    assert not in_thread(slack, post)
    rita.click(post, "read_signal")
    assert " of 5, likely " in modal(rita).plain
    with services.reads() as session:
        rows = messages_about(session, "T0LOCAL", loop_id(services))
    assert [row.state for row in rows if row.kind is MessageKind.SIGNAL_THREAD] == [MessageState.GONE]

    close_all(rita)
    slack.workspace.channels[CHANNEL].is_private = True
    amend(panel[0], 4)
    worker()
    post = in_channel(slack)[-1]
    assert " of 5, likely " in post.plain
    assert len(in_thread(slack, post)) == 1


def test_a_channel_that_turned_public_keeps_no_figures_in_post_or_thread_after_the_next_edit(
    slack: LocalSlack, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    slack.workspace.channels[CHANNEL].is_private = False
    amend(panel[0], 3)
    worker()
    post = in_channel(slack)[-1]
    (reply,) = in_thread(slack, post)
    for message in (post, reply):
        assert "of 5" not in message.plain + message.text
        assert "table" not in kinds(message)
    assert reply.plain == "This channel is public now, so this post was removed."


def test_the_news_of_the_reveal_goes_to_the_manager_and_the_panel(
    hana: Person, rita: Person, otto: Person, panel: list[Person], revealed: Message
) -> None:
    told = hana.direct_messages()[-1]
    assert told.plain.startswith("Panel revealed: lean hire · Dana Fox (C-")
    assert told.text.endswith(" is revealed. You decide.")
    for person in panel:
        news = person.direct_messages()[-1]
        without = told.plain.replace("Start debrief\nDecide\n", "")
        assert news.plain == without, "who leads may start one, and decides"
        assert news.text.endswith(" is revealed.")
    hana.click(told, "read_signal")
    assert modal(hana).title.startswith("Signal C-")
    for person in (rita, otto):
        assert not any("Panel revealed" in message.plain for message in person.direct_messages())


def test_the_opener_learns_of_somebody_who_could_not_be_told_of_the_reveal(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop()
    submit_all(panel)
    job = job_of(services, now, MessageKind.REVEAL)
    slack.fail("chat.postMessage", error="user_disabled")
    send(services, job)
    worker()
    name = slack.workspace.members[job.row.recipient].real_name
    assert f"Debrief can't message @{name} about C-" in last_dm(rita)
    assert "Excuse them" not in last_dm(rita), "nobody is excused from a panel that is revealed"
    assert [action for action, _, _ in rita.direct_messages()[-1].buttons] == ["loop_details"]


def test_why_and_its_buttons_explain_every_number_without_anybodys_own_ratings(hana: Person, revealed: Message) -> None:
    hana.click(revealed, WHY)
    why = modal(hana).plain
    for explained in (
        "% likely to be above the bar of 3.0: the chance that many more interviewers like yours would land there.",
        "Clear hire starts at 97%.",
        "● mean · ═ lowest to highest",
        "Above the bar: ",
        "Based on 4 scorecards",
    ):
        assert explained in why
    assert "100% chance" not in why
    hana.click(modal(hana), "signal_bars")
    bars = modal(hana).plain
    assert "3.0: lean hire" in bars
    assert "this rubric's bar" in bars
    assert "2.75: " in bars
    hana.close()
    hana.click(modal(hana), "signal_arithmetic")
    arithmetic = modal(hana).plain
    for page in ("shares", "range", "word"):
        hana.click(modal(hana), f"signal_arithmetic_{page}")
        arithmetic += modal(hana).plain
    for explained in (
        "share of the score × mean of its ratings by weight",
        "By the rubric alone: ",
        "Recommendation 25.0%.",
        " of this score, by the rubric alone 25%.",
        "The plain mean of the scorecards is",
        "Why a share differs from the rubric's.",
        "Why a mean here differs from the signal's.",
        "97% and more reads clear hire, from 65% lean hire",
        "Not capped: the recommendations don't contradict each other",
        "What makes it ±0.",
        "Interviewers differ: some are strict",
        "What is assumed: how far interviewers differ",
        "against rubric ai-engineer/senior, version ",
        "It doesn't predict performance",
    ):
        assert explained in arithmetic
    alone = arithmetic.partition("By the rubric alone: ")[2].partition("\n")[0]
    assert sum(float(part) for part in re.findall(r"(\d+\.\d)%", alone)) == pytest.approx(100)
    assert not any(name in why + bars + arithmetic for name in NAMES)


def test_every_page_of_the_arithmetic_closes_to_why(hana: Person, revealed: Message) -> None:
    hana.click(revealed, WHY)
    title = modal(hana).title
    hana.click(modal(hana), "signal_arithmetic")
    for page in ("signal_arithmetic_range", "signal_arithmetic_word", "signal_ratings", "signal_arithmetic_score"):
        hana.click(modal(hana), page)
        assert "signal_why_here" not in [action for action, _, _ in modal(hana).buttons]
    hana.close()
    assert modal(hana).title == title
    hana.close()
    assert hana.modal is None


@pytest.mark.parametrize("page", ["signal_arithmetic", "signal_bars"])
def test_what_takes_the_place_of_why_on_a_full_stack_has_a_button_back_to_it(
    panel: list[Person], open_loop: OpenLoop, page: str
) -> None:
    open_loop()
    *others, last = panel
    for person in others:
        score(person, 4)
    open_card(last)
    fill_card(last, 4)
    last.submit()
    for action in ("read_signal", WHY, page):
        last.click(modal(last), action)
    if page == "signal_arithmetic":
        last.click(modal(last), "signal_arithmetic_range")
    last.click(modal(last), "signal_why_here")
    assert " likely to be above the bar" in modal(last).plain
    last.close()
    assert modal(last).title.startswith("Signal ")


def test_each_persons_part_is_a_click_further_and_the_reading_is_noted(hana: Person, revealed: Message) -> None:
    hana.click(revealed, WHY)
    hana.click(modal(hana), "signal_arithmetic")
    hana.click(modal(hana), "signal_ratings")
    told = modal(hana).plain
    assert "@Imran Qureshi: " in told
    assert "Recommendation: no (2.33) × " in told
    places = [told.index(f"@{name}") for name in ("Ivan", "Ida", "Imran", "Inês")]
    assert places == sorted(places), "in the panel's order"
    close_all(hana)
    hana.click(hana.command("/signal", "Dana Fox").messages[-1], "signal_record")
    assert "@Hana Suzuki looked at the panel's ratings." in modal(hana).plain


def test_the_matrix_leads_to_the_evidence_on_one_topic_and_from_there_to_any_other(
    services: Services, hana: Person, revealed: Message
) -> None:
    hana.click(revealed, MATRIX)
    loop = loop_id(services)
    hana.click(modal(hana), "signal_evidence", f"{loop}:llm-apis")
    shown = modal(hana).plain
    assert "LLM API fluency" in shown
    assert "@Imran Qureshi: 2 · " in shown
    assert "Retrieval\n@" not in shown
    hana.click(modal(hana), "signal_evidence_of", f"{loop}:_notes")
    assert "@Imran Qureshi: no" in modal(hana).plain
    hana.click(modal(hana), "signal_evidence_of", f"{loop}:")
    assert "LLM API fluency" in modal(hana).plain
    close_all(hana)
    hana.click(hana.command("/signal", "Dana Fox").messages[-1], "signal_record")
    assert modal(hana).plain.count("@Hana Suzuki looked at the evidence.") == 1, (
        "turning to another topic is no new reading"
    )


def test_both_sides_of_a_topic_open_from_the_thread(
    slack: LocalSlack, services: Services, hana: Person, revealed: Message
) -> None:
    (reply,) = in_thread(slack, revealed)
    hana.click(reply, "signal_evidence", f"{loop_id(services)}:llm-apis")
    assert modal(hana).title.startswith("Evidence C-")
    assert "@Imran Qureshi: 2 · " in modal(hana).plain


def test_the_original_word_stands_in_why_after_an_amendment(
    slack: LocalSlack, hana: Person, panel: list[Person], revealed: Message, worker: Worker
) -> None:
    amend(panel[2], 5)
    worker()
    hana.click(in_channel(slack)[-1], WHY)
    assert "Amended once after the reveal. At the reveal: lean hire, 3.3" in modal(hana).plain


def test_one_persons_figures_stay_with_the_hiring_manager(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=[panel[0].id])
    score(panel[0], 4)
    worker()
    post = in_channel(slack)[-1]
    assert "of 5" not in post.plain + post.text
    assert not in_thread(slack, post)
    assert "of 5" not in said(rita.command("/signal", "Dana Fox"))
    for button in (WHY, MATRIX):
        rita.click(post, button)
        assert "only the hiring manager may read them" in modal(rita).plain
        assert "Ask Hana Suzuki" in modal(rita).plain
        close_all(rita)
    rita.click(rita.command("/signal", "Dana Fox").messages[-1], "signal_record")
    assert "submitted their scorecard (version 1)." in modal(rita).plain
    assert " of 5, likely " in said(hana.command("/signal", "Dana Fox"))
    assert " of 5, likely " in hana.direct_messages()[-1].plain
    assert not any("Panel revealed" in message.plain for message in panel[0].direct_messages())
    assert SHARE not in [action for action, _, _ in hana.command("/signal", "Dana Fox").messages[-1].buttons]


def test_mine_to_see_lists_words_first_and_sealed_panels_after(
    rita: Person, panel: list[Person], otto: Person, revealed: Message, open_loop: OpenLoop
) -> None:
    open_loop(candidate="Theo Lambert")
    listed = said(rita.command("/signal"))
    assert "1 signal · 1 panel still sealed. Only you see this." in listed
    assert listed.index("lean hire") < listed.index("0 of 4 scorecards are in")
    nothing = otto.command("/signal").messages[-1]
    assert "No loops yet." in nothing.plain
    assert [action for action, _, _ in nothing.buttons] == ["loop_new"]


def test_a_sealed_panel_says_how_far_it_is_and_leads_to_the_loop(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    answer = rita.command("/signal", "Dana Fox").messages[-1]
    assert "○○○○ Dana Fox (C-" in answer.plain
    assert [action for action, _, _ in answer.buttons] == ["loop_details"]


def test_sharing_posts_the_signal_anew_with_the_name_of_who_shared_it(
    slack: LocalSlack, hana: Person, revealed: Message, worker: Worker, now: Clock
) -> None:
    answer = hana.command("/signal", "Dana Fox", channel="C0GENERAL").messages[-1]
    assert SHARE not in [action for action, _, _ in answer.buttons], "the post of it is still in view"
    now.tick(days=1, seconds=1)
    answer = hana.command("/signal", "Dana Fox", channel="C0GENERAL").messages[-1]
    hana.click(answer, SHARE)
    assert "Debrief is posting the signal in #hiring-ai-engineer" in modal(hana).plain
    hana.click(answer, SHARE)  # a double click
    worker()
    assert len(in_channel(slack)) == 3
    share = in_channel(slack)[-1]
    assert "Shared by @Hana Suzuki" in share.plain
    assert "in thread" not in share.plain
    assert not in_thread(slack, share), "the thread stands below the first post alone"
    assert not in_channel(slack, "C0GENERAL"), "only where the loop lives"

    close_all(hana)
    hana.click(answer, SHARE)
    worker()
    assert len(in_channel(slack)) == 4, "sharing again later posts again"


@pytest.mark.parametrize("channel", [{"is_private": False}, {"is_private": True, "is_ext_shared": True}])
def test_a_public_or_shared_channel_never_gets_a_share(
    slack: LocalSlack, hana: Person, revealed: Message, worker: Worker, channel: dict[str, bool], now: Clock
) -> None:
    now.tick(days=1, seconds=1)  # the post of it is no longer in view
    answer = hana.command("/signal", "Dana Fox").messages[-1]
    assert SHARE in [action for action, _, _ in answer.buttons]
    hana.click(answer, SHARE)
    slack.add_channel("C0HIRING", name="hiring-ai-engineer", members=[hana.id], **channel)
    worker()
    assert len(in_channel(slack)) == 2, "the worker asks what the channel is before it posts"

    close_all(hana)
    assert SHARE not in [action for action, _, _ in hana.command("/signal", "Dana Fox").messages[-1].buttons]
    hana.click(answer, SHARE)
    assert "isn't a private one of your own workspace" in modal(hana).plain


def test_a_member_of_the_channel_who_is_not_on_the_loop_reads_the_post_and_whom_to_ask(
    slack: LocalSlack, services: Services, hana: Person, otto: Person, revealed: Message
) -> None:
    slack.workspace.channels[CHANNEL].members.add(otto.id)
    (reply,) = in_thread(slack, revealed)
    for message, action, value in (
        (revealed, MATRIX, None),
        (revealed, WHY, None),
        (reply, "signal_evidence", f"{loop_id(services)}:llm-apis"),
    ):
        otto.click(message, action, value)
        told = "This panel's ratings are open to the people on it.\nAsk Hana Suzuki, the hiring manager."
        assert told in modal(otto).plain
        close_all(otto)
    read_evidence(hana, revealed)
    assert modal(hana).title.startswith("Evidence C-")
