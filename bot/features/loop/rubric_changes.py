"""What changed in a rubric since a loop opened, for whoever may know of the loop."""

from dataclasses import dataclass

from bot.features.loop.access import loop_known_to
from bot.features.loop.read_loop import MOST_SHOWN, my_loops
from bot.wiring import Actor, Workspace
from rubrics.catalogue.comparison import Change, rubric_changes
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Loop


@dataclass(frozen=True)
class ChangedRubric:
    """The rubric a loop keeps against the present one; `current` is None where it is defined no more."""

    loop: Loop
    current: Rubric | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs; empty where the rubric is defined no more."""
        return () if self.current is None else rubric_changes(self.loop.rubric, self.current)

    @property
    def has_changed(self) -> bool:
        """Tell whether the present rubric is another one."""
        return self.current is None or self.current.digest != self.loop.rubric.digest


@dataclass(frozen=True)
class ChangedRubrics:
    """The first loops of a list with what changed for each, and how many more there are; `is_cut`: even more."""

    shown: tuple[ChangedRubric, ...]
    more: int
    is_cut: bool


def changed_rubrics(workspace: Workspace, actor: Actor, words: str = "", *, most: int = MOST_SHOWN) -> ChangedRubrics:
    """Return one's loops with what changed for each; with words, those about that candidate (raises Refusal)."""
    page = my_loops(workspace, actor, words, most=most)
    return ChangedRubrics(tuple(_changed(workspace, loop) for loop in page.loops), page.more, page.is_cut)


def changed_rubric(workspace: Workspace, actor: Actor, loop_id: str) -> ChangedRubric:
    """Return what changed for one loop; raises Refusal where it is not theirs to know."""
    with workspace.reads() as session:
        loop, _ = loop_known_to(workspace, session, actor, loop_id)
    return _changed(workspace, loop)


def _changed(workspace: Workspace, loop: Loop) -> ChangedRubric:
    try:
        current = workspace.catalogue.rubric(loop.rubric.role, loop.rubric.level)
    except UnknownNameError:
        return ChangedRubric(loop, None)
    return ChangedRubric(loop, current)
