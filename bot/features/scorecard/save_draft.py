"""Keeping a scorecard as far as it is filled in: which of two autosaves counts; judges nothing that stands in it."""

from bot.features.scorecard.card_form import ALL_NOTES, Filled, applying, is_begun, merged, with_room
from bot.features.scorecard.open_scorecard import ScorecardForm, card_known_to, form_standing, own_interview
from bot.wiring import Actor, Workspace
from storage.card_standing import CardStanding, card_standing
from storage.drafts import keep_draft
from storage.held_loop import hold_loop
from storage.messages import MessageKind
from storage.outbox import want_edit


def save_draft(
    workspace: Workspace,
    actor: Actor,
    interview_id: str,
    shown: Filled,
    *,
    acted: str,
    acted_at: str,
    version: int,
    opens: str = "",
) -> ScorecardForm:
    """Keep what stands in one's scorecard after a click or a change of text, and return the form as it is now.

    `opens` is the competency whose evidence is given a field, or stands for the notes. What comes late is not kept: a
    click older than the last one, or one in a modal that was opened before the newest submit (`version` says how many
    there were when it was drawn).
    """
    while True:  # each further turn means that this very scorecard, or its loop's state, changed in between
        with workspace.reads() as session:
            found, _ = card_known_to(workspace, session, actor, interview_id)
            loop, standing = found.loop, found.standing
            interview = own_interview(loop, actor, interview_id)
            form = form_standing(session, loop, interview, standing)
        if version != form.version or not _is_newer(acted_at, standing):
            return form
        filled = merged(form.filled, applying(shown, interview.focus), acted)
        if opens in (*interview.focus, ALL_NOTES):
            filled = with_room(filled, opens)
        with workspace.sessions.begin() as session:
            hold_loop(session, actor.team, loop.id)
            if card_standing(session, actor.team, interview_id) != standing:
                continue
            keep_draft(session, interview_id, filled, acted_at=acted_at, now=workspace.now)
            if is_begun(filled) and not is_begun(standing.values or {}):  # its button says so from now on
                kind = MessageKind.INVITATION
                want_edit(session, team_id=actor.team, kind=kind, subject=loop.id, recipient=actor.user)
        return ScorecardForm(loop, interview, filled, form.version)


def _is_newer(acted_at: str, standing: CardStanding) -> bool:
    return standing.values is None or float(acted_at or 0) > float(standing.acted_at or 0)
