"""Notes beside the ratings reach whom they are for: the next interviewer and the recruiter at once, the panel later."""

from bot.playground.slack.local_slack import LocalSlack, Person
from tests.stories.acting import (
    channel_post,
    close_all,
    everything_shown,
    fill_card,
    last_dm,
    modal,
    open_card,
    read_evidence,
    score,
)
from tests.stories.conftest import OpenLoop, Worker

ASK = "Okapi: out of time, please cover cost."
OFFER = "Narwhal: has an offer elsewhere."
STRENGTH = "Zebra: asks before coding."


def test_notes_reach_the_next_interviewer_and_the_recruiter_before_the_reveal_and_the_panel_after_it(
    slack: LocalSlack,
    rita: Person,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, ida = panel[:2]
    open_card(ivan)
    fill_card(ivan, 4)
    ivan.click(modal(ivan), "add_notes")
    ivan.fill({"strengths": STRENGTH, "next_note": ASK, "recruiter_note": OFFER})
    ivan.close()
    open_card(ivan)
    assert ASK in str(modal(ivan).state["next_note"]), "kept as a draft"
    assert ivan.submit().action == "updated"
    close_all(ivan)
    worker()

    ida.click(ida.direct_messages()[-1], "interview_kit")
    assert f"For the next interviewer, from @Ivan Petrov\n{ASK}" in modal(ida).plain
    close_all(ida)
    assert "left you a private note on" in last_dm(rita)
    rita.click(rita.direct_messages()[-1], "loop_details")
    rita.click(modal(rita), "loop_private_notes")
    assert OFFER in modal(rita).plain
    close_all(rita)
    worker()
    rita.click(rita.command("/loop", "show Dana Fox").messages[-1], "signal_record")
    assert "@Rita Okafor looked at the private notes to the recruiter." in modal(rita).plain
    close_all(rita)
    for person in (hana, ida, otto, rita):
        told = "\n".join(everything_shown(slack, person))
        assert STRENGTH not in told
        assert OFFER not in told, "only behind the recruiter's button"

    score(ida, 4)
    worker()
    read_evidence(hana, channel_post(slack, "Why?"))
    assert f"Strengths\n@Ivan Petrov\n{STRENGTH}" in modal(hana).plain
    assert ASK in modal(hana).plain
    assert OFFER not in modal(hana).plain


def test_a_scorecard_that_says_nothing_beside_a_five_is_asked_for_evidence(
    panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    open_card(panel[0])
    fill_card(panel[0], 5, evidence="n/a :thumbsup:")
    assert all("No evidence for the 5" in error for error in panel[0].submit().errors.values())
    assert panel[0].submit().action == "updated"


def test_a_cv_typed_when_the_loop_is_opened_is_in_the_invitation_and_the_kit_and_changes_in_both(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    ivan = panel[0]
    open_loop(links="CV https://files.example.com/cv.pdf")
    assert "CV" in ivan.direct_messages()[-1].plain
    assert "https://files.example.com/cv.pdf" in str(ivan.direct_messages()[-1].blocks)
    rita.command("/loop", "links Dana Fox")
    rita.fill({"links": "http://files.example.com"})
    assert set(rita.submit().errors) == {"links"}
    rita.fill({"links": "Portfolio https://example.org/work"})
    rita.submit()
    close_all(rita)
    worker()
    ivan.click(ivan.direct_messages()[-1], "interview_kit")
    for shown in (ivan.direct_messages()[-1].blocks, modal(ivan).blocks):
        assert "https://example.org/work" in str(shown)
        assert "cv.pdf" not in str(shown)
