"""How many interviewers recommend what, and how that contradicts itself; knows no ratings and no word."""

from enum import StrEnum

from rubrics.catalogue.model import Value


class Contradiction(StrEnum):
    """How a panel's recommendations contradict each other."""

    STRONG_YES_AND_STRONG_NO = "strong_yes_and_strong_no"
    STRONG_YES_AND_NO = "strong_yes_and_no"
    STRONG_NO_AND_YES = "strong_no_and_yes"
    LARGE_MINORITY = "large_minority"


class Tally(Value):
    """How many interviewers recommended what; `missing` gave a scorecard without a recommendation."""

    strong_no: int
    no: int
    yes: int
    strong_yes: int
    missing: int

    @property
    def for_hire(self) -> int:
        """Yes and strong yes together."""
        return self.yes + self.strong_yes

    @property
    def against(self) -> int:
        """No and strong no together."""
        return self.no + self.strong_no

    @property
    def given(self) -> int:
        """All recommendations given."""
        return self.for_hire + self.against

    @property
    def contradiction(self) -> Contradiction | None:
        """How the recommendations contradict each other, the gravest first; None where at most a few stand apart.

        A strong no beside a yes, a minority of at least 40%, or a strong yes beside a no.
        """
        if not (self.for_hire and self.against):
            return None
        if self.strong_no:
            strong = Contradiction.STRONG_YES_AND_STRONG_NO
            return strong if self.strong_yes else Contradiction.STRONG_NO_AND_YES
        # 40% in whole numbers: of five recommendations two are a minority that contradicts, and no rounding decides.
        if 5 * min(self.for_hire, self.against) >= 2 * self.given:
            return Contradiction.LARGE_MINORITY
        return Contradiction.STRONG_YES_AND_NO if self.strong_yes else None

    @property
    def caps(self) -> bool:
        """Whether that keeps a word from being clear: a strong yes beside a no is worth discussing and no more.

        Of simulated panels that are surely above the bar, those were right as often as panels of one mind.
        """
        return self.contradiction not in (None, Contradiction.STRONG_YES_AND_NO)
