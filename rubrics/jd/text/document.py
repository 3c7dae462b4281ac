"""A job description taken apart: title, sections, sentences, words; knows nothing of what is good in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from rubrics.jd.text.apart import Stretch, apart, outside
from rubrics.jd.text.headings import mark_headings
from rubrics.jd.text.lines import Line, cut_at_bullets, cut_at_headings, lines_of
from rubrics.jd.text.matcher import Words, words_of
from rubrics.jd.text.plaintext import PlainText, lowered, plain_text
from rubrics.jd.text.segments import (
    Part,
    SectionLists,
    Segment,
    parts_of,
    segments_of,
)
from rubrics.jd.text.sentence_types import SentenceTypes
from rubrics.jd.text.title_lines import title_in
from rubrics.jd.values import Apart, LeftOut, Section


@dataclass(slots=True)
class Document:
    """A text with its title and body taken apart; all offsets point into the original text.

    `counts` are the words of each part's sentences, headings left out.
    """

    text: PlainText
    title: str
    title_words: Words
    body_start: int
    lines: list[Line]
    parts: list[Part]
    segments: list[Segment]
    counts: list[int]
    title_line: str = ""
    left_out: Sequence[Stretch] = ()

    @property
    def word_count(self) -> int:
        """Return how many words all sentences have."""
        return sum(self.counts)

    @property
    def vocabulary(self) -> set[str]:
        """Return every word of the title, the sentences and the headings once, as phrases compare it."""
        headings = (words_of((line.heading or "").lower()) for line in self.lines if line.heading)
        spoken = chain((self.title_words,), (segment.words for segment in self.segments), headings)
        return set(chain.from_iterable(words.keys for words in spoken))

    @property
    def is_half_read(self) -> bool:
        """Whether a part in another language is left unread, which may say what is not found in the rest."""
        return any(one.kind is Apart.OTHER_LANGUAGE for one in self.left_out)

    @property
    def spoken(self) -> list[str]:
        """Return the words of all sentences in order, as phrases compare them."""
        return list(chain.from_iterable([segment.words.keys for segment in self.segments]))

    def entitle(self, name: str) -> None:
        """Give a text without a title the name that it gives its own job."""
        self.title, self.title_words = name, words_of(lowered(name))

    def quote(self, start: int, end: int) -> str:
        """Return the original words between two offsets."""
        return self.text.original[start:end]

    def told(self, stretch: Stretch) -> LeftOut:
        """Return what was set apart as a review tells it."""
        head = self.quote(stretch.head_start, stretch.head_end)
        return LeftOut(kind=stretch.kind, start=stretch.start, end=stretch.end, head=head)

    def segment_at(self, offset: int) -> Segment | None:
        """Return the sentence or bullet an offset stands in."""
        low, high = 0, len(self.segments)
        while low < high:
            middle = (low + high) // 2
            if self.segments[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.segments[low] if low < len(self.segments) and self.segments[low].start <= offset else None


def take_apart(text: str, title: str | None, lists: SectionLists, types: SentenceTypes | None = None) -> Document:
    """Take a text apart; its first line that is no preface is the title unless one is given.

    Without `types` each sentence has the kind that its heading and a few phrases tell.
    """
    plain = plain_text(text)
    lines = lines_of(plain.plain)
    name = whole = (title or "").strip()
    body_start = 0
    if not name and lines:
        titled = title_in(plain.plain, lines, lists.titles, lists.is_plain_heading)
        name, body_start, lines, whole = titled.name, titled.end, titled.lines, titled.line
    lines = cut_at_headings(plain.plain, plain.folded, lines, lists.heading_matcher)
    lines = cut_at_bullets(plain.plain, lines)
    mark_headings(plain, lines, lists)
    left_out = apart(plain.plain, lines, name, lists.apart, lists.heading_kind)
    if left_out:
        plain = plain.without([(one.start, one.end) for one in left_out])
        lines = outside(lines, left_out)
    parts = parts_of(plain, lines, lists)
    segments = segments_of(plain, lines, parts, lists)
    if types is not None:
        types.type_all(plain.plain, segments, parts)
    counts = [0] * len(parts)
    for segment in segments:
        counts[segment.section] += plain.words(segment.start, segment.end)
    return Document(plain, name, words_of(lowered(name)), body_start, lines, parts, segments, counts, whole, left_out)


def sections_of(document: Document) -> tuple[Section, ...]:
    """Return the sections of a document as values, empty ones too."""
    return tuple(
        Section(kind=part.kind, heading=part.heading, start=part.start, end=part.end, words=count)
        for part, count in zip(document.parts, document.counts, strict=True)
        if count or part.heading
    )
