"""The catalogue: every definition in use, found by exact or by forgiving names; knows no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rubrics.catalogue.checklist import Checklist
from rubrics.catalogue.errors import Problem, UnknownNameError
from rubrics.catalogue.exercises import Exercise, ExerciseKind
from rubrics.catalogue.levels import FIVE_LEVELS, Level, RoleLevel, is_or_like
from rubrics.catalogue.market import Fact, Figure, HiringAdvice, LevelWord, PayBand, PayNote
from rubrics.catalogue.model import Rubric, Source, WorkSample
from rubrics.catalogue.names import NearNames, close_names, folded
from rubrics.catalogue.role import Ramp, Role
from rubrics.catalogue.samples import SampleSet


@dataclass(frozen=True)
class Catalogue:
    """All definitions of a workspace, complete and checked."""

    roles: tuple[Role, ...]
    rubrics: Mapping[tuple[str, str], Rubric]
    checklists: Mapping[str, Checklist]
    sources: Mapping[str, Source]
    digest: str
    pay_bands: tuple[PayBand, ...] = ()
    pay_conditions: tuple[PayNote, ...] = ()
    level_words: tuple[LevelWord, ...] = ()
    facts: tuple[Fact, ...] = ()
    hiring: HiringAdvice | None = None
    work_samples: Mapping[str, WorkSample] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    sample_sets: Mapping[str, SampleSet] = field(default_factory=dict)
    """Sample answers to calibrate by, a set by its id; the built-in ones first."""
    general_checklist: Checklist | None = None
    """What a JD for any role must, should and must not say; of a role that brings no checklist of its own."""
    cautions: tuple[Problem, ...] = ()
    """What is allowed and yet worth a second look; never a reason not to load."""

    def role(self, role_id: str) -> Role:
        """Return a role by its exact id; raises UnknownNameError."""
        if role_id not in self._roles_by_id:
            raise self._unknown_role(role_id)
        return self._roles_by_id[role_id]

    def find_role(self, name: str) -> Role:
        """Return the role people mean by an id, a name or a related title, whatever its case and punctuation.

        A title that belongs to several roles is refused with those roles as suggestions.
        """
        meant = self._roles_by_name.get(folded(name), ())
        if len(meant) == 1:
            return meant[0]
        raise UnknownNameError("role", name, [role.id for role in meant]) if meant else self._unknown_role(name)

    def names_role(self, name: str) -> bool:
        """Tell whether exactly one role is meant by a name; finds no suggestions, and so costs one look-up."""
        return len(self._roles_by_name.get(folded(name), ())) == 1

    @cached_property
    def _roles_by_id(self) -> Mapping[str, Role]:
        return {role.id: role for role in self.roles}

    @cached_property
    def _roles_by_name(self) -> Mapping[str, tuple[Role, ...]]:
        """The roles that each folded id, name or title may mean: an id or a name means its role alone."""
        index: dict[str, tuple[Role, ...]] = {}
        for role in self.roles:
            for title in _titles(role):
                index[title] = (*index.get(title, ()), role)
        # Backward, so that of two roles with one name the first is found, as it always was.
        for role in reversed(self.roles):
            index |= {folded(role.id): (role,), folded(role.name): (role,)}
        return index

    def _unknown_role(self, name: str) -> UnknownNameError:
        return UnknownNameError("role", name, lambda: self._roles_near(name))

    def _roles_near(self, name: str) -> list[str]:
        known = self._role_ids_by_name
        return list(dict.fromkeys(known[match] for match in self._role_names.near(name)))

    @cached_property
    def _role_names(self) -> NearNames:
        return NearNames(self._role_ids_by_name)

    @cached_property
    def _role_ids_by_name(self) -> Mapping[str, str]:
        return {title: role.id for role in self.roles for title in (*_titles(role), folded(role.id), folded(role.name))}

    def levels(self, role_id: str) -> tuple[RoleLevel, ...]:
        """Return the levels a role is defined for, lowest first."""
        return tuple(guide.level for guide in self.role(role_id).levels)

    def levels_called(self, role_id: str, word: str) -> tuple[RoleLevel, ...]:
        """Return the levels of a role that a word may mean.

        Its own name or id means that level alone; a word that stands for one of Debrief's means those that are like it.
        """
        levels, wanted = self.levels(role_id), folded(word)
        if named := [level for level in levels if wanted in (folded(level.value), folded(level.name))]:
            return tuple(named)
        meant = self.level_of(word)
        return tuple(level for level in levels if meant and is_or_like(level, meant))

    def level_like(self, role_id: str, level: str) -> RoleLevel | None:
        """Return a role's level of this id or, where one alone is, the one like it; None where there is no such."""
        levels = self.levels(role_id)
        if level in levels:
            return levels[levels.index(level)]
        like = level.like if isinstance(level, RoleLevel) else level
        alike = [each for each in levels if like and each.like == like]
        return alike[0] if len(alike) == 1 else None

    def usual_level(self, role_id: str) -> RoleLevel:
        """Return the level of a role that most teams hire for, senior, else its highest."""
        return self.level_like(role_id, Level.SENIOR) or self.levels(role_id)[-1]

    @cached_property
    def own_levels(self) -> Mapping[str, RoleLevel]:
        """Every level that is not one of Debrief's five, by its id."""
        return {each.level: each.level for role in self.roles for each in role.levels if each.level not in FIVE_LEVELS}

    @property
    def every_level(self) -> tuple[RoleLevel, ...]:
        """Debrief's five levels, then those of teams' own."""
        return (*map(RoleLevel, FIVE_LEVELS), *self.own_levels.values())

    @cached_property
    def longest_level(self) -> int:
        """How many words the longest name of a level has, such as “entry level”."""
        names = [*self._levels_by_word, *(folded(level.name) for level in self.own_levels.values())]
        return max(len(name.split()) for name in names)

    def find_level(self, word: str) -> Level:
        """Return the level a word stands for; a word that the sources use for several is refused with those."""
        meant = self._levels_by_word.get(folded(word), ())
        if len(meant) == 1:
            return meant[0]
        raise UnknownNameError("level", word, meant or (lambda: self._levels_near(word)))

    def level_of(self, word: str) -> Level | None:
        """Return the one level a word stands for; None where it stands for none or for several."""
        meant = self._levels_by_word.get(folded(word), ())
        return meant[0] if len(meant) == 1 else None

    @cached_property
    def _levels_by_word(self) -> Mapping[str, tuple[Level, ...]]:
        """The levels that each folded word stands for, lowest first; a level's own name means that level alone."""
        index: dict[str, tuple[Level, ...]] = {}
        for entry in self.level_words:
            word = folded(entry.word)
            index[word] = tuple(level for level in Level if level in {*index.get(word, ()), entry.level})
        return index | {folded(level): (level,) for level in Level}

    def _levels_near(self, word: str) -> list[Level]:
        known = self._level_by_word
        return list(dict.fromkeys(known[near] for near in self._level_names.near(word)))

    @cached_property
    def _level_names(self) -> NearNames:
        return NearNames(self._level_by_word)

    @cached_property
    def _level_by_word(self) -> Mapping[str, Level]:
        known = {folded(level): level for level in Level}
        return known | {folded(entry.word): entry.level for entry in self.level_words}

    def rubric(self, role_id: str, level: str) -> Rubric:
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
        ids, name = [self.role(role_id).id], self.role(role_id).extends
        while name is not None and name in self._roles_by_id and name not in ids:
            ids.append(name)
            name = self._roles_by_id[name].extends
        return tuple(ids)

    def documented_words(self, role_id: str, level: str) -> tuple[LevelWord, ...]:
        """Return the words that documents about a role give one of its levels, with their years."""
        lineage = set(self.lineage(role_id))
        words = (word for word in self.level_words if word.source and is_or_like(level, word.level))
        return tuple(word for word in words if not word.roles or lineage.intersection(word.roles))

    def pay(self, role_id: str, level: str | None = None) -> tuple[PayBand, ...]:
        """Return what each document says a role earns, its own bands before those of the role it extends.

        With a level, bands of that level and bands that name none; never an average of anything.
        """
        bands = [band for name in self.lineage(role_id) for band in self.pay_bands if name in band.roles]
        return tuple(band for band in dict.fromkeys(bands) if level is None or band.level is None or band.is_of(level))

    def pay_notes(self, role_id: str) -> tuple[PayNote, ...]:
        """Return what must be known before a role's pay figures are read."""
        lineage = self.lineage(role_id)
        return tuple(note for note in self.pay_conditions if any(name in note.roles for name in lineage))

    def work_sample(self, role_id: str) -> WorkSample | None:
        """Return how a portfolio or a work sample of a role is rated; None where the role names none."""
        name = self.role(role_id).work_sample
        return self.work_samples[name] if name else None

    def exercises_for(self, role_id: str, level: str | None = None) -> tuple[Exercise, ...]:
        """Return what a role's candidates may be given to work on, by kind; at a level, what is meant for that level.

        A role has the exercises of the roles it extends, and one that is no longer defined has none.
        """
        lineage = set(self.lineage(role_id)) if role_id in self._roles_by_id else set()
        found = (each for each in self.exercises.values() if lineage.intersection(each.roles))
        fitting = [each for each in found if level is None or each.is_for(level)]
        return tuple(sorted(fitting, key=lambda each: list(ExerciseKind).index(each.kind)))

    def exercise(self, exercise_id: str) -> Exercise:
        """Return an exercise by its id; raises UnknownNameError."""
        if exercise_id not in self.exercises:
            raise UnknownNameError("exercise", exercise_id, close_names(exercise_id, self.exercises))
        return self.exercises[exercise_id]

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
