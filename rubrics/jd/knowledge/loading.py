"""Builds what the reviewer knows from the built-in files of `jd/` and a team’s own laid over them; knows no text.

Everything a team’s `jd/` folder holds counts, or is refused with its file, its line and a sentence.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from rubrics.authoring.loader import BUILT_IN
from rubrics.authoring.misfits import read_as
from rubrics.authoring.overlay import overlaid
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Value
from rubrics.jd.knowledge.checklist_data import ChecklistData
from rubrics.jd.knowledge.draft_data import DraftData
from rubrics.jd.knowledge.facts import AgeData, LawData, PlaceData
from rubrics.jd.knowledge.fix_data import FixData
from rubrics.jd.knowledge.hidden_roles import hidden_roles, without_roles
from rubrics.jd.knowledge.judged import JudgedData
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.references import check_facts, check_references
from rubrics.jd.knowledge.rules import Rule, RuleData
from rubrics.jd.knowledge.schema import EvidenceData, PayData, RoleData, SectionData, TitleData, WeightData, WordData
from rubrics.jd.knowledge.trace_data import TraceData
from rubrics.jd.text.linear import model_from

SUBFOLDER = "jd"
FOLDER = BUILT_IN / SUBFOLDER
FILES: Mapping[str, type[Value]] = {
    "sections": SectionData,
    "evidence": EvidenceData,
    "titles": TitleData,
    "roles": RoleData,
    "pay": PayData,
    "checklist": ChecklistData,
    "weights": WeightData,
    "rules": RuleData,
    "law": LawData,
    "places": PlaceData,
    "ages": AgeData,
    "words": WordData,
    "fixes": FixData,
    "drafts": DraftData,
    "judged": JudgedData,
    "traces": TraceData,
}
"""Every file of `jd/` and its shape."""
MODELS = ("sentences", "works", "wording")
"""Weights that were fitted on what people read: they are replaced by fitting anew, and not laid over."""


def load_knowledge(catalogue: Catalogue, *folders: Path | None, built_in: Path = BUILT_IN) -> Knowledge:
    """Return the built-in knowledge with those of folders laid over it; a folder may be None.

    Raises CatalogueError with every problem.
    """
    problems: dict[Problem, None] = {}
    report = problems.setdefault
    paths = [built_in, *filter(None, folders)]
    blocks = overlaid(paths, SUBFOLDER, FILES, report)
    parts = {name: read_as(FILES[name], block, report) for name, block in blocks.items()}
    if not problems:
        models = {name: model_from((built_in / SUBFOLDER / f"{name}.tsv").read_text("utf-8")) for name in MODELS}
        hidden = hidden_roles(blocks, [role.id for role in catalogue.roles])
        kept = without_roles(parts, hidden)
        knowledge = Knowledge(catalogue=catalogue, **cast("dict[str, Any]", {**kept, **models}))
        check_references(knowledge, blocks, report, hidden)
        checked = _built_in_rules(built_in) if len(paths) > 1 else knowledge.rule_by_id
        check_facts(knowledge, blocks["rules"], checked, report)
        knowledge = replace(knowledge, judged=_still_judged(knowledge, checked))
    if problems:
        raise CatalogueError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return knowledge


def _built_in_rules(built_in: Path) -> Mapping[str, Rule]:
    """Return the rules that the checks make findings of, by id."""
    blocks = overlaid([built_in], SUBFOLDER, ("rules",), _ignored)
    return {rule.id: rule for rule in RuleData.model_validate(blocks["rules"]).rules}


def _still_judged(knowledge: Knowledge, judged: Mapping[str, Rule]) -> JudgedData:
    """Return the verdicts on rules of a team's own, and on those it left to look for what was judged."""
    own = knowledge.rule_by_id.values()
    return knowledge.judged.of({rule.id: rule.looks_for == judged.get(rule.id, rule).looks_for for rule in own})


def _ignored(problem: Problem) -> None:
    """Drop what was reported before, or is about other files."""
