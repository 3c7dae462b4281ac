"""The kinds of things that a signal says, as keys: words, rules, topics, lacks and remedies; they know no figure."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Word(StrEnum):
    """The signal in one word, best first; what signals of the first formula called two of them can still be read."""

    CLEAR_HIRE = "clear_hire"
    LEAN_HIRE = "lean_hire"
    SPLIT = "split"
    LEAN_NO = "lean_no"
    CLEAR_NO = "clear_no"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    TALLY_ALONE = "tally_alone"
    """Of a rubric without arithmetic: the recommendations as they were given, and no word on them."""

    @classmethod
    def _missing_(cls, value: object) -> "Word | None":
        return next((word for word, former in FORMER_WORDS.items() if former == value), None)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of all that can be read: records that were written before hold the former words."""
        found = handler.resolve_ref_schema(handler(core))
        found["enum"] = [*cls, *FORMER_WORDS.values()]
        return found

    @property
    def former(self) -> str:
        """What programs know it as that were written for the first formula."""
        return FORMER_WORDS.get(self, self.value)


FORMER_WORDS: Mapping[Word, str] = {Word.CLEAR_HIRE: "strong_hire", Word.CLEAR_NO: "no_hire"}
"""No one read "strong hire" as what it meant: surely above the bar, however strong the recommendations were."""


class Rule(StrEnum):
    """Which rule had the last say on the word."""

    PROBABILITY = "probability"
    CONTRADICTION = "contradiction"
    FLOOR = "floor"
    EVIDENCE = "evidence"
    TALLY = "tally"


class Topic(StrEnum):
    """A kind of thing to discuss, in the order in which a panel does so."""

    FLOOR = "floor"
    """A must-have below the floor that the rubric declares."""
    SPLIT_PANEL = "split_panel"
    AGAINST_RATINGS = "against_ratings"
    COMPETENCY = "competency"
    SPREAD = "spread"
    LONE_VOICE = "lone_voice"
    MUST_HAVE = "must_have"
    """A must-have below the bar."""
    WEAK = "weak"
    """Anything else below the bar, on which no one differs."""


class Lack(StrEnum):
    """What the evidence lacks; the unit of a shortfall's figures follows from it."""

    SCORECARDS = "scorecards"
    WEIGHT_RATED = "weight_rated"
    PRECISION = "precision"


class RemedyKind(StrEnum):
    """What would make up for a lack."""

    MORE_SCORECARDS = "more_scorecards"
    RATE_COMPETENCIES = "rate_competencies"
    MORE_INTERVIEWERS = "more_interviewers"
    MANY_INTERVIEWERS = "many_interviewers"
