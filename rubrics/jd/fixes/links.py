"""Links and joined emoji, which no fix reads: what is left out of a text as it is read stands there again after it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rubrics.jd.fixes.edits import Change, Piece
from rubrics.jd.text.board_json import readable_and_links


@dataclass(frozen=True)
class Unlinked:
    """A text as it is read, with an end to its last line, and by the place of a character the link it stands for.

    An emoji of several is kept in the same way.
    """

    text: str
    links: Mapping[int, str] = field(default_factory=dict)

    @property
    def linked(self) -> str:
        """The same text with its links."""
        return _with_links(self.text, 0, self.links, sorted(self.links))

    def put_back(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield the pieces of the text with their links: one that stands between two sentences is never taken out."""
        places = sorted(self.links)
        for piece in pieces:
            inside = [] if piece.start is None else places[bisect_left(places, piece.start) :]
            inside = inside[: bisect_left(inside, piece.end or 0)]
            if not inside:
                yield piece
                continue
            between = piece.change is Change.REMOVED and not piece.text.strip()
            kept = {"change": Change.KEPT, "rule": ""} if between else {}
            text = _with_links(piece.text, piece.start or 0, self.links, inside)
            yield piece.model_copy(update={"text": text, **kept})


def unlinked(text: str) -> Unlinked:
    """Return a text as a person reads it, its links apart."""
    visible, links = readable_and_links(text)
    whole = visible.replace("\r\n", "\n")
    if len(whole) < len(visible):
        links = {at - visible.count("\r\n", 0, at): link for at, link in links.items()}
    end = max([len(whole.rstrip()), *(at + 1 for at in links)])
    return Unlinked(f"{whole[:end]}\n", links)


def _with_links(text: str, start: int, links: Mapping[int, str], places: Iterable[int]) -> str:
    parts: list[str] = []
    done = 0
    for place in places:
        parts += (text[done : place - start], links[place])
        done = place - start + 1
    return "".join((*parts, text[done:]))
