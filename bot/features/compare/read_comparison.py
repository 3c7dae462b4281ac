"""Reading an opening's candidates side by side, as far as anyone who asks may read their panels."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.loop.access import signal_of
from bot.features.opening.access import KnownOpening, opening_known_to
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_content, may_see_status
from rubrics.panel.plan import Opening
from rubrics.panel.record import AuditAction
from rubrics.signal import Comparison, HireSignal, Word, compare, summarize
from storage.access_log import note_access
from storage.loop_reading import loops_by_id
from storage.opening_loops import GONE, stages_of_openings
from storage.scorecards import latest, versions_in
from storage.signals import newest_signals


class Why(StrEnum):
    """Why a candidate is not compared."""

    SEALED = "sealed"
    NOT_YOURS = "not_yours"
    NOT_ENOUGH = "not_enough"
    NO_SCORE = "no_score"
    LEVEL = "level"
    VERSION = "version"


@dataclass(frozen=True)
class Side:
    """One candidate of a comparison: the newest stage that may be read, and the signal of all of them together."""

    loop: Loop
    signal: HireSignal


@dataclass(frozen=True)
class ComparedOpening:
    """An opening's candidates by what their panels said, the highest score first; and who was left out, and why."""

    opening: Opening
    rubric: Rubric
    sides: Sequence[Side]
    comparison: Comparison
    left_out: Sequence[tuple[Loop, Why]]

    @property
    def labels(self) -> Mapping[str, str]:
        """What each candidate goes by, by the loop's id: as in the channel, a code unless the loop shows names."""
        return {side.loop.id: side.loop.label for side in self.sides}


def comparison_of(workspace: Workspace, actor: Actor, opening_id: str, *, noted: bool = False) -> ComparedOpening:
    """Return an opening's candidates side by side to who runs it; raises Refusal where there are no two to compare.

    With `noted`, that each one's ratings were read stands in the record of their loop.
    """
    with workspace.reads() as session:
        known = opening_known_to(workspace, session, actor, opening_id)
        stages = _stages(session, actor, known)
        sides, left_out = _sorted_out(session, known.asking, stages)
    alike, others = _of_one_rubric(known.opening, sides)
    if len(alike) < 2:
        raise _too_few(known.opening, alike, [*others, *left_out])
    compared = ComparedOpening(
        opening=known.opening,
        rubric=alike[0].loop.rubric,
        sides=sorted(alike, key=lambda side: (-(side.signal.score or 0.0), side.loop.id)),
        comparison=compare({side.loop.id: side.signal for side in alike}),
        left_out=[*others, *left_out],
    )
    for side in compared.sides if noted else ():
        note_access(workspace.sessions, side.loop, actor.user, AuditAction.READ_RATINGS, workspace.now)
    return compared


def _stages(session: Session, actor: Actor, known: KnownOpening) -> list[list[Loop]]:
    """Return each candidate's stages that the actor may know of, newest candidate first, in the stages' order."""
    everyone = known.asking.is_admin
    listed = stages_of_openings(session, actor.team, actor.user, [known.opening.id], everyone=everyone)
    loops = loops_by_id(session, actor.team, [each.id for each in listed if each.state not in GONE])
    candidates: dict[str, list[Loop]] = {}
    for loop in loops:
        if may_see_status(loop, known.asking):
            candidates.setdefault(loop.stage.first, []).append(loop)
    return [sorted(stages, key=lambda loop: loop.stage.number) for stages in candidates.values()]


def _sorted_out(
    session: Session, asking: Viewer, candidates: Sequence[Sequence[Loop]]
) -> tuple[list[Side], list[tuple[Loop, Why]]]:
    """Return who can be compared, and who cannot for what reason, whatever their rubric."""
    sides: list[Side] = []
    left_out: list[tuple[Loop, Why]] = []
    single = [stages[0].id for stages in candidates if len(stages) == 1 and not stages[0].stage.is_part]
    newest = newest_signals(session, single)
    for stages in candidates:
        readable = [loop for loop in stages if may_see_content(loop, asking)]
        if not readable:
            why = Why.NOT_YOURS if any(loop.is_revealed for loop in stages) else Why.SEALED
            left_out.append((stages[-1], why))
            continue
        last = readable[-1]
        signal = newest.get(last.id) or _over(session, readable)
        if len({loop.rubric.digest for loop in readable}) > 1:
            left_out.append((last, Why.VERSION))
        elif signal.word is Word.TALLY_ALONE:
            left_out.append((last, Why.NO_SCORE))
        elif signal.word is Word.NOT_ENOUGH_EVIDENCE or signal.score is None:
            left_out.append((last, Why.NOT_ENOUGH))
        else:
            sides.append(Side(last, signal))
    return sides, left_out


def _over(session: Session, stages: Sequence[Loop]) -> HireSignal:
    """Return the signal over all stages, by the whole rubric (hire-signal §11): decisions go by this one."""
    cards = [card.scorecard for loop in stages for card in latest(versions_in(session, loop.id))]
    return summarize(cards, stages[-1].rubric, stages[-1].history)


def _of_one_rubric(opening: Opening, sides: Sequence[Side]) -> tuple[list[Side], list[tuple[Loop, Why]]]:
    """Return those assessed by one version of the rubric, the one most were; ratings by others mean something else."""
    digests = Counter(side.loop.rubric.digest for side in sides)
    if not digests:
        return [], []
    usual = max(digests, key=lambda digest: (digests[digest], digest == opening.rubric_digest))
    alike = [side for side in sides if side.loop.rubric.digest == usual]
    level = alike[0].loop.rubric.level
    others = [
        (side.loop, Why.VERSION if side.loop.rubric.level == level else Why.LEVEL)
        for side in sides
        if side.loop.rubric.digest != usual
    ]
    return alike, others


def _too_few(opening: Opening, alike: Sequence[Side], left_out: Sequence[tuple[Loop, Why]]) -> Refusal:
    """Return why there are no two candidates to compare, and the way to the one that there is."""
    reasons = Counter(why.value for _, why in left_out)
    steps = [signal_of(side.loop) for side in alike]
    return Refusal("compare_refusals.too_few", steps=steps, opening=opening, reasons=dict(reasons), number=len(alike))
