"""What a workspace has set for itself, a row a setting, and who changed what when; knows no setting by name."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, new_id

Setting = str | int | float | bool | list[str] | None
"""What a setting may hold."""


class SettingRow(Base):
    """A setting that a workspace has changed; what is not here has its default."""

    __tablename__ = "settings"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Setting] = mapped_column(JSON, nullable=False)
    set_by: Mapped[str] = mapped_column(String(32))
    set_at: Mapped[datetime]


class SettingChangeRow(Base):
    """One change of one setting; only ever added."""

    __tablename__ = "setting_changes"
    __table_args__ = (Index(None, "team_id", "at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(40))
    before: Mapped[Setting] = mapped_column(JSON, nullable=False)
    after: Mapped[Setting] = mapped_column(JSON, nullable=False)
    actor: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
