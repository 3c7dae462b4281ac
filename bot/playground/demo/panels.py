"""The panels that the playground starts with: who rated what and why, in words of our own; opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from rubrics.catalogue.model import Level, Recommendation

IVAN, IDA, IMRAN, INES = "U0IVAN", "U0IDA", "U0IMRAN", "U0INES"
STRONG_NO, NO, YES, STRONG_YES = Recommendation
Rated = Mapping[str, tuple[int, str]]
"""Competency → rating and evidence, which may be empty."""


@dataclass(frozen=True)
class Panelist:
    """One interviewer's part: what they assess, how they rate it, and whether their scorecard came in at all."""

    recommendation: Recommendation
    rated: Rated
    submits: bool = True

    @property
    def ratings(self) -> dict[str, int]:
        """Competency → rating."""
        return {competency: rating for competency, (rating, _) in self.rated.items()}

    @property
    def evidence(self) -> dict[str, str]:
        """Competency → evidence, where there is any."""
        return {competency: text for competency, (_, text) in self.rated.items() if text}


@dataclass(frozen=True)
class Panel:
    """One loop; `opened` is how long before the playground's start it was opened.

    With an `override_reason` the hiring manager reveals it after its deadline, without those who submit nothing.
    """

    candidate: str
    opening: str
    level: Level
    opened: timedelta
    panelists: Mapping[str, Panelist]
    override_reason: str = ""


NO_HIRE = Panel(
    candidate="Noor Haddad",
    opening="Search platform",
    level=Level.MID,
    opened=timedelta(days=12),
    panelists={
        IVAN: Panelist(
            NO,
            {
                "software-engineering": (2, "The upload retry was one long try block. No test until I asked for one."),
                "llm-apis": (2, "Knew the chat endpoint. Had never set a time-out and took 429 for an outage."),
                "agents": (3, ""),
            },
        ),
        IDA: Panelist(
            NO,
            {
                "software-engineering": (
                    2,
                    "Deployed by copying files to the server; logs were read when a customer called.",
                ),
                "llm-apis": (
                    2,
                    "Cut JSON out of prose with a regular expression, with no plan for when it fails.",
                ),
                "llm-theory": (3, ""),
            },
        ),
        IMRAN: Panelist(
            STRONG_NO,
            {
                "retrieval": (2, "Chunks of 1,000 characters because a tutorial did so; recall was never looked at."),
                "evaluation": (1, "Evaluation meant trying ten prompts by hand before each release."),
                "cost": (2, "Could not say what one request of their feature costs, nor which part of it is dearest."),
            },
        ),
        INES: Panelist(
            NO,
            {
                "retrieval": (2, "Swapped the embedding model without comparing answers before and after."),
                "evaluation": (2, "Has a list of twenty questions. Nobody wrote down what a right answer is."),
                "cost": (3, ""),
            },
        ),
    },
)

NOT_ENOUGH = Panel(
    candidate="Theo Lambert",
    opening="Search platform",
    level=Level.MID,
    opened=timedelta(days=9),
    panelists={
        IDA: Panelist(
            YES,
            {
                "software-engineering": (
                    4,
                    "Explained a queue of theirs: idempotent jobs, a dead-letter list.",
                ),
                "llm-apis": (4, ""),
                "agents": (3, ""),
            },
        ),
        IMRAN: Panelist(
            YES,
            {
                "retrieval": (4, "Measured recall on 200 labelled questions before touching the prompt."),
                "evaluation": (3, ""),
            },
        ),
        IVAN: Panelist(YES, {"software-engineering": (3, ""), "llm-theory": (3, ""), "cost": (3, "")}, submits=False),
        INES: Panelist(YES, {"evaluation": (3, ""), "retrieval": (3, ""), "llm-apis": (3, "")}, submits=False),
    },
    override_reason="The candidate has another offer until Friday, and we had to call off two interviews.",
)

SPLIT = Panel(
    candidate="Mara Lindholm",
    opening="Support product",
    level=Level.SENIOR,
    opened=timedelta(days=6),
    panelists={
        IVAN: Panelist(
            YES,
            {
                "software-engineering": (
                    4,
                    "Moved billing out of the monolith behind a flag, and rolled back twice.",
                ),
                "llm-apis": (3, ""),
                "design-decisions": (4, "Named three designs, what each costs to undo, and chose the dull one."),
            },
        ),
        IDA: Panelist(
            NO,
            {
                "software-engineering": (
                    2,
                    "The exercise had no tests and one global client; a second request would have shared its state.",
                ),
                "agents": (2, "Let the agent call the refund tool without a limit; saw the problem only when told."),
                "design-decisions": (3, ""),
            },
        ),
        IMRAN: Panelist(
            YES,
            {
                "retrieval": (5, "Found that half the wrong answers came from stale documents, and built the expiry."),
                "evaluation": (4, "Their release is blocked by a held-out set; two regressions were caught that way."),
                "cost": (3, ""),
            },
        ),
        INES: Panelist(
            NO,
            {
                "retrieval": (3, ""),
                "evaluation": (2, "Compared two prompts on five examples and called the winner by eye."),
                "llm-theory": (2, "Expected temperature 0 to give the same answer on every provider for ever."),
                "cost": (2, "Sent whole documents with every request; caching was news."),
            },
        ),
    },
)

STRONG_HIRE = Panel(
    candidate="Dana Fox",
    opening="Support product",
    level=Level.SENIOR,
    opened=timedelta(days=3),
    panelists={
        IVAN: Panelist(
            YES,
            {
                "software-engineering": (4, "Drew the failure modes unprompted and the alarm that guards each."),
                "llm-apis": (5, "Runs two providers behind one interface; showed the log of the night one was down."),
                "agents": (4, ""),
                "design-decisions": (4, ""),
            },
        ),
        IDA: Panelist(
            YES,
            {
                "software-engineering": (4, ""),
                "llm-apis": (4, "Batches the nightly job, streams the chat, and knows what each saves."),
                "agents": (3, ""),
                "design-decisions": (4, ""),
            },
        ),
        IMRAN: Panelist(
            STRONG_YES,
            {
                "retrieval": (5, "Mixed keyword and vector search after measuring both on their own tickets."),
                "evaluation": (4, "Checks the judge model against forty human verdicts every month."),
                "llm-theory": (4, ""),
                "cost": (2, "Had no figure for a request and guessed; the guess was out by a factor of ten."),
            },
        ),
        INES: Panelist(
            YES,
            {
                "retrieval": (4, ""),
                "evaluation": (4, "A release stops when the held-out score falls; told me of the time it did."),
                "llm-theory": (4, ""),
                "cost": (4, "Moved the easy third of the traffic to a smaller model and showed the bill."),
            },
        ),
    },
)

PANELS = (NO_HIRE, NOT_ENOUGH, SPLIT, STRONG_HIRE)
"""The finished ones, in the order they were opened, none before the last one’s reveal."""

WAITING = Panel(
    candidate="Sam Whitlock",
    opening="Support product",
    level=Level.SENIOR,
    opened=timedelta(hours=30),
    panelists={
        IVAN: Panelist(YES, {"software-engineering": (4, ""), "llm-apis": (4, ""), "cost": (3, "")}, submits=False),
        IDA: Panelist(
            YES,
            {
                "software-engineering": (3, ""),
                "llm-apis": (
                    4,
                    "Gives each call a budget of time and money, and showed what happens when it is spent.",
                ),
                "agents": (3, ""),
                "design-decisions": (2, "Had one design in mind and could not name what would make them drop it."),
            },
        ),
        IMRAN: Panelist(
            YES,
            {
                "retrieval": (4, "Keeps a set of questions with known sources and reruns it after every change."),
                "evaluation": (4, ""),
                "agents": (4, "Every tool of the agent can be undone or asks first; walked through both lists."),
                "llm-theory": (3, ""),
            },
        ),
        INES: Panelist(
            YES,
            {
                "retrieval": (3, ""),
                "evaluation": (3, ""),
                "design-decisions": (4, "Told how they argued for no model at all, and what it saved."),
                "cost": (3, ""),
            },
        ),
    },
)
"""The one that lacks a single scorecard: whoever tries the playground gives it, and sees the panel open."""
