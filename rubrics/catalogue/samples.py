"""Sample answers: what someone might say in an interview, stored so that a whole team rates the same ones.

An answer carries the anchors that it is rated by, so that a round keeps them whatever becomes of the rubric.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from rubrics.catalogue import limits
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Anchor, PartName, Sentence, Slug, Value
from rubrics.catalogue.scale import FIVE, Scale

SampleText = Annotated[str, StringConstraints(min_length=1, max_length=limits.SAMPLE_ANSWER, strip_whitespace=True)]


class SampleAnswer(Value):
    """One answer to one question, with the competency it is rated on, and that competency's scale and anchors."""

    id: Slug
    question: Sentence
    answer: SampleText
    competency: Slug
    name: PartName
    """The competency's."""
    scale: Scale = FIVE
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=2, max_length=limits.POINTS)]
    """At both ends of the scale at least."""


class SampleSet(Value):
    """The answers that a calibration round is about: all for one role at one level, in the order they are rated."""

    id: Slug
    name: PartName | None = None
    """What tells it apart from another one for the same role and level."""
    role: Slug
    role_name: str
    level: RoleLevel
    answers: Annotated[tuple[SampleAnswer, ...], Field(min_length=limits.FEWEST_SAMPLES, max_length=limits.SAMPLES)]

    def answer(self, answer_id: str) -> SampleAnswer:
        """Return one answer by id; raises KeyError."""
        for answer in self.answers:
            if answer.id == answer_id:
                return answer
        raise KeyError(answer_id)
