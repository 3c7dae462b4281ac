"""Whether what the files of `jd/` point to exists, each problem with its file and line; reads no file."""

from collections.abc import Collection, Iterator, Mapping

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.definition_files import Report
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.jd.knowledge.hidden_roles import is_built_in
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.rules import EVERYWHERE, Rule
from rubrics.jd.values import OTHER

DENSE = frozenset(("count", "some"))
"""What a rule of words that speaks from so many of them on can fill in too."""
_REFERENCES = (
    ("roles", "roles", "id", "role"),
    ("roles", "roles", "family", "role"),
    ("roles", "roles", "misfit_rule", "rule"),
    ("checklist", "items", "reads_as", "role"),
    ("checklist", "items", "titled_as", "role"),
    ("checklist", "items", "findings", "rule"),
    ("checklist", "items", "denied_by", "rule"),
    ("evidence", "duties", "objects", "concept"),
    ("evidence", "duties", "verbs", "group of verbs"),
    ("titles", "families", "roles", "role"),
    ("rules", "rules", "sources", "source"),
    ("fixes", "lines", "rules", "rule"),
)
"""Which field of which list points to what: file, list, field, and what it names."""


def check_references(
    knowledge: Knowledge, files: Mapping[str, Block], report: Report, hidden: Collection[str] = ()
) -> None:
    """Report every role, rule, concept, source and place that is named and defined nowhere.

    What built-in files say of `hidden` roles is no fault of anyone's.
    """
    known: Mapping[str, Collection[str]] = {
        "role": {*knowledge.role_names, OTHER, "any"},
        "rule": knowledge.rule_by_id,
        "concept": {*(concept.id for concept in knowledge.evidence.concepts), *knowledge.evidence.objects},
        "group of verbs": knowledge.evidence.verbs,
        "source": knowledge.catalogue.sources,
    }
    for file, listed, field, kind in _REFERENCES:
        for entry in files[file][listed]:
            for name, place in _strangers(entry, field, known[kind]):
                if kind == "role" and name in hidden and is_built_in(place):
                    continue
                near = nearest_name(name, known[kind])
                report(Problem.at(place, ProblemKind.UNKNOWN_REFERENCE, sort=kind, name=name, near=near))
    for field in ("instead", "nouns", "cut", "wish"):
        named = files["fixes"][field]
        places = named.places.items() if isinstance(named, Block) else zip(named, named.places, strict=True)
        for name, place in places:
            if name not in known["rule"]:
                near = nearest_name(name, known["rule"])
                report(Problem.at(place, ProblemKind.UNKNOWN_REFERENCE, sort="rule", name=name, near=near))
    for name, place in files["drafts"]["roles"].places.items():
        if name not in knowledge.role_names and not (name in hidden and is_built_in(place)):
            near = nearest_name(name, knowledge.role_names)
            report(Problem.at(place, ProblemKind.UNKNOWN_REFERENCE, sort="role", name=name, near=near))
    for row, block in zip(knowledge.law.rows, files["law"]["rows"], strict=True):
        for name in row.at:
            if name not in knowledge.places.names:
                place = block.places["places" if row.places else "place" if row.place else "id"]
                near = nearest_name(name, knowledge.places.names)
                report(Problem.at(place, ProblemKind.UNKNOWN_PLACE, name=name, near=near))


def check_facts(knowledge: Knowledge, file: Block, checked: Mapping[str, Rule], report: Report) -> None:
    """Report rules that nothing could raise, and sentences that name a fact their findings never have.

    `checked` are the rules that the checks make findings of, with the sentences that show their facts.
    """
    for rule, place in zip(knowledge.rules.rules, file["rules"].places, strict=True):
        if rule.id not in checked and not rule.phrases:
            report(Problem.at(place, ProblemKind.RULE_NEVER_RAISED, rule=rule.id))
            continue
        facts = EVERYWHERE | (checked[rule.id].placeholders if rule.id in checked else frozenset())
        facts |= DENSE if rule.phrases and rule.at_least > 1 else frozenset()
        for unknown in sorted(rule.placeholders - facts):
            values = {"rule": rule.id, "fact": unknown, "known": sorted(facts)}
            report(Problem.at(place, ProblemKind.FACT_NEVER_FILLED, **values))


def _strangers(entry: Block, field: str, known: Collection[str]) -> Iterator[tuple[str, Place]]:
    value = entry.get(field)
    if isinstance(value, Listing):
        yield from ((name, place) for name, place in zip(value, value.places, strict=True) if name not in known)
    elif value is not None and value not in known:
        yield value, entry.places[field]
