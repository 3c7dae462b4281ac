"""How sentences put lists, shares and articles; knows no text and no rule."""

import re
from collections.abc import Sequence

_SPELT_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
_SOUNDS_LIKE_YOU_OR_ONE = re.compile(r"(?:uni|us[ei]|ut[ei]|eu|one\b|once\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|hono|heir)", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z](?:[A-Z]|[/&.-][A-Z]|\b)")


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return all names as people list them: “a, b and c”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""


def percent(share: float) -> str:
    """Return a share as people read it: “62%”."""
    return f"{100 * share:.0f}%"


def with_article(name: str) -> str:
    """Return a name after “a” or “an”, by how it is spoken: “an ML Engineer”, “a Data Scientist”."""
    return f"{'an' if _begins_with_a_vowel_sound(name) else 'a'} {name}"


def _begins_with_a_vowel_sound(name: str) -> bool:
    if _INITIALS.match(name):
        return name[0] in _SPELT_WITH_A_VOWEL
    if _SOUNDS_LIKE_YOU_OR_ONE.match(name):
        return False
    return bool(_SILENT_H.match(name)) or name[:1].lower() in tuple("aeiou")
