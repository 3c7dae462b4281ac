"""The shape of every file in definitions/jd, as frozen values; knows no content and no text under review."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from rubrics.catalogue.limits import NAME, PHRASE, SENTENCE
from rubrics.catalogue.model import Slug, Value
from rubrics.jd.values import SectionKind

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=PHRASE)]
Phrases = tuple[Phrase, ...]
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME)]
"""What is shown inside a sentence or a line."""
Names = tuple[Name, ...]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=SENTENCE)]


class SectionData(Value):
    """sections.yaml: how headings and sentences tell what a stretch is about."""

    weights: Mapping[SectionKind, float]
    duty_starts: Phrases
    headings: Mapping[SectionKind, Phrases]
    openers: Mapping[str, SectionKind]
    cues: Mapping[SectionKind, Phrases]
    elsewhere: Phrases
    form_fields: Phrases
    feet: Phrases


class Clue(Value):
    """What speaks for or against roles; `kind` names a kind of post outside the roles."""

    id: Slug
    says: Name
    kind: Name | None = None
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


class ScopeWords(Value):
    """Words that make work someone else’s, an example, or one of several: see evidence.yaml."""

    lent: Phrases
    beside: Phrases
    whom: Phrases
    for_: Phrases = Field(alias="for")
    such: Phrases
    one_of: Phrases


class EvidenceData(Value):
    """evidence.yaml: what speaks for which role."""

    verbs: Mapping[str, Phrases]
    concepts: tuple[Concept, ...]
    duties: tuple[Duty, ...]
    objects: Mapping[str, Phrases]
    negations: Negations
    scope: ScopeWords
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

    same: Mapping[str, str]
    families: tuple[TitleFamily, ...]
    open_words: Phrases
    levels: Mapping[str, Phrases]
    fixed: Phrases
    trades: Phrases
    jobs: Phrases
    fitting: Mapping[str, Names]
    open_roles: tuple[Slug, ...]
    self_naming: Phrases
    job_words: Phrases
    praise: Phrases
    labels: Phrases
    fields: Phrases
    prefaces: Phrases
    greetings: Phrases
    leaders: Phrases
    site_words: Phrases


class RoleCues(Value):
    """What JD review knows of one role beyond its definition; a team’s own role may do without.

    With `family` it is a special kind of that role, told apart by a title or by how much of the text is about its
    domain and rules. `cues` are words of its work. `misfit_rule` is what is said where such work has another title,
    `not_under_title` names rules by checklist items whose words have no place under this role’s title, and
    `should_say` what its JD should say, by checklist item.
    """

    id: Slug
    family: Slug | None = None
    titles: Phrases = ()
    cues: Phrases = ()
    domain_lines: Annotated[int, Field(ge=0)] = 0
    compliance_lines: Annotated[int, Field(ge=0)] = 0
    builds_ai: bool = False
    research: bool = False
    misfit_rule: Slug | None = None
    not_under_title: Mapping[Slug, Slug] = {}
    should_say: Mapping[Slug, Name] = {}


class RoleData(Value):
    """roles.yaml: what is special about roles, and the kinds of other work that are software, the general one first."""

    roles: tuple[RoleCues, ...]
    software: Names


class PayData(Value):
    """pay.yaml: the words around money, and what a wage can be."""

    pay_words: Phrases
    rate_words: Phrases
    not_pay_words: Phrases
    other_sums: Phrases
    insurance_words: Phrases
    base_words: Phrases
    total_words: Phrases
    on_target_words: Phrases
    open_after: Phrases
    open_before_low: Phrases
    open_before_high: Phrases
    plausible: Mapping[str, Mapping[str, tuple[float, float]]]
    inferred_period: Mapping[str, Mapping[str, float]]
    dollar_by_place: Mapping[str, str]
    krona_by_place: Mapping[str, str]
    currency_codes: Phrases
    currency_signs: Mapping[str, str]
    currency_names: Mapping[str, str]
    doubtful_currencies: Phrases
    warn_ratio: float
    strong_ratio: float


class Sought(Value):
    """A pattern to look for in each line, and the literal without which it cannot occur."""

    literal: Phrase
    pattern: Phrase

    @field_validator("pattern", mode="after")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern


class WeightData(Value):
    """weights.yaml: the fitted weights, written by tests/evaluations/jd_fit.py."""

    fitted: Mapping[str, Mapping[str, float]]


class Expansion(Value):
    """A short form, what it stands for, and what people write instead."""

    short: Name
    right: Name
    wrong: Phrases


class Limits(Value):
    """Numbers that structure checks compare with."""

    short: int
    long: int
    paragraph: int
    blurb: float
    grade: float
    repeat: int


class KindOfWork(Value):
    """One kind of work that a post can mix with others: what is done, and to which things."""

    verbs: Phrases
    things: Phrases


class PromptWords(Value):
    """What shows a duty to be about prompts, what prompts are no duty, and which concepts and families are more."""

    things: Phrases
    titles: Phrases
    verbs: Phrases
    beyond: Phrases
    beyond_works: Phrases


class WordData(Value):
    """words.yaml: lists that single checks need."""

    expansions: tuple[Expansion, ...]
    misspelled: Mapping[str, Phrases]
    templates: tuple[Sought, ...]
    competitive: Phrases
    regulated_domains: Mapping[str, Phrases]
    compliance_words: Phrases
    kinds_of_work: Mapping[str, KindOfWork]
    ai_words: Phrases
    ai_concepts: Phrases
    ai_seeming: Phrases
    prompts: PromptWords
    many_in_one: Phrases
    anywhere: Phrases
    in_office: Phrases
    coded_masculine: Phrases
    coded_feminine: Phrases
    tools: Phrases
    english: Phrases
    foreign: Phrases
    required_headings: Phrases
    any_of: Phrases
    trait_headings: Phrases
    must_limit: int
    tool_limit: int
    common: Phrases
    not_said: Mapping[Slug, Name]
    limits: Limits
