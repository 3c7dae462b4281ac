"""files.*: an upload in three steps, announced, sent and shared, as Slack has it since files.upload is gone.

What an app may share is what it uploaded itself, once. Sources: docs.slack.dev (files.getUploadURLExternal,
files.completeUploadExternal); that a person's id is refused there, slackapi/bolt-js#2115; that the answer names no
message, slackapi/python-slack-sdk#1575.
"""

import re
from collections.abc import Callable

from bot.playground.slack.chat_methods import ChatMethods
from bot.playground.slack.workspace import Json, Post, SlackRefusalError, StoredFile, Workspace

SCOPE = "files:write"
CONVERSATION = re.compile(r"[CGDZ][A-Z0-9]{3,}")
"""Slack asks for nine characters; the ids of stories are shorter."""


class FileMethods:
    """The part of the files family with which an app shares a file."""

    def __init__(self, workspace: Workspace, base: Callable[[], str]) -> None:
        self._workspace, self._base, self._chat = workspace, base, ChatMethods(workspace)
        self.methods: dict[str, tuple[Callable[[Json], Json], set[str]]] = {
            "files.getUploadURLExternal": (self.announce, {"filename", "length", "alt_txt", "snippet_type"}),
            "files.completeUploadExternal": (self.share, {"files", "channel_id", "initial_comment", "thread_ts"}),
        }

    def announce(self, params: Json) -> Json:
        """Return where a file is to be sent to."""
        self._need_scope()
        name, length = str(params.get("filename") or ""), str(params.get("length") or "")
        if not name or not length.isdecimal() or int(length) == 0:
            raise SlackRefusalError("invalid_arguments", "[ERROR] a name and a length in bytes are required")
        file = StoredFile(self._workspace.mint("F"), name, int(length))
        self._workspace.files[file.id] = file
        return {"upload_url": f"{self._base()}/upload/{file.id}", "file_id": file.id}

    def receive(self, file_id: str, content: bytes) -> None:
        """Keep the bytes of a file that was announced; refuse another length than was announced."""
        with self._workspace.lock:
            file = self._workspace.files.get(file_id)
            if file is None:
                raise SlackRefusalError("file_not_found")
            if len(content) != file.length:
                raise SlackRefusalError("invalid_length")
            file.content = content

    def share(self, params: Json) -> Json:
        """Share files in a conversation, by a message of the app with all of them."""
        self._need_scope()
        target = str(params.get("channel_id") or "")
        if not CONVERSATION.fullmatch(target):
            raise SlackRefusalError("invalid_arguments", "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$")
        channel = self._chat.destination(target)
        files = [self._uploaded(each) for each in params.get("files") or []]
        for file, title in files:
            file.title = title or file.name
        author, shared = self._workspace.identity.bot_user_id, tuple(file for file, _ in files)
        comment = str(params.get("initial_comment") or "")
        post = Post(self._workspace.stamp(), channel.id, author, comment, [], params.get("thread_ts"), files=shared)
        self._workspace.post(post)
        self._chat.notify(post, link_names=False)
        return {"files": [{"id": file.id, "title": file.title, "shares": {}} for file in shared]}

    def _uploaded(self, named: Json) -> tuple[StoredFile, str]:
        file = self._workspace.files.get(str(named.get("id")))
        if file is None or file.content is None or file.title is not None:
            raise SlackRefusalError("file_not_found")
        return file, str(named.get("title") or "")

    def _need_scope(self) -> None:
        if SCOPE not in self._workspace.optional_scopes:
            raise SlackRefusalError("missing_scope")
