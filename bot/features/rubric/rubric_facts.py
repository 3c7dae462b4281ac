"""What every page about a rubric says of it: its name, topic and sources, and what part of the score each part has."""

from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import at_level, percents
from bot.wording.words import words
from rubrics.catalogue.model import Competency, Rubric

RECOMMENDED = ""
"""Under this name stands what the recommendations carry: no competency has it for its id."""


def name_of(rubric: Rubric) -> str:
    """Return a rubric's name for people: “Senior AI Engineer”."""
    return at_level(rubric.role_name, rubric.level)


def topic_on(kind: Kind, rubric: Rubric, detail: str = NOTHING) -> Topic:
    """Return the topic of an answer about a rubric, or about one of its competencies."""
    return Topic(kind=kind, role=rubric.role, level=rubric.level, detail=detail)


def said_shares(rubric: Rubric) -> dict[str, str]:
    """Return what people read of each competency's share of the score, the recommendations' last, under no id.

    Together they are 100%: rounded one by one, eight of them may add up to 102.
    """
    shares = rubric.shares_of_score
    parts = [*shares.values(), *([rubric.recommendation_share] if rubric.recommendation_share else [])]
    return dict(zip([*shares, RECOMMENDED], percents(parts), strict=False))


def marks_of(rubric: Rubric) -> list[str]:
    """Return the marks of every document that a rubric rests on."""
    return sorted(set(rubric.sources).union(*map(marks_of_one, rubric.competencies)))


def marks_of_one(one: Competency) -> set[str]:
    """Return the marks of every document that a competency and its questions rest on."""
    reason = one.weight_reason.sources if one.weight_reason else ()
    return set(one.sources).union(reason, *(question.sources for question in one.questions))


def scoring(rubric: Rubric) -> Mrkdwn:
    """Return how a rubric's score comes about, and which version of it this is."""
    return words("rubric.scoring", rubric=rubric)
