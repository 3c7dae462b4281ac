"""What a team’s own roles are told by: their titles, and their given cues or else the words of their definition.

Knows no text under review.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.names import folded
from rubrics.catalogue.role import Role
from rubrics.jd.knowledge.schema import RoleCues
from rubrics.jd.text.matcher import words_of
from rubrics.jd.values import OTHER

_LEAST_LETTERS = 5
"""Shorter words are mostly grammar and short forms of many meanings."""
_NO_CUES = RoleCues(id="none")


@dataclass(frozen=True)
class OwnRole:
    """One role that the fitted weights do not know.

    `family` is the role it is a special kind of, or “other”. `cues` show its work; without `gave_cues`
    they are words of its definition, which mean something only under a title that names the role. One whose definition
    says nothing of its work has none.
    """

    id: str
    family: str
    titles: tuple[str, ...]
    cues: tuple[str, ...]
    gave_cues: bool

    @property
    def feature(self) -> str:
        """The feature that its cues add up to."""
        return f"own:{self.id}"

    @property
    def has_words(self) -> bool:
        """Whether any words show its work, or that of its family; else it is told by its title alone."""
        return bool(self.cues) or self.family != OTHER

    @property
    def verdict(self) -> str:
        """The role that a verdict names: the family it is a kind of, or itself."""
        return self.id if self.family == OTHER else self.family


def own_roles(
    catalogue: Catalogue,
    cues: Mapping[str, RoleCues],
    told_apart: Collection[str],
    families: Collection[str],
    generic: Collection[str],
) -> Iterator[OwnRole]:
    """Yield the roles that nothing else tells apart; `generic` words, as they are compared, show no role."""
    for role in catalogue.roles:
        if role.id in told_apart or not role.in_jd_review:
            continue
        lineage = catalogue.lineage(role.id)[1:]
        mine = cues.get(role.id, _NO_CUES)
        inherited = {folded(title) for name in lineage for title in _titles(catalogue.role(name))}
        titles = dict.fromkeys(title for title in _titles(role) if folded(title) not in inherited)
        yield OwnRole(
            id=role.id,
            family=next((name for name in lineage if name in families), OTHER),
            titles=(*titles, *mine.titles),
            cues=mine.cues or tuple(_words_of(catalogue, role, generic)),
            gave_cues=bool(mine.cues),
        )


def _titles(role: Role) -> Iterator[str]:
    yield role.name
    yield from (related.title for related in role.related_titles)


def _words_of(catalogue: Catalogue, role: Role, generic: Collection[str]) -> list[str]:
    """Return the telling words of a role’s duties, its output and its competencies’ names, each once.

    Competencies alone tell no work: “Communication” is assessed for any.
    """
    if not role.does and not role.output:
        return []
    rubrics = (catalogue.rubric(role.id, level) for level in catalogue.levels(role.id))
    names = (competency.name for rubric in rubrics for competency in rubric.competencies)
    statements = (*role.does, role.output) if role.output else role.does
    spoken = " ".join([*(statement.text for statement in statements), *names]).lower()
    keys = dict.fromkeys(words_of(spoken).keys)
    return [key for key in keys if len(key) >= _LEAST_LETTERS and key not in generic]
