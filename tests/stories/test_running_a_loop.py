"""Excusing, overriding a deadline, cancelling, and panels that end up small: each says what happened and why."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import (
    HANA,
    channel_post,
    choose_more,
    close_all,
    fill_card,
    first_step,
    in_channel,
    in_thread,
    last_dm,
    loop_id,
    modal,
    old_button,
    read_evidence,
    said,
    score,
)

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def excuse(person: Person, interviewer: str, reason: str) -> str:
    """Excuse someone by `/loop show`, and return what the loop's details then say."""
    person.click(person.command("/loop", "show Dana Fox").messages[0], "loop_excuse")
    options = modal(person).blocks[0]["element"]["options"]
    value = next(option["value"] for option in options if interviewer in option["text"]["text"])
    person.fill({"interview": value, "reason": reason})
    assert person.submit().action == "updated"
    if modal(person).title == "Excuse an interviewer":
        assert "What the panel loses" in modal(person).plain
        assert person.submit().action == "updated"
    told = modal(person).plain
    close_all(person)
    return told


def override(person: Person, reason: str) -> None:
    """Reveal the panel without those who are missing."""
    person.click(person.command("/loop", "show Dana Fox").messages[0], "loop_override")
    person.fill({"reason": reason})
    assert person.submit().action == "updated"
    close_all(person)


def test_excusing_the_last_one_missing_reveals_the_panel(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    assert "@Inês Duarte: excused · by @Rita Okafor: Fell ill" in excuse(rita, "Inês", "Fell ill")
    worker()
    assert "3 of 3 scorecards are in" in channel_post(slack, "interviews for").plain
    assert "3 of 3 scorecards" in channel_post(slack, "of 5, likely ").plain
    assert "You're excused from this interview" in last_dm(panel[3])
    assert "Fell ill" in last_dm(panel[3])


def test_an_interviewer_excuses_nobody_alone_and_says_instead_that_they_cannot(
    slack: LocalSlack, services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.click(old_button(slack, "loop_excuse", loop_id(services)), "loop_excuse")
    assert modal(ivan).callback_id == "refusal"
    close_all(ivan)
    ivan.click(ivan.command("/loop", "show Dana Fox").messages[0], "interview_trouble")
    assert modal(ivan).title == "I can't interview"


def test_whoever_was_excused_has_left_the_panel_and_reads_nobodys_evidence(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    excuse(rita, "Inês", "Referred the candidate")
    worker()
    post = channel_post(slack, "of 5, likely ")
    read_evidence(panel[0], post)
    assert modal(panel[0]).title.startswith("Evidence")
    panel[3].click(post, "signal_matrix")
    assert modal(panel[3]).callback_id == "refusal"
    assert "Ask Hana Suzuki" in modal(panel[3]).plain
    news = [any("Panel revealed" in message.plain for message in person.direct_messages()) for person in panel]
    assert news == [True, True, True, False]


def test_when_everybody_is_excused_there_is_not_enough_evidence(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    for name in ("Ivan", "Ida", "Imran", "Inês"):
        excuse(rita, name, "The candidate withdrew on the day")
    worker()
    post = in_channel(slack)[-1]
    assert "Not enough evidence" in post.plain
    assert "Fix: 3 more scorecards" in post.plain
    rita.click(post, "signal_why")
    assert modal(rita).callback_id == "refusal"


def test_a_deadline_is_overridden_only_after_it_passed_with_a_reason_that_is_shown(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel[:3], posted=True)
    hana.click(old_button(slack, "loop_override", loop_id(services)), "loop_override")
    assert "The deadline hasn't passed yet." in modal(hana).plain
    close_all(hana)

    now.tick(days=2, minutes=1)
    worker()
    assert "Late, was due" in channel_post(slack, "3 of 4 scorecards are in").plain
    assert "*late*" not in said(hana.command("/loop", "list"))
    assert "late" in said(hana.command("/loop", "list"))
    override(hana, "The candidate has another offer until tonight")
    worker()
    post = channel_post(slack, "of 5, likely ")
    assert "Revealed early by @Hana Suzuki" in post.plain
    (reply,) = in_thread(slack, post)
    assert "Revealed early with 1 scorecard missing" in reply.plain
    assert "The candidate has another offer until tonight" in reply.plain
    assert "by @Hana Suzuki, 1 missing" in channel_post(slack, "interviews for").plain

    ines = panel[3]
    assert any("revealed without your scorecard" in message.plain for message in ines.direct_messages())
    score(ines, 2, "no", evidence="Could not name a metric.", reason="I was travelling")
    worker()
    edited = channel_post(slack, "of 5, likely ")
    assert edited.ts == post.ts
    assert "After the reveal:" in edited.plain
    read_evidence(hana, edited)
    assert "added after the reveal: I was travelling" in modal(hana).plain


def test_a_scorecard_that_comes_after_the_reveal_is_told_everywhere_as_what_it_is(
    slack: LocalSlack, now: Clock, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    now.tick(days=2, minutes=1)
    override(hana, "The candidate has another offer until tonight")
    worker()
    ines = panel[3]
    ines.command("/score", "Dana Fox")
    fill_card(ines, 4, reason=" ")
    assert ines.submit().errors == {"reason": "Say why you add your scorecard after the reveal."}
    ines.fill({"reason": "I was travelling"})
    ines.submit()
    assert "marked as added after the reveal" in modal(ines).plain
    close_all(ines)
    worker()
    told = [message.plain for message in ines.direct_messages()]
    assert any("The panel is revealed." in text for text in told)
    assert not any("without your scorecard" in text for text in told)
    assert "4 of 4 scorecards are in" in channel_post(slack, "interviews for").plain
    post = channel_post(slack, "of 5, likely ")
    assert "3 of 4 scorecards" in post.plain, "as it was at the reveal"
    assert "with 1 scorecard missing" in in_thread(slack, post)[0].plain
    hana.command("/loop", "record Dana Fox")
    assert "@Inês Duarte added their scorecard after the reveal (version 1)" in modal(hana).plain


def test_a_cancelled_loop_asks_nobody_for_more(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    score(panel[0], 5, "strong_yes")
    choose_more(hana, hana.command("/loop", "show Dana Fox").messages[0], "loop_cancel")
    hana.fill({"reason": "The post was withdrawn"})
    hana.submit()
    close_all(hana)
    worker()
    assert "This loop was canceled" in channel_post(slack, "AI Engineer").plain
    for person in panel:
        assert "This loop was canceled" in person.direct_messages()[0].plain
    assert "This loop was canceled" in last_dm(panel[0])
    assert all("interviews for Dana Fox" in last_dm(person) for person in panel[1:]), "an edit goes unseen"
    assert "there's no signal" in said(rita.command("/signal", "Dana Fox"))
    assert "No scorecards due" in said(panel[1].command("/score"))
    assert len(in_channel(slack)) == 1


def test_the_details_of_a_loop_that_is_over_say_how_it_ended_and_lead_to_what_one_may_read(
    now: Clock, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    assert " · due " in said(rita.command("/loop", "show Dana Fox"))
    for person in panel[:2]:
        score(person, 4)
    now.tick(days=5)
    shown = panel[0].command("/loop", "show Dana Fox").messages[0]
    assert " · revealed " in shown.plain
    assert " due " not in shown.plain
    assert [text for _, text, _ in shown.buttons if text] == ["Signal", "Evidence", "Record"]
    for action_id, title in (
        ("read_signal", "Signal C-"),
        ("signal_evidence", "Evidence C-"),
        ("signal_record", "Record C-"),
    ):
        panel[0].click(shown, action_id)
        assert modal(panel[0]).title.startswith(title)
        close_all(panel[0])

    open_loop(candidate="Robin Hale")
    choose_more(hana, hana.command("/loop", "show Robin Hale").messages[0], "loop_cancel")
    hana.fill({"reason": "The post was withdrawn"})
    hana.submit()
    over = rita.command("/loop", "show Robin Hale").messages[0]
    assert "by @Hana Suzuki. Reason: The post was withdrawn" in over.plain
    assert "@Ivan Petrov: no longer needed" in over.plain
    assert " due " not in over.plain
    assert [text for _, text, _ in over.buttons if text] == ["Record"]


def test_a_hiring_manager_reads_why_they_excuse_nobody_and_who_can(
    rita: Person, hana: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    told = said(hana.command("/loop", "show Dana Fox"))
    assert "Hiring managers can't excuse interviewers. Ask @Rita Okafor or an admin." in told
    assert "can't excuse" not in said(rita.command("/loop", "show Dana Fox"))
    hana.command("/loop", "edit Dana Fox")
    assert "Hiring managers can't remove anyone." in modal(hana).plain
    rita.command("/loop", "edit Dana Fox")
    assert "People you remove are excused; new people are invited." in modal(rita).plain


@pytest.mark.parametrize("ending", ["a panel of one", "the others excused", "a deadline overridden"])
def test_one_persons_figures_stay_with_the_hiring_manager(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    ending: str,
) -> None:
    open_loop(interviewers=["U0IVAN"] if ending == "a panel of one" else ["U0IVAN", "U0IDA"])
    ivan, ida, *_ = panel
    score(ivan, 5, "strong_yes", evidence="Giraffe: the whole design on one page.")
    if ending == "the others excused":
        excuse(rita, "Ida", "Fell ill")
    elif ending == "a deadline overridden":
        now.tick(days=3)
        override(hana, "No time left")
    worker()

    post = in_channel(slack)[-1]
    for told in (post.plain, post.text, said(rita.command("/signal", "Dana Fox"))):
        assert "one scorecard" in told.lower()
        assert "of 5" not in told
        assert "yes" not in told.lower()
    for person in (rita, *([] if ending == "a panel of one" else [ida])):
        for button in ("signal_why", "signal_matrix"):
            person.click(post, button)
            assert "only the hiring manager may read" in modal(person).plain
            close_all(person)

    assert "5.0 of 5" in said(hana.command("/signal", "Dana Fox")), HANA
    assert not in_thread(slack, post), "a thread would tell what one person rated"
    hana.click(post, "signal_why")
    assert "1 scorecard with ratings so far" in modal(hana).plain
    close_all(hana)
    read_evidence(hana, post)
    assert "Giraffe" in modal(hana).plain
    close_all(hana)

    if ending == "a deadline overridden":  # the second card opens the panel to itself, yet not the first one's mean
        score(ida, 3, "no", reason="I was travelling")
        worker()
        edited = in_channel(slack)[-1]
        assert "5.0 of 5" not in edited.plain
        assert "After the reveal:" in edited.plain


def test_a_hiring_manager_who_opened_the_loop_may_not_excuse_either(
    slack: LocalSlack, hana: Person, services: Services, worker: Callable[[], None]
) -> None:
    first_step(hana, services)
    hana.submit()
    hana.submit()
    close_all(hana)
    worker()
    shown = hana.command("/loop", "show Dana Fox").messages[0]
    assert "loop_excuse" not in [action for action, _, _ in shown.buttons]
    hana.click(old_button(slack, "loop_excuse", loop_id(services)), "loop_excuse")
    assert "Hiring managers can't excuse interviewers." in modal(hana).plain
