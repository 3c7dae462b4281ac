"""Says which dated facts have aged, for a day it is given; knows no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import Dated
from rubrics.jd.knowledge.knowledge import Knowledge

LAW_HOLDS = timedelta(days=180)
"""Posting duties change several times a year."""
REST_HOLDS = timedelta(days=365)
"""Pay, documents and the ages of technologies are looked at once a year."""


def stale_facts(catalogue: Catalogue, knowledge: Knowledge, today: date) -> tuple[Dated, ...]:
    """Return the dated facts that should be looked at again, oldest first."""
    laws = (Dated(what=f"posting duty: {row.name} ({row.law})", as_of=row.checked) for row in knowledge.law.rows)
    ages = (Dated(what=f"age of {each.name}", as_of=each.checked) for each in knowledge.ages.technologies)
    rest = [*_pay(catalogue), *_documents(catalogue), *ages]
    old = [*_older(laws, today - LAW_HOLDS), *_older(rest, today - REST_HOLDS)]
    return tuple(sorted(dict.fromkeys(old), key=lambda fact: (fact.as_of, fact.what)))


def _older(facts: Iterable[Dated], limit: date) -> Iterable[Dated]:
    return (fact for fact in facts if fact.as_of < limit)


def _pay(catalogue: Catalogue) -> Iterable[Dated]:
    """Figures of a year hold until its end."""
    for band in catalogue.pay_bands:
        yield Dated(what=f"pay {band.year} in {band.place}, from {band.source}", as_of=date(band.year, 12, 31))


def _documents(catalogue: Catalogue) -> Iterable[Dated]:
    for source in catalogue.sources.values():
        if source.published and source.published[:4].isdigit():
            year = int(source.published[:4])
            yield Dated(what=f"document {source.mark} of {source.published}", as_of=date(year, 12, 31))
