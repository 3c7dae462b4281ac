"""A JD against an opening's plan: what no interview assesses, what was never advertised, the form that ties them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.features.doors import Door
from bot.features.opening.read_trace import TraceShown
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import Menus
from bot.slack.forms import AsWritten
from bot.slack.paging import page_menu, page_of
from bot.wording.phrases import cut
from bot.wording.words import plain_words, words
from rubrics.panel.plan import Opening
from rubrics.panel.trace import Confirmed, Row, Standing, Trace

TRACE = "opening_trace"
"""The button's value is the opening's id; of its pages "id:page"."""
PAGE = "opening_trace_page"
SAVED = "saved"
"""Stands in a page's value once something was confirmed: "id:saved:page"."""
CONFIRM = "opening_trace_confirm"
"""Asks for what is not confirmed; its value is the opening's id."""
CHANGE = "opening_trace_change"
"""Asks for one sentence again; its value is "id:digest"."""
FORM = "opening_trace_form"
FIELD = "assesses"
ELSEWHERE = "-elsewhere-"
"""The option that no interview assesses a demand; no competency's id begins so."""
A_PAGE = 6
A_FORM = 6
"""So many sentences of one form: more is a chore, and the rest follows with the next."""
LONGEST = 110
LONGEST_LABEL = 140
_ORDER = (Standing.NEVER, Standing.OPEN, Standing.ASSESSED, Standing.ELSEWHERE)


def counts_of(trace: Trace) -> dict[str, int]:
    """Return how many demands stand in which way, and what is assessed and never advertised."""
    counts = {standing.value: len(trace.of(standing)) for standing in Standing}
    return {**counts, "number": len(trace.rows), "unadvertised": len(trace.unadvertised)}


def trace_line(opening: Opening, trace: Trace | None) -> list[Block]:
    """Return how an opening's JD stands against its interviews in a line, with the way to the whole."""
    if trace is None:
        return []
    label = plain_words("trace_labels.open_of", name=opening.name)
    look = button(plain_words("trace_labels.title"), TRACE, opening.id, label=label)
    return [section(words("trace.on_opening", **counts_of(trace)), accessory=look)]


def trace_page(shown: TraceShown, page: int = 0, *, is_saved: bool = False) -> Modal:
    """Return a page of the demands, the gaps first, with what may be done about them.

    Once something was confirmed, closing it leads past the pages behind, which say what stood before.
    """
    opening = shown.plan.opening
    ranked = sorted(shown.trace.rows, key=lambda row: _ORDER.index(row.standing))
    part, page, pages = page_of(ranked, page, A_PAGE)
    open_ = len(shown.trace.of(Standing.OPEN))
    confirm = plain_words("trace_labels.confirm", number=min(open_, A_FORM), of=open_)
    names = [shown.names[each] for each in shown.trace.unadvertised]
    blocks: list[Block] = [
        section(words("trace.summary", title=cut(shown.jd.title, LONGEST), **counts_of(shown.trace))),
        *([section(words("trace.unadvertised", names=names))] if names else []),
        *actions(
            button(confirm, CONFIRM, opening.id, primary=True) if open_ else None,
            button(plain_words("opening_labels.edit_plan"), Door.OPENING_PLAN, opening.id),
        ),
        *(section(_row(row, shown), accessory=_change(row, shown)) for row in part),
        *page_menu(PAGE, f"{opening.id}:{SAVED}" if is_saved else opening.id, page, pages),
        context(words("trace.footer", is_approved=shown.jd.is_approved)),
    ]
    return modal(
        plain_words("trace_labels.title"),
        blocks,
        callback_id=TRACE,
        close="Close" if is_saved else "Back",
        private_metadata=opening.id,
        clear_on_close=is_saved,
    )


def _row(row: Row, shown: TraceShown) -> Any:
    return words(
        "trace.row",
        text=cut(row.demand.text, LONGEST),
        standing=row.standing.value,
        elsewhere=row.link.elsewhere,
        names=[shown.names[each] for each in row.link.competencies],
        stages=_by_stage(row),
    )


def _by_stage(row: Row) -> list[dict[str, Any]]:
    """Return the stages that assess a demand, each with the people who do, as far as they are named."""
    people: dict[str, list[str]] = {}
    for seat in row.seats:
        named = people.setdefault(seat.stage, [])
        if seat.interviewer and seat.interviewer not in named:
            named.append(seat.interviewer)
    return [{"name": stage, "people": named} for stage, named in people.items()]


def _change(row: Row, shown: TraceShown) -> Element:
    label = plain_words("trace_labels.change_of", text=cut(row.demand.text, LONGEST))
    value = f"{shown.plan.opening.id}:{row.demand.digest}"
    return button(plain_words("trace_labels.change"), f"{CHANGE}:{row.demand.digest[:16]}", value, label=label)


def trace_form(shown: TraceShown, digest: str | None = None) -> Modal:
    """Return the form for one sentence, or for the first that no one has confirmed, filled in with what is likely."""
    rows = asked(shown, digest)
    return modal(
        plain_words("trace_labels.form_title"),
        [section(words("trace.intro")), *(_field(row, shown).block(_chosen(row)) for row in rows)],
        callback_id=FORM,
        submit=plain_words("trace_labels.confirm_it"),
        close="Back",
        private_metadata=f"{shown.plan.opening.id}:{digest or ''}",
    )


def asked(shown: TraceShown, digest: str | None) -> Sequence[Row]:
    """Return the sentences that a form asks for."""
    if digest:
        return [row for row in shown.trace.rows if row.demand.digest == digest]
    return shown.trace.of(Standing.OPEN)[:A_FORM]


def said_in(shown: TraceShown, filled: Mapping[str, Any]) -> dict[str, Confirmed]:
    """Return what was chosen, by the sentence; a competency says more than that it is checked elsewhere."""
    values = filled["state"]["values"]
    said: dict[str, Confirmed] = {}
    for row in shown.trace.rows:
        field = _field(row, shown)
        if field.block_id in values:
            chosen = field.read(filled) or ()
            competencies = tuple(each for each in chosen if each != ELSEWHERE)
            said[row.demand.digest] = Confirmed(
                competencies=competencies, elsewhere=ELSEWHERE in chosen and not competencies
            )
    return said


def _field(row: Row, shown: TraceShown) -> Menus:
    options = [(name, competency) for competency, name in shown.names.items()]
    return Menus(
        id=FIELD,
        label=AsWritten(cut(row.demand.text, LONGEST_LABEL)),
        options=(*options, (plain_words("trace_labels.elsewhere"), ELSEWHERE)),
        required=False,
        subject=row.demand.digest,
    )


def _chosen(row: Row) -> tuple[str, ...]:
    return (*row.link.competencies, *([ELSEWHERE] if row.link.elsewhere else []))
