"""The shape of definitions/jd/checklist.yaml, as frozen values: which words of a JD say an item of a checklist."""

from typing import Literal

from rubrics.catalogue.model import Slug, Value
from rubrics.jd.knowledge.schema import Phrases, Sought
from rubrics.jd.values import SectionKind


class CueExamples(Value):
    """Texts in which a checklist item must be found, and texts in which it must not."""

    found: Phrases
    absent: Phrases


class ChecklistCue(Value):
    """What shows that one checklist item is said: phrases, patterns, a kind of section, a check in code, or findings;
    or that the text reads as, or is titled as, one role.

    A phrase inside one of `unless` does not count; one of `alone` counts only in a line of its own. One of `hints`
    is too little to tick the item, and enough to say nothing of its absence. What is `own` counts only where it is
    the person’s, and not waived. A remark of one of the rules of `denied_by` says that the item isn't kept, whatever
    words there are for it; in a text of one of the roles of `unsure_of` words are a hint at most. Phrases behind a
    requirement with one of the words of `not_behind` come too late to count. `examples` are texts in which the item
    must be found, and texts in which it must not.
    """

    item: Slug
    cues: Phrases = ()
    alone: Phrases = ()
    unless: Phrases = ()
    hints: Phrases = ()
    patterns: tuple[Sought, ...] = ()
    heading: SectionKind | None = None
    check: Literal["output", "place", "pay-range", "pay-basis", "level", "split", "must-count"] | None = None
    reads_as: Slug | None = None
    titled_as: Slug | None = None
    sections: tuple[SectionKind, ...] = ()
    own: bool = False
    unsure_of: tuple[Slug, ...] = ()
    not_behind: Phrases = ()
    findings: Phrases = ()
    denied_by: Phrases = ()
    examples: CueExamples | None = None


class ChecklistData(Value):
    """checklist.yaml: how each checklist item is recognized."""

    items: tuple[ChecklistCue, ...]
