"""Whether a posting is for no job that is open, but invites people for jobs to come."""

import re

from rubrics.jd.reading.reading import Reading

_OPENING = 8
"""So many sentences at the head of a text say what it is."""
_NO_JOB = re.compile(
    r"\btalent (?:pool|network|community)\b|\b(?:general|open|speculative|spontaneous|unsolicited) application\b"
    r"|\bfuture (?:job |career )?(?:opportunit|opening|role|position|vacanc)\w*|\bexpression of interest\b"
    r"|\bdon['’]t see (?:what|a role|the role|the right)\b"
)


def is_of_no_job(reading: Reading) -> bool:
    """Whether a posting invites people for jobs to come: it has no duties to list and no pay to state."""
    folded = reading.document.text.folded
    opening = (folded[one.start : one.end] for one in reading.of_kind("intro", "process", "other")[:_OPENING])
    return any(map(_NO_JOB.search, (reading.document.title.lower(), *opening)))
