"""Must-haves and nice-to-haves told apart, by moving the author's own bullets; knows which the author chose."""

import re
from collections.abc import Iterator, Sequence

from rubrics.jd.fixes.asking import KEEP, WISH, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.layout import lines_in, part_of_kind, style_of, whole_bullet
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_ASKED = re.compile(r"\b(?:required?|requires|must|mandatory)\b", re.IGNORECASE)
"""A sentence with one of these contradicts the heading of wishes."""
_SHORT = 14
"""A bullet of more words asks for more than the one thing that a remark is about."""
_LEAD = 3
"""So many words may lead to it: “Have a …”."""
_MOST = 100
"""A list of more bullets is no list of must-haves, and no menu takes them."""
_EMPTY, _EMPTY_BEFORE = re.compile(r"[ \t]*\n"), re.compile(r"\n[ \t]*\n$")
_WIDEST = 20
"""Characters in which an empty line is looked for; one of more spaces is none that people leave."""
Span = tuple[int, int]


def moved_to_wishes(case: Case, rule: str, bullets: Sequence[Span]) -> list[Edit]:
    """Return the edits that move whole bullets below the nice-to-haves, with a heading where there is none."""
    if not bullets:
        return []
    text, reading = case.text, case.reading
    bullets = [(start, _over_gap(text, start, end)) for start, end in bullets]
    away = [Edit(start, end, "", rule, away=True) for start, end in bullets]
    nice = part_of_kind(reading, "nice")
    lines = [line for line in lines_in(reading, nice) if line.bullet] if nice else []
    heading = ""
    if lines:
        at = _over_gap(text, *whole_bullet(reading, lines[-1].start))
    else:
        part = reading.document.parts[reading.document.segment_at(_inside(text, bullets[0])).section]  # type: ignore[union-attr]
        listed = [line for line in lines_in(reading, part) if line.bullet]
        at = _over_gap(text, *whole_bullet(reading, listed[-1].start))
        heading = style_of(reading).heading(reading.knowledge.fixes.headings["nice"])
        heading = heading.removeprefix("\n") if text[:at].endswith("\n\n") else heading
    return [*away, *(Edit(at, at, rule=rule, moved=bullet, under=heading) for bullet in bullets)]


def _over_gap(text: str, start: int, end: int) -> int:
    """Return where a bullet of a list with empty lines in it ends, with the one behind it; else where it ends."""
    gap = _EMPTY.match(text, end)
    return gap.end() if gap and _EMPTY_BEFORE.search(text, max(0, start - _WIDEST), start) else end


def _inside(text: str, bullet: Span) -> int:
    """Return the place of a bullet's first word."""
    word = re.compile(r"[^\W_]").search(text, *bullet)
    return word.start() if word else bullet[0]


def split_proposals(case: Case) -> Iterator[Proposal]:
    """Ask which bullets stay must-haves; which others are wishes only their author can say."""
    rules = case.wants("no-split", "many-musts")
    if not rules:
        return
    bullets = case.reading.must_bullets
    if len(bullets) > _MOST:
        return
    texts = [case.text[one.start : whole_bullet(case.reading, one.start)[1]].strip() for one in bullets]
    ask = Ask(
        id="musts",
        kind=AskKind.SEVERAL,
        rules=rules,
        options=tuple(Option(value=str(number), text=text) for number, text in enumerate(texts)),
        suggested=tuple(str(number) for number in range(len(texts))),
    )
    kept = case.answers.several(ask)
    go = [one for number, one in enumerate(bullets) if str(number) not in kept]
    edits: list[Edit] = []
    if kept and go:
        edits = moved_to_wishes(case, rules[0], [whole_bullet(case.reading, one.start) for one in go])
    yield Proposal(rules, tuple(edits), (ask,))


def wish_proposals(case: Case) -> Iterator[Proposal]:
    """Offer to move a must that the work doesn't need to the nice-to-haves: the author's own bullet, as it is."""
    for rule in case.wants("phd-required"):
        finding = next(one for one in case.review.findings if one.rule == rule)
        segment = case.reading.document.segment_at(finding.start or 0)
        if segment is None or not segment.bullet or _ASKED.search(case.text, segment.start, segment.end):
            continue
        ask = Ask(
            id=rule,
            kind=AskKind.CHOICE,
            rules=(rule,),
            quote=case.text[segment.start : segment.end],
            options=(Option(value=WISH), Option(value=KEEP)),
            suggested=(WISH if _is_about(segment, finding) else KEEP,),
            proposed=(WISH,) if case.asked_alone else (),
        )
        edits: list[Edit] = []
        if case.answers.choice(ask) == WISH:
            edits = moved_to_wishes(case, rule, [whole_bullet(case.reading, segment.start)])
        yield Proposal((rule,), tuple(edits), (ask,))


def _is_about(segment: Segment, finding: Finding) -> bool:
    """Whether a bullet is short and begins with what a remark quotes."""
    before = [word for word in segment.words if word.start < (finding.start or 0)]
    return len(segment.words) <= _SHORT and len(before) <= _LEAD
