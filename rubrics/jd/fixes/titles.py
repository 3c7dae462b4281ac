"""Titles that fit the work, and levels that a title leaves out: offered or proposed, and never chosen unasked."""

from collections.abc import Iterator, Sequence

from rubrics.jd.fixes.asking import KEEP, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.reading.reading import title_span
from rubrics.jd.text.matcher import words_of

_UNFIT = ("title-mismatch", "integrator-pay", "ai-washed-title")
_NAMED = ("self-name-conflict", "level-named-otherwise")
_LONGEST = 8
"""A title of more words, with a place or a product in it, is no name that a sentence could use."""
_OFFERED = 3
_CLEAR = 0.9
"""A role's share from which its title is proposed: few read the text otherwise."""


def title_proposals(case: Case) -> Iterator[Proposal]:
    """Yield the choices of a title's words, and of its level."""
    span = title_span(case.reading)
    unfit, named = case.wants(*_UNFIT), case.wants(*_NAMED)
    if span and unfit:
        titles = _fitting(case)
        ask, chosen = _choice(case, "title", unfit, titles, case.text[span[0] : span[1]])
        yield Proposal(unfit, (Edit(*span, chosen, unfit[0]),) if chosen else (), (ask,))
    if named and case.reading.named and len(case.reading.document.title.split()) <= _LONGEST:
        place = case.reading.named.start, case.reading.named.end
        ask, chosen = _choice(case, "name", named, [case.reading.document.title], case.text[place[0] : place[1]])
        yield Proposal(named, (Edit(*place, chosen, named[0]),) if chosen else (), (ask,))
    if span and case.wants("missing-level"):
        levels = case.reading.knowledge.fixes.levels
        ask = Ask(
            id="level",
            kind=AskKind.CHOICE,
            rules=("missing-level",),
            options=(*(Option(value=key, text=words) for key, words in levels.items()), Option(value=KEEP)),
            suggested=(KEEP,),
        )
        level = levels.get(case.answers.choice(ask))
        edits = (Edit(span[0], span[0], f"{level} ", "missing-level"),) if level else ()
        yield Proposal(("missing-level",), edits, (ask,))


def _choice(case: Case, name: str, rules: tuple[str, ...], words: Sequence[str], quote: str) -> tuple[Ask, str]:
    """Return a question with the words that may stand in place of others, and those that were chosen."""
    options = tuple(Option(value=str(number), text=text) for number, text in enumerate(words, start=1))
    clear = name == "title" and _is_clear(case)
    first = options[0].value if options and case.asked_alone else KEEP
    ask = Ask(
        id=name,
        kind=AskKind.CHOICE,
        rules=rules,
        quote=quote,
        options=(*options, Option(value=KEEP)),
        suggested=(first,),
        proposed=(options[0].value,) if options and clear else (),
    )
    chosen = case.answers.choice(ask)
    return ask, next((option.text for option in options if option.value == chosen), "")


def _is_clear(case: Case) -> bool:
    """Whether a title is said to be another job's, and the text plainly reads as one role."""
    verdict = case.review.verdict
    share = verdict.distribution.get(verdict.role or "", 0.0)
    return bool(case.wants("title-mismatch")) and verdict.mixed_with is None and share >= _CLEAR


def _fitting(case: Case) -> list[str]:
    """Return the titles that would fit, at the title's own level; for a title that only says AI, itself without it."""
    reading = case.reading
    fitting = list(case.review.verdict.fitting_titles[:_OFFERED])
    if case.wants("ai-washed-title"):
        ai = reading.knowledge.words.ai_words
        words = words_of(reading.document.title.lower())
        kept = [reading.document.title[word.start : word.end] for word in words if word.key not in ai]
        plain = " ".join(kept)
        fitting = [plain, *fitting] if len(kept) > 1 else fitting
    return list(dict.fromkeys(title for title in fitting if title != reading.document.title))[:_OFFERED]
