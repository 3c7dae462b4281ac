"""Reads sets of sample answers, each rated by the rubric of its role and level; knows not who rates them."""

from collections.abc import Iterator, Mapping, Sequence

from rubrics.authoring.blocks import Block
from rubrics.authoring.definition_files import Report
from rubrics.authoring.merging import Extending
from rubrics.authoring.misfits import place_of, read_as
from rubrics.authoring.shapes import SampleAnswerText, SampleSetText
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.limits import FEWEST_SAMPLES
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.samples import SampleAnswer, SampleSet

Rubrics = Mapping[tuple[str, str], Rubric]

FEWEST_WORDS, MOST_WORDS = 60, 150
"""An answer as people give it in an interview before a follow-up; six of them take five minutes to read and rate."""
WIDEST_ALIKE = 2
"""Answers whose intended ratings lie no further apart show nothing of how someone uses the ends of the scale."""


def sample_sets(
    sets: Extending, roles: Extending, rubrics: Rubrics, report: Report, caution: Report
) -> dict[str, SampleSet]:
    """Return every set that fits, by its id; reports what does not.

    A set that the topmost folder says nothing of belongs to another one's roles: an answer on a competency that the
    team's own role no longer assesses is left out, and a set of which too little remains as well.
    """
    known: dict[str, SampleSet] = {}
    own = sets.layers[-1]
    for name in sets.names():
        block = sets.resolved(name)
        text = read_as(SampleSetText, block, report) if block is not None else None
        if block is None or text is None:
            continue
        for problem in _problems(text, block, roles, rubrics) if name in own else ():
            report(problem)
        fitting = _fitting(name, text, rubrics)
        if fitting is not None:
            if other := next((each.id for each in known.values() if _called(each) == _called(fitting)), None):
                caution(Problem.at(block.place, ProblemKind.SAMPLES_NAMED_ALIKE, other=other))
            known[name] = fitting
        for each in _cautions(text, block):
            caution(each)
    return known


def _problems(text: SampleSetText, block: Block, roles: Extending, rubrics: Rubrics) -> Iterator[Problem]:
    levels = [level for role, level in rubrics if role == text.role]
    rubric = rubrics.get((text.role, text.level))
    role = roles.resolved(text.role) if text.role in roles.names() else None
    if role is None or role.get("abstract") is True:
        near = nearest_name(text.role, roles.names())
        yield Problem.at(place_of(block, ("role",)), ProblemKind.UNKNOWN_ROLE, name=text.role, near=near)
    elif not levels:
        return  # what keeps the role from being read is reported already
    elif rubric is None:
        values = {"role": text.role, "level": text.level, "known": list(levels)}
        yield Problem.at(place_of(block, ("level",)), ProblemKind.LEVEL_OF_NO_RUBRIC, **values)
    else:
        assessed = [each.id for each in rubric.competencies]
        for answer, each in text.answers.items():
            if each.competency not in assessed:
                place, near = (
                    place_of(block, ("answers", answer, "competency")),
                    nearest_name(each.competency, assessed),
                )
                values = {"name": each.competency, "role": text.role, "level": text.level, "known": assessed}
                yield Problem.at(place, ProblemKind.UNKNOWN_COMPETENCY, near=near, **values)
            elif not (scale := rubric.competency(each.competency).scale).holds(each.written_as):
                place = place_of(block, ("answers", answer, "written_as"))
                facts = {"given": each.written_as, "name": each.competency, "top": scale.top}
                yield Problem.at(place, ProblemKind.SAMPLE_OFF_SCALE, **facts)


def _fitting(name: str, text: SampleSetText, rubrics: Rubrics) -> SampleSet | None:
    rubric = rubrics.get((text.role, text.level))
    if rubric is None:
        return None
    assessed = {each.id for each in rubric.competencies}
    answers = [_answer(key, each, rubric) for key, each in text.answers.items() if each.competency in assessed]
    if len(answers) < FEWEST_SAMPLES:
        return None
    about = {"role": text.role, "role_name": rubric.role_name, "level": rubric.level}
    return SampleSet(id=name, name=text.name, answers=tuple(answers), **about)


def _called(sample: SampleSet) -> tuple[str | None, str, str]:
    """Return what tells a set from others where people choose one."""
    return sample.name, sample.role_name, sample.level


def _answer(key: str, text: SampleAnswerText, rubric: Rubric) -> SampleAnswer:
    competency = rubric.competency(text.competency)
    return SampleAnswer(
        id=key,
        question=text.question,
        answer=text.answer,
        competency=competency.id,
        name=competency.name,
        scale=competency.scale,
        anchors=competency.anchors,
    )


def _cautions(text: SampleSetText, block: Block) -> Iterator[Problem]:
    for key, each in text.answers.items():
        if not FEWEST_WORDS <= (size := len(each.answer.split())) <= MOST_WORDS:
            place = place_of(block, ("answers", key, "answer"))
            usual = {"least": FEWEST_WORDS, "most": MOST_WORDS}
            yield Problem.at(place, ProblemKind.SAMPLE_LENGTH, name=key, size=size, **usual)
    ratings = [each.written_as for each in text.answers.values()]
    if _spread(ratings) <= WIDEST_ALIKE:
        place = place_of(block, ("answers",))
        yield Problem.at(place, ProblemKind.SAMPLES_ALIKE, low=min(ratings), high=max(ratings))


def _spread(ratings: Sequence[int]) -> int:
    return max(ratings) - min(ratings)
