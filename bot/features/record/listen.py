"""`/loop record`: what happened in a loop, on the screen or as a document."""

from bot.errors import NextStep, Refusal, reason
from bot.features.doors import Door
from bot.features.loop import show_loop
from bot.features.loop.read_loop import LoopPage, my_loops
from bot.features.record import show_document, show_record
from bot.features.record.read_record import LoopRecord, read_record
from bot.features.record.show_document import FORMATS, RecordFormat
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import UnreadableRefusal, carried_number
from bot.slack.replying import Answer, Asked, on_click, on_page
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that open a record, turn its pages and write it as a document."""
    on_click(routes, Door.READ_RECORD, on_record)
    on_page(routes, show_record.MORE_RECORD, on_record_page)
    on_click(routes, show_document.WRITE, on_write)


def on_record_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/loop record CANDIDATE`, with the name of a format behind it as a document."""
    form = next((form for form in FORMATS if asked.words and asked.words[-1].lower() == form), None)
    text = " ".join(asked.words[:-1]) if form else asked.text
    page = _page(workspace, asked, text, form)
    if page.only is None:
        return show_loop.which(page, workspace.now, "record", Door.READ_RECORD)
    record = read_record(workspace, asked.actor, page.only.id)
    if form is None:
        return _drawn(record)
    return show_document.answer(form, record.loop, show_document.document(form, record))


def _page(workspace: Workspace, asked: Asked, text: str, form: RecordFormat | None) -> LoopPage:
    """Return the loops that are meant; where one is meant but for the last word, that is a format nobody knows."""
    try:
        return my_loops(workspace, asked.actor, text)
    except Refusal:
        *candidate, unknown = asked.words
        if form is not None or not candidate:
            raise
        try:
            page = my_loops(workspace, asked.actor, " ".join(candidate))
        except Refusal:
            page = LoopPage(())
        if page.only is None:
            raise
        steps = [_written_as(each, page.only.id) for each in FORMATS]
        raise Refusal("record_refusals.no_such_format", steps=steps, form=unknown) from None


def _written_as(form: RecordFormat, loop_id: str) -> NextStep:
    label = reason("record_labels.form", label=show_document.label_of(form))
    return NextStep(label, show_document.WRITE, f"{loop_id}:{form}")


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "record",
        on_record_command,
        "[candidate]",
        (Line("record [candidate]", "shows what happened in a loop, checks that the record is whole, and exports it"),),
    ),
)


def on_record(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what happened in a loop; reading it with ratings is noted."""
    return _drawn(read_record(workspace, actor, value))


def on_record_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    return _drawn(read_record(workspace, actor, loop_id, noted=False), carried_number(page))


def _drawn(record: LoopRecord, page: int = 0) -> Modal:
    export = show_document.export_menu(record.loop.id)
    return show_record.record(record.loop, record.entries, record.cards, broken=record.broken, page=page, export=export)


def on_write(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a record as a document, to be copied; reading it with ratings is noted."""
    loop_id, _, form = value.partition(":")
    if form not in tuple(FORMATS):
        raise UnreadableRefusal("format")
    record = read_record(workspace, actor, loop_id)
    written = show_document.document(RecordFormat(form), record)
    return show_document.as_modal(RecordFormat(form), record.loop, written)
