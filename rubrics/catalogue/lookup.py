"""The catalogue: every definition in use, found by exact or by forgiving names; knows no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rubrics.catalogue.errors import Problem, UnknownNameError
from rubrics.catalogue.market import Fact, Figure, HiringAdvice, LevelWord, PayBand, PayNote
from rubrics.catalogue.model import Checklist, Level, Rubric, Source, WorkSample
from rubrics.catalogue.names import close_names, folded
from rubrics.catalogue.role import Ramp, Role


@dataclass(frozen=True)
class Catalogue:
    """All definitions of a workspace, complete and checked."""

    roles: tuple[Role, ...]
    rubrics: Mapping[tuple[str, Level], Rubric]
    checklists: Mapping[str, Checklist]
    sources: Mapping[str, Source]
    digest: str
    pay_bands: tuple[PayBand, ...] = ()
    pay_conditions: tuple[PayNote, ...] = ()
    level_words: tuple[LevelWord, ...] = ()
    facts: tuple[Fact, ...] = ()
    hiring: HiringAdvice | None = None
    work_samples: Mapping[str, WorkSample] = field(default_factory=dict)
    cautions: tuple[Problem, ...] = ()
    """What is allowed and yet worth a second look; never a reason not to load."""

    def role(self, role_id: str) -> Role:
        """Return a role by its exact id; raises UnknownNameError."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise self._unknown_role(role_id)

    def find_role(self, name: str) -> Role:
        """Return the role people mean by an id, a name or a related title, whatever its case and punctuation.

        A title that belongs to several roles is refused with those roles as suggestions.
        """
        wanted = folded(name)
        for role in self.roles:
            if wanted in {folded(role.id), folded(role.name)}:
                return role
        found = [role for role in self.roles if wanted in _titles(role)]
        if len(found) == 1:
            return found[0]
        raise UnknownNameError("role", name, [role.id for role in found]) if found else self._unknown_role(name)

    def _unknown_role(self, name: str) -> UnknownNameError:
        known = {
            title: role.id for role in self.roles for title in (*_titles(role), folded(role.id), folded(role.name))
        }
        near = dict.fromkeys(known[match] for match in close_names(name, known))
        return UnknownNameError("role", name, list(near))

    def levels(self, role_id: str) -> tuple[Level, ...]:
        """Return the levels a role is defined for, lowest first."""
        return tuple(guide.level for guide in self.role(role_id).levels)

    def find_level(self, word: str) -> Level:
        """Return the level a word stands for; a word that the sources use for several is refused with those."""
        wanted = folded(word)
        found = {level for level in Level if folded(level) == wanted}
        found = found or {entry.level for entry in self.level_words if folded(entry.word) == wanted}
        if len(found) == 1:
            return found.pop()
        if found:
            raise UnknownNameError("level", word, [level for level in Level if level in found])
        known = {folded(level): level for level in Level}
        known |= {folded(entry.word): entry.level for entry in self.level_words}
        raise UnknownNameError("level", word, list(dict.fromkeys(known[near] for near in close_names(word, known))))

    def rubric(self, role_id: str, level: Level) -> Rubric:
        """Return what is assessed for a role at a level; raises UnknownNameError."""
        role = self.role(role_id)
        if (role.id, level) not in self.rubrics:
            raise UnknownNameError("level", f"{role.id} {level}", self.levels(role.id))
        return self.rubrics[role.id, level]

    def checklist(self, role_id: str) -> Checklist:
        """Return what a JD for a role must, should and must not say; raises UnknownNameError."""
        return self.checklists[self.role(role_id).id]

    def source(self, mark: str) -> Source:
        """Return the document a mark stands for; raises UnknownNameError."""
        if mark not in self.sources:
            raise UnknownNameError("source", mark, close_names(mark, self.sources))
        return self.sources[mark]

    def lineage(self, role_id: str) -> tuple[str, ...]:
        """Return a role's id and the ids of the roles it extends, nearest first."""
        by_id = {role.id: role for role in self.roles}
        ids, name = [self.role(role_id).id], by_id[role_id].extends
        while name in by_id and name not in ids:
            ids.append(name)
            name = by_id[name].extends
        return tuple(ids)

    def documented_words(self, role_id: str, level: Level) -> tuple[LevelWord, ...]:
        """Return the words that documents about a role give one of its levels, with their years."""
        lineage = set(self.lineage(role_id))
        words = (word for word in self.level_words if word.source and word.level == level)
        return tuple(word for word in words if not word.roles or lineage.intersection(word.roles))

    def pay(self, role_id: str, level: Level | None = None) -> tuple[PayBand, ...]:
        """Return what each document says a role earns, its own bands before those of the role it extends.

        With a level, bands of that level and bands that name none; never an average of anything.
        """
        bands = [band for name in self.lineage(role_id) for band in self.pay_bands if name in band.roles]
        return tuple(band for band in dict.fromkeys(bands) if level is None or band.level in {None, level})

    def pay_notes(self, role_id: str) -> tuple[PayNote, ...]:
        """Return what must be known before a role's pay figures are read."""
        lineage = self.lineage(role_id)
        return tuple(note for note in self.pay_conditions if any(name in note.roles for name in lineage))

    def work_sample(self, role_id: str) -> WorkSample | None:
        """Return how a portfolio or a work sample of a role is rated; None where the role names none."""
        name = self.role(role_id).work_sample
        return self.work_samples[name] if name else None

    def figures(self) -> tuple[Figure, ...]:
        """Return every figure of the catalogue with its unit, basis and source."""
        return (
            *_pay_figures(self.pay_bands),
            *_ramp_figures(self.roles),
            *_years(self.level_words),
            *_facts(self.facts),
        )


def _titles(role: Role) -> set[str]:
    return {folded(related.title) for related in role.related_titles}


def _pay_figures(bands: Iterable[PayBand]) -> Iterable[Figure]:
    for band in bands:
        where = f"pay {'+'.join(band.roles)} {band.level or 'any-level'}, {band.employer}"
        yield _figure(where, band, unit=band.unit, basis=band.basis, and_more=band.and_more)


def _ramp_figures(roles: Iterable[Role]) -> Iterable[Figure]:
    for role in roles:
        for background in role.backgrounds:
            for ramp in background.ramps:
                yield _figure(f"ramp {role.id}, {background.id}", ramp, unit=ramp.unit, basis=ramp.what)


def _years(words: Iterable[LevelWord]) -> Iterable[Figure]:
    for word in words:
        if word.source and word.years_low is not None:
            where = f"years {word.level}, {word.word}"
            low, high = word.years_low, word.years_high
            yield Figure(where=where, low=low, high=high, unit="years", basis="experience", source=word.source)


def _facts(facts: Iterable[Fact]) -> Iterable[Figure]:
    for fact in facts:
        yield _figure(f"fact {fact.id}", fact, unit=fact.unit, basis=fact.basis, and_more=fact.and_more)


def _figure(where: str, of: PayBand | Ramp | Fact, *, unit: str, basis: str, and_more: bool = False) -> Figure:
    figure = {"low": of.low, "high": of.high, "unit": unit, "basis": basis, "and_more": and_more}
    return Figure.model_validate({"where": where, "source": of.source, **figure})
