"""The shape of traces.yaml: what ties a sentence of a posting to a competency, or to a check that is no interview."""

from collections.abc import Mapping

from rubrics.catalogue.model import Slug, Value
from rubrics.jd.knowledge.schema import Phrases


class TraceData(Value):
    """traces.yaml: phrases by a competency's id, and by the kind of check that takes the place of an interview."""

    competencies: Mapping[Slug, Phrases]
    elsewhere: Mapping[Slug, Phrases]
