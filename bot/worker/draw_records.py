"""Draws a loop's record that comes as a file, and the message that says so; shares nothing."""

from collections.abc import Callable, Mapping

from bot.features.people.viewer import viewer
from bot.features.record import show_handed_out
from bot.features.record.handing_out import hands_out
from bot.features.record.send_record import form_meant, record_content
from bot.features.record.show_document import file_name
from bot.slack.shared_files import FILES_SCOPE, SharedFile
from bot.wiring import Actor
from bot.worker.scenes import Drawn, Scene
from rubrics.panel.permissions import may_see_status
from storage.message_lookups import messages_about, places_of
from storage.messages import TERMINAL, MessageKind, MessageRow
from storage.rate_limits import held_until


def _record(scene: Scene) -> Drawn:
    """Draw what announces a file: that it comes, or the other way to the record where it cannot."""
    row, loop, form = scene.row, scene.loop, form_meant(scene.row.occasion)
    if row.fresh and not _may_know(scene):
        return Drawn(None)
    if _is_lost(scene):
        return Drawn(show_handed_out.no_file(loop, form, has_link=hands_out(scene.workspace.settings)))
    return Drawn(show_handed_out.coming(loop, form))


def _is_lost(scene: Scene) -> bool:
    """Tell whether the file can't come: the workspace takes none, or it was tried and ended."""
    row = scene.row
    if row.fresh:
        return _takes_none(scene)
    stands = {place.ts for place in places_of(scene.session, row.id)}
    files = [each for each in _sent(scene, MessageKind.RECORD_FILE) if each.occasion in stands]
    return any(each.state in TERMINAL and each.posted == 0 for each in files)


def _record_file(scene: Scene) -> Drawn:
    """Draw the file below its message, for someone who may know of the loop; its content is made when it is sent."""
    row, loop = scene.row, scene.loop
    announced = [
        (each, place)
        for each in _sent(scene, MessageKind.RECORD)
        for place in places_of(scene.session, each.id)
        if place.ts == row.occasion
    ]
    if not announced or _takes_none(scene) or not _may_know(scene):
        return Drawn(None)
    form, channel = form_meant(announced[0][0].occasion), announced[0][1].channel
    actor, workspace = Actor(row.team_id, row.recipient), scene.workspace
    says = show_handed_out.file_message(loop, form)
    file = SharedFile(
        name=file_name(form, loop),
        title=show_handed_out.file_title(loop, form),
        content=lambda: record_content(workspace, actor, loop.id, form, row.id),
        channel=channel,
        message=says,
        asks_first=True,
    )
    return Drawn(says, file=file)


def _sent(scene: Scene, kind: MessageKind) -> list[MessageRow]:
    about = messages_about(scene.session, scene.row.team_id, scene.loop.id)
    return [each for each in about if each.kind is kind and each.recipient == scene.row.recipient]


def _takes_none(scene: Scene) -> bool:
    return held_until(scene.session, scene.row.team_id, FILES_SCOPE) is not None


def _may_know(scene: Scene) -> bool:
    reader = viewer(scene.workspace, scene.session, Actor(scene.row.team_id, scene.row.recipient))
    return may_see_status(scene.loop, reader)


RECORD_DRAWERS: Mapping[MessageKind, Callable[[Scene], Drawn]] = {
    MessageKind.RECORD: _record,
    MessageKind.RECORD_FILE: _record_file,
}
