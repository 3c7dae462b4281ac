"""`/loop record`: what happened in a loop, on the screen or as a document."""

from bot.errors import NextStep, Refusal, reason
from bot.features.doors import Door
from bot.features.loop import show_loop
from bot.features.loop.read_loop import LoopPage, my_loops
from bot.features.record import show_handed_out, show_record
from bot.features.record.handing_out import hands_out, link_to
from bot.features.record.read_record import LoopRecord, read_record
from bot.features.record.send_record import may_take_files, send_record
from bot.features.record.show_document import HANDED_OUT, RecordFormat, label_of
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
    on_click(routes, show_handed_out.WRITE, on_write)
    on_click(routes, show_handed_out.TAKE, on_taken)


def on_record_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/loop record CANDIDATE`, with the name of a format behind it as a link to a document."""
    form = next((form for form in HANDED_OUT if asked.words and asked.words[-1].lower() == form), None)
    text = " ".join(asked.words[:-1]) if form else asked.text
    page = _page(workspace, asked, text, form)
    if page.only is None:
        return show_loop.which(page, workspace.now, "record", Door.READ_RECORD)
    handed = _offered(workspace, asked.actor, page.only.id, form) if form else None
    if handed is None:
        return _drawn(workspace, read_record(workspace, asked.actor, page.only.id))
    return show_handed_out.answer(handed)


def _page(workspace: Workspace, asked: Asked, text: str, form: RecordFormat | None) -> LoopPage:
    """Return the loops that are meant; where one is meant but for the last word, that is a format no one knows."""
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
        steps = [_written_as(each, page.only.id) for each in HANDED_OUT]
        raise Refusal("record_refusals.no_such_format", steps=steps, form=unknown) from None


def _written_as(form: RecordFormat, loop_id: str) -> NextStep:
    label = reason("record_labels.form", label=label_of(form))
    return NextStep(label, show_handed_out.WRITE, f"{loop_id}:{form}")


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
    return _drawn(workspace, read_record(workspace, actor, value))


def on_record_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    return _drawn(workspace, read_record(workspace, actor, loop_id, noted=False), carried_number(page))


def _drawn(workspace: Workspace, record: LoopRecord, page: int = 0) -> Modal:
    is_handed_out = hands_out(workspace.settings) or may_take_files(workspace)
    export = show_handed_out.export_menu(record.loop.id) if is_handed_out else None
    return show_record.record(record, page=page, export=export)


def on_write(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Hand out a record as a document: it is read, and that noted, when the file goes or someone follows the link."""
    loop_id, _, form = value.partition(":")
    if form not in tuple(HANDED_OUT):
        raise UnreadableRefusal("format")
    handed = _offered(workspace, actor, loop_id, RecordFormat(form))
    if handed is None:
        return _drawn(workspace, read_record(workspace, actor, loop_id))
    return show_handed_out.as_modal(handed)


def on_taken(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the record once its link was followed: Slack opens the link by itself, and tells us."""
    return _drawn(workspace, read_record(workspace, actor, value, noted=False))


def _offered(workspace: Workspace, actor: Actor, loop_id: str, form: RecordFormat) -> show_handed_out.HandedOut | None:
    """Send a file to someone who may know of the loop, and return how they get it; None: in neither way."""
    record = read_record(workspace, actor, loop_id, noted=False)
    url = link_to(workspace.settings, actor, loop_id, form, workspace.now) or ""
    comes = send_record(workspace, actor, loop_id, form)
    if not url and not comes:
        return None
    return show_handed_out.HandedOut(record.loop, form, url, comes, has_ratings=bool(record.cards))
