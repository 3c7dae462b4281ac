"""Reads team.yaml: the people, panels and loops that the playground starts with, as values; opens and posts nothing."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, PositiveInt, model_validator

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation

FILE = "team.yaml"


class _Value(BaseModel):
    """What team.yaml holds: nothing in it has a name that is not known here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Teammate(_Value):
    """Someone of the workspace: real name, what they do, and the IANA time zone in which they read dates."""

    name: str
    title: str
    zone: str
    owner: bool = False

    @property
    def first_name(self) -> str:
        """The name people call them by."""
        return self.name.split()[0]


class Place(_Value):
    """A channel by its id and name."""

    id: str
    name: str


class Rated(_Value):
    """What one interviewer saw of one competency; evidence is wanted beside the outermost ratings only."""

    rating: PositiveInt
    evidence: str = ""


class Panelist(_Value):
    """One interviewer's part: what they assess, how they rate it, and whether their scorecard came in at all."""

    recommendation: Recommendation
    rated: Mapping[str, Rated]
    submits: bool = True

    @property
    def ratings(self) -> dict[str, int]:
        """Competency → rating."""
        return {competency: one.rating for competency, one in self.rated.items()}

    @property
    def evidence(self) -> dict[str, str]:
        """Competency → evidence, where there is any."""
        return {competency: one.evidence for competency, one in self.rated.items() if one.evidence}


class Panel(_Value):
    """One loop, opened so many hours before the playground's start, with its panelists by user id."""

    candidate: str
    opening: str
    level: Level
    opened_hours_ago: PositiveInt
    panelists: Mapping[str, Panelist]
    override_reason: str = ""

    @property
    def opened(self) -> timedelta:
        """How long before the playground's start it was opened."""
        return timedelta(hours=self.opened_hours_ago)


class CalibrationRound(_Value):
    """A round of sample answers, sent so many hours before the playground's start to these people.

    What each gave stands in the order of the answers; who lacks some has not handed in.
    """

    sample: str
    sent_hours_ago: PositiveInt
    ratings: Mapping[str, Sequence[PositiveInt]]

    @property
    def sent(self) -> timedelta:
        """How long before the playground's start it was sent."""
        return timedelta(hours=self.sent_hours_ago)


class Team(_Value):
    """Everything the playground starts with; people are named by user id throughout."""

    people: Mapping[str, Teammate]
    recruiter: str
    hiring_manager: str
    stranger: str
    hiring_channel: Place
    drafts_channel: Place
    everybody_channel: Place
    posted_jd: str
    finished: Sequence[Panel]
    calibration: CalibrationRound
    waiting: Panel

    @property
    def insiders(self) -> list[str]:
        """Everybody but the stranger: they are in the hiring channel."""
        return [user for user in self.people if user != self.stranger]

    @property
    def panels(self) -> list[Panel]:
        """The finished loops and the one that waits, in the order they were opened."""
        return [*self.finished, self.waiting]

    @property
    def awaited(self) -> str:
        """The one person whose scorecard keeps the last panel sealed."""
        (awaited,) = self._missing(self.waiting)
        return awaited

    @property
    def opposed(self) -> str:
        """The one whose ratings are farthest from those foreseen for the person whose scorecard is missing."""
        panelists = self.waiting.panelists
        own = panelists[self.awaited].ratings

        def distance(user: str) -> int:
            return max(
                (abs(own[one] - theirs) for one, theirs in panelists[user].ratings.items() if one in own), default=0
            )

        return max((user for user in panelists if user != self.awaited), key=distance)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        rated = [panel.panelists for panel in self.panels]
        named = {self.recruiter, self.hiring_manager, self.stranger}.union(*rated, self.calibration.ratings)
        if unknown := named - set(self.people):
            raise ValueError(f"no one is called {', '.join(sorted(unknown))}")
        if len(self._missing(self.waiting)) != 1 or self.waiting.override_reason:
            raise ValueError("the panel that waits must lack exactly one scorecard")
        if any(self._missing(panel) and not panel.override_reason for panel in self.finished):
            raise ValueError("a finished panel that lacks a scorecard needs an override_reason")
        return self

    @staticmethod
    def _missing(panel: Panel) -> list[str]:
        return [user for user, panelist in panel.panelists.items() if not panelist.submits]


@cache
def the_team() -> Team:
    """Return what team.yaml says."""
    text = resources.files("bot.playground.demo").joinpath(FILE).read_text(encoding="utf-8")
    return Team.model_validate(yaml.safe_load(text))
