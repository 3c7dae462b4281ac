"""What a role is: its work, its limits, its levels and the people who grow into it; knows no file and no rating."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from rubrics.catalogue import limits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Sentence, Slug, SourceMark, Value
from rubrics.catalogue.names import folded
from rubrics.catalogue.problem_kinds import ProblemKind

Name = Annotated[str, StringConstraints(min_length=1, max_length=limits.LABEL, strip_whitespace=True)]


class Statement(Value):
    """One sentence and the documents it rests on; without a mark it is our own summary or inference.

    `short` says it in a table's cell; of `hire_when` it follows "to", as in "hire them to train your own models".
    """

    text: Sentence
    short: Annotated[str, StringConstraints(min_length=1, max_length=limits.CELL)] | None = None
    sources: tuple[SourceMark, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class RelatedTitle(Value):
    """A title under which the role is also posted or looked for."""

    title: Name
    note: Sentence | None = None
    sources: tuple[SourceMark, ...] = ()

    @property
    def key(self) -> str:
        """The title as one word, by which it is told from the role's others."""
        return folded(self.title).replace(" ", "-")


class Ramp(Value):
    """How long people of one background take, and until what, as one document has it."""

    what: Name
    until: Literal["hireable", "productive"] = "productive"
    """Most documents say how long one prepares for the role; few how long one takes to do it well once in it."""
    low: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    high: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    unit: Literal["weeks", "months"]
    source: SourceMark

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        check_span(self.low, self.high)
        return self

    @property
    def words(self) -> str:
        """As people say it: “3–6 months”."""
        return f"{span(self.low, self.high)} {self.unit}"


class Step(Value):
    """One step of a way into a role, with the weeks that a document gives it, if it gives any."""

    text: Sentence
    from_week: Annotated[int, Field(ge=1, le=200)] | None = None
    to_week: Annotated[int, Field(ge=1, le=200)] | None = None
    sources: tuple[SourceMark, ...] = ()

    @property
    def weeks(self) -> str:
        """As people say it: “1–4”, “21+”; empty where the document gives none."""
        return "" if self.from_week is None and self.to_week is None else span(self.from_week, self.to_week)


class Background(Value):
    """Where candidates come from, how long they take on which way, and what to probe because of it."""

    id: Slug
    origin: Name
    ramps: tuple[Ramp, ...] = ()
    steps: tuple[Step, ...] = ()
    probe: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()


class LevelGuide(Value):
    """What one level of the role is expected to do and how far its responsibility reaches."""

    level: RoleLevel
    expectation: Sentence
    scope: Statement | None = None


class Growth(Value):
    """The roles that people in this role commonly move on to, nearest first."""

    path: tuple[Name, ...]
    sources: tuple[SourceMark, ...] = ()


class Outline(Value):
    """How one document divides the work of a role, such as into building blocks."""

    name: Name
    parts: Annotated[tuple[Statement, ...], Field(min_length=1)]
    source: SourceMark


class RoleDescription(Value):
    """Everything about a role that is written once, whatever the level."""

    id: Slug
    extends: Slug | None = None
    name: Name
    summary: Sentence
    does: tuple[Statement, ...] = ()
    does_not: tuple[Statement, ...] = ()
    output: Statement | None = None
    strongest_at: Statement | None = None
    outlines: tuple[Outline, ...] = ()
    daily_tools: tuple[Statement, ...] = ()
    mathematics: Statement | None = None
    typical_background: Statement | None = None
    markers: tuple[Statement, ...] = ()
    hire_when: Statement | None = None
    regulated_fit: Statement | None = None
    must_have: tuple[Statement, ...] = ()
    nice_to_have: tuple[Statement, ...] = ()
    not_needed: tuple[Statement, ...] = ()
    related_titles: tuple[RelatedTitle, ...] = ()
    confused_with: tuple[Statement, ...] = ()
    market: tuple[Statement, ...] = ()
    """What documents say of the market for the role, beside the single figures of `facts`."""
    learning: tuple[Statement, ...] = ()
    """Ways and material by which people learn the role, as documents name them."""
    growth: Growth | None = None
    strong_signals: tuple[Statement, ...] = ()
    weak_signals: tuple[Statement, ...] = ()
    work_sample: Slug | None = None
    in_jd_review: bool = True
    """Whether JD review may say that a text describes it; the general roles have no words of their own there."""
    sources: tuple[SourceMark, ...] = ()


class Role(RoleDescription):
    """A role as teams compare it with others: what it does and does not do, and what it leaves behind."""

    levels: Annotated[tuple[LevelGuide, ...], Field(min_length=1)]
    backgrounds: tuple[Background, ...] = ()
    do_not_ask: tuple[Statement, ...] = ()

    def title_called(self, name: str) -> RelatedTitle | None:
        """Return the related title that a name is, whatever its case and punctuation; or None."""
        return next((each for each in self.related_titles if folded(each.title) == folded(name)), None)

    def guide(self, level: str) -> LevelGuide:
        """Return what is expected at a level; raises KeyError where the role lacks it."""
        for guide in self.levels:
            if guide.level == level:
                return guide
        raise KeyError(level)


def check_span(low: float | None, high: float | None) -> None:
    """Refuse a range that has no end at all, or that runs downward."""
    if low is None and high is None:
        raise misfit(ProblemKind.NO_NUMBER)
    if low is not None and high is not None and low > high:
        raise misfit(ProblemKind.SPAN_DOWNWARD, low=low, high=high)


def span(low: float | None, high: float | None) -> str:
    """Return a range as people write it: “3–6”, “5+”, “up to 600”, “150”; one of the ends must be given."""
    if low is None:
        return f"up to {high:g}"
    if high is None:
        return f"{low:g}+"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
