"""Who assesses what, and what a panel would lose: told to those who run a loop before anything is done."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from tests.stories.acting import channel_post, chosen, close_all, modal, said, score

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def test_what_a_panel_loses_by_an_excuse_is_said_before_it_is_made(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA", "U0IMRAN"])
    ivan, ida, *_ = panel
    score(ivan, 4)
    score(ida, 4)
    rita.click(rita.command("/loop", "show Dana Fox").messages[0], "loop_excuse")
    rita.fill({"reason": "Fell ill", "happened": "did_not_happen"})
    rita.submit()
    told = modal(rita).plain
    assert "What the panel loses by it" in told
    assert "With 2 interviewers the signal will read “not enough evidence”; this rubric asks for 3 scorecards." in told
    assert "is a must-have, and only one interviewer assesses it." in told
    assert "Nobody else owes a scorecard, so this reveals the panel at once." in told
    assert (chosen(rita, "reason"), chosen(rita, "happened")) == ("Fell ill", "did_not_happen")
    worker()
    assert "2 of 3 scorecards are in" in channel_post(slack, "interviews for").plain, "nothing is done yet"
    rita.submit()
    assert "@Imran Qureshi: did not happen" in modal(rita).plain
    close_all(rita)
    worker()

    post = channel_post(slack, "Not enough evidence")
    assert "Fix: " in post.plain
    rita.click(post, "signal_why")
    rita.click(modal(rita), "loop_new")
    assert modal(rita).title == "Open a loop", "what is lacking comes from a loop of its own"
    assert "open another loop with /loop new C-" in said(rita.command("/loop", "edit Dana Fox"))


def test_who_assesses_what_is_shown_to_those_who_run_the_loop(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    assert "@Ivan Petrov: to come. Assesses " in said(rita.command("/loop", "show Dana Fox"))
    assert "Assesses" not in said(panel[0].command("/loop", "show Dana Fox"))
