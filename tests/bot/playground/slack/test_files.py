"""An app shares a file in three steps, as the real slack_sdk takes them; what Slack refuses of them is refused."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack.drawing import Drawing
from bot.playground.slack.local_slack import LocalSlack

CONTENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def _granted(slack: LocalSlack) -> None:
    slack.workspace.optional_scopes = frozenset({"files:write"})


def refused(error: str) -> Any:
    return pytest.raises(SlackApiError, match=f"'error': '{error}'")


def send(client: WebClient, channel: str, **more: str) -> Any:
    return client.files_upload_v2(filename="day.ics", content=CONTENT, title="The day", channel=channel, **more)


def post(url: str, content: bytes) -> int:
    with urlopen(Request(url, data=content, method="POST")) as answer:  # noqa: S310 - LocalSlack's own address
        return int(answer.status)


def test_a_file_stands_in_a_message_with_its_title_and_can_be_saved(slack: LocalSlack, client: WebClient) -> None:
    answer = send(client, "D0RITA", initial_comment="Open &lt;this&gt; &amp; that")
    assert [file["title"] for file in answer["files"]] == ["The day"]
    assert "ts" not in answer.data, "Slack names no message of it"
    (message,) = slack.person("U0RITA").direct_messages()
    assert message.files == {"day.ics": CONTENT}
    assert message.plain == "Open <this> & that\nThe day"
    drawn = Drawing(slack.parts, slack.workspace.member("U0RITA")).state("dm")
    (link,) = drawn["messages"][0]["files"]
    with urlopen(f"{slack.url}{link['url']}") as saved:  # noqa: S310
        assert saved.read() == CONTENT
        assert saved.headers["Content-Disposition"] == "attachment; filename=day.ics"
        assert saved.headers["Content-Type"] == "application/octet-stream"


def test_a_conversation_takes_a_file_and_a_persons_id_does_not(slack: LocalSlack, client: WebClient) -> None:
    send(client, "C0GENERAL")
    assert slack.messages("C0GENERAL")[-1].files == {"day.ics": CONTENT}
    with refused("invalid_arguments"):
        send(client, "U0RITA")
    with refused("channel_not_found"):
        send(client, "C0NOWHERE")


def test_what_was_not_uploaded_or_was_shared_already_is_not_shared(slack: LocalSlack, client: WebClient) -> None:
    announced = client.files_getUploadURLExternal(filename="day.ics", length=len(CONTENT))
    named = [{"id": announced["file_id"], "title": "The day"}]
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=named, channel_id="D0RITA")
    with pytest.raises(HTTPError):
        post(announced["upload_url"], CONTENT + b"more")
    with pytest.raises(HTTPError):
        post(f"{slack.url}/upload/F0NOTHING", CONTENT)
    assert post(announced["upload_url"], CONTENT) == 200
    client.files_completeUploadExternal(files=named, channel_id="D0RITA")
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=named, channel_id="D0RITA")


def test_a_workspace_that_granted_no_files_refuses_them(slack: LocalSlack, client: WebClient) -> None:
    slack.workspace.optional_scopes = frozenset()
    with refused("missing_scope"):
        send(client, "D0RITA")


@pytest.mark.parametrize("length", [0, -1])
def test_a_file_has_a_name_and_bytes(client: WebClient, length: int) -> None:
    with refused("invalid_arguments"):
        client.files_getUploadURLExternal(filename="day.ics", length=length)


def test_a_file_that_was_not_shared_cannot_be_saved(slack: LocalSlack, client: WebClient) -> None:
    announced = client.files_getUploadURLExternal(filename="day.ics", length=len(CONTENT))
    post(announced["upload_url"], CONTENT)
    with pytest.raises(HTTPError):
        urlopen(f"{slack.url}/files/{announced['file_id']}")  # noqa: S310
