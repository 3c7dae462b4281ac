"""Who assesses what, and what a panel would lose: told to those who run a loop before anything is done."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.stories.acting import channel_post, choose_more, chosen, close_all, loop_id, modal, old_button, score

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
    assert "What the panel loses" in told
    assert '2 interviewers: the signal will read "not enough evidence" until 3 have scored' in told
    assert "is a must-have, assessed by one person" in told
    assert "the panel is revealed now, for good" in told
    assert (chosen(rita, "reason"), chosen(rita, "happened")) == ("Fell ill", "did_not_happen")
    worker()
    assert "2 of 3 scorecards are in" in channel_post(slack, "interviews for").plain, "nothing is done yet"
    rita.submit()
    assert "@Imran Qureshi: didn't happen" in modal(rita).plain
    close_all(rita)
    worker()

    post = channel_post(slack, "Not enough evidence")
    assert "Fix: " in post.plain
    rita.click(post, "signal_why")
    rita.click(modal(rita), "loop_new")
    assert modal(rita).title == "New loop", "what is lacking comes from a loop of its own"
    close_all(rita)
    closed = rita.command("/loop", "edit Dana Fox").messages[0]
    assert "Open another loop for what's missing." in closed.plain
    rita.click(closed, "run_command:0")
    assert chosen(rita, "candidate") in closed.buttons[0][2], "the same candidate, filled in"


def test_who_assesses_what_is_shown_to_those_who_run_the_loop(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    choose_more(rita, rita.command("/loop", "show Dana Fox").messages[0], "loop_panel")
    assert "@Ivan Petrov\n" in modal(rita).plain
    assert modal(rita).plain.count(" · ") == 4 * 3, "four competencies each"
    shown = panel[0].command("/loop", "show Dana Fox").messages[0]
    assert "loop_panel" not in str(shown.blocks)
    panel[0].click(old_button(slack, "loop_panel", loop_id(services)), "loop_panel")
    assert "@Ivan Petrov" not in modal(panel[0]).plain
