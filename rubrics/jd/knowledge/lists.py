"""Which lists of the definitions a text is read for, each by its kind; knows no matcher."""

from collections.abc import Iterator, Sequence

from rubrics.jd.knowledge.checklist_data import ChecklistData
from rubrics.jd.knowledge.facts import AgeData
from rubrics.jd.knowledge.rules import RuleData
from rubrics.jd.knowledge.schema import EvidenceData, SectionData, TitleData, WordData
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import forms_of

Lists = Iterator[tuple[ListKey, Sequence[str]]]
Listed = list[tuple[ListKey, Sequence[str]]]


def evidence_lists(evidence: EvidenceData) -> Lists:
    """Yield the lists that evidence is read by."""
    yield from ((ListKey(ListKind.CONCEPT, concept.id), concept.terms) for concept in evidence.concepts)
    yield from ((ListKey(ListKind.CONCEPT, name), phrases) for name, phrases in evidence.objects.items())
    for name, verbs in evidence.verbs.items():
        yield ListKey(ListKind.VERB, name), [form for verb in verbs for form in forms_of(verb)]
    yield ListKey(ListKind.NEGATION_BEFORE), evidence.negations.before
    yield ListKey(ListKind.NEGATION_AFTER), evidence.negations.after
    yield ListKey(ListKind.NEGATION_STOP), evidence.negations.stop
    scope = evidence.scope
    yield ListKey(ListKind.LENT), [form for verb in scope.lent for form in forms_of(verb)]
    yield ListKey(ListKind.BESIDE), scope.beside
    yield ListKey(ListKind.WHOM), scope.whom
    yield ListKey(ListKind.WORK_FOR), scope.for_
    yield ListKey(ListKind.SUCH), scope.such
    yield ListKey(ListKind.ONE_OF), scope.one_of
    yield ListKey(ListKind.FALSE_FRIEND), evidence.false_friends


def checklist_lists(checklist: ChecklistData) -> Lists:
    """Yield the lists that checklist items are recognized by."""
    for cue in checklist.items:
        yield ListKey(ListKind.ITEM_CUE, cue.item), cue.cues
        yield ListKey(ListKind.ITEM_ALONE, cue.item), cue.alone
        yield ListKey(ListKind.ITEM_EXCUSE, cue.item), cue.unless
        yield ListKey(ListKind.ITEM_HINT, cue.item), [hint for hint in cue.hints if " " in hint]


def rule_lists(rules: RuleData, ages: AgeData, words: WordData) -> Lists:
    """Yield the lists that rules, ages and spellings are found by."""
    for rule in rules.rules:
        yield ListKey(ListKind.RULE_TERM, rule.id), rule.phrases
        yield ListKey(ListKind.RULE_EXCUSE, rule.id), rule.unless
        yield ListKey(ListKind.RULE_TITLED, rule.id), rule.titled
        yield ListKey(ListKind.RULE_OTHERS, rule.id), rule.others
        yield ListKey(ListKind.RULE_ELSEWHERE, rule.id), rule.elsewhere
    technologies = enumerate(ages.technologies)
    yield from ((ListKey(ListKind.TECHNOLOGY, str(index)), row.terms) for index, row in technologies)
    yield from ((ListKey(ListKind.EXPANSION, str(index)), row.wrong) for index, row in enumerate(words.expansions))
    yield from ((ListKey(ListKind.MISSPELLING, right), wrong) for right, wrong in words.misspelled.items())
    domains = words.regulated_domains.items()
    yield from ((ListKey(ListKind.REGULATED_DOMAIN, name), phrases) for name, phrases in domains)


def single_lists(sections: SectionData, titles: TitleData, words: WordData) -> Lists:
    """Yield the lists that stand alone: cues of sections, places of work, pay, headings, tools, coded words."""
    yield from ((ListKey(ListKind.SECTION_CUE, kind), cues) for kind, cues in sections.cues.items())
    yield ListKey(ListKind.SELF_NAMING), titles.self_naming
    yield ListKey(ListKind.YEAR), ("year", "yr", "yrs")
    yield ListKey(ListKind.COMPLIANCE), words.compliance_words
    yield ListKey(ListKind.VAGUE_PAY), words.competitive
    yield ListKey(ListKind.ANYWHERE), words.anywhere
    yield ListKey(ListKind.IN_OFFICE), words.in_office
    yield ListKey(ListKind.REQUIRED_HEADING), words.required_headings
    yield ListKey(ListKind.ANY_OF), words.any_of
    yield ListKey(ListKind.TRAIT_HEADING), words.trait_headings
    yield from ((ListKey(ListKind.WORK_KIND, name), kind.things) for name, kind in words.kinds_of_work.items())
    yield ListKey(ListKind.PROMPT), words.prompts.things
    yield ListKey(ListKind.MANY_IN_ONE), words.many_in_one
    yield ListKey(ListKind.TOOL), words.tools
    yield ListKey(ListKind.CODED, "masculine"), words.coded_masculine
    yield ListKey(ListKind.CODED, "feminine"), words.coded_feminine
