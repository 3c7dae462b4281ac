"""What changed in a rubric since a loop opened, for anyone who may know of the loop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.errors import NextStep, reason
from bot.features.doors import step
from bot.features.loop.access import loop_known_to
from bot.features.loop.read_loop import MOST_SHOWN, my_loops
from bot.slack.commands import RUN
from bot.wiring import Actor, Workspace
from rubrics.catalogue.comparison import Change, rubric_changes
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role
from rubrics.panel.loop import Loop
from rubrics.panel.scored_exercises import with_exercises_of


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
    # Exercises are the plan's: what a loop rates of them is no change of its role's rubric.
    return ChangedRubric(loop, with_exercises_of(loop.rubric, current))


def nearest_rubrics(catalogue: Catalogue, text: str) -> list[NextStep]:
    """Return the ways to what a role's name behind `diff` comes nearest to: two roles compared, or rubrics by level.

    Nothing where the text names no role.
    """
    roles, beside = _roles_in(catalogue, text.split())
    if len(roles) > 1:
        return [step("compare_roles", f"rubric compare {roles[0].id} {roles[1].id}")]
    return [
        way
        for role in roles
        for way in [_rubric_of(role, level) for level in _levels_in(catalogue, role, beside)] or [_rubric_of(role)]
    ]


def _levels_in(catalogue: Catalogue, role: Role, words: Sequence[str]) -> Iterable[RoleLevel]:
    return dict.fromkeys(level for word in words for level in catalogue.levels_called(role.id, word))


def _roles_in(catalogue: Catalogue, typed: Sequence[str]) -> tuple[list[Role], list[str]]:
    """Return the roles that are named, each by as many words as it takes, and the words that name none."""
    roles, beside, start = list[Role](), list[str](), 0
    while start < len(typed):
        ends = range(len(typed), start, -1)
        end = next((end for end in ends if catalogue.names_role(" ".join(typed[start:end]))), None)
        if end is None:
            beside.append(typed[start])
        else:
            roles.append(catalogue.find_role(" ".join(typed[start:end])))
        start = end or start + 1
    return roles, beside


def _rubric_of(role: Role, level: RoleLevel | None = None) -> NextStep:
    label = reason("loop_labels.rubric_named", role=role.name, level=level)
    return NextStep(label, RUN, f"rubric {role.id} {level or ''}".strip())
