"""The signal of a rubric without arithmetic: who recommends what, where ratings differ; no score and no chance."""

from collections.abc import Sequence

from rubrics.catalogue.model import Rubric
from rubrics.catalogue.scale import FIVE
from rubrics.signal.evidence import coverage_of
from rubrics.signal.floors import floors_of
from rubrics.signal.kinds import Lack, RemedyKind, Rule, Word
from rubrics.signal.panel import check_fit
from rubrics.signal.topics import competency_summaries, disagreements_of, tally_of
from rubrics.signal.values import HireSignal, Reason, Remedy, Shortfall
from rubrics.signal.voices import Voice


def tally_signal(voices: Sequence[Voice], rubric: Rubric, formula: str) -> HireSignal:
    """Return what people recommend and what they answered, counted; only too few of them make another word of it."""
    check_fit(voices, rubric)
    given = [voice for voice in voices if voice.ratings or voice.recommendation is not None]
    summaries, tally = competency_summaries(given, rubric), tally_of(given)
    lacks = _too_few(len(given), rubric)
    return HireSignal(
        formula=formula,
        rubric=rubric.id,
        rubric_digest=rubric.digest,
        role_name=rubric.role_name,
        level=rubric.level,
        scorecards=len(given),
        score=None,
        plain_mean=None,
        interval80=None,
        interval90=None,
        standard_error=None,
        bar=rubric.bar,
        probability_above_bar=None,
        word=Word.NOT_ENOUGH_EVIDENCE if lacks else Word.TALLY_ALONE,
        decided_by=Reason(rule=Rule.EVIDENCE if lacks else Rule.TALLY),
        shortfalls=lacks,
        fix=lacks[0].remedy if lacks else None,
        coverage=coverage_of(summaries),
        competencies=summaries,
        floors=floors_of(rubric, summaries),
        recommendation_share=rubric.recommendation_share,
        tally=tally,
        against_ratings=False,
        unusual_spread=False,
        disagreements=disagreements_of(tally, summaries, against_ratings=False, unusual_spread=False),
        contributions=(),
        by_interviewer=(),
        by_item=(),
        neighboring_bars=(),
        scale=None if rubric.scale == FIVE else rubric.scale,
    )


def _too_few(given: int, rubric: Rubric) -> tuple[Shortfall, ...]:
    needed = rubric.minimum_scorecards
    if given >= needed:
        return ()
    remedy = Remedy(kind=RemedyKind.MORE_SCORECARDS, number=needed - given)
    return (Shortfall(lack=Lack.SCORECARDS, measured=given, needed=needed, remedy=remedy),)
