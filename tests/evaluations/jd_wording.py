"""Which words and pairs of words the verdict adds up: those of several companies that tell roles apart most.

No text leaves the postings: a word that fewer than twelve companies use is no feature.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt

from rubrics.jd.reading.wording import COUNTS, TITLED
from rubrics.jd.text.document import Document

COMPANIES = 12
"""A word that fewer use tells of a company or of a trade. With three as many are right by company and fewer by source;
fifteen and twenty differ by a text or two (docs/jd-verdict.md)."""
KEPT = 1_200
"""Words in the file: 800 are a point worse on clear postings by source, and all of 3,400 no better."""
FIRM = 3.0
"""How firmly the weight of a word is held to nothing: words are many, and each says little."""
UNIT = 0.01
_STOP = frozenset(
    ("a", "an", "the", "and", "or", "of", "to", "in", "for", "with", "on", "at", "by", "as", "is", "are", "be", "will")
) | frozenset(("you", "your", "we", "our", "us", "their", "this", "that", "it", "from", "have", "has"))
PREFIX = "word:"
"""Tells words from the engine's features while both are fitted."""


def is_telling(gram: str) -> bool:
    """Whether a word or pair may be a feature: without numbers and words of grammar."""
    words = gram.removeprefix(TITLED).split()
    return not any(word in _STOP or word.isdigit() for word in words)


def words_in(document: Document) -> frozenset[str]:
    """Return the words and pairs of a document that may be features, those of its title behind their mark."""
    grams = {gram for segment in document.segments if segment.kind in COUNTS for gram in segment.words.grams}
    grams.update(TITLED + gram for gram in document.title_words.grams)
    return frozenset(filter(is_telling, grams))


def candidates(used: Iterable[tuple[str, Collection[str]]]) -> frozenset[str]:
    """Return the words that enough companies use; `used` are companies, empty for texts of our own, and words."""
    users: dict[str, set[str]] = defaultdict(set)
    for company, words in used:
        for gram in words if company else ():
            users[gram].add(company)
    return frozenset(gram for gram, companies in users.items() if len(companies) >= COMPANIES)


def most_telling(weights: Mapping[str, Sequence[float]], values: Sequence[Mapping[str, float]]) -> list[str]:
    """Return the words whose weights and spread over texts move verdicts most."""
    sums: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    for row in values:
        for gram, value in row.items():
            sums[gram] += value
            squares[gram] += value * value
    n = len(values)
    reach = {gram: max(abs(weight - sum(row) / len(row)) for weight in row) for gram, row in weights.items()}
    moved = {gram: reach[gram] * sqrt(max(0.0, squares[gram] / n - (sums[gram] / n) ** 2)) for gram in weights}
    return sorted(sorted(moved, key=lambda gram: (-moved[gram], gram))[:KEPT])
