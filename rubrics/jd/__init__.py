"""JD review: which role a job description really describes, and what is wrong with it, with evidence."""

from rubrics.jd.checks.duplicates import beside
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.review import review_jd
from rubrics.jd.values import (
    ChecklistMark,
    Finding,
    PayFound,
    Review,
    Section,
    Severity,
)
from rubrics.jd.verdicts import Evidence, Verdict

__all__ = [
    "ChecklistMark",
    "Evidence",
    "Finding",
    "Knowledge",
    "PayFound",
    "Review",
    "Section",
    "Severity",
    "Verdict",
    "beside",
    "review_jd",
]
