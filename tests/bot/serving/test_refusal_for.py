"""Each thing that can go wrong has a refusal of its own, told from the exception and the request alone."""

import re
from typing import Any
from urllib.error import URLError

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import FormRefusal, NextStep, Refusal, reason
from bot.features.doors import HELP, NEW_LOOP, REVIEW_A_JD, SCORE, YOUR_LOOPS
from bot.serving.declared import declared_routes
from bot.serving.failures import answer_failure, refusal_for
from bot.serving.next_steps import ACTS, BY_KEY, BY_ROOM, PASSING, steps_after, title_of
from bot.slack.routes import Kind
from bot.wording.refusals import reason_and_advice
from bot.wording.words import FOLDERS
from rubrics.catalogue.levels import Level

COMMAND = {"command": "/signal"}


def refused_by_slack(error: str, status: int = 200) -> SlackApiError:
    """What slack_sdk raises where Slack answers with an error."""
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/views.open",
        req_args={},
        data={"ok": False, "error": error},
        headers={},
        status_code=status,
    )
    return SlackApiError("refused", response)


def unhandled() -> BoltUnhandledRequestError:
    request = BoltRequest(body="", headers={})
    return BoltUnhandledRequestError(request=request, current_response=BoltResponse(status=404))


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OperationalError("SELECT 1", {}, OSError("refused")), "database_out_of_reach"),
        (InterfaceError("SELECT 1", {}, OSError("closed")), "database_out_of_reach"),
        (PoolTimeoutError("all are in use"), "database_out_of_reach"),
        (refused_by_slack("expired_trigger_id"), "too_late"),
        (refused_by_slack("exchanged_trigger_id"), "too_late"),
        (refused_by_slack("invalid_trigger_id"), "gone"),
        (refused_by_slack("not_found"), "gone"),
        (URLError(TimeoutError()), "slack_did_not_answer"),
        (TimeoutError(), "slack_did_not_answer"),
        (ConnectionResetError(), "slack_did_not_answer"),
        (refused_by_slack("ratelimited", 429), "slack_is_busy"),
        (refused_by_slack("internal_error", 503), "slack_is_busy"),
        (refused_by_slack("invalid_blocks"), "our_fault"),
        (ValueError("what somebody typed"), "our_fault"),
    ],
)
def test_each_failure_is_told_by_what_it_is(error: Exception, key: str) -> None:
    refusal = refusal_for(error, COMMAND)
    assert refusal.reason.key == f"serving_refusals.{key}"
    assert all(reason_and_advice(refusal))
    assert "somebody typed" not in " ".join(reason_and_advice(refusal))


def test_a_refusal_stays_what_it_is() -> None:
    refusal = Refusal("serving_refusals.old_form")
    assert refusal_for(refusal, COMMAND) is refusal


def test_two_failures_never_share_a_reference() -> None:
    first, second = (refusal_for(ValueError(), COMMAND).reason.values["reference"] for _ in range(2))
    assert first != second
    assert len(first) == 8


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"command": "/unheard"}, "no_such_command"),
        ({"type": "shortcut"}, "no_such_shortcut"),
        ({"type": "message_action"}, "no_such_shortcut"),
        ({"type": "view_submission", "view": {"type": "modal"}}, "old_form"),
        ({"type": "block_actions", "view": {"type": "modal"}}, "old_form"),
        ({"type": "block_actions", "view": {"type": "home"}}, "old_message"),
        ({"type": "block_actions", "message": {}}, "old_message"),
    ],
)
def test_what_nobody_listens_to_is_told_by_where_it_came_from(body: dict[str, Any], key: str) -> None:
    refusal = refusal_for(unhandled(), body)
    assert refusal.reason.key == f"serving_refusals.{key}"
    assert reason_and_advice(refusal)[0]
    assert steps_after(refusal, body)


# ---- what is offered beside it


def test_a_refusal_offers_its_own_next_steps_else_those_of_its_words_else_of_its_room() -> None:
    own = NextStep(reason("door_labels.open_loop"), "loop_details", "l-1")
    assert steps_after(Refusal("loop_refusals.no_such_loop", steps=[own]), COMMAND) == (own,)
    assert steps_after(Refusal("loop_refusals.no_such_loop"), COMMAND) == (YOUR_LOOPS,)
    assert steps_after(Refusal("loop_refusals.deadline_ahead"), COMMAND) == (YOUR_LOOPS, NEW_LOOP)
    assert steps_after(Refusal("people_refusals.admins_only"), COMMAND) == (HELP,)


@pytest.mark.parametrize(
    ("key", "body", "repeated"),
    [
        ("scorecard_refusals.canceled", {"actions": [{"action_id": "open_scorecard", "value": "i-1"}]}, SCORE),
        ("scorecard_refusals.canceled", {"actions": [{"action_id": "run_command:0", "value": "score"}]}, SCORE),
        ("scorecard_refusals.canceled", {"command": "/score"}, SCORE),
        ("loop_refusals.channel_is_shared", {"actions": [{"action_id": "loop_new:1", "value": "-"}]}, NEW_LOOP),
        ("jd_refusals.gone", {"actions": [{"action_id": "jd_start_review", "value": "-"}]}, REVIEW_A_JD),
    ],
)
def test_a_refusal_never_offers_the_act_that_it_refused(key: str, body: dict[str, Any], repeated: NextStep) -> None:
    refused = body if "command" in body else {"type": "block_actions", **body}
    offered = steps_after(Refusal(key), refused)
    assert offered
    assert repeated not in offered
    assert repeated in steps_after(Refusal(key), COMMAND), "asked for in another way it would be a way on"


def test_what_may_work_a_minute_later_is_offered_once_more_where_it_was_typed() -> None:
    passing = Refusal("serving_refusals.database_out_of_reach", reference="1")
    (again,) = steps_after(passing, {"command": "/signal", "text": "Dana Fox"})
    assert (again.action, again.value) == ("run_command", "signal Dana Fox")
    assert steps_after(passing, {"command": "/jd", "text": "x" * 3000}) == (HELP,), "no button holds that much"
    assert steps_after(passing, {"type": "block_actions", "actions": [{"action_id": "loop_details"}]}) == (HELP,)


@pytest.mark.parametrize(
    ("command", "text", "values", "offered"),
    [
        (
            "/rubric",
            "ai-enginer senior",
            {"echo": "ai-enginer", "meant": ["ai-engineer"]},
            ["rubric ai-engineer senior"],
        ),
        ("/debrief", "jd  checklist x", {"echo": "x", "meant": ["a", "b", "c", "d"]}, ["a", "b", "c"]),
        ("/rubric", "ai-engineer lead", {"word": "lead", "meant": [Level.STAFF]}, ["rubric ai-engineer staff"]),
        ("/rubric", "something else", {"echo": "not typed", "meant": ["ai-engineer"]}, ["-"]),
        ("/rubric", "nothing near", {"echo": "nothing near", "meant": []}, ["-"]),
    ],
)
def test_what_may_have_been_meant_is_a_button_that_does_it(
    command: str, text: str, values: dict[str, Any], offered: list[str]
) -> None:
    refusal = Refusal("rubric_refusals.no_such_role", known=[], **values)
    steps = steps_after(refusal, {"command": command, "text": text})
    assert [step.value for step in steps] == [
        value if value == "-" or " " in value else f"debrief jd checklist {value}" for value in offered
    ]
    clicked = {"type": "block_actions", "actions": [{"action_id": "run_command:1", "value": f"{command[1:]} {text}"}]}
    assert len(steps_after(refusal, clicked)) == len(steps), "the same where a button ran it"


def test_the_modal_of_a_refusal_is_titled_by_the_act_and_the_person() -> None:
    clicked = {"type": "block_actions", "actions": [{"action_id": "loop_excuse:0"}]}
    assert title_of(Refusal("loop_refusals.may_not_excuse", person="Ivan"), clicked) == "Can't excuse Ivan"
    assert title_of(Refusal("loop_refusals.may_not_excuse"), clicked) == "Can't excuse them"
    submitted = {"type": "view_submission", "view": {"type": "modal", "callback_id": "scorecard"}}
    assert title_of(Refusal("scorecard_refusals.decided"), submitted) == "Can't submit"
    assert title_of(Refusal("serving_refusals.gone"), COMMAND) is None


def test_every_act_room_and_key_that_is_named_exists() -> None:
    routes = declared_routes()
    answered = routes.names(Kind.CLICK) | routes.names(Kind.SUBMIT)
    assert set(ACTS) - answered == set()
    blocks = {
        f"{file.name.partition('.')[0]}.{block}"
        for folder in FOLDERS
        for file in folder.glob("*_refusals.plain.j2")
        for block in re.findall(r"{% block (\w+)", file.read_text(encoding="utf-8"))
    }
    assert {*BY_KEY, *PASSING} - blocks == set()
    assert set(BY_ROOM) - {key.partition(".")[0] for key in blocks} == set()
    steps = [step for steps in (*BY_KEY.values(), *BY_ROOM.values()) for step in steps]
    assert {step.action for step in steps} - routes.names(Kind.CLICK) == set()


# ---- how the answer travels


def answered(error: Exception, body: dict[str, Any]) -> BoltResponse:
    request = BoltRequest(body="", headers={})
    request.body.update(body)
    return answer_failure(error, request)


def form(*block_ids: str) -> dict[str, Any]:
    """A modal with these inputs and nothing beneath it."""
    return {"type": "modal", "blocks": [{"type": "input", "block_id": block_id} for block_id in block_ids]}


def test_a_command_is_answered_in_its_own_response_and_in_private() -> None:
    response = answered(Refusal("serving_refusals.old_form"), COMMAND)
    assert response.status == 200
    assert '"response_type": "ephemeral"' in response.body


def test_a_field_of_the_form_is_told_at_the_field_and_any_other_above_the_form() -> None:
    wrong = FormRefusal({"evidence": reason("serving.up"), "elsewhere": reason("serving.ready")})
    at_field = answered(wrong, {"type": "view_submission", "view": form("evidence")})
    assert at_field.body == '{"response_action": "errors", "errors": {"evidence": "Debrief is up."}}'
    above = answered(wrong, {"type": "view_submission", "view": form("another")})
    assert '"response_action": "push"' in above.body


@pytest.mark.parametrize(
    ("error", "status"), [(Refusal("serving_refusals.old_form"), 200), (unhandled(), 200), (ValueError(), 500)]
)
def test_only_an_event_we_failed_at_ourselves_is_asked_for_again(error: Exception, status: int) -> None:
    body = {"type": "event_callback", "event": {"type": "app_home_opened"}}
    assert answered(error, body).status == status


@pytest.mark.parametrize(
    ("body", "status", "answer"),
    [
        ({"type": "block_suggestion"}, 200, '{"options": []}'),
        ({"type": "view_closed"}, 200, ""),
        ({"type": "something_new"}, 404, '{"error": "unknown_request"}'),
    ],
)
def test_where_nobody_reads_nothing_is_said(body: dict[str, Any], status: int, answer: str) -> None:
    response = answered(unhandled(), body)
    assert (response.status, response.body) == (status, answer)
