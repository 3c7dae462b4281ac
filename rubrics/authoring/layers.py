"""Lays a team's roles, competencies and checklists over the built-in ones, into one catalogue; reads no file itself."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from rubrics.authoring.answer_sizes import COMPARED, DESCRIBED, FURTHER, REQUIRED, Sized, most_of, too_large
from rubrics.authoring.assembly import checklist_of, role_of, rubrics_of, work_sample_of
from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.cautions import competency_cautions, role_cautions, unlike
from rubrics.authoring.definition_files import Folder, Report
from rubrics.authoring.exercise_sets import exercises
from rubrics.authoring.keyed_lists import with_keys
from rubrics.authoring.level_checks import level_problems, weighted_at
from rubrics.authoring.merging import Extending
from rubrics.authoring.misfits import read_as
from rubrics.authoring.old_spellings import as_spelled_now
from rubrics.authoring.sample_sets import sample_sets
from rubrics.authoring.scale_checks import check_scale
from rubrics.authoring.sections import Sections, check_marks, check_placeholders, check_roles, collect
from rubrics.authoring.shapes import ChecklistText, CompetencyText, RoleText, SourceText, WorkSampleText
from rubrics.authoring.sum_checks import check_sum
from rubrics.catalogue.checklist import Checklist
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import Fact, HiringAdvice, LevelWord, PayBand, PayNote
from rubrics.catalogue.model import Arithmetic, Source, WorkSample
from rubrics.catalogue.names import folded, nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Role

EVERY_ROLE = "every-role"
"""The checklist of a role that brings none of its own."""

COMPETENCIES = ("competencies",)
FILLED_BY = {
    Sized.ROLE: DESCRIBED,
    Sized.REQUIREMENTS: (*REQUIRED, *FURTHER),
    Sized.BACKGROUNDS: ("backgrounds", "learning"),
    Sized.MARKET: ("market", "id"),
    Sized.WORK_SAMPLE: ("work_sample", "strong_signals", "weak_signals"),
    Sized.CHECKLIST: ("items",),
    Sized.RUBRIC: COMPETENCIES,
    Sized.QUESTIONS: COMPETENCIES,
    Sized.QUESTIONS_OF_ONE: COMPETENCIES,
    Sized.ANCHORS: COMPETENCIES,
    Sized.ANCHORS_OF_ONE: COMPETENCIES,
    Sized.PAY: ("id",),
    Sized.COMPARISON: COMPARED,
}
"""The fields that fill an answer; pay comes from sections of its own, so the role itself is named."""

Model = TypeVar("Model", bound=BaseModel)


class Library:
    """All folders together; what does not fit is reported and left out."""

    def __init__(self, folders: Sequence[Folder], report: Report) -> None:
        self.folders, self.report = folders, report
        self.cautions: list[Problem] = []
        self.files = [[self._as_read_now(file) for file in folder.files] for folder in folders]
        for files in self.files:
            check_placeholders(files, self.report)
        self.layers = [collect(files, self.report) for files in self.files]
        self.roles = self._extending("role")
        self.competencies = self._extending("competency", "competencies")
        self.checklists = self._extending("checklist")
        self.work_samples = self._extending("work sample", "work_samples")
        self.exercises = self._extending("exercise", "exercises")
        self.sample_sets = self._extending("sample answers", "sample_answers")

    def _as_read_now(self, file: Block) -> Block:
        return with_keys(as_spelled_now(file, self.cautions.append))

    def _extending(self, kind: str, section: str | None = None) -> Extending:
        return Extending(kind, [layer.named[section or kind] for layer in self.layers], self.report)

    def catalogue(self) -> Catalogue:
        """Return the catalogue of everything that fits."""
        self._check_references()
        for name in self.competencies.names():
            if block := self.competencies.resolved(name):
                self._competency_text(block)
        texts = [text for name in self.roles.names() if (text := self._role_text(name))]
        rubrics = {key: rubric for text in texts for key, rubric in rubrics_of(text).items()}
        catalogue = Catalogue(
            roles=tuple(role_of(text) for text in texts),
            rubrics=rubrics,
            checklists=self._checklists_for(texts),
            sources=self._sources(),
            digest=hashlib.sha256("\n".join(folder.digest for folder in self.folders).encode()).hexdigest(),
            pay_bands=self._pay_bands(),
            pay_conditions=self._entries("pay_notes", PayNote),
            level_words=self._level_words(),
            facts=tuple({fact.id: fact for fact in self._entries("facts", Fact)}.values()),
            hiring=self._hiring(),
            work_samples=self._samples(),
            exercises=exercises(self.exercises, self.roles.names(), self.report),
            sample_sets=sample_sets(self.sample_sets, self.roles, rubrics, self.report, self.cautions.append),
            general_checklist=self._checklist(EVERY_ROLE, EVERY_ROLE),
            cautions=unlike(self.cautions),
        )
        for role in catalogue.roles:
            self._check_sizes(catalogue, role)
            rubrics_of_role = [rubric for key, rubric in catalogue.rubrics.items() if key[0] == role.id]
            if (block := self.roles.resolved(role.id)) is not None:
                for problem in check_sum(rubrics_of_role, block):
                    self.report(problem)
        return catalogue

    def _check_sizes(self, catalogue: Catalogue, role: Role) -> None:
        """Report each answer about a role that one message could not hold, at what fills most of it."""
        for answer, size in too_large(catalogue, role).items():
            block = self.roles.resolved(role.id)
            if answer is Sized.CHECKLIST and (name := self._checklist_name(role.id)):
                block = self.checklists.resolved(name)
            if block is not None:
                facts = {"answer": answer, "role": role.name, "size": size, "most": most_of(answer)}
                self.report(Problem.at(_fullest(block, FILLED_BY[answer]), ProblemKind.ANSWER_TOO_LONG, **facts))

    def _competency_text(self, block: Block) -> None:
        if text := read_as(CompetencyText, block, self.report):
            self.cautions.extend(competency_cautions(text, block))

    def _check_references(self) -> None:
        marks = [mark for layer in self.layers for mark in layer.named["sources"]]
        check_marks([file for files in self.files for file in files], marks, self.report)
        for layer in self.layers:
            for kind in ("pay", "pay_notes", "facts", "level_words"):
                check_roles(layer.listed[kind], self.roles.names(), self.report)

    def _role_text(self, name: str) -> RoleText | None:
        block = self.roles.resolved(name)
        if block is None or block.get("abstract") is True:
            return None
        listed = block.get("competencies")
        if isinstance(listed, Listing):
            needs_weights = block.get("arithmetic") != Arithmetic.NONE
            block = _replaced(block, "competencies", self._assessed(listed, needs_weights=needs_weights))
        self._check_work_sample(block)
        if wrong := list(level_problems(block)):
            for problem in wrong:
                self.report(problem)
            return None
        text = read_as(RoleText, block, self.report)
        if text and (off_scale := list(check_scale(text, block))):
            for problem in off_scale:
                self.report(problem)
            return None
        if text:
            self.cautions.extend(role_cautions(text, block))
            for each, written in zip(text.competencies, block["competencies"], strict=True):
                self.cautions.extend(competency_cautions(each, written))
        return text

    def _assessed(self, listed: Listing, *, needs_weights: bool) -> Listing:
        """Return a role's competencies with what they extend; reports those without an id, or a weight they need."""
        completed = Listing(listed.place)
        for item, place in zip(listed, listed.places, strict=True):
            whole = self.competencies.completed(item) if isinstance(item, Block) else item
            if whole is None:
                continue
            completed.append(whole)
            completed.places.append(place)
            if isinstance(item, Block):
                self._check_assessed(item, whole, place, needs_weight=needs_weights)
        self._check_twice(completed)
        return completed

    def _check_assessed(self, item: Block, whole: Block, place: Place, *, needs_weight: bool) -> None:
        if "extends" not in item and "id" not in item:
            self.report(Problem.at(place, ProblemKind.COMPETENCY_WITHOUT_ID))
        if "weight" not in whole and needs_weight and whole.get("yes_or_no") is not True:
            self.report(Problem.at(place, ProblemKind.WEIGHT_MISSING))

    def _check_twice(self, listed: Listing) -> None:
        seen: dict[str, set[str]] = {}
        for item, place in zip(listed, listed.places, strict=True):
            name = str(item.get("id") or item.get("extends")) if isinstance(item, Block) else ""
            # One competency may stand there once for each level, with anchors of its own.
            levels, already = weighted_at(item), seen.setdefault(name, set())
            if already & levels:
                self.report(Problem.at(place, ProblemKind.ASSESSED_TWICE, name=name))
            already |= levels

    def _check_work_sample(self, role: Block) -> None:
        name, known = role.get("work_sample"), self.work_samples.names()
        if isinstance(name, str) and name not in known:
            place, near = role.places["work_sample"], nearest_name(name, known)
            self.report(Problem.at(place, ProblemKind.UNKNOWN_WORK_SAMPLE, name=name, near=near))

    def _checklists_for(self, texts: Iterable[RoleText]) -> dict[str, Checklist]:
        self._check_checklist_ids()
        checklists: dict[str, Checklist] = {}
        for text in texts:
            if checklist := self._checklist(self._checklist_name(text.id), text.id):
                checklists[text.id] = checklist
        return checklists

    def _checklist(self, name: str | None, role: str) -> Checklist | None:
        block = self.checklists.resolved(name) if name and name in self.checklists.names() else None
        text = read_as(ChecklistText, block, self.report) if block is not None else None
        return checklist_of(text, role) if text else None

    def _checklist_name(self, role: str) -> str | None:
        """Return whose checklist a role uses: its own, or that of the nearest role it extends, or the general one."""
        known = self.checklists.names()
        return next((each for each in (*self._lineage(role), EVERY_ROLE) if each in known), None)

    def _lineage(self, role: str) -> list[str]:
        """Return a role's id and those of the roles it extends, abstract ones too, nearest first."""
        names: list[str] = []
        name: Any = role
        while isinstance(name, str) and name not in names and (block := self.roles.resolved(name)) is not None:
            names.append(name)
            name = block.get("extends")
        return names

    def _check_checklist_ids(self) -> None:
        roles = self.roles.names()
        for name in self.checklists.names():
            block = self.checklists.resolved(name)
            if block is not None and name not in roles and block.get("abstract") is not True:
                place, near = block.places["id"], nearest_name(name, roles)
                self.report(Problem.at(place, ProblemKind.CHECKLIST_OF_NO_ROLE, name=name, near=near))

    def _samples(self) -> dict[str, WorkSample]:
        samples: dict[str, WorkSample] = {}
        for name in self.work_samples.names():
            block = self.work_samples.resolved(name)
            text = read_as(WorkSampleText, block, self.report) if block is not None else None
            if text:
                samples[name] = work_sample_of(name, text)
        return samples

    def _sources(self) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for layer in self.layers:
            for mark, block in layer.named["sources"].items():
                if text := read_as(SourceText, block, self.report):
                    sources[mark] = Source(mark=mark, **dict(text))
        return sources

    def _entries(self, kind: str, model: type[Model]) -> tuple[Model, ...]:
        return tuple(value for layer in self.layers for value in self._of_layer(layer, kind, model))

    def _of_layer(self, layer: Sections, kind: str, model: type[Model]) -> list[Model]:
        read = (read_as(model, block, self.report) for block in layer.listed[kind])
        return [value for value in read if value is not None]

    def _pay_bands(self) -> tuple[PayBand, ...]:
        """Return all bands; a folder that gives a role's pay replaces what folders before it gave."""
        bands: list[PayBand] = []
        for layer in self.layers:
            own = self._of_layer(layer, "pay", PayBand)
            replaced = {role for band in own for role in band.roles}
            bands = [kept for band in bands if (kept := _without(band, replaced))] + own
        return tuple(bands)

    def _level_words(self) -> tuple[LevelWord, ...]:
        words: list[LevelWord] = []
        for layer in self.layers:
            own = self._of_layer(layer, "level_words", LevelWord)
            replaced = {folded(entry.word) for entry in own}
            words = [entry for entry in words if folded(entry.word) not in replaced] + own
        return tuple(words)

    def _hiring(self) -> HiringAdvice | None:
        advice = [layer.hiring for layer in self.layers if layer.hiring is not None]
        return read_as(HiringAdvice, advice[-1], self.report) if advice else None


def _fullest(block: Block, fields: Sequence[str]) -> Place:
    """Return where the longest of some fields stands, in whatever file it was written."""
    written = [field for field in fields if field in block]
    return block.places[max(written, key=lambda field: len(str(block[field])))] if written else block.place


def _without(band: PayBand, roles: set[str]) -> PayBand | None:
    kept = tuple(role for role in band.roles if role not in roles)
    return band.model_copy(update={"roles": kept}) if kept else None


def _replaced(block: Block, key: str, value: Listing) -> Block:
    copy = Block(block.place)
    for name, old in block.items():
        copy.put(name, value if name == key else old, block.places[name])
    return copy
