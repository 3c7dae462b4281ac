"""Everything the reviewer knows, read once from the definitions, with the matchers made from it.

Refuses unknown fields, and names every problem with its file and line; knows no text under review.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rubrics.authoring.misfits import misfits
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.model import Value
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.jd.knowledge.facts import AgeData, BandData, LawData, PlaceData
from rubrics.jd.knowledge.schema import (
    ChecklistData,
    Duty,
    EvidenceData,
    PayData,
    RoleData,
    Rule,
    RuleData,
    SectionData,
    TitleData,
    WeightData,
    WordData,
)
from rubrics.jd.reading.matcher import Matcher, forms_of, word_key, words_of
from rubrics.jd.reading.pay import PayWords
from rubrics.jd.reading.segments import SectionLists

FOLDER = Path(__file__).parents[2] / "definitions" / "jd"
ELSEWHERE = {"bands": Path("..") / "pay" / "us-2026.yaml"}
"""Files of the other definitions that the review reads too."""

Lists = list[tuple[str, Sequence[str]]]
_WORD = re.compile(r"\w+")
_GAP = r"[\s\-.()“”\"]+"
"""What may stand between the words of one name in a title: “Machine Learning (ML)”."""


class Knowledge(Value):
    """All of definitions/jd, with the matchers made from it."""

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
    bands: BandData

    @cached_property
    def section_lists(self) -> SectionLists:
        """The phrases that tell sections apart."""
        every = (*self.evidence.verbs.values(), self.sections.duty_starts)
        starts = {form for verbs in every for verb in verbs for form in forms_of(verb)}
        return SectionLists(
            self.sections.headings, self.sections.openers, frozenset(map(word_key, starts)), self.matcher
        )

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
        lists: Lists = [(f"f:{index}", family.phrases) for index, family in enumerate(data.families)]
        lists += [(f"l:{level}", phrases) for level, phrases in data.levels.items()]
        return Matcher([*lists, ("o:", data.open_words), ("x:", data.fixed)])

    @cached_property
    def _same(self) -> re.Pattern[str]:
        written = sorted(self.titles.same, key=len, reverse=True)
        return re.compile(r"\b(" + "|".join(_GAP.join(map(re.escape, words.split())) for words in written) + r")\b")

    def same_titles(self, title: str) -> str:
        """Return a lower-case title with each word that has several spellings in one of them."""
        return self._same.sub(lambda found: self.titles.same[" ".join(_WORD.findall(found[0]))], title)

    @cached_property
    def place_matcher(self) -> Matcher:
        """Finds places in a location line."""
        lists: Lists = [(f"p:{place}", names) for place, names in self.places.names.items()]
        lists += [(f"-:{place}", names) for place, names in self.places.not_these.items()]
        return Matcher([*lists, ("r:", self.places.remote)])

    @cached_property
    def judged_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family, as judged by hand."""
        given = {item.id: item.weights for item in self.evidence.clues}
        for role in self.roles.families:
            given[f"title:{role}"] = {role: 1.5}
            given[f"self:{role}"] = {role: 1.0}
        given["title:fixed"] = {"other": 3.0}
        return given

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
        families = self.roles.families
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
        """Return what a feature says, in words."""
        return self._says.get(feature, feature)

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
        """Finds blanks nobody filled in: a literal to look for first, and the pattern."""
        return tuple((blank.literal, re.compile(blank.pattern)) for blank in self.words.templates)

    @cached_property
    def lists(self) -> tuple[tuple[str, Sequence[str]], ...]:
        """Every list of phrases that a text is read for, by group."""
        return tuple(self._lists())

    def _lists(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Groups: c concept, v verb, n negation, x friend, s self-name, z section cue, k, j, h checklist, w rule …"""
        evidence, words = self.evidence, self.words
        yield from ((f"c:{concept.id}", concept.terms) for concept in evidence.concepts)
        yield from ((f"c:{name}", phrases) for name, phrases in evidence.objects.items())
        for name, verbs in evidence.verbs.items():
            yield f"v:{name}", [form for verb in verbs for form in forms_of(verb)]
        yield from (("n:before", evidence.negations.before), ("n:after", evidence.negations.after))
        yield from (("n:stop", evidence.negations.stop), ("x:friend", evidence.false_friends))
        yield "s:name", self.titles.self_naming
        yield from ((f"z:{kind}", cues) for kind, cues in self.sections.cues.items())
        yield "y:year", ("year", "yr", "yrs")
        yield from ((f"k:{cue.item}", cue.cues) for cue in self.checklist.items)
        yield from ((f"j:{cue.item}", cue.unless) for cue in self.checklist.items)
        yield from ((f"h:{cue.item}", [hint for hint in cue.hints if " " in hint]) for cue in self.checklist.items)
        for rule in self.rules.rules:
            yield f"w:{rule.id}", rule.terms
            yield f"u:{rule.id}", rule.unless
        yield from ((f"a:{index}", row.terms) for index, row in enumerate(self.ages.technologies))
        yield from ((f"e:{index}", row.wrong) for index, row in enumerate(words.expansions))
        yield from ((f"m:{right}", wrong) for right, wrong in words.misspelt.items())
        yield from ((f"d:{name}", phrases) for name, phrases in words.regulated_domains.items())
        yield from (("q:compliance", words.compliance_words), ("q:competitive", words.competitive))
        yield from (("q:anywhere", words.anywhere), ("q:office", words.in_office))
        yield from (("q:required", words.required_headings), ("q:any", words.any_of), ("q:trait", words.trait_headings))
        yield from (("q:many", words.many_in_one), ("t:", words.tools))
        yield from (("g:masculine", words.coded_masculine), ("g:feminine", words.coded_feminine))

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every phrase of every list in one pass."""
        return Matcher(self.lists)


def _keys(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(key for phrase in phrases for key in words_of(phrase.lower()).keys)


@lru_cache(maxsize=4)
def load_knowledge(folder: Path = FOLDER) -> Knowledge:
    """Return the knowledge in a folder; raises CatalogueError with every problem, its file and line."""
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, field in Knowledge.model_fields.items():
        value = _read(folder / ELSEWHERE.get(name, Path(f"{name}.yaml")), field.annotation, problems)
        if value is not None:
            found[name] = value
    if problems:
        raise CatalogueError(problems)
    return Knowledge(**found)


def _read(file: Path, kind: Any, problems: list[Problem]) -> Value | None:
    shown = f"{file.parent.name}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(shown, 1, ProblemKind.UNREADABLE, {"reason": str(error)}))
        return None
    data, found = parse(text, shown)
    problems.extend(found)
    if data is None:
        return None
    try:
        value: Value = kind.model_validate(data)
    except ValidationError as error:
        problems.extend(
            Problem(shown, _line_of(data, each.path), each.kind, each.values) for each in misfits(error, kind)
        )
        return None
    return value


def _line_of(data: Any, path: tuple[int | str, ...]) -> int:
    """Return the line of the deepest thing on this path that the file really holds."""
    line = 1
    for step in path:
        places = getattr(data, "places", None)
        try:
            line = places[step].line if places is not None else line
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
    return line
