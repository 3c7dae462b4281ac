"""Writes a posting from a role's definition, with a blank wherever only its author knows; knows no Slack and no store.

Every sentence is the definitions' own: drafts.yaml, else the role's duties, musts and wishes as they stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rubrics.catalogue.levels import like_of
from rubrics.catalogue.model import Value
from rubrics.catalogue.role import Role
from rubrics.jd.knowledge.draft_data import DraftLines, RoleLines
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.values import SectionKind
from rubrics.panel.plan import StagePlan

MOST_DUTIES, MOST_MUSTS, MOST_WISHES = 7, 6, 5
"""Lines taken from the definition of a role without lines of its own: with more than seven musts the review speaks."""
_GAP = re.compile(r"\{([a-z]+)\}")


class DraftFacts(Value):
    """What is known of a job beside its role: from an opening, or nothing; what is not stays a blank."""

    place: str = ""
    manager: str = ""
    stages: tuple[StagePlan, ...] = ()


def draft_jd(knowledge: Knowledge, role: Role, level: str, facts: DraftFacts | None = None) -> str:
    """Return a posting for a role at a level; equal knowledge and facts give equal texts."""
    facts = facts or DraftFacts()
    data, headings = knowledge.drafts, knowledge.fixes.headings
    title, like = draft_title(knowledge, role, level), like_of(level)
    own = data.roles.get(role.id) or _from_definition(role)
    values = {
        "title": title,
        "scope": (like and own.scope.get(like)) or _scope(role, level),
        "place": facts.place,
        "manager": facts.manager,
        "steps": _steps(knowledge, facts.stages),
    }
    at_level = (like and data.levels.get(like)) or DraftLines()
    pay = {"base": knowledge.fixes.pay.blank, **data.pay}
    sections: Sequence[tuple[SectionKind, Iterable[str]]] = (
        ("duties", (*at_level.duties.values(), *own.duties.values(), *_filled(data.duties, values))),
        ("musts", (*at_level.musts.values(), *own.musts.values())),
        ("nice", (*at_level.nice.values(), *own.nice.values())),
        ("pay", _filled(pay, values)),
        ("process", _filled(data.process, values)),
        ("legal", _filled(data.legal, values)),
    )
    return "\n".join([title, "", *_filled(data.intro, values), *_written(headings, sections)]) + "\n"


def draft_title(knowledge: Knowledge, role: Role, level: str) -> str:
    """Return the title of a draft: "Senior AI Engineer"; a level of a team's own goes by the one that it is like."""
    like = like_of(level)
    return f"{knowledge.fixes.levels[like]} {role.name}" if like else role.name


def _written(
    headings: Mapping[SectionKind, str], sections: Iterable[tuple[SectionKind, Iterable[str]]]
) -> Iterator[str]:
    for kind, lines in sections:
        shown = [f"- {line}" for line in lines]
        if shown:
            yield from ("", headings[kind], *shown)


def _filled(lines: Mapping[str, str], values: Mapping[str, str]) -> list[str]:
    """Return the lines whose values are known; one named "…-blank" stands where that without it lacks its value."""
    known = {
        name: _put(line, values) for name, line in lines.items() if all(values.get(gap) for gap in _GAP.findall(line))
    }
    return [line for name, line in known.items() if name.removesuffix("-blank") not in known.keys() - {name}]


def _put(line: str, values: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: values[gap[1]], line)


def _scope(role: Role, level: str) -> str:
    expected = next((guide for guide in role.levels if guide.level == level), None)
    said = expected.scope.text.rstrip(".") if expected is not None and expected.scope is not None else ""
    # Behind a colon; what begins with a short form, such as AI, keeps its capitals.
    return said if said[1:2].isupper() else f"{said[:1].lower()}{said[1:]}"


def _from_definition(role: Role) -> RoleLines:
    """Return the lines of a role that has none of its own: what its definition says, word for word."""
    return RoleLines(
        duties=_numbered(said.text for said in role.does[:MOST_DUTIES]),
        musts=_numbered(said.text for said in role.must_have[:MOST_MUSTS]),
        nice=_numbered(said.text for said in role.nice_to_have[:MOST_WISHES]),
    )


def _numbered(texts: Iterable[str]) -> dict[str, str]:
    return {f"line-{number}": text for number, text in enumerate(texts, start=1)}


def _steps(knowledge: Knowledge, stages: Sequence[StagePlan]) -> str:
    """Return the stages of a plan in words: how many interviews each has, and how long they take."""
    data = knowledge.drafts
    written = []
    for stage in stages:
        number, minutes = len(stage.interviews), {each.minutes for each in stage.interviews}
        if not number:
            continue
        timed = len(minutes) == 1 and None not in minutes
        form = data.stage[("one" if number == 1 else "many") + ("-timed" if timed else "")]
        count = data.numbers[number - 1] if number <= len(data.numbers) else str(number)
        values = {"name": stage.name, "number": count, "minutes": str(next(iter(minutes)))}
        written.append(_put(form, values))
    return data.between.join(written)
