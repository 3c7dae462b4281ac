"""The settings as a form, what was saved, and who changed what when; for admins."""

from collections.abc import Sequence

from bot.features.doors import OPEN_SETTINGS, Door
from bot.features.workspace.change_settings import Changes
from bot.features.workspace.declared import (
    RECRUITERS,
    REMINDS,
    SECOND_AFTER,
    SETTINGS,
    THIRD_AFTER,
    WHO_OPENS,
    WhoOpens,
)
from bot.features.workspace.kinds import Group
from bot.features.workspace.settings import WorkspaceSettings
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, header, modal, section, sections
from bot.slack.elements import button, step_buttons
from bot.wording.words import plain_words, words
from storage.workspace_settings import SettingChangeRow

SETTINGS_FORM = Door.SETTINGS
CHANGES = "setting_changes"


def settings_button() -> Element:
    """Return the button that opens the settings."""
    return button(plain_words("settings_form.title"), SETTINGS_FORM, "-")


def settings_form(settings: WorkspaceSettings) -> Modal:
    """Return every setting as a field, as it is set now."""
    blocks: list[Block] = []
    for group in Group:
        inside = [each for each in SETTINGS if each.group is group]
        blocks += [header(plain_words(f"settings_form.{group.value}"))]
        blocks += [each.field().block(each.filled(settings[each])) for each in inside]
    changes = button(plain_words("settings_form.changes"), CHANGES, "-")
    return modal(
        plain_words("settings_form.title"),
        [*blocks, *actions(changes)],
        callback_id=SETTINGS_FORM,
        submit=plain_words("settings_form.save"),
        close=plain_words("settings_form.cancel"),
        private_metadata=settings.mark,
    )


def saved(changed: Changes) -> Modal:
    """Return what was changed, with the way to who changed what before."""
    changes = [(plain_words(each.label), each.said(value)) for each, value in changed.items()]
    text = words("settings.saved", changes=changes) if changes else words("settings.nothing_changed")
    title = plain_words("settings_form.saved" if changes else "settings_form.title")
    more = button(plain_words("settings_form.changes"), CHANGES, "-")
    return modal(title, [*sections(text), *actions(more, *step_buttons([OPEN_SETTINGS]))], callback_id="settings_saved")


def change_list(rows: Sequence[SettingChangeRow]) -> Modal:
    """Return who changed what, newest first."""
    known = {each.name: each for each in SETTINGS}
    lines = []
    for row in rows:
        setting = known.get(row.name)
        if setting is None:  # of a release that had it
            continue
        before, after = (setting.loaded(value) for value in (row.before, row.after))
        said = [setting.said(setting.default if value is None else value) for value in (before, after)]
        label = plain_words(setting.label)
        lines.append(words("settings.change", label=label, before=said[0], after=said[1], actor=row.actor, at=row.at))
    blocks = [*map(section, lines)] or [section(words("settings.no_changes"))]
    return modal(plain_words("settings_form.changes"), blocks, callback_id=CHANGES)


def defaults_to_check(settings: WorkspaceSettings) -> list[Block]:
    """Return the settings that anyone who installs Debrief should look at, each with the button that changes it."""
    who, opens = settings[WHO_OPENS], WHO_OPENS.said(settings[WHO_OPENS])
    value = RECRUITERS.said(settings[RECRUITERS]) if who is WhoOpens.RECRUITERS else opens
    now = words(
        "settings.reminders_now",
        is_on=settings[REMINDS],
        second=settings[SECOND_AFTER],
        third=settings[THIRD_AFTER],
    )
    return [
        section(words("settings.openers_now", value=value), accessory=_change("openers")),
        section(now, accessory=_change("reminders")),
    ]


def _change(what: str) -> Element:
    label = plain_words(f"settings_form.change_{what}")
    return button(plain_words("settings_form.change"), f"{SETTINGS_FORM}:{what}", "-", label=label)
