"""Feedback for a candidate: drafted by competency, looked over, never sent; nothing of anyone else in it."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.stories.acting import close_all, loop_id, modal, old_button, said

OpenLoop = Callable[..., None]


def draft(person: Person) -> str:
    """Return the text that stands in the form in front of someone."""
    (block,) = [block for block in modal(person).blocks if block["type"] == "input"]
    return str(block["element"]["initial_value"])


def test_the_draft_speaks_of_competencies_and_of_nobody(
    hana: Person, rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(scored=panel)
    for person in (hana, rita):
        person.command("/loop", "feedback Dana Fox")
        assert modal(person).title.startswith("Feedback C-")
        text = draft(person)
        assert "What came across well:\n- " in text
        assert "Senior AI Engineer" in text
        assert not any(name in text for name in ("Dana", "Fox", "Ivan", "Hana", "4", "hire", "C-"))
        assert "never sends it" in modal(person).plain
        close_all(person)


def test_names_codes_and_protected_topics_are_pointed_at_and_nothing_is_sent(
    hana: Person, panel: list[Person], open_loop: OpenLoop, slack: LocalSlack
) -> None:
    open_loop(scored=panel)
    hana.command("/loop", "feedback Dana Fox")
    before = len(slack.messages("C0HIRING"))
    text = "Ivan thought you did well, better than C-K2W9 in spite of your accent and the accent of others."
    hana.fill({"feedback": text})
    assert hana.submit().action == "updated"
    told = modal(hana).plain
    assert "Ivan is someone's name" in told
    assert "C-K2W9 stands for a person" in told
    assert "“the accent” touches on what may not weigh" in told
    assert draft(hana) == text, "what somebody wrote stays"
    hana.fill({"feedback": "You explained trade-offs well. Trace a wrong answer to its cause next time."})
    hana.submit()
    assert "Nothing to fix." in modal(hana).plain
    assert len(slack.messages("C0HIRING")) == before


def test_only_who_runs_the_loop_drafts_and_only_after_the_reveal(
    hana: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, slack: LocalSlack, services: Services
) -> None:
    open_loop(scored=panel[:3])
    assert "sealed" in said(hana.command("/loop", "feedback Dana Fox")).lower()
    found = loop_id(services)
    for person in (panel[0], otto):
        channel = "C0GENERAL" if person is otto else "C0HIRING"
        person.click(old_button(slack, "loop_feedback", found, channel=channel), "loop_feedback")
        assert not any(block["type"] == "input" for block in modal(person).blocks)
        close_all(person)
