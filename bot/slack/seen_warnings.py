"""Warn once, then accept: what a form has warned of already; knows neither forms nor what the warnings say."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class SeenWarnings:
    """The warnings that someone has seen, by digest: submitting the same again accepts them.

    A warning is any text that changes with what it is about, such as the wording remarked on, or its key.
    `digests` may be kept in a row, `mark` in a modal: neither says anything of the text.
    """

    digests: frozenset[str] = frozenset()

    @classmethod
    def of_mark(cls, mark: str) -> "SeenWarnings":
        """Return what a modal's mark stands for; an empty one for nothing."""
        return cls(frozenset(mark.split(".")) - {""})

    @property
    def mark(self) -> str:
        """The same as one word, for the private_metadata of a modal."""
        return ".".join(sorted(self.digests))

    def unseen(self, warnings: Iterable[str]) -> list[str]:
        """Return the warnings that were not shown yet, in order."""
        return [warning for warning in warnings if _digest(warning) not in self.digests]

    def after(self, warnings: Iterable[str]) -> "SeenWarnings":
        """Return what has been seen once these are shown too."""
        return SeenWarnings(self.digests | set(map(_digest, warnings)))


def _digest(warning: str) -> str:
    # Spaces aside: a text that was only wrapped anew is the same. Sixteen digits tell apart what one form can hold.
    return hashlib.sha256(" ".join(warning.split()).encode()).hexdigest()[:16]
