"""Which role a document describes: adds up the evidence, quotes it, and says what would change the verdict."""

import math
from collections.abc import Mapping, Sequence

from rubrics.jd.document import Document
from rubrics.jd.knowledge import Knowledge
from rubrics.jd.sightings import Sightings
from rubrics.jd.titles import TitleReading
from rubrics.jd.values import Evidence, Verdict

_LEAST_EVIDENCE = 1.2
_QUOTES = 3
_LEADING = 0.2
_MISFIT_MARGIN = 0.1
BIAS = "bias"
"""The feature every text has."""


def strengths_of(seen: Sightings, title: TitleReading, named: TitleReading | None) -> dict[str, float]:
    """Return every feature the verdict adds up: the evidence, what the title says, what the body calls the job."""
    strengths = dict(seen.strengths)
    for sort, reading in (("title", title), ("self", named)):
        if reading is not None and reading.roles and not reading.any_role:
            strengths.update({f"{sort}:{role}": 1 / len(reading.roles) for role in reading.roles})
    return strengths


def distribution_of(
    strengths: Mapping[str, float], weights: Mapping[str, Mapping[str, float]], roles: Sequence[str]
) -> dict[str, float]:
    """Return each role's share, adding up to 1: the softmax of weighted strengths."""
    scores = {role: weights.get(BIAS, {}).get(role, 0.0) for role in roles}
    for name, strength in strengths.items():
        for role, weight in weights.get(name, {}).items():
            scores[role] += weight * strength
    top = max(scores.values())
    shares = {role: math.exp(score - top) for role, score in scores.items()}
    total = sum(shares.values())
    return {role: share / total for role, share in shares.items()}


def verdict_of(
    document: Document, seen: Sightings, title: TitleReading, named: TitleReading | None, knowledge: Knowledge
) -> Verdict:
    """Return the verdict on a document, or an abstention where it says too little."""
    strengths = strengths_of(seen, title, named)
    shares = distribution_of(strengths, knowledge.role_weights, knowledge.roles.families)
    if sum(seen.strengths.values()) < _LEAST_EVIDENCE:
        reason = "The text says too little about the work to tell the role."
        return Verdict(role=None, distribution=shares, abstained=reason)
    ranked = sorted(shares, key=lambda role: -shares[role])
    best = ranked[0]
    leading = [role for role in ranked if shares[role] >= _LEADING] or [best]
    kind = _other_kind(seen, knowledge) if "other" in leading else None
    return Verdict(
        role=best,
        rubric=None if best == "other" else best,
        distribution=shares,
        other_kind=kind,
        title_fits=title_fits(best, shares, title),
        fitting_titles=_fitting(best, kind, knowledge),
        evidence={role: _evidence(document, seen, role, knowledge) for role in leading},
    )


def title_fits(best: str, shares: Mapping[str, float], title: TitleReading) -> bool | None:
    """Return whether a title fits the best role; None where it names none, or the shares are too near."""
    if title.any_role or not title.roles:
        return None
    if best in title.roles:
        return True
    margin = shares[best] - max(shares[role] for role in title.roles)
    return False if margin >= _MISFIT_MARGIN else None


def _fitting(best: str, kind: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.titles.fitting.get(kind or "general software" if best == "other" else best, ()))


def _other_kind(seen: Sightings, knowledge: Knowledge) -> str | None:
    """Return the kind of post outside the roles that has the most evidence."""
    totals: dict[str, float] = {}
    for item in knowledge.evidence.clues:
        if item.kind is not None:
            gain = seen.strengths.get(item.id, 0.0) * item.weights.get("other", 1.0)
            totals[item.kind] = totals.get(item.kind, 0.0) + gain
    return max(totals, key=lambda kind: totals[kind]) if totals and max(totals.values()) > 0 else None


def _evidence(document: Document, seen: Sightings, role: str, knowledge: Knowledge) -> tuple[Evidence, ...]:
    """Quote the sentences that speak most for a role, with what each says."""
    gains: dict[int, dict[str, float]] = {}
    for name, sightings in seen.seen.items():
        gain = knowledge.lean(name, role)
        if gain <= 0:
            continue
        for sighting in sightings:
            inside = gains.setdefault(sighting.segment, {})
            inside[name] = max(inside.get(name, 0.0), gain * sighting.weight)
    best = sorted(gains, key=lambda index: (-sum(gains[index].values()), index))[:_QUOTES]
    return tuple(_quotation(document, index, gains[index], knowledge) for index in sorted(best))


def _quotation(document: Document, index: int, gains: Mapping[str, float], knowledge: Knowledge) -> Evidence:
    segment = document.segments[index]
    names: Sequence[str] = sorted(gains, key=lambda name: -gains[name])[:2]
    return Evidence(
        start=segment.start,
        end=segment.end,
        quote=document.quote(segment.start, segment.end),
        why=" and ".join(dict.fromkeys(knowledge.says(name) for name in names)),
    )
