"""What the wording of a text adds to its verdict, in a sentence: beside the quotations it explains the shares."""

from collections.abc import Mapping

from bot.wording.jd import role_words
from bot.wording.phrases import cut
from bot.wording.words import plain_words
from rubrics.jd import Verdict

LONGEST_PAIR = 40


def wording_words(verdict: Verdict, names: Mapping[str, str]) -> str | None:
    """Return the leading role's share with and without all wording, and the words that raise it most, if it does."""
    role, wording = verdict.role, verdict.wording
    if role is None or wording is None:
        return None
    share, without = verdict.distribution[role], wording.distribution[role]
    return plain_words(
        "jd_terms.wording",
        quotes=[f'"{cut(word, LONGEST_PAIR)}"' for word in wording.words] if share > without else [],
        role=role_words(role, verdict.other_kind, names),
        share=share,
        without=without,
    )
