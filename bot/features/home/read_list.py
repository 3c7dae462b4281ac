"""A list of Home's in full, page by page: each page is read by itself, however long the list is."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.features.home.read_debriefs import own_debriefs
from bot.features.home.read_desk import Entry, Group, desk_of, sealed_standings
from bot.features.home.read_home import Row, Shown, rows_shown
from bot.features.loop.access import loops_of
from bot.features.people.viewer import viewer_with
from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import Viewer
from storage.desk import Standing
from storage.loop_lists import ListedLoop
from storage.loop_pages import ListPage, ListPart, due_paged, loops_paged, part_paged
from storage.people import account_of

A_PAGE = 10
"""Rows of a page."""
BY_INTERVIEW = frozenset({Group.DUE, Group.NEXT})
"""Lists with a row for each interview of one's own."""


def list_in_full(workspace: Workspace, actor: Actor, group: Group, page: int) -> tuple[Shown[Row], int]:
    """Return a page of a list, and its number: the last one where the list has fewer pages."""
    with workspace.reads() as session:
        asking = viewer_with(workspace, actor, account_of(session, actor.team, actor.user))
        if group is Group.DEBRIEFS or asking.is_outsider:
            return _of_desk(workspace, session, actor, asking, group=group, page=page)
        paged = _paged(workspace, session, actor, asking, group=group, page=page)
        if page and not paged.loops:
            page = max(0, paged.number - 1) // A_PAGE
            paged = _paged(workspace, session, actor, asking, group=group, page=page)
        rows = rows_shown(session, actor, asking, _entries(session, actor, group, paged.loops))
        return Shown(rows, paged.number, paged.is_cut), page


def _of_desk(
    workspace: Workspace, session: Session, actor: Actor, asking: Viewer, *, group: Group, page: int
) -> tuple[Shown[Row], int]:
    """Return a page of what is few: debriefs under way, among the first hundred loops; nothing for an outsider."""
    desk = desk_of(workspace, session, actor, loops_of(session, actor, asking))
    listed = desk.lists[group]
    page = min(page, max(len(listed) - 1, 0) // A_PAGE)
    part = listed[page * A_PAGE : (page + 1) * A_PAGE]
    return Shown(rows_shown(session, actor, asking, part), len(listed), desk.is_cut), page


def _paged(
    workspace: Workspace, session: Session, actor: Actor, asking: Viewer, *, group: Group, page: int
) -> ListPage:
    team, user, first, everyone = actor.team, actor.user, page * A_PAGE, asking.is_admin
    if group is Group.DUE:
        return due_paged(session, team, user, first=first, most=A_PAGE, over_at=workspace.now)
    if group is Group.LOOPS:
        return loops_paged(session, team, user, first=first, most=A_PAGE, everyone=everyone)
    # Home shows them in a list of their own, and so does this one.
    debriefs = own_debriefs(session, actor, loops_of(session, actor, asking).loops)
    part, now = ListPart(group.value), workspace.now
    return part_paged(session, team, user, part, now=now, first=first, most=A_PAGE, apart=debriefs, everyone=everyone)


def _entries(session: Session, actor: Actor, group: Group, loops: Sequence[ListedLoop]) -> list[Entry]:
    """Return the rows of a page."""
    held: dict[str, list[Standing]] = {}
    for each in sealed_standings(session, actor, loops):
        held.setdefault(each.loop, []).append(each)
    most = None if group in BY_INTERVIEW else 1
    return [Entry(loop, standing) for loop in loops for standing in held.get(loop.id, [None])[:most]]
