"""Whether a published text is the approved one: found by its words, else compared with the nearest one of one's own.

Only those who may know of a version are shown what it says or which opening it is for; its very words anyone may
confirm who has them already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.approval.access import may_know, opening_of
from bot.features.jd.review_jd import TEXT
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.jd.comparison import changes_between
from rubrics.jd.fixes.edits import Piece
from rubrics.jd.likeness import are_drafts_of_one
from rubrics.jd.text.plaintext import MAX_LENGTH
from rubrics.jd.versions import JdState, JdVersion, lines_of, text_digest
from rubrics.panel.permissions import Viewer
from rubrics.panel.plan import Opening
from storage.jd_versions import approved_jds, approved_jds_like

MOST_COMPARED = 100
"""Approved JDs that a text is compared with, the newest: more than a company of a thousand has open at once."""


@dataclass(frozen=True)
class Checked:
    """What a published text is: `jd` the approved one that it is or comes near to; None where there is none.

    `is_same` says that it has the very words, `is_current` that no later version was approved. `changes` lead from the
    approved text to the published one, None where that is too long. `opening` only for those who may know of it.
    """

    jd: JdVersion | None = None
    is_same: bool = False
    is_current: bool = True
    knows: bool = False
    opening: Opening | None = None
    changes: Sequence[Sequence[Piece]] | None = ()


def check_jd(workspace: Workspace, actor: Actor, text: str) -> Checked:
    """Compare a published text with the approved ones; raises FormRefusal on an empty or a huge one."""
    if not lines_of(text[:MAX_LENGTH]):
        raise FormRefusal({TEXT: reason("jd_refusals.empty")})
    if len(text) > MAX_LENGTH:
        raise FormRefusal({TEXT: reason("jd_refusals.too_long", length=len(text), most=MAX_LENGTH)})
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        same = approved_jds_like(session, actor.team, text_digest(text))
        if same:
            # That one which still is approved, and of those one that the actor may know of.
            return min((_known(session, jd, asking) for jd in same), key=_rank)
        alike = [jd for jd in approved_jds(session, actor.team, MOST_COMPARED) if are_drafts_of_one(jd.text, text)]
        near = [known for jd in alike if (known := _known(session, jd, asking)).knows]
    if not near:
        return Checked()
    nearest = min(near, key=lambda each: _distance(each, text))
    jd = nearest.jd
    changes = changes_between(jd.text, text) if jd is not None else ()
    return Checked(jd, knows=True, opening=nearest.opening, changes=changes)


def _known(session: Session, jd: JdVersion, asking: Viewer) -> Checked:
    opening = opening_of(session, jd)
    knows = may_know(jd, opening, asking)
    is_current = jd.state is JdState.APPROVED
    return Checked(jd, is_same=True, is_current=is_current, knows=knows, opening=opening if knows else None)


def _rank(checked: Checked) -> tuple[bool, bool]:
    return not checked.is_current, not checked.knows


def _distance(checked: Checked, text: str) -> int:
    """Return how many lines two texts do not share."""
    lines = {line.casefold() for line in lines_of(text)}
    return len(lines ^ {line.casefold() for line in lines_of(checked.jd.text)}) if checked.jd is not None else 0
