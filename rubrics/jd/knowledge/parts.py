"""The files of definitions/jd as one value, beside the catalogue they belong to; makes nothing of them."""

from dataclasses import dataclass

from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.checklist_data import ChecklistData
from rubrics.jd.knowledge.draft_data import DraftData
from rubrics.jd.knowledge.facts import AgeData, LawData, PlaceData
from rubrics.jd.knowledge.fix_data import FixData
from rubrics.jd.knowledge.judged import JudgedData
from rubrics.jd.knowledge.rules import RuleData
from rubrics.jd.knowledge.schema import EvidenceData, PayData, RoleData, SectionData, TitleData, WeightData, WordData
from rubrics.jd.knowledge.trace_data import TraceData
from rubrics.jd.text.linear import LinearModel


@dataclass(frozen=True, eq=False)
class Parts:
    """All of definitions/jd and the catalogue."""

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
    judged: JudgedData
    traces: TraceData
    sentences: LinearModel
    works: LinearModel
    wording: LinearModel
