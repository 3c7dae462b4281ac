"""Everything the reviewer knows, with the matchers made from it; knows no file and no text under review."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from rubrics.jd.knowledge.lists import Listed, checklist_lists, evidence_lists, rule_lists, single_lists
from rubrics.jd.knowledge.pay_words import PayWords
from rubrics.jd.knowledge.role_knowledge import keys_of
from rubrics.jd.knowledge.rules import Rule
from rubrics.jd.knowledge.schema import Duty
from rubrics.jd.knowledge.title_knowledge import TitleKnowledge
from rubrics.jd.knowledge.weight_knowledge import WeightKnowledge
from rubrics.jd.text.apart import ApartLists
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import Matcher, phrases_of, word_key, words_of
from rubrics.jd.text.segments import SectionLists
from rubrics.jd.text.sentence_types import SentenceTypes

PREPARED = (
    "families",
    "own_roles",
    "role_names",
    "duty_starts",
    "section_lists",
    "hint_words",
    "title_matcher",
    "job_words",
    "place_matcher",
    "beside_places",
    "others_places",
    "rowless_states",
    "judged_weights",
    "leans",
    "word_weights",
    "duties_by_object",
    "rule_by_id",
    "bridge",
    "older",
    "matcher",
)
"""What is made of the definitions and needed by nearly every review; none of it holds a pattern."""


@dataclass(frozen=True, eq=False)
class Knowledge(TitleKnowledge, WeightKnowledge):
    """All of definitions/jd and the catalogue they belong to, with the matchers made from them."""

    def prepared(self) -> "Knowledge":
        """Build what every review needs, and return the same: before a fork, or before it is kept."""
        for name in PREPARED:
            getattr(self, name)
        _ = self.section_lists.heading_matcher
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Return what is worth keeping: patterns are compiled anew wherever they are read back."""
        kept = (*(field.name for field in fields(self)), *PREPARED)
        return {name: vars(self)[name] for name in kept if name in vars(self)}

    @cached_property
    def section_lists(self) -> SectionLists:
        """The phrases that tell sections apart."""
        data = self.sections
        return SectionLists(
            data.headings, data.openers, self.duty_starts, self.matcher, self._title_lists, self._apart_lists
        )

    @cached_property
    def sentence_types(self) -> SentenceTypes:
        """Tells what each sentence does."""
        return SentenceTypes(self.sentences)

    @property
    def _apart_lists(self) -> ApartLists:
        data = self.sections
        elsewhere, fields, feet = (_lines(listed) for listed in (data.elsewhere, data.form_fields, data.feet))
        languages = (frozenset(listed) for listed in (self.words.english, self.words.foreign))
        return ApartLists(elsewhere, fields, feet, self._title_lists, *languages)

    @cached_property
    def pay_words(self) -> PayWords:
        """The words that tell pay from other sums."""
        return PayWords(**{name: getattr(self.pay, name) for name in PayWords.__annotations__})

    @cached_property
    def checklist_patterns(self) -> Sequence[tuple[str, str, str]]:
        """What says an item: its id, a literal to look for first, and the pattern, compiled only where that is met."""
        return [(cue.item, one.literal, one.pattern) for cue in self.checklist.items for one in cue.patterns]

    @cached_property
    def hint_words(self) -> Mapping[str, frozenset[str]]:
        """For each checklist item the single words that hint at it: they are common, so no place of theirs is kept."""
        hints = ((cue.item, [hint for hint in cue.hints if " " not in hint]) for cue in self.checklist.items)
        return {item: frozenset(map(word_key, words)) for item, words in hints if words}

    @cached_property
    def trace_matcher(self) -> Matcher:
        """Finds what ties a sentence to a competency, or to a check that is no interview."""
        lists: Listed = [(ListKey(ListKind.COMPETENCY, name), said) for name, said in self.traces.competencies.items()]
        return Matcher([*lists, *((ListKey(ListKind.ELSEWHERE, k), said) for k, said in self.traces.elsewhere.items())])

    @cached_property
    def place_matcher(self) -> Matcher:
        """Finds places in a location line."""
        lists: Listed = [(ListKey(ListKind.PLACE, place), names) for place, names in self.places.names.items()]
        lists += [(ListKey(ListKind.NOT_PLACE, place), names) for place, names in self.places.not_these.items()]
        return Matcher([*lists, (ListKey(ListKind.REMOTE), self.places.remote)])

    @cached_property
    def beside_places(self) -> frozenset[str]:
        """The words that may stand with a place in a line at the head, as they are compared."""
        return keys_of(self.places.beside)

    @cached_property
    def others_places(self) -> frozenset[str]:
        """The words of a line whose places are not the job's, as they are compared."""
        return keys_of(self.places.others)

    @cached_property
    def rowless_states(self) -> frozenset[str]:
        """The states that no law is about: one is named by its town alone where that has a law."""
        return frozenset(self.places.other_codes.values())

    @cached_property
    def duties_by_object(self) -> Mapping[str, Sequence[Duty]]:
        """The duties that a concept can be the object of."""
        by_object: dict[str, list[Duty]] = {}
        for duty in self.evidence.duties:
            for name in duty.objects:
                by_object.setdefault(name, []).append(duty)
        return by_object

    @cached_property
    def rule_by_id(self) -> Mapping[str, Rule]:
        """Each rule by its id."""
        return {rule.id: rule for rule in self.rules.rules}

    @cached_property
    def bridge(self) -> frozenset[str]:
        """The words that may stand between years and a technology, as they are compared."""
        return keys_of(self.ages.bridge)

    @cached_property
    def older(self) -> frozenset[str]:
        """The words that make a technology one of several fields, as they are compared."""
        return keys_of(self.ages.older)

    @cached_property
    def blanks(self) -> tuple[tuple[str, str], ...]:
        """Finds blanks no one filled in, those that a fix left among them: a literal to look for, and the pattern.

        Few texts hold any, so that a pattern is compiled where its literal stands.
        """
        templates = ((blank.literal, blank.pattern) for blank in self.words.templates)
        written = dict.fromkeys(blank.lower() for blank in (*self.fixes.blanks, *self.drafts.blanks))
        ours = ((blank, re.escape(blank)) for blank in written)
        return (*ours, *templates)

    @cached_property
    def lists(self) -> tuple[tuple[ListKey, Sequence[str]], ...]:
        """Every list of phrases that a text is read for."""
        return (
            *evidence_lists(self.evidence),
            *((ListKey(ListKind.OWN_ROLE, role.feature), role.cues) for role in self.own_roles.values()),
            *checklist_lists(self.checklist),
            *rule_lists(self.rules, self.ages, self.words),
            *single_lists(self.sections, self.titles, self.words),
        )

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every phrase of every list in one pass."""
        return Matcher(self.lists)


def _lines(patterns: Sequence[str]) -> frozenset[str]:
    """Return whole lines as they are compared."""
    listed = (phrase for pattern in patterns for phrase in phrases_of(pattern))
    return frozenset(" ".join(words_of(phrase.lower()).keys) for phrase in listed)
