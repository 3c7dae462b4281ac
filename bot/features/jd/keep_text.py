"""A text that was typed behind a command where a name belongs: kept a day, for them alone."""

from bot.errors import Refusal
from bot.wiring import Actor, Workspace
from storage.forms import form, save_form

KIND = "typed text"
LONGEST = 20_000
"""Characters kept, three times a long JD; as JSON they take up to 12 bytes each, and a view takes 250 kB."""


def keep_text(workspace: Workspace, actor: Actor, text: str) -> str:
    """Keep a text for its author as a half-filled form, and return the form's id."""
    # PostgreSQL stores no NUL and UTF-8 no half of a character.
    content = {"text": text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode()}
    with workspace.sessions.begin() as session:
        return save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)


def kept_text(workspace: Workspace, actor: Actor, form_id: str) -> str:
    """Return a text that the actor typed; raises Refusal when it is forgotten or another's."""
    with workspace.reads() as session:
        row = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id)
        if row is None:
            raise Refusal("jd_refusals.text_gone")
        return str(row.content["text"])
