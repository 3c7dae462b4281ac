"""What people type is shown as they typed it, everywhere, and calls no one."""

from collections.abc import Callable, Iterator

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import PANEL, close_all, first_step, in_channel, last_dm, modal, read_evidence, said, score

NAME = '<!channel> *&* "x"'
OPENING = "_@here_ <@U0OTTO> ~now~ `rm`"
REASON = "<!everyone> *see* #general"
TWINS = str.maketrans({"∗": "*", "ˍ": "_", "∼": "~", "ˋ": "`"})
"""mrkdwn cannot show its own marks, so Debrief writes their twins."""


def test_a_candidate_whose_name_is_live_syntax_calls_nobody_and_reads_as_typed(
    slack: LocalSlack,
    now: Clock,
    rita: Person,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
) -> None:
    open_loop(candidate=NAME, shown_as="name", opening=OPENING, channel="C0GENERAL", interviewers=list(PANEL[:3]))
    ivan, ida, imran, _ = panel
    score(ivan, 5, evidence=REASON)
    score(ida, 4)
    rita.click(rita.command("/loop", f"show {NAME}").messages[0], "loop_excuse")
    assert modal(rita).title == "Excuse an interviewer"
    rita.fill({"reason": REASON})
    rita.submit()  # which says what the panel loses by it
    rita.submit()
    assert REASON in shown(modal(rita).plain)
    close_all(rita)
    worker()
    score(ivan, 4, reason=REASON)
    worker()

    announced, _ = in_channel(slack, "C0GENERAL")
    assert NAME in shown(announced.plain)
    assert OPENING in shown(announced.plain)
    assert all(NAME in shown(person.direct_messages()[0].plain) for person in (ivan, ida, imran))
    for text in everything_private(rita, hana):
        assert NAME in shown(text), text
    hana.command("/signal", NAME)
    read_evidence(hana, hana.command("/signal", NAME).messages[0])
    assert REASON in shown(modal(hana).plain)

    assert otto.notifications == []
    for person in (rita, hana, *panel):
        assert not any("@channel" in line and "<!channel>" not in line for line in person.notifications)
    assert not slack.complaints


def everything_private(rita: Person, hana: Person) -> Iterator[str]:
    """Yield the private answers that name the candidate."""
    for person in (rita, hana):
        for command, text in (("/loop", "list"), ("/loop", f"show {NAME}"), ("/signal", ""), ("/signal", NAME)):
            yield "\n".join(message.plain for message in person.command(command, text).messages)
        person.open_home()
        assert person.home is not None
        yield person.home.plain


def shown(text: str) -> str:
    """Return a text as a reader takes it: twins of formatting marks look like the marks."""
    return text.translate(TWINS)


def test_a_name_that_runs_the_other_way_is_found_as_it_is_read_and_turns_nothing(
    rita: Person, services: Services, panel: list[Person], open_loop: Callable[..., None], worker: Callable[[], None]
) -> None:
    first_step(rita, services, candidate="\u202e")
    assert rita.submit().errors == {"candidate": "Give the candidate's name or code."}
    close_all(rita)
    open_loop(candidate="\u202eRobin \u05e0\u05d5\u05e2\u05d4")
    ivan = panel[0]
    ivan.open_home()
    for told, with_code in (
        (said(rita.command("/loop", "list")), True),
        (said(rita.command("/loop", "show robin")), True),
        (last_dm(ivan), True),
        (ivan.home.plain if ivan.home else "", False),
    ):
        assert f"\u2068Robin \u05e0\u05d5\u05e2\u05d4{' (C-' if with_code else chr(0x2069)}" in told
        assert "\u202e" not in told
    assert rita.command("/loop", "show Robin").messages[0].text.startswith("Loop C-"), "one loop, and not a list"
