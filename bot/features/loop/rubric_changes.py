"""What changed in a rubric since a loop opened, for whoever may know of the loop."""

from dataclasses import dataclass

from bot.features.loop.access import Actor, loop_known_to
from bot.features.loop.read_loop import my_loops
from bot.wiring import Services
from rubrics.catalogue.comparison import Change, rubric_changes
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Loop


@dataclass(frozen=True)
class ChangedRubric:
    """The rubric a loop keeps against the present one; `current` is None where it is defined no more."""

    loop: Loop
    current: Rubric | None
    changes: tuple[Change, ...]

    @property
    def has_changed(self) -> bool:
        """Tell whether the present rubric is another one."""
        return self.current is None or self.current.digest != self.loop.rubric.digest


def changed_rubrics(services: Services, actor: Actor, words: str = "") -> list[ChangedRubric]:
    """Return one's loops with what changed for each; with words, those about that candidate (raises Refusal)."""
    return [_changed(services, loop) for loop in my_loops(services, actor, words)]


def changed_rubric(services: Services, actor: Actor, loop_id: str) -> ChangedRubric:
    """Return what changed for one loop; raises Refusal where it is not theirs to know."""
    with services.reads() as session:
        loop, _ = loop_known_to(services, session, actor, loop_id)
    return _changed(services, loop)


def _changed(services: Services, loop: Loop) -> ChangedRubric:
    try:
        current = services.catalog.rubric(loop.rubric.role, loop.rubric.level)
    except UnknownNameError:
        return ChangedRubric(loop, None, ())
    return ChangedRubric(loop, current, rubric_changes(loop.rubric, current))
