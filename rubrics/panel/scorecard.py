"""A scorecard as values: what an interviewer fills in, each version of it, and what stands behind a panel's sum."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

from rubrics.catalogue.model import Competency, Recommendation, Scorecard, Value
from rubrics.catalogue.scale import FIVE, Scale
from rubrics.panel.loop import Loop

_NOTE, _PRIVATE = "note", "private note"


Note = Annotated[str, _NOTE]
"""A text about the interview as a whole that the panel reads; empty where nothing was written."""
PrivateNote = Annotated[str, _PRIVATE]
"""The same for one reader alone: it is no part of what a panel reads."""


class CardContent(Value):
    """What an interviewer fills in: ratings (None for "not assessed") and evidence, by competency, and the rest.

    Each thing asked about the interview as a whole stands here by the name of its field in the form and of its
    column. `next_note` is handed on to the candidate's other interviewers before the reveal, `recruiter_note` is for
    the loop's recruiter alone. `reason` belongs to a change after the reveal.
    """

    ratings: Mapping[str, int | None]
    evidence: Mapping[str, str] = {}
    strengths: Note = ""
    risks: Note = ""
    next_note: Note = ""
    recruiter_note: PrivateNote = ""
    recommendation: Recommendation
    reason: str | None = None

    @property
    def notes(self) -> Mapping[str, str]:
        """What the panel reads about the interview as a whole, by the name of its field; nothing that is empty."""
        names = [name for name, field in type(self).model_fields.items() if _NOTE in field.metadata]
        return {name: text for name in names if (text := getattr(self, name))}


PRIVATE = frozenset(name for name, field in CardContent.model_fields.items() if _PRIVATE in field.metadata)
"""What of a scorecard is for one reader alone."""


class SubmittedCard(CardContent):
    """A scorecard as it was submitted: one version of one interview's card.

    `remarks` names, by competency, the rules that its wording was remarked on by and that it was kept in spite of.
    """

    interview: str
    interviewer: str
    version: int
    submitted_at: datetime
    remarks: Mapping[str, tuple[str, ...]] = {}
    after_reveal: bool = False

    @property
    def scorecard(self) -> Scorecard:
        """Its part in the arithmetic: what was rated, and the recommendation."""
        rated = {competency: rating for competency, rating in self.ratings.items() if rating is not None}
        return Scorecard(interviewer=self.interviewer, ratings=rated, recommendation=self.recommendation)

    def lacks_evidence(self, competency: Competency) -> bool:
        """Whether a rating that asks for evidence (1, 2 or 5 of five) came without any, and so is unsupported."""
        return lacks_evidence(self.ratings.get(competency.id), self.evidence.get(competency.id), competency.scale)


class LeftNote(Value):
    """A note that an interviewer left for someone who reads it before the reveal."""

    interview: str
    interviewer: str
    text: str
    submitted_at: datetime


class Support(Value):
    """What stands behind a panel's scorecards.

    How many there are and how many come from people who referred the candidate; how many ratings there are that ask
    for evidence (1, 2 or 5 of five) and how many of them are unsupported.
    """

    scorecards: int
    referred: int
    asking: int
    unsupported: int
    points: tuple[int, ...] = FIVE.asking
    """The ratings that ask for evidence."""


def support_of(loop: Loop, cards: Sequence[SubmittedCard]) -> Support:
    """Count, over one version of each scorecard, what its reader should know before trusting the sum."""
    scales = {each.id: each.scale for each in loop.rubric.competencies}
    rated = [(card, c, scales.get(c, FIVE)) for card in cards for c in card.ratings]
    asking = [(card, c, scale) for card, c, scale in rated if card.ratings[c] in scale.asking]
    return Support(
        scorecards=len(cards),
        referred=sum(card.interviewer in loop.referrers for card in cards),
        asking=len(asking),
        points=loop.rubric.scale.asking,
        unsupported=sum(lacks_evidence(card.ratings[c], card.evidence.get(c), scale) for card, c, scale in asking),
    )


def shown_versions(cards: Sequence[SubmittedCard]) -> tuple[SubmittedCard, ...]:
    """Return what a revealed panel shows of all versions: the last sealed one of each card, and those made since.

    Second thoughts before the reveal are kept but not shown, so that amending is free; what was written to the
    recruiter alone is left out.
    """
    sealed = {card.interview: card.version for card in cards if not card.after_reveal}
    shown = (card for card in cards if card.after_reveal or card.version == sealed[card.interview])
    return tuple(card.model_copy(update={"recruiter_note": ""}) for card in shown)


def lacks_evidence(rating: int | None, evidence: str | None, scale: Scale = FIVE) -> bool:
    """Tell whether a rating asks for evidence (1, 2 or 5 of five) and has none: it counts, but as unsupported."""
    return rating in scale.asking and not says_something(evidence or "")


SAYS_NOTHING = frozenset(
    {
        *("n a", "na", "none", "nil", "null", "nothing", "no evidence", "no comment", "no comments", "not applicable"),
        *("see above", "see notes", "same", "same as above", "as above", "ditto", "tbd", "tba", "todo", "later"),
        *("ok", "okay", "yes", "no", "test", "asdf"),
    }
)
"""What stands in a field so that it is not empty; letters and digits only, in lower case."""


def says_something(text: str) -> bool:
    """Tell whether a text says anything at all: not "n/a", a dash, an emoji, or one character again and again.

    Emoji count as nothing also where Slack writes them out, such as “:thumbsup:”.
    """
    words = _WORD.findall(_EMOJI.sub(" ", text).lower())
    return len(set("".join(words))) > 1 and " ".join(words) not in SAYS_NOTHING


_EMOJI = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
