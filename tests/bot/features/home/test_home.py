"""Home shows what is due and what one runs; opening it again reads once and writes nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.features.home.read_desk import Group
from bot.features.home.read_home import home_facts
from bot.features.home.read_list import list_in_full
from bot.features.home.show_home import home
from bot.features.home.show_list import list_in_full as in_full
from bot.features.jd.review_jd import Pasted, review_text
from bot.features.scorecard.save_draft import save_draft
from bot.playground.slack.limits import accept_view
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Actor, Services, build_services
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.loop import Loop
from storage.engine import READS, open_engine
from storage.heartbeats import Process, beat
from storage.loops import InterviewRow
from storage.people import ChannelRow, ask_about_channel, name_people, people_named
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock
from tests.delivering import delivering_to


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that a database is sent, the beginning of transactions included."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get(READS):  # which no one but the driver is told
            sent.append("BEGIN")

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "begin", begun)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "begin", begun)


@pytest.mark.usefixtures("app", "loop")
def test_opening_home_again_is_one_reading_transaction_and_no_write(services: Services, slack: LocalSlack) -> None:
    ivan = slack.person("U0IVAN")
    ivan.open_home()
    with statements(services.engine) as sent:
        ivan.open_home()
    assert [statement for statement in sent if statement.startswith("BEGIN")] == ["BEGIN"]
    assert {statement.split()[0] for statement in sent} == {"BEGIN", "SELECT"}
    assert sum("JOIN candidates" in statement for statement in sent) == 2, "one reads the list, one what is shown of it"


@pytest.mark.usefixtures("loop")
@pytest.mark.parametrize(("actor", "asks"), [(RITA, False), (IVAN, True)])
def test_only_whoever_owes_scorecards_is_asked_how_far_they_are(actor: Actor, asks: bool, services: Services) -> None:
    home_facts(services.workspace(TEAM), actor)
    with statements(services.engine) as sent:
        facts = home_facts(services.workspace(TEAM), actor)
    assert any("JOIN drafts" in statement for statement in sent) is asks
    assert facts.groups[Group.DUE if asks else Group.RUNS].number == 1


def test_only_somebody_new_is_noted(services: Services) -> None:
    with statements(services.engine) as sent:
        home_facts(services.workspace(TEAM), OTTO)
    assert "BEGIN IMMEDIATE" in sent
    with services.reads() as session:
        assert list(people_named(session, TEAM, [OTTO.user])) == [OTTO.user]
    with statements(services.engine) as sent:
        home_facts(services.workspace(TEAM), OTTO)
    assert "BEGIN IMMEDIATE" not in sent


def drawn(services: Services, actor: Actor) -> dict[str, Any]:
    """Return an actor's Home as it is drawn now."""
    workspace = services.workspace(TEAM)
    view = home(home_facts(workspace, actor), workspace.now, workspace.catalogue)
    accept_view(view, "home")
    return view


def headings(shown: dict[str, Any]) -> list[str]:
    """Return the headings of a Home, in order."""
    return [block["text"]["text"] for block in shown["blocks"] if block["type"] == "header"]


def rows(shown: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what each row says, and what its button does."""
    sections = [block for block in shown["blocks"] if "accessory" in block]
    return [(block["text"]["text"], block["accessory"]["text"]["text"]) for block in sections]


def buttons(shown: dict[str, Any]) -> list[str]:
    """Return the buttons that stand in rows of their own."""
    return [
        element["text"]["text"]
        for block in shown["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def primaries(shown: dict[str, Any]) -> int:
    """Count the buttons that stand out."""
    return str(shown).count("'style': 'primary'")


def test_an_interviewer_sees_what_is_due_and_how_far_it_is(services: Services, loop: Loop) -> None:
    workspace, interview = services.workspace(TEAM), interview_of(loop, IVAN)
    done = opened(services, "Kim Reyes")
    submitted(services, done, IVAN, card(done, IVAN))
    shown = drawn(services, IVAN)
    assert headings(shown) == ["1 scorecard due"]
    (text, verb), *_ = rows(shown)
    assert text.startswith("*Dana Fox* · Senior AI Engineer\nDue <!date^")
    assert (verb, len(rows(shown))) == ("Score", 1)
    assert buttons(shown) == ["All 2 loops", "New loop", "Review a JD", "Rubrics", "Calibrate"]
    assert primaries(shown) == 1
    field = f"rating:{interview.focus[0]}"
    save_draft(workspace, IVAN, interview.id, {field: "4"}, acted=field, acted_at="1.0", version=0)
    ((text, verb),) = rows(drawn(services, IVAN))
    assert (text.splitlines()[-1], verb) == ("●○ 1 of 2 rated", "Continue")


def test_what_is_late_says_so_first(services: Services, loop: Loop, now: Clock) -> None:
    now.tick(days=1)
    opened(services, "Kim Reyes")
    now.tick(days=1, hours=1)
    shown = drawn(services, IVAN)
    assert headings(shown) == ["2 scorecards due"]
    (late, _), (due, _) = rows(shown)
    assert "*Dana Fox*" in late
    assert ":red_circle: *An hour late*, was due" in late
    assert "Late" not in due


def test_an_interview_to_come_is_not_due_but_prepared_for(services: Services, loop: Loop, now: Clock) -> None:
    with services.sessions.begin() as session:
        session.get_one(InterviewRow, interview_of(loop, IVAN).id).starts_at = now() + timedelta(hours=3)
    shown = drawn(services, IVAN)
    assert headings(shown) == ["No scorecards due", "Next interview"]
    ((text, verb),) = rows(shown)
    assert text.splitlines()[1].startswith("Interview <!date^")
    assert verb == "What to ask"
    now.tick(hours=3)
    assert headings(drawn(services, IVAN)) == ["1 scorecard due"]


def test_whoever_runs_loops_sees_who_is_late_first_and_then_how_far_the_others_are(
    services: Services, loop: Loop, now: Clock
) -> None:
    for actor in (RITA, HANA):
        shown = drawn(services, actor)
        assert headings(shown) == ["Nothing is due", "Loops you run"]
        assert "○○ 0 of 2 in, due <!date^" in rows(shown)[0][0]
    submitted(services, loop, IDA, card(loop, IDA))
    now.tick(days=3, hours=1)
    fresh = opened(services, "Kim Reyes")
    shown = drawn(services, RITA)
    assert headings(shown) == ["1 loop needs you", "Loops you run"]
    (late, opens), (runs, _) = rows(shown)
    assert ":red_circle: *<@U0IVAN> is a day late*\n●○ 1 of 2 in" in late
    assert opens == "Open"
    assert "*Kim Reyes*" in runs
    assert buttons(shown)[:2] == ["New loop", "New opening"]
    assert primaries(shown) == 1
    assert fresh.id not in str(drawn(services, OTTO))


def test_a_revealed_loop_shows_its_word_and_one_voice_shows_none(services: Services, loop: Loop) -> None:
    for actor in (IVAN, IDA):
        submitted(services, loop, actor, card(loop, actor), f"V{actor.user}")
    alone = opened(services, "Kim Reyes", (IVAN,))
    submitted(services, alone, IVAN, card(alone, IVAN), "V3")
    shown = drawn(services, IVAN)
    assert headings(shown) == ["No scorecards due", "Revealed"]
    told = {text.splitlines()[0]: text.splitlines()[1] for text, _ in rows(shown)}
    assert told["*Kim Reyes* · Senior AI Engineer"] == "*One scorecard*"
    two = told["*Dana Fox* · Senior AI Engineer"]
    assert two.startswith("*Not enough evidence* 3.8, likely "), "a panel of two shows its figures, as in its channel"
    assert {verb for _, verb in rows(shown)} == {"Signal"}
    assert headings(drawn(services, RITA)) == ["Nothing is due", "Loops you run"]


def test_whoever_decides_is_told_which_revealed_loops_wait_for_them(services: Services, loop: Loop) -> None:
    for actor in (IVAN, IDA):
        submitted(services, loop, actor, card(loop, actor), f"V{actor.user}")
    shown = drawn(services, HANA)
    assert headings(shown) == ["1 decision due"], "so Home never says that nothing needs them"
    ((text, verb),) = rows(shown)
    assert text.startswith("*Dana Fox* · Senior AI Engineer")
    assert (verb, primaries(shown)) == ("Decide", 1)
    opened(services, "Kim Reyes", (HANA,))
    assert headings(drawn(services, HANA)) == ["1 scorecard due", "1 decision due"]
    assert primaries(drawn(services, HANA)) == 1, "what is due comes first"


def test_of_more_than_five_the_soonest_stand_on_home_and_a_button_opens_all(services: Services, now: Clock) -> None:
    for number in range(12):
        loop = opened(services, f"Candidate {number:02}")
        now.tick(minutes=1)
        if number in (1, 7):
            interview = interview_of(loop, IVAN)
            field = f"rating:{interview.focus[0]}"
            filled = {"acted": field, "acted_at": "1.0", "version": 0}
            save_draft(services.workspace(TEAM), IVAN, interview.id, {field: "4"}, **filled)
    shown = drawn(services, IVAN)
    assert [verb for _, verb in rows(shown)] == ["Score", "Continue", "Score", "Score", "Score"]
    assert headings(shown) == ["12 scorecards due"]
    assert [text.split("*")[1] for text, _ in rows(shown)] == [f"Candidate {number:02}" for number in range(5)]
    assert buttons(shown) == ["All 12", "New loop", "Review a JD", "Rubrics", "Calibrate"], (
        "one button opens the one list"
    )
    done = opened(services, "Kim Reyes")
    submitted(services, done, IVAN, card(done, IVAN))
    assert buttons(drawn(services, IVAN))[:2] == ["All 12", "All 13 loops"]
    for page, number in ((0, 10), (1, 2), (9, 2)):
        part, at = list_in_full(services.workspace(TEAM), IVAN, Group.DUE, page)
        assert (len(part.items), part.number, at) == (number, 12, min(page, 1))
        view = in_full(Group.DUE, part, at, now())
        accept_view(view, "modal")
        assert "Next page" in str(view) or "First page" in str(view)


def test_every_list_is_drawn_with_nothing_in_it_too(services: Services, now: Clock) -> None:
    for group in Group:
        part, page = list_in_full(services.workspace(TEAM), OTTO, group, 3)
        view = in_full(group, part, page, now())
        accept_view(view, "modal")
        assert "New loop" in str(view), "a modal ends in a next step"


def test_jds_in_review_are_ones_own(services: Services) -> None:
    workspace = services.workspace(TEAM)
    title = "AI *Engineer* <!channel>"
    text = "AI Engineer\n\nWhat you will do\n- Build agents with the OpenAI API\n- Write evals\n\nCompetitive salary."
    review_text(workspace, RITA, Pasted(text=text, title=title, submission="V1"))
    shown = drawn(services, RITA)
    assert headings(shown) == ["Nothing is due", "JDs in review"]
    ((told, verb),) = rows(shown)
    assert "&lt;!channel&gt;" in told
    assert re.search(r"\d warnings?, \d+ notes", told)
    assert "!date" not in told
    assert verb == "Open"
    review_text(workspace, RITA, Pasted(text=f"{text} You report to the CTO.", title=title, submission="V2"))
    assert all("!date" in told for told, _ in rows(drawn(services, RITA))), "two of one name are told apart by the day"
    assert "JDs in review" not in headings(drawn(services, HANA))


def test_a_newcomer_is_shown_three_first_steps_and_a_guest_two(services: Services) -> None:
    shown = drawn(services, OTTO)
    assert headings(shown) == ["Welcome. Start with one of these"]
    assert [verb for _, verb in rows(shown)] == ["Open rubric", "Review a JD", "New loop"]
    assert buttons(shown) == ["Rubrics", "How it works"]
    with services.sessions.begin() as session:
        people_named(session, TEAM, [OTTO.user])[OTTO.user].is_guest = True
    shown = drawn(services, OTTO)
    assert [verb for _, verb in rows(shown)] == ["Open rubric", "Review a JD"]
    assert "Only full members can open loops." in str(shown)


def test_an_admin_sees_what_is_left_to_set_up_and_nobody_else_does(services: Services, now: Clock) -> None:
    with services.sessions.begin() as session:
        name_people(session, TEAM, [RITA.user])
        people_named(session, TEAM, [RITA.user])[RITA.user].is_owner = True
        beat(session, Process.WORKER)
    shown = drawn(services, RITA)
    assert headings(shown)[0] == "Finish setup: 2 left"
    assert "●●●○○ 3 of 5 done" in str(shown)
    assert [verb for _, verb in rows(shown)][:2] == ["Check channels", "Choose admins"]
    assert primaries(shown) == 1
    assert "Finish setup" not in str(drawn(services, HANA))
    with services.sessions.begin() as session:
        ask_about_channel(session, TEAM, "C0HIRING")
        channel = session.get_one(ChannelRow, (TEAM, "C0HIRING"))
        channel.is_private = channel.has_bot = True
    now.tick(minutes=5)
    shown = drawn(services, RITA)
    assert headings(shown)[0] == "Finish setup: 2 left"
    assert rows(shown)[0][1] == "Start the worker"
    named = replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))
    with services.sessions.begin() as session:
        beat(session, Process.WORKER)
    assert "Finish setup" not in str(drawn(named, RITA)), "all is done"


@pytest.mark.usefixtures("app")
def test_while_the_database_is_away_home_says_so_with_a_reference(
    slack: LocalSlack, settings: Settings, catalogue: Catalogue, written_log: StringIO
) -> None:
    nowhere = open_engine("postgresql://nobody@127.0.0.1:1/none")
    slack.connect(delivering_to(build_app(build_services(settings, catalogue=catalogue, engine=nowhere))))
    ivan = slack.person("U0IVAN")
    assert ivan.open_home().status == 200
    assert ivan.home is not None
    assert ivan.home.plain.startswith("Debrief can't reach its database right now.")
    reference = ivan.home.plain.rpartition(" ")[2]
    assert reference in written_log.getvalue()


def test_home_is_drawn_alike_until_something_changes(services: Services, loop: Loop) -> None:
    before = drawn(services, RITA)["private_metadata"]
    assert drawn(services, RITA)["private_metadata"] == before
    submitted(services, loop, IDA, card(loop, IDA))
    assert drawn(services, RITA)["private_metadata"] != before
