"""Whether a title fits the work: it does, it names another job, it promises AI that is not there, or it can't be told.

Knows shares, titles and sentences; which remark follows is for the checks.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.evidence import EvidenceSpans
from rubrics.jd.reading.shares import mixed_with
from rubrics.jd.reading.titles import TitleReading
from rubrics.jd.text.document import Document
from rubrics.jd.text.matcher import words_of
from rubrics.jd.values import OTHER
from rubrics.jd.verdicts import TitleMisfit

_LEAD, _SHARE = 0.2, 0.45
"""How far ahead of every role its title may stand for, and with what share, another role must be for a misfit: with a
smaller lead the work is mixed."""
_OUTSIDE_LEAD, _OUTSIDE_SHARE = 0.6, 0.8
"""The same where the work is of no role, or the title of a trade that has such work too: much that a title may mean
looks so."""
_HOLLOW_LEAD, _HOLLOW_SHARE = 0.4, 0.6
"""The same where the title says AI and the duties bear that out."""
_HOLLOW_PART = 0.25
"""The most of the duties that may have to do with AI for the title to promise more than the work holds."""
_HOLLOW_DUTIES = 4
"""Of fewer duties a part says nothing."""
_CLEAR_SHARE = 0.4
"""Below this share even the leading role is a guess, so nothing is claimed of the title."""
_ENOUGH_LINES = 5
"""Fewer duties and musts may just not have come to the AI work."""
_WORK = frozenset(("duties", "musts", "intro", "other"))
_BREAK = re.compile(r"[,:|()]|[ \t][-–—]|[-–—][ \t]")
"""What parts the job’s own name in a title from what it says besides."""
_TOOLING = "ai-as-tool"
"""The feature of coding with AI tools, which is no AI work."""
_ASIDE = 0.2
"""The most that the roles a title may stand for may share where two others share the work."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Whether a title promises AI work; how many duties there are and how many keep it; whether anything else does.

    `aside`: the job’s own name is without AI, which may be the field or the product: “Principal Engineer - AI/HPC”.
    `seeming`: the work speaks of AI all along and is of another kind: labeling what models learn from.
    """

    made: bool
    duties: int = 0
    kept: int = 0
    empty: bool = False
    aside: bool = False
    seeming: bool = False

    @property
    def hollow(self) -> bool:
        """Whether the job’s own name says AI and next to none of the duties have to do with it."""
        few = self.duties >= _HOLLOW_DUTIES and self.kept <= _HOLLOW_PART * self.duties
        return self.made and not self.aside and few


@dataclass(frozen=True, slots=True)
class TitleFit:
    """True, False, or None where it can't be told; and what is wrong where it does not fit."""

    fits: bool | None
    misfit: TitleMisfit | None = None


def promise_of(document: Document, evidence: EvidenceSpans, kind: str | None, knowledge: Knowledge) -> Promise:
    """Return what a title promises of AI and what the sentences on the work keep of it.

    `kind`: the kind of work outside the roles that they plainly show, if any.
    """
    words = knowledge.words
    if not any(key in words.ai_words for key in document.title_words.keys):
        return Promise(made=False)
    told = {span.segment for name in words.ai_concepts for span in evidence.by_feature.get(name, ())}
    tooling = {span.segment for span in evidence.by_feature.get(_TOOLING, ())}
    kinds = [one.kind for one in document.segments]
    spoken = {
        index for index, one in enumerate(document.segments) if any(key in words.ai_words for key in one.words.keys)
    }
    duties = {index for index, kind in enumerate(kinds) if kind == "duties"}
    kept = duties & (told | (spoken - tooling))
    working = {index for index, kind in enumerate(kinds) if kind in _WORK}
    enough = len(duties) + kinds.count("musts") >= _ENOUGH_LINES
    return Promise(
        True,
        len(duties),
        len(kept),
        empty=enough and not working & (told | spoken),
        aside=_is_aside(document.title, words.ai_words, knowledge.job_words),
        seeming=kind in words.ai_seeming,
    )


def _is_aside(title: str, ai_words: Collection[str], job_words: Collection[str]) -> bool:
    """Whether a title names its job without AI and says AI only beside that."""
    parts = [words_of(part.lower()).keys for part in _BREAK.split(title)]
    jobs = [part for part in parts if any(key in job_words for key in part)]
    return bool(jobs) and not any(key in ai_words for part in jobs for key in part)


def title_fit(
    best: str, shares: Mapping[str, float], title: TitleReading, promise: Promise, *, common: bool = False
) -> TitleFit:
    """Return whether a title fits the best role; None where it names none or several, or the lead is not clear.

    `common`: the best role’s work, such as analyzing, is part of many trades.
    """
    if best == OTHER and promise.empty and shares[best] >= _CLEAR_SHARE:
        return TitleFit(False, TitleMisfit.AI_WASHED)
    if title.any_role or title.joined or not title.roles:
        return TitleFit(None)
    if best in title.roles:
        return TitleFit(True if shares[best] >= _CLEAR_SHARE else None)
    titled = [shares.get(role, 0.0) for role in title.roles]
    lead = shares[best] - max(titled)
    if best != OTHER:
        # Of two roles neither is what the title should say, unless there is next to nothing of what it does say.
        told = mixed_with(shares, _LEAD) is None or sum(titled) <= _ASIDE
        least = (_OUTSIDE_LEAD, _OUTSIDE_SHARE) if common and title.trade else (_LEAD, _SHARE)
        return _misfit(TitleMisfit.WRONG_JOB, told and lead >= least[0] and shares[best] >= least[1])
    return _outside(shares[best], lead, promise)


def _outside(share: float, lead: float, promise: Promise) -> TitleFit:
    """Return whether work of no role belies a title: more of it where the title promises no AI."""
    if not promise.made:
        return _misfit(TitleMisfit.WRONG_JOB, lead >= _OUTSIDE_LEAD and share >= _OUTSIDE_SHARE)
    clear = lead >= _HOLLOW_LEAD and share >= _HOLLOW_SHARE
    if promise.seeming:
        return _misfit(TitleMisfit.WRONG_JOB, clear and not promise.aside)
    return _misfit(TitleMisfit.AI_WASHED, clear and promise.hollow)


def _misfit(kind: TitleMisfit, sure: bool) -> TitleFit:
    return TitleFit(False, kind) if sure else TitleFit(None)
