"""`debrief record`: a loop's record as a document, sealed unless someone unseals it for a reason."""

from typing import Annotated

import typer

from bot.cli.starting import opened_services
from bot.features.record.export_record import export_record
from bot.features.record.show_document import RecordFormat, document


def record_command(
    loop: Annotated[str, typer.Argument(help="The loop's id.")],
    form: Annotated[RecordFormat, typer.Option("--format", help="How to write it.")] = RecordFormat.MARKDOWN,
    unseal: Annotated[
        str | None,
        typer.Option("--unseal", metavar="REASON", help="Add ratings and evidence; the reason is kept in the record."),
    ] = None,
) -> None:
    """Write what happened in a loop.

    Without --unseal, it holds none of the ratings.
    """
    with opened_services() as services:
        loop_record = export_record(services, loop, unseal_reason=unseal)
        written = document(form, loop_record, services.now())
    typer.echo(written, nl=False)
