"""Everything the reviewer knows, with the matchers made from it; knows no file and no text under review."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import PayBand
from rubrics.catalogue.model import Level
from rubrics.jd.knowledge.draft_data import DraftData
from rubrics.jd.knowledge.facts import AgeData, LawData, PlaceData
from rubrics.jd.knowledge.fix_data import FixData
from rubrics.jd.knowledge.lists import checklist_lists, evidence_lists, rule_lists, single_lists
from rubrics.jd.knowledge.own_roles import OwnRole, own_roles
from rubrics.jd.knowledge.pay_words import PayWords
from rubrics.jd.knowledge.rules import Rule, RuleData
from rubrics.jd.knowledge.schema import (
    ChecklistData,
    Duty,
    EvidenceData,
    PayData,
    RoleCues,
    RoleData,
    SectionData,
    TitleData,
    WeightData,
    WordData,
)
from rubrics.jd.text.apart import ApartLists
from rubrics.jd.text.linear import LinearModel
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import Matcher, forms_of, phrases_of, word_key, words_of
from rubrics.jd.text.segments import SectionLists
from rubrics.jd.text.sentence_types import SentenceTypes
from rubrics.jd.text.title_lines import TitleLists
from rubrics.jd.values import OTHER

BIAS = "bias"
"""The feature every text has."""
FIXED = "title:fixed"
"""The feature of a title of another function."""
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
    "judged_weights",
    "leans",
    "duties_by_object",
    "rule_by_id",
    "bridge",
    "older",
    "matcher",
)
"""What is made of the definitions and needed by nearly every review; none of it holds a pattern."""
Lists = list[tuple[ListKey, Sequence[str]]]
_WORD = re.compile(r"\w+")
_GAP = r"[\s\-.()“”\"]+"
"""What may stand between the words of one name in a title: “Machine Learning (ML)”."""


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All of definitions/jd and the catalogue they belong to, with the matchers made from them."""

    catalogue: Catalogue
    sections: SectionData
    evidence: EvidenceData
    titles: TitleData
    roles: RoleData
    pay: PayData
    checklist: ChecklistData
    weights: WeightData
    rules: RuleData
    law: LawData
    places: PlaceData
    ages: AgeData
    words: WordData
    fixes: FixData
    drafts: DraftData
    sentences: LinearModel
    works: LinearModel

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
            role.id: role for role in own_roles(self.catalogue, self._cues, told_apart, self.families, self._generic)
        }

    @cached_property
    def _generic(self) -> frozenset[str]:
        """Words that show no role by themselves, as they are compared."""
        return _keys((*self.words.common, *self.words.english)) | self.duty_starts

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

    def bands(self, role: str | None, level: Level) -> tuple[PayBand, ...]:
        """Return the pay bands of a role at exactly one level, as the catalogue has them."""
        if role not in self.role_names:
            return ()
        return tuple(band for band in self.catalogue.pay(role or "", level) if band.level == level)

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

    @property
    def _title_lists(self) -> TitleLists:
        data = self.titles
        told = (data.labels, data.fields, data.prefaces)
        labels, fields, prefaces = (frozenset(words.lower() for words in listed) for listed in told)
        words = (_keys(data.greetings), _keys(data.leaders), _keys(data.site_words))
        return TitleLists(self.job_words, labels, fields, prefaces, *words)

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

    @cached_property
    def pay_words(self) -> PayWords:
        """The words that tell pay from other sums."""
        return PayWords(**{name: getattr(self.pay, name) for name in PayWords.__annotations__})

    @cached_property
    def checklist_patterns(self) -> Sequence[tuple[str, str, re.Pattern[str]]]:
        """The patterns that say a checklist item: the item, a literal to look for first, and the pattern."""
        cues = self.checklist.items
        return [(cue.item, one.literal, re.compile(one.pattern)) for cue in cues for one in cue.patterns]

    @cached_property
    def hint_words(self) -> Mapping[str, frozenset[str]]:
        """For each checklist item the single words that hint at it: they are common, so no place of theirs is kept."""
        hints = ((cue.item, [hint for hint in cue.hints if " " not in hint]) for cue in self.checklist.items)
        return {item: frozenset(map(word_key, words)) for item, words in hints if words}

    @cached_property
    def title_matcher(self) -> Matcher:
        """Finds what a title says: its families, open words and levels."""
        data = self.titles
        families = enumerate(data.families)
        lists: Lists = [(ListKey(ListKind.TITLE_FAMILY, str(index)), family.phrases) for index, family in families]
        lists += [(ListKey(ListKind.TITLE_LEVEL, level), phrases) for level, phrases in data.levels.items()]
        lists += [(ListKey(ListKind.TITLE_OPEN), data.open_words), (ListKey(ListKind.TITLE_FIXED), data.fixed)]
        own = self.own_roles.values()
        return Matcher([*lists, *((ListKey(ListKind.TITLE_OWN, role.id), self._spelled(role.titles)) for role in own)])

    def _spelled(self, titles: Sequence[str]) -> list[str]:
        """Return titles in the one spelling that titles are read in, without the marks of a pattern."""
        return [self.same_titles(re.sub(r"[^\w&+#.\s-]", " ", title.lower())) for title in titles]

    @cached_property
    def job_words(self) -> frozenset[str]:
        """The last words of a job’s name, those of a team’s own roles among them."""
        own = (words_of(title.lower()).keys[-1:] for role in self.own_roles.values() for title in role.titles)
        return frozenset(self.titles.job_words).union(*own)

    @cached_property
    def _same(self) -> re.Pattern[str]:
        written = sorted(self.titles.same, key=len, reverse=True)
        return re.compile(r"\b(" + "|".join(_GAP.join(map(re.escape, words.split())) for words in written) + r")\b")

    def same_titles(self, title: str) -> str:
        """Return a lower-case title with each word that has several spellings in one of them."""
        return self._same.sub(lambda match: self.titles.same[" ".join(_WORD.findall(match[0]))], title)

    @cached_property
    def place_matcher(self) -> Matcher:
        """Finds places in a location line."""
        lists: Lists = [(ListKey(ListKind.PLACE, place), names) for place, names in self.places.names.items()]
        lists += [(ListKey(ListKind.NOT_PLACE, place), names) for place, names in self.places.not_these.items()]
        return Matcher([*lists, (ListKey(ListKind.REMOTE), self.places.remote)])

    @cached_property
    def judged_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family, as judged by hand."""
        judged = {item.id: item.weights for item in self.evidence.clues}
        for role in self.families:
            judged[f"title:{role}"] = {role: 1.5}
            judged[f"self:{role}"] = {role: 1.0}
        judged[FIXED] = {OTHER: 3.0}
        return judged

    @property
    def role_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family: fitted, starting from the judged weights."""
        return self.weights.fitted

    @cached_property
    def _says(self) -> Mapping[str, str]:
        return {item.id: item.says for item in self.evidence.clues}

    @cached_property
    def leans(self) -> Mapping[str, Mapping[str, float]]:
        """For each role the features that speak more for it than for the others, and by how much.

        Only features that were judged to speak for it: a quotation has to convince by itself.
        """
        families = self.families
        means = {name: sum(weights.values()) / len(families) for name, weights in self.role_weights.items()}
        return {
            role: {
                name: weights[role] - means[name]
                for name, weights in self.role_weights.items()
                if weights.get(role, 0.0) > means[name] and self.judged_weights.get(name, {}).get(role, 0.0) > 0
            }
            for role in families
        }

    def says(self, feature: str) -> str:
        """Return what a feature says, as its definition puts it; empty for the words of an own role’s definition."""
        return self._says.get(feature, "")

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
        return _keys(self.ages.bridge)

    @cached_property
    def older(self) -> frozenset[str]:
        """The words that make a technology one of several fields, as they are compared."""
        return _keys(self.ages.older)

    @cached_property
    def blanks(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Finds blanks no one filled in, those that a fix left among them: a literal to look for, and the pattern."""
        templates = ((blank.literal, re.compile(blank.pattern)) for blank in self.words.templates)
        written = dict.fromkeys(blank.lower() for blank in (*self.fixes.blanks, *self.drafts.blanks))
        ours = ((blank, re.compile(re.escape(blank))) for blank in written)
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


def _keys(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(key for phrase in phrases for key in words_of(phrase.lower()).keys)


def _lines(patterns: Sequence[str]) -> frozenset[str]:
    """Return whole lines as they are compared."""
    listed = (phrase for pattern in patterns for phrase in phrases_of(pattern))
    return frozenset(" ".join(words_of(phrase.lower()).keys) for phrase in listed)


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(form) for verb in verbs for form in forms_of(verb))
