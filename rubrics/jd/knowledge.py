"""Everything the reviewer knows, read once from definitions/jd: lists, rules and dated facts.

Refuses unknown fields, and names every problem with its file and line; knows no text under review.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from rubrics.errors import CatalogError, Problem
from rubrics.jd.matcher import Matcher, forms_of, word_key
from rubrics.jd.pay import PayWords
from rubrics.jd.segments import SectionLists
from rubrics.jd.values import SectionKind
from rubrics.model import Value
from rubrics.yaml_text import parse

FOLDER = Path(__file__).parent.parent / "definitions" / "jd"
Phrases = tuple[str, ...]
ValueT = TypeVar("ValueT", bound=Value)


class SectionData(Value):
    """sections.yaml: how headings and sentences tell what a stretch is about."""

    weights: Mapping[SectionKind, float]
    headings: Mapping[SectionKind, Phrases]
    cues: Mapping[SectionKind, Phrases]


class Clue(Value):
    """What speaks for or against roles; `kind` names a kind of post outside the roles."""

    id: str
    says: str
    kind: str | None = None
    weights: Mapping[str, float] = {}


class Concept(Clue):
    """A clue that is a list of phrases."""

    terms: Phrases


class Duty(Clue):
    """A clue that is a verb followed by a phrase of certain concepts, within one sentence."""

    verbs: Phrases
    objects: Phrases


class Negations(Value):
    """Words that take back what follows or precedes them."""

    before: Phrases
    after: Phrases
    stop: Phrases
    window: int


class EvidenceData(Value):
    """evidence.yaml: what speaks for which role."""

    verbs: Mapping[str, Phrases]
    concepts: tuple[Concept, ...]
    duties: tuple[Duty, ...]
    objects: Mapping[str, Phrases]
    negations: Negations
    false_friends: Phrases

    @property
    def clues(self) -> tuple[Clue, ...]:
        """Every clue: the concepts, then the duties."""
        return (*self.concepts, *self.duties)


class TitleFamily(Value):
    """Titles with these phrases, and the role families whose work they fit."""

    phrases: Phrases
    roles: Phrases


class TitleData(Value):
    """titles.yaml: what a title says."""

    families: tuple[TitleFamily, ...]
    open_words: Phrases
    levels: Mapping[str, Phrases]
    fitting: Mapping[str, Phrases]
    self_naming: Phrases


class RoleData(Value):
    """roles.yaml: the role families and their names."""

    families: Phrases
    names: Mapping[str, str]


class PayData(Value):
    """pay.yaml: the words around money, and what a wage can be."""

    pay_words: Phrases
    rate_words: Phrases
    not_pay_words: Phrases
    base_words: Phrases
    total_words: Phrases
    on_target_words: Phrases
    open_after: Phrases
    open_before_low: Phrases
    open_before_high: Phrases
    plausible: Mapping[str, Mapping[str, tuple[float, float]]]
    inferred_period: Mapping[str, Mapping[str, float]]
    dollar_by_place: Mapping[str, str]
    warn_ratio: float
    strong_ratio: float


class ChecklistCue(Value):
    """What shows that one checklist item is said: phrases, or a check named in code."""

    item: str
    cues: Phrases = ()
    heading: SectionKind | None = None
    check: Literal["pay", "level", "title", "years", "split"] | None = None
    sections: tuple[SectionKind, ...] = ()


class ChecklistData(Value):
    """checklist.yaml: how each checklist item is recognised."""

    items: tuple[ChecklistCue, ...]


class WeightData(Value):
    """weights.yaml: the fitted weights, written by tests/evaluations/jd_fit.py."""

    fitted: Mapping[str, Mapping[str, float]]


class Knowledge(Value):
    """All of definitions/jd, with the matchers made from it."""

    sections: SectionData
    evidence: EvidenceData
    titles: TitleData
    roles: RoleData
    pay: PayData
    checklist: ChecklistData
    weights: WeightData

    @cached_property
    def section_lists(self) -> SectionLists:
        """The phrases that tell sections apart."""
        starts = {phrase for phrases in self.evidence.verbs.values() for verb in phrases for phrase in forms_of(verb)}
        return SectionLists(self.sections.headings, self.sections.cues, frozenset(map(word_key, starts)))

    @cached_property
    def pay_words(self) -> PayWords:
        """The words that tell pay from other sums."""
        fields = {name: getattr(self.pay, name) for name in PayWords.__annotations__}
        return PayWords(**fields)

    @cached_property
    def title_matcher(self) -> Matcher:
        """Finds what a title says: its families, open words and levels."""
        data = self.titles
        lists = [(f"f:{index}", family.phrases) for index, family in enumerate(data.families)]
        lists += [(f"l:{level}", phrases) for level, phrases in data.levels.items()]
        return Matcher([*lists, ("o:", data.open_words)])

    @cached_property
    def judged_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family, as judged by hand."""
        given = {item.id: item.weights for item in self.evidence.clues}
        for role in self.roles.families:
            given[f"title:{role}"] = {role: 1.5}
            given[f"self:{role}"] = {role: 1.0}
        return given

    @property
    def role_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family: fitted, starting from the judged weights."""
        return self.weights.fitted

    @cached_property
    def _says(self) -> Mapping[str, str]:
        return {item.id: item.says for item in self.evidence.clues}

    def weights_of(self, feature: str) -> Mapping[str, float]:
        """Return how much a feature speaks for each role family."""
        return self.role_weights.get(feature, {})

    def lean(self, feature: str, role: str) -> float:
        """Return how much more a feature speaks for a role than for the others on average."""
        weights = self.weights_of(feature)
        return weights.get(role, 0.0) - sum(weights.values()) / len(self.roles.families)

    def says(self, feature: str) -> str:
        """Return what a feature says, in words."""
        return self._says.get(feature, feature)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every phrase of every list in one pass."""
        evidence = self.evidence
        lists: list[tuple[str, Sequence[str]]] = [(f"c:{concept.id}", concept.terms) for concept in evidence.concepts]
        lists += [
            (f"v:{name}", [form for verb in verbs for form in forms_of(verb)]) for name, verbs in evidence.verbs.items()
        ]
        lists += [(f"c:{name}", phrases) for name, phrases in evidence.objects.items()]
        lists += [("n:before", evidence.negations.before), ("n:after", evidence.negations.after)]
        lists += [("n:stop", evidence.negations.stop), ("x:friend", evidence.false_friends)]
        lists.append(("s:name", self.titles.self_naming))
        lists += [(f"k:{cue.item}", cue.cues) for cue in self.checklist.items]
        return Matcher(lists)


@lru_cache(maxsize=4)
def load_knowledge(folder: Path = FOLDER) -> Knowledge:
    """Return the knowledge in a folder; raises CatalogError with every problem, its file and line."""
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, field in Knowledge.model_fields.items():
        file = folder / f"{name}.yaml"
        value = _read(file, field.annotation, problems)
        if value is not None:
            found[name] = value
    if problems:
        raise CatalogError(problems)
    return Knowledge(**found)


def _read(file: Path, kind: Any, problems: list[Problem]) -> Value | None:
    shown = f"{file.parent.name}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(shown, 1, f"this file cannot be read: {error}"))
        return None
    data, found = parse(text, shown)
    problems.extend(found)
    if data is None:
        return None
    try:
        value: Value = kind.model_validate(data)
    except ValidationError as error:
        problems.extend(
            Problem(shown, _line_of(data, wrong["loc"]), f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}")
            for wrong in error.errors()
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
