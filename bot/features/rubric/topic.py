"""What of the catalogue someone asks to see, as a value short enough for a button; knows no words for it."""

from enum import StrEnum

from bot.errors import Refusal
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Value

NOTHING = "-"
GONE = "rubric_refusals.gone"


class Kind(StrEnum):
    """The sorts of answer about roles, rubrics and what the documents say of them."""

    ROLE = "role"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    BLOCKS = "blocks"
    BACKGROUNDS = "backgrounds"
    MARKET = "market"
    WORK_SAMPLE = "work-sample"
    EXERCISES = "exercises"
    EXERCISE = "exercise"
    MATERIAL = "material"
    CRITERIA = "criteria"
    CHECKLIST = "checklist"
    RUBRIC = "rubric"
    COMPETENCY = "competency"
    QUESTIONS = "questions"
    ANCHORS = "anchors"
    EVIDENCE = "evidence"
    PAY = "pay"
    PAY_NOTES = "pay-notes"
    FIGURES = "figures"
    COMPARE = "compare"
    COMPARE_LEVELS = "compare-levels"
    COMPARE_PAY = "compare-pay"
    COMPARE_ALL = "compare-all"
    CHOOSE = "choose"
    SOURCES = "sources"
    DOCUMENT = "document"
    HIRE = "hire"
    DIFF = "diff"


class Topic(Value):
    """One answer.

    `detail` is a competency's id, an exercise's or that of something to read in it (“old-policy/key”), the role or the
    level compared with, a document's mark, a part of the advice on hiring, a kind of employer, or the loop of
    a diff.
    """

    kind: Kind
    role: str = NOTHING
    level: RoleLevel | None = None
    detail: str = NOTHING

    @property
    def key(self) -> str:
        """The topic as text: “anchors ai-engineer senior retrieval”, with “-” for what it lacks."""
        return " ".join((self.kind, self.role, self.level.value if self.level else NOTHING, self.detail))

    @property
    def is_shareable(self) -> bool:
        """Tell whether it may be posted: all of the definitions, but nothing about a loop, nor what has no limit."""
        return self.kind not in {Kind.DIFF, Kind.DOCUMENT}


def asked_topic(key: str) -> Topic:
    """Return the topic that a button or a form carries; raises Refusal for any other text."""
    try:
        return topic_of(key)
    except ValueError:
        raise Refusal(GONE) from None


def topic_of(key: str) -> Topic:
    """Return the topic that a key stands for; raises ValueError for any other text."""
    kind, role, level, detail = key.split(" ")
    return Topic.model_validate(
        {"kind": kind, "role": role, "level": None if level == NOTHING else level, "detail": detail}
    )
