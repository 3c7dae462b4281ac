"""What a workspace has set for itself, a row a setting, and who changed what when; knows no setting by name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Index, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there
from storage.plain_reading import read

Stored = str | int | float | bool | list[str] | None
"""What a setting may hold."""


class SettingRow(Base):
    """A setting that a workspace has changed; what is not here has its default."""

    __tablename__ = "settings"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Stored] = mapped_column(JSON, nullable=False)
    set_by: Mapped[str] = mapped_column(String(32))
    set_at: Mapped[datetime]


class SettingChangeRow(Base):
    """One change of one setting; only ever added."""

    __tablename__ = "setting_changes"
    __table_args__ = (Index(None, "team_id", "at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(40))
    before: Mapped[Stored] = mapped_column(JSON, nullable=False)
    after: Mapped[Stored] = mapped_column(JSON, nullable=False)
    actor: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]


def kept_settings(session: Session, team_id: str) -> dict[str, Stored]:
    """Return what a workspace has changed, by the setting's name."""
    rows = read(session, _KEPT, {"team": team_id})
    return {row.name: row.value for row in rows}


def change_setting(
    session: Session, team_id: str, name: str, *, before: Stored, after: Stored, actor: str, now: datetime
) -> None:
    """Set one setting and note who did; `before` is its value where it was never changed.

    Two who change the same one at once do so one after the other, and each is noted with what they changed.
    """
    first = {"team_id": team_id, "name": name, "value": before, "set_by": actor, "set_at": now}
    add_unless_there(session, SettingRow, [first])
    row = session.get_one(SettingRow, (team_id, name), with_for_update=True, populate_existing=True)
    change = SettingChangeRow(team_id=team_id, name=name, before=row.value, after=after, actor=actor, at=now)
    session.add(change)
    row.value, row.set_by, row.set_at = after, actor, now
    session.flush()


def changes_of(session: Session, team_id: str, limit: int) -> Sequence[SettingChangeRow]:
    """Return the newest changes of a workspace's settings, newest first."""
    newest = select(SettingChangeRow).where(SettingChangeRow.team_id == team_id)
    return session.scalars(newest.order_by(SettingChangeRow.at.desc(), SettingChangeRow.id).limit(limit)).all()


_SETTINGS = SettingRow.__table__.c
_KEPT = select(_SETTINGS.name, _SETTINGS.value).where(_SETTINGS.team_id == bindparam("team"))
