"""Whatever fails inside a request, the person who made it is told, in the place where they are looking."""

import json
from io import StringIO
from typing import Any

import pytest
from psycopg import OperationalError as DriverError
from slack_bolt import App
from sqlalchemy.exc import OperationalError

from bot.errors import FormRefusal, Refusal, reason
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.lookup import Catalogue
from storage.engine import open_engine
from storage.tables import ChannelRow
from tests.delivering import delivering_to

ADVICE = 'Ask the people who run Debrief to run "debrief check". It names what\'s wrong and how to fix it.'
SENTENCE = f"Debrief isn't installed in this workspace.\n{ADVICE}"


def a_modal(blocks: list[dict[str, Any]] | None = None, callback_id: str = "form") -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": "A form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": blocks or [an_input("evidence"), a_button("act")],
    }


def an_input(block_id: str) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": {"type": "plain_text", "text": "Evidence"},
        "element": {"type": "plain_text_input", "action_id": "text"},
    }


def a_button(action_id: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {
        "type": "actions",
        "block_id": f"actions_{action_id}",
        "elements": [{"type": "button", "action_id": action_id, "text": text, "value": "x"}],
    }


@pytest.fixture
def opens_form(app: App) -> App:
    """An app whose /open opens a form, and whose /more button in it opens another above."""

    @app.command("/open")
    def on_open(ack, client, body) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_modal([an_input("evidence"), a_button("more")]))
        ack()

    @app.action("more")
    def on_more(ack, client, body) -> None:
        view = a_modal([an_input("evidence"), a_button("more"), a_button("act")])
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    return app


def no() -> Refusal:
    return Refusal("serving_refusals.another_workspace")


def raising(error: Exception):
    def listener() -> None:
        raise error

    return listener


# ---- commands


def test_a_refused_command_is_answered_to_that_person_alone(app: App, slack: LocalSlack) -> None:
    app.command("/trial")(raising(no()))
    reply = slack.person("U0RITA").command("/trial", channel="C0HIRING")
    assert [(m.plain, m.ephemeral) for m in reply.messages] == [(SENTENCE, True)]
    assert reply.status == 200


def test_a_refusal_that_quotes_people_pings_nobody(app: App, slack: LocalSlack) -> None:
    app.command("/trial")(raising(Refusal("serving_refusals.no_such_command", command="<!channel> *&* @here")))
    (message,) = slack.person("U0RITA").command("/trial", channel="C0HIRING").messages
    assert "<!channel>" not in message.text
    assert "Debrief has no command <!channel> *&* @here." in message.plain
    assert slack.person("U0HANA").notifications == []


def test_a_command_nobody_listens_to_is_answered_with_where_to_look(app: App, slack: LocalSlack) -> None:
    (message,) = slack.person("U0RITA").command("/unheard").messages
    assert message.plain == "Debrief has no command /unheard.\nWhat Debrief can do"


def test_a_fault_of_ours_shows_a_reference_that_the_log_carries(
    app: App, slack: LocalSlack, written_log: StringIO
) -> None:
    app.command("/trial")(raising(RuntimeError("boom")))
    (message,) = slack.person("U0RITA").command("/trial").messages
    assert "Something went wrong in Debrief" in message.plain
    entries = [json.loads(line) for line in written_log.getvalue().splitlines()]
    (entry,) = [entry for entry in entries if entry["event"] == "request failed"]
    assert f"this reference: {entry['reference']}." in message.plain
    assert (entry["level"], entry["request"], entry["name"]) == ("error", "command", "/trial")
    assert "tests/bot/serving/test_app_failures.py" in entry["exception"]


def test_a_database_that_is_down_is_named_and_nothing_is_claimed_saved(app: App, slack: LocalSlack) -> None:
    app.command("/trial")(raising(OperationalError("SELECT 1", {}, DriverError("connection refused"))))
    (message,) = slack.person("U0RITA").command("/trial").messages
    assert message.plain.startswith("Debrief can't reach its database right now. Nothing was saved.")


@pytest.mark.parametrize("command", ["/signal", "/score", "/loop"])
def test_every_command_that_needs_the_database_says_when_it_is_down(
    slack: LocalSlack, settings: Settings, catalogue: Catalogue, command: str
) -> None:
    nowhere = open_engine("postgresql://nobody@127.0.0.1:1/none")
    slack.connect(delivering_to(build_app(build_services(settings, catalogue=catalogue, engine=nowhere))))
    (message,) = slack.person("U0RITA").command(command, "list", channel="C0HIRING").messages
    assert message.plain.startswith("Debrief can't reach its database right now. Nothing was saved.")


def test_an_answer_given_before_the_failure_is_replaced_by_the_failure(app: App, slack: LocalSlack) -> None:
    """The canary of docs/adr/0001: with process_before_response an ack is only sent when the listener has ended."""

    @app.command("/trial")
    def on_signal(ack) -> None:
        ack(response_type="ephemeral", text="All is well")
        raise no()

    (message,) = slack.person("U0RITA").command("/trial").messages
    assert message.plain == SENTENCE


def test_a_failed_listener_leaves_nothing_in_the_database(app: App, slack: LocalSlack, services: Services) -> None:
    @app.command("/trial")
    def on_signal() -> None:
        with services.sessions.begin() as session:
            session.add(ChannelRow(team_id="T1", channel_id="C1"))
            raise no()

    slack.person("U0RITA").command("/trial")
    with services.reads() as session:
        assert session.query(ChannelRow).count() == 0


# ---- buttons


def with_button_message(app: App, slack: LocalSlack, action_id: str) -> None:
    app.client.token = slack.bot_token
    app.client.chat_postMessage(channel="C0HIRING", text="Press it", blocks=[a_button(action_id)])


def test_a_refusal_on_a_message_button_opens_a_modal(app: App, slack: LocalSlack) -> None:
    app.action("act")(raising(no()))
    with_button_message(app, slack, "act")
    ivan = slack.person("U0IVAN")
    assert ivan.click(ivan.sees("C0HIRING")[-1], "act").status == 200
    assert ivan.modal is not None
    assert SENTENCE in ivan.modal.plain
    assert len(slack.messages("C0HIRING")) == 1


def test_a_button_of_an_older_version_says_so(app: App, slack: LocalSlack) -> None:
    with_button_message(app, slack, "an_action_of_last_year")
    ivan = slack.person("U0IVAN")
    ivan.click(ivan.sees("C0HIRING")[-1], "an_action_of_last_year")
    assert "This button is from an older version of Debrief" in ivan.modal.plain


def test_a_refusal_whose_modal_fails_comes_as_a_private_message(app: App, slack: LocalSlack) -> None:
    app.action("act")(raising(no()))
    with_button_message(app, slack, "act")
    ivan = slack.person("U0IVAN")
    slack.fail("views.open", error="expired_trigger_id")
    assert ivan.click(ivan.sees("C0HIRING")[-1], "act").status == 200
    answer = ivan.sees("C0HIRING")[-1]
    assert (answer.plain, answer.ephemeral) == (SENTENCE, True)
    assert slack.person("U0HANA").sees("C0HIRING")[-1].plain.startswith("Press")


def test_a_refusal_that_reaches_nobody_makes_slack_show_its_own_sign(app: App, slack: LocalSlack) -> None:
    @app.action("act")
    def on_act(respond) -> None:
        for _ in range(5):  # as often as Slack allows
            respond(response_type="ephemeral", replace_original=False, text="Working …")
        raise no()

    with_button_message(app, slack, "act")
    ivan = slack.person("U0IVAN")
    slack.fail("views.open", drop=True)
    assert ivan.click(ivan.sees("C0HIRING")[-1], "act").status == 500


def test_a_refusal_on_a_button_in_a_modal_opens_above_it(opens_form: App, slack: LocalSlack) -> None:
    opens_form.action("act")(raising(no()))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.click(ivan.modal, "more")
    ivan.click(ivan.modal, "act")
    assert SENTENCE in ivan.modal.plain
    ivan.close()
    assert ivan.modal.callback_id == "form"


def test_a_refusal_in_the_deepest_modal_takes_its_place(opens_form: App, slack: LocalSlack) -> None:
    opens_form.action("act")(raising(no()))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.click(ivan.modal, "more")
    ivan.click(ivan.modal, "more")
    ivan.click(ivan.modal, "act")
    assert (ivan.modal.depth, SENTENCE in ivan.modal.plain) == (3, True)


def test_a_refused_shortcut_opens_a_modal(app: App, slack: LocalSlack) -> None:
    app.shortcut("jd")(raising(no()))
    message = slack.post_as("U0HANA", "C0HIRING", "We are looking for an engineer")
    rita = slack.person("U0RITA")
    rita.shortcut("jd", message)
    assert SENTENCE in rita.modal.plain


def test_a_shortcut_nobody_listens_to_says_so(app: App, slack: LocalSlack) -> None:
    message = slack.post_as("U0HANA", "C0HIRING", "We are looking for an engineer")
    rita = slack.person("U0RITA")
    rita.shortcut("gone", message)
    assert "no longer has this shortcut" in rita.modal.plain


# ---- forms


def test_a_refusal_about_a_field_stands_at_that_field(opens_form: App, slack: LocalSlack) -> None:
    opens_form.view("form")(raising(Refusal("serving_refusals.old_form", field="evidence")))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.submit()
    assert ivan.modal.errors == {
        "evidence": "This form is from an older version of Debrief. Close it and open it again."
    }


def test_several_fields_are_told_at_once(opens_form: App, slack: LocalSlack) -> None:
    opens_form.view("form")(raising(FormRefusal(dict.fromkeys(("evidence", "elsewhere"), reason("serving.up")))))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.submit()
    assert ivan.modal.errors == {"evidence": "Debrief is up."}


@pytest.mark.parametrize("field", [None, "a_field_that_is_not_there"])
def test_a_refusal_of_a_whole_form_opens_above_it_and_keeps_what_was_typed(
    opens_form: App, slack: LocalSlack, field: str | None
) -> None:
    opens_form.view("form")(raising(Refusal("serving_refusals.another_workspace", field=field)))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.fill({"evidence": {"text": "She explained the trade-off"}})
    ivan.submit()
    assert SENTENCE in ivan.modal.plain
    ivan.close()
    assert ivan.modal.state["evidence"]["text"]["value"] == "She explained the trade-off"


def test_a_refusal_of_the_deepest_form_stands_at_its_first_field(opens_form: App, slack: LocalSlack) -> None:
    opens_form.view("form")(raising(no()))
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.click(ivan.modal, "more")
    ivan.click(ivan.modal, "more")
    ivan.submit()
    assert ivan.modal.errors == {"evidence": SENTENCE.replace("\n", " ")}


def test_a_form_of_an_older_version_says_so(opens_form: App, slack: LocalSlack) -> None:
    ivan = slack.person("U0IVAN")
    ivan.command("/open")
    ivan.submit()
    assert "This form is from an older version of Debrief." in ivan.modal.plain


# ---- events


def test_an_event_we_failed_at_is_asked_for_again(app: App, slack: LocalSlack) -> None:
    slack.fail("views.publish", error="internal_error")
    assert slack.person("U0IVAN").open_home().status == 500


def test_an_event_nobody_listens_to_is_taken(app: App, slack: LocalSlack) -> None:
    event = {"type": "reaction_added", "user": "U0IVAN"}
    ack = slack.parts.deliveries.event({"type": "event_callback", "team_id": "T0LOCAL", "event": event})
    assert ack.status == 200


def test_every_refusal_leaves_slack_nothing_to_complain_of(app: App, slack: LocalSlack) -> None:
    app.command("/trial")(raising(Refusal("serving_refusals.no_such_command", command="x" * 4000)))
    assert slack.person("U0RITA").command("/trial").status == 200
    assert slack.complaints == []
    assert json.dumps(slack.messages("C0HIRING"), default=str) == "[]"
