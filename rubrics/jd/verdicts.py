"""What the verdict on a job description says, as keys and values; knows no sentence."""

from collections.abc import Mapping
from enum import StrEnum

from rubrics.catalogue.model import Value


class TitleMisfit(StrEnum):
    """What is wrong with a title that does not fit: it names another job, or it promises AI that the work lacks."""

    WRONG_JOB = "wrong-job"
    AI_WASHED = "ai-washed"


class Abstention(StrEnum):
    """Why there is no verdict on a text."""

    TOO_LITTLE = "too-little"
    NOT_ENGLISH = "not-english"


class Evidence(Value):
    """A quotation that speaks for a role: where it stands in the text, and the features it counts by."""

    start: int
    end: int
    quote: str
    features: tuple[str, ...]


class Counterfactual(Value):
    """What would change a verdict: the fewest sentences without which `leader` leads.

    Where the leading role stands even without its strongest sentences, `leader` is None and `runner_up` follows it.
    """

    sentences: tuple[str, ...]
    leader: str | None = None
    runner_up: str | None = None


class WordingPart(Value):
    """What the wording of the whole text adds to a verdict, beside what can be quoted for it.

    `words`: those below the title that speak most for the leading role, as the text has them. `distribution`: each
    role's share without any of the wording.
    """

    words: tuple[str, ...]
    distribution: Mapping[str, float]


class Verdict(Value):
    """Which role a text describes, with its evidence; `role` is absent where the text says too little.

    `role` is a role family, a role of the team's own, or "other"; `rubric` is the role whose rubric to load, which
    may be a more special kind of the family. `mixed_with` is the second role where the first leads by little: then both
    are named. `carried_by` is how few sentences carry it: without that many another role
    leads; None where it stands even without its strongest. `title_fits` is None where the text is mixed or the
    title names no role; `title_misfit` says what is wrong where it is False. `by_title` where the title names a role of
    the team's own that no words show: it is taken at its word, and `distribution` says how the work reads without it.
    """

    role: str | None
    mixed_with: str | None = None
    rubric: str | None = None
    distribution: Mapping[str, float]
    other_kind: str | None = None
    title_fits: bool | None = None
    title_misfit: TitleMisfit | None = None
    fitting_titles: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[Evidence, ...]] = {}
    wording: WordingPart | None = None
    would_change: Counterfactual | None = None
    carried_by: int | None = None
    self_name: str | None = None
    abstained: Abstention | None = None
    by_title: bool = False
