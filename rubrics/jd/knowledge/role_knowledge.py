"""What is known of roles: those of the team and their families, their titles and bands, and the verbs of their work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self

from rubrics.catalogue.levels import Level
from rubrics.catalogue.market import MarketLayer, PayBand, of_layer
from rubrics.jd.knowledge.own_roles import OwnRole, own_roles
from rubrics.jd.knowledge.parts import Parts
from rubrics.jd.knowledge.schema import RoleCues
from rubrics.jd.text.matcher import forms_of, word_key, words_of
from rubrics.jd.values import OTHER

BIAS = "bias"
"""The feature every text has."""


class RoleKnowledge(Parts):
    """The definitions, with what they say of roles."""

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The roles that the fitted weights tell apart, and “other”."""
        weighed = self.weights.fitted[BIAS]
        return tuple(cues.id for cues in self.roles.roles if cues.id in weighed)

    @cached_property
    def special_roles(self) -> tuple[RoleCues, ...]:
        """The roles that are a special kind of a family and named so in roles.yaml."""
        return tuple(cues for cues in self.roles.roles if cues.family is not None)

    @cached_property
    def own_roles(self) -> Mapping[str, OwnRole]:
        """The roles of the catalogue that neither the weights nor roles.yaml tell apart: a team’s own, by id."""
        told_apart = {*self.families, *(cues.id for cues in self.special_roles)}
        return {
            role.id: role for role in own_roles(self.catalogue, self._cues, told_apart, self.families, self.generic)
        }

    @cached_property
    def generic(self) -> frozenset[str]:
        """Words that show no role by themselves, as they are compared."""
        return keys_of((*self.words.common, *self.words.english)) | self.duty_starts

    @cached_property
    def _cues(self) -> Mapping[str, RoleCues]:
        return {cues.id: cues for cues in self.roles.roles}

    def cues_of(self, role: str | None) -> RoleCues:
        """Return what is known of a role beyond its definition; nothing special for an unknown one."""
        return self._cues.get(role or OTHER) or RoleCues(id=role or OTHER)

    @cached_property
    def role_names(self) -> Mapping[str, str]:
        """What each role of the catalogue is called."""
        return {role.id: role.name for role in self.catalogue.roles}

    def fitting_titles(self, role: str) -> tuple[str, ...]:
        """Return the titles that would fit a role, or a kind of other work."""
        name = self.role_names.get(role)
        return self.titles.fitting.get(role) or ((name,) if name else ())

    def own_titles(self, kind: str) -> Iterator[str]:
        """Yield the titles that fit one kind of other work and nothing else."""
        others = {name for other, names in self.titles.fitting.items() if other != kind for name in names}
        yield from (name for name in self.titles.fitting.get(kind, ()) if name not in others)

    @cached_property
    def layer(self) -> MarketLayer | None:
        """What kind of employer's pay a posting is held against; None for every kind's."""
        return None

    def of_layer(self, layer: MarketLayer | None) -> Self:
        """Return the same for one kind of employer, made once; what is worked out already is shared."""
        if layer == self.layer:
            return self
        if layer not in self._of_layers:
            other = object.__new__(type(self))
            vars(other).update({**vars(self), "layer": layer})
            self._of_layers[layer] = other
        return self._of_layers[layer]

    @cached_property
    def _of_layers(self) -> dict[MarketLayer | None, Self]:
        return {}

    def bands(self, role: str | None, level: Level) -> tuple[PayBand, ...]:
        """Return the pay bands of a role at exactly one level, those of other kinds of employers left out."""
        if role not in self.role_names:
            return ()
        return of_layer((band for band in self.catalogue.pay(role or "", level) if band.is_of(level)), self.layer)

    @cached_property
    def duty_starts(self) -> frozenset[str]:
        """The verbs of work that a duty begins with, as they are compared."""
        every = (*self.evidence.verbs.values(), self.sections.duty_starts)
        return frozenset[str]().union(*map(_forms, every))

    @cached_property
    def kind_verbs(self) -> Mapping[str, frozenset[str]]:
        """For each kind of work the verbs that make it work, in all their forms, as they are compared."""
        return {name: _forms(kind.verbs) for name, kind in self.words.kinds_of_work.items()}

    @cached_property
    def prompt_verbs(self) -> frozenset[str]:
        """What is done to prompts, in all forms, as it is compared."""
        return _forms(self.words.prompts.verbs)

    @cached_property
    def work_verbs(self) -> frozenset[str]:
        """Every verb of work, in all forms, as it is compared."""
        return self.duty_starts.union(self.prompt_verbs, *self.kind_verbs.values())


def keys_of(phrases: Sequence[str]) -> frozenset[str]:
    """Return the words of phrases, as they are compared."""
    return frozenset(key for phrase in phrases for key in words_of(phrase.lower()).keys)


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(form) for verb in verbs for form in forms_of(verb))
