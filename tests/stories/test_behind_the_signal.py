"""What a signal's reader learns of the scorecards behind it: ratings without evidence, and referrals."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from tests.stories.acting import (
    channel_post,
    close_all,
    fill_card,
    modal,
    open_card,
    rating_fields,
    read_evidence,
    said,
    score,
    something_changed,
)

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def test_a_one_two_or_five_without_evidence_is_remarked_on_once_then_taken_and_listed_after_the_reveal(
    slack: LocalSlack, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, ida, *_ = panel
    open_card(ivan)
    fill_card(ivan, 3)
    first, second, *_ = rating_fields(ivan)
    ivan.fill({first: "5", second: "2"})
    asked = {field.replace("rating:", "evidence:"): rating for field, rating in ((first, 5), (second, 2))}
    errors = ivan.submit().errors
    assert {field: hint.split(" in ")[0] for field, hint in errors.items()} == {
        field: f"No evidence for the {rating}" for field, rating in asked.items()
    }
    assert all(", or submit again to keep it, marked unsupported." in hint for hint in errors.values())
    assert ivan.submit().action == "updated"
    close_all(ivan)
    worker()
    for person in (ida, hana):
        assert "nsupported" not in said(person.command("/signal", "Dana Fox")), "sealed"
    score(ida, 5, evidence="Drew the failure modes before being asked for them.")
    worker()

    listed = "Unsupported: 2 ratings of 1, 2 or 5 lack evidence"
    assert listed in said(hana.command("/signal", "Dana Fox"))
    post = channel_post(slack, "Why?")
    assert "nsupported" not in post.plain, "with so few people it may tell whose"
    hana.click(post, "signal_why")
    assert listed in modal(hana).plain
    close_all(hana)
    read_evidence(hana, post)
    assert modal(hana).plain.count("(unsupported: no evidence given)") == 2


def test_after_the_reveal_a_referral_stands_beside_the_signal_for_those_who_may_read_the_panel(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, ida, *_ = panel
    something_changed(ivan, ivan.direct_messages()[-1], "referred")
    ivan.click(modal(ivan), "interview_referred")
    close_all(ivan)
    score(ivan, 5, "strong_yes")
    for person in (hana, ida):
        assert "who referred the candidate" not in said(person.command("/signal", "Dana Fox")), "sealed"
    score(ida, 2, "no", evidence="Could not name a metric.")
    worker()
    assert "@Ivan Petrov: in · referred the candidate" in said(rita.command("/loop", "show Dana Fox"))
    told = "1 of 2 scorecards is from a person who referred the candidate"
    assert told in said(hana.command("/signal", "Dana Fox"))
    post = channel_post(slack, "Why?")
    assert "referred" not in post.plain
    hana.click(post, "signal_why")
    assert f"{told}; without it: not enough evidence, 2.1" in modal(hana).plain
    close_all(hana)
    read_evidence(hana, post)
    assert "@Ivan Petrov: strong yes (declared to have referred the candidate)" in modal(hana).plain
    assert modal(hana).plain.count("referred") == 1
