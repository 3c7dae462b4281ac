"""Puts a JD review's keys and facts into words, for Slack and for the command line alike; knows neither of them.

Sentences of a rule are content and stand in the definitions; what fills them is formatted here, by the fact's name.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.wording.phrases import cut, percent
from bot.wording.phrases import plainly_listed as listed
from bot.wording.words import plain_words
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.outcome import Remark
from rubrics.jd.values import Facts, Finding, LawCited, PayFound, Review
from rubrics.jd.verdicts import Abstention, Evidence, Verdict

LONGEST_QUOTE = 300
"""So many characters of a quotation stand in a sentence of ours."""
LONGEST_SENTENCE = 90
"""So many characters of each sentence that carries a verdict."""
LONGEST_IN_TASK = 40
"""So many characters of a quotation stand in what to do, which is a heading."""
MOST_PLACES = 8
"""So many places are named where the law of several is cited; more are counted."""
MOST_IN_SHORT = 2
"""So many of them are named beside what to do, which is a heading."""
MOST_IN_LINE = 3
"""So many of them stand in a sentence that is read in a list."""
MOST_LAWS = 3
"""So many laws stand in rows of their own; of the others the places are named, and the laws with the sources."""
LEAST_NAMED = 0.05
"""A role with a smaller share is not worth naming as the next one."""
_FIRMS = "law firms: "
_STATE, _CAPITAL = re.compile(r"us-[a-z]{2}"), "us-dc"
"""The ids of the states of the United States, and of the one among them that is none."""


@dataclass(frozen=True)
class FindingWords:
    """The sentences of one finding."""

    why: str
    fix: str
    source: str


def finding_words(knowledge: Knowledge, finding: Finding) -> FindingWords:
    """Return why a finding matters, how to fix it, and where its rule comes from."""
    rule = knowledge.rule_by_id[finding.rule]
    why, fix, source = (_filled(text, finding, knowledge) for text in (rule.why, rule.fix, rule.source))
    return FindingWords(_with_more(why, finding.more), fix, source)


def task_words(knowledge: Knowledge, finding: Finding | Remark) -> str:
    """Return what to do about a finding, in a few words; its rule's id where no such rule is left."""
    rule = knowledge.rule_by_id.get(finding.rule)
    return finding.rule if rule is None else _filled(rule.short_task, finding, knowledge, LONGEST_IN_TASK)


def conclusion_words(knowledge: Knowledge, finding: Finding) -> str:
    """Return the first sentence of why a finding matters; places whose law it is are counted where they are many."""
    conclusion = knowledge.rule_by_id[finding.rule].conclusion
    places = _law_places(finding.facts)
    if len(places) > MOST_IN_LINE:
        conclusion = conclusion.replace("{where}", _number_of(places, knowledge))
    return _filled(conclusion, finding, knowledge)


def minutes_for(knowledge: Knowledge, findings: Iterable[Finding]) -> int:
    """Return about how many minutes it takes to fix some findings."""
    return sum(knowledge.rule_by_id[finding.rule].minutes for finding in findings)


def evidence_words(knowledge: Knowledge, evidence: Evidence) -> str:
    """Return what a quotation says of the work."""
    says = (knowledge.says(feature) or plain_words("jd_terms.own_words") for feature in evidence.features)
    return " and ".join(dict.fromkeys(says))


def abstention_words(reason: Abstention) -> str:
    """Return why there is no verdict."""
    return plain_words(f"jd_terms.{reason.name.lower()}")


def notice_words(review: Review) -> str | None:
    """Return that a review is no legal advice, where it cites a law."""
    return plain_words("jd_terms.not_legal_advice") if review.cites_law else None


def change_words(verdict: Verdict, names: Mapping[str, str]) -> str | None:
    """Return which sentences carry a verdict, and what the text would read as without them; None without a verdict."""
    change = verdict.would_change
    if change is None or verdict.role is None:
        return None
    if change.leader is not None:
        quotes = [f'"{cut(sentence, LONGEST_SENTENCE)}"' for sentence in change.sentences]
        return plain_words("jd_terms.without_these", quotes=quotes, role=role_words(change.leader, None, names))
    share = verdict.distribution[change.runner_up] if change.runner_up else 0.0
    return plain_words(
        "jd_terms.even_without",
        number=len(change.sentences),
        role=role_words(verdict.role, None, names),
        follower=role_words(change.runner_up or "", None, names),
        share=share if share >= LEAST_NAMED else None,
    )


def role_words(role: str, kind: str | None, names: Mapping[str, str]) -> str:
    """Return what to call a role, also where it is none of ours: "AI Engineer", "analytics work"."""
    return names.get(role) or plain_words("jd_terms.other_work", kind=kind)


def pay_words(pay: PayFound) -> str:
    """Return a stated pay as people write it: "USD 150,000 to 190,000 a year, base"."""
    opening = "jd_terms.pay_up_to" if pay.low is None else "jd_terms.pay_from" if pay.high is None else None
    unstated = {
        "jd_terms.no_currency": pay.currency is None,
        "jd_terms.no_period": not pay.period_stated,
        "jd_terms.no_basis": pay.basis == "unclear",
    }
    return plain_words(
        "jd_terms.pay",
        opening=plain_words(opening) if opening else None,
        currency=pay.currency,
        ends=[_amount(end) for end in dict.fromkeys((pay.low, pay.high)) if end is not None],
        exceeds=pay.exceeds,
        period=pay.period if pay.period_stated else None,
        basis=None if pay.basis == "unclear" else pay.basis,
        unstated=[plain_words(key) for key, is_so in unstated.items() if is_so],
    )


def _amount(figure: float) -> str:
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,.2f}"


def _with_more(why: str, more: int) -> str:
    return f"{why} {plain_words('jd_terms.more_places', more=more)}" if more else why


def _filled(sentence: str, finding: Finding | Remark, knowledge: Knowledge, longest: int = LONGEST_QUOTE) -> str:
    """Fill in the facts one by one; a brace in a quotation stays what it is."""
    first, *pieces = sentence.split("{")
    pairs = (piece.partition("}") for piece in pieces)
    return first + "".join(f"{_fact(name, finding, knowledge, longest)}{rest}" for name, _, rest in pairs)


def _fact(name: str, finding: Finding | Remark, knowledge: Knowledge, longest: int) -> str:
    if name == "quote":
        quote = finding.quote if finding.quote is not None else finding.facts.quote
        return cut(quote or "", longest)
    if name == "items":
        return listed(_item_names(finding.facts, knowledge))
    if name == "role":
        return role_words(finding.facts.role or "", finding.facts.kind, knowledge.role_names)
    return FORMATS[name](finding.facts)


def _item_names(facts: Facts, knowledge: Knowledge) -> list[str]:
    named = knowledge.cues_of(facts.role).should_say if facts.role else knowledge.words.not_said
    return [named.get(item, item) for item in facts.items]


def _as_is(name: str) -> Callable[[Facts], str]:
    return lambda facts: str(getattr(facts, name) or "")


def _number(name: str, pattern: str = "{:g}") -> Callable[[Facts], str]:
    def formatted(facts: Facts) -> str:
        value = getattr(facts, name)
        return "" if value is None else pattern.format(value)

    return formatted


def _years(age: float | None) -> str:
    """Return an age as people tell it: in full years, or in parts of the first."""
    return "" if age is None else plain_words("jd_terms.years", age=f"{int(age)}" if age >= 1 else f"{age:.1f}")


def _quoted(names: Iterable[str], joint: str = "and") -> str:
    return listed([f'"{name}"' for name in names], joint)


def where_words(facts: Facts) -> str:
    """Name the places whose law asks for something; where they are many, the first and how many more."""
    places = _law_places(facts)
    if len(places) <= MOST_PLACES:
        return listed(places)
    more = len(places) - MOST_PLACES + 1
    return listed([*places[: MOST_PLACES - 1], plain_words("jd_terms.more_named", number=more)])


def where_in_short(facts: Facts, knowledge: Knowledge) -> str:
    """Name one or two places whose law asks for something, or count them where they are more."""
    places = _law_places(facts)
    if len(places) <= MOST_IN_SHORT:
        return plain_words("jd_terms.law_in", places=places)
    return plain_words("jd_terms.places", number=_number_of(places, knowledge))


def _number_of(places: Sequence[str], knowledge: Knowledge) -> str:
    """Count places, as states where they are states of the United States."""
    named = {row.name: row.at for row in knowledge.law.rows}
    states = sum(all(map(_STATE.fullmatch, named.get(place, ("",)))) for place in places)
    capital = sum(named.get(place) == (_CAPITAL,) for place in places)
    return plain_words(
        "jd_terms.number_of_places", states=states - capital, capital=capital, others=len(places) - states
    )


def _law_places(facts: Facts) -> list[str]:
    return list(dict.fromkeys(law.place for law in facts.laws))


def law_rows(facts: Facts) -> list[str]:
    """Return a row for each law that asks for something, its place first; the places of those beyond three in one."""
    rows = [plain_words("jd_terms.law_of_place", place=law.place, law=law.law) for law in facts.laws[:MOST_LAWS]]
    rest = list(dict.fromkeys(law.place for law in facts.laws[MOST_LAWS:]))
    return [*rows, plain_words("jd_terms.more_laws", places=rest)] if rest else rows


def why_around_laws(knowledge: Knowledge, finding: Finding) -> tuple[str, str] | None:
    """Return why a finding matters before and behind the laws it names, for a page that gives each law a row.

    Many places are named in those rows alone. None where the sentence names no law.
    """
    before, named, behind = knowledge.rule_by_id[finding.rule].why.partition("{law}")
    if not named:
        return None
    if len(_law_places(finding.facts)) > MOST_IN_SHORT:
        before = before.replace("{where}", plain_words("jd_terms.places_below"))
    behind = _with_more(_filled(behind.lstrip(". "), finding, knowledge), finding.more).strip()
    return _filled(before, finding, knowledge).rstrip(), behind


def _law(facts: Facts) -> str:
    alone = len(facts.laws) == 1
    return "; ".join(_cited(law, alone=alone) for law in facts.laws)


def _cited(law: LawCited, *, alone: bool) -> str:
    """Name a law and since when; among several, by its place."""
    if alone:
        return plain_words("jd_terms.law_alone", law=law.law, in_force=law.in_force)
    return plain_words("jd_terms.law_of_place", law=law.law, place=law.place)


def _source(facts: Facts) -> str:
    if facts.source is not None:
        return facts.source
    return facts.band.source if facts.band else _sources([law.source for law in facts.laws])


def _sources(sources: Sequence[str]) -> str:
    """Name each source once, and the law firms together at the end."""
    parts = dict.fromkeys(part for source in sources for part in source.split("; "))
    firms = [name for part in parts if part.startswith(_FIRMS) for name in part.removeprefix(_FIRMS).split(", ")]
    named = [plain_words("jd_terms.law_firms", firms=list(dict.fromkeys(firms)))] if firms else []
    return "; ".join([*(part for part in parts if not part.startswith(_FIRMS)), *named])


def _band(facts: Facts) -> str:
    band = facts.band
    if band is None:
        return ""
    unit = band.unit.removesuffix(" a year")
    return plain_words("jd_terms.band", figures=band.words, unit=unit, employer=band.employer)


FORMATS: Mapping[str, Callable[[Facts], str]] = {
    **{name: _as_is(name) for name in ("title", "name", "other", "domain", "short", "right", "side")},
    **{name: _number(name) for name in ("years", "first", "second")},
    "age": lambda facts: _years(facts.age),
    "grade": _number("grade", "{:.1f}"),
    **{name: _number(name, "{:,.0f}") for name in ("words", "width", "top")},
    "ratio": _number("ratio", "{:.2f}"),
    "share": lambda facts: percent(facts.share or 0.0),
    "since": lambda facts: f"{facts.since:%B %Y}" if facts.since else "",
    "count": lambda facts: plain_words("jd_terms.several") if facts.count is None else f"{facts.count:,}",
    "others": lambda facts: _quoted(facts.others),
    "fitting": lambda facts: _quoted(facts.fitting, "or") if facts.fitting else plain_words("jd_terms.whatever_it_is"),
    "families": lambda facts: listed(facts.families),
    "some": lambda facts: listed(facts.some),
    "tools": lambda facts: ", ".join(facts.tools),
    "level": lambda facts: facts.level_word or listed(facts.levels),
    "other_level": lambda facts: listed(facts.other_levels),
    "each": lambda facts: plain_words("jd_terms.each", number=len(facts.items)),
    "where": where_words,
    "places": lambda facts: listed(law.place for law in facts.laws),
    "law": _law,
    "source": _source,
    "widest": lambda facts: f"{facts.widest.currency} {facts.widest.amount:,.0f}" if facts.widest else "",
    "band": _band,
    "basis": lambda facts: facts.band.basis if facts.band else "",
    "year": lambda facts: str(facts.band.year) if facts.band else "",
    "place": lambda facts: facts.band.place if facts.band else "",
}
"""How each fact that a rule's sentence names is written; quotations, roles and items need more than the facts."""
