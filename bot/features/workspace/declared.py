"""Every setting that a workspace has, each with its default; anyone who needs one reads it by its name here."""

from enum import StrEnum
from typing import Any

from bot.features.workspace.kinds import Days, Group, Hour, Minutes, Number, OneOf, OneOfMany, People, Setting, Switch
from rubrics.catalogue.market import MarketLayer

HOURS_LATE = (1, 2, 4, 8, 12, 20, 24, 48, 72)
"""When a reminder may follow: within the day, since evidence fades, and after three days it is too late to remind."""


class WhoOpens(StrEnum):
    """Who may open loops and openings; admins always may."""

    EVERYONE = "everyone"
    RECRUITERS = "recruiters"
    LISTED = "listed"
    """The recruiters, and those who are listed besides."""


class Employer(StrEnum):
    """Whose pay answers and JD reviews go by: a kind of employer's, or any's."""

    ANY = "any"
    STARTUP = MarketLayer.STARTUP.value
    BIG_TECH = MarketLayer.BIG_TECH.value
    LAB = MarketLayer.LAB.value
    REMOTE = MarketLayer.REMOTE.value
    ENTERPRISE = MarketLayer.ENTERPRISE.value
    REGULATED = MarketLayer.REGULATED.value
    CONSULTANCY = MarketLayer.CONSULTANCY.value

    @property
    def layer(self) -> MarketLayer | None:
        """The layer of the market, where it is one's."""
        return None if self is Employer.ANY else MarketLayer(self.value)


WHO_OPENS = OneOf(name="who_opens", default=WhoOpens.EVERYONE, group=Group.OPENING)
RECRUITERS = People(name="recruiters", default=(), group=Group.OPENING)
OPENERS = People(name="openers", default=(), group=Group.OPENING)
REMINDS = Switch(name="reminds", default=True, group=Group.REMINDERS)
# Hours after a scorecard was due; the first reminder comes when it is due.
SECOND_AFTER = Number(name="second_after", default=4, offered=HOURS_LATE, group=Group.REMINDERS)
THIRD_AFTER = Number(name="third_after", default=20, offered=HOURS_LATE, group=Group.REMINDERS)
STATUS_AFTER = Number(name="status_after", default=24, offered=HOURS_LATE, group=Group.REMINDERS)
# In each person's own zone; where both are the same hour, no hour is quiet.
QUIET_FROM = Hour(name="quiet_from", default=19, group=Group.HOURS)
QUIET_UNTIL = Hour(name="quiet_until", default=8, group=Group.HOURS)
WEEKEND = Days(name="weekend", default=(5, 6), group=Group.HOURS)
DIGEST_AT = Hour(name="digest_at", default=9, group=Group.HOURS)
# Of silent reading before the re-vote: five fit the usual panel of four, twenty a packet of many pages.
READING_MINUTES = Minutes(name="reading_minutes", default=5, offered=(3, 5, 10, 15, 20), group=Group.DEBRIEF)
# Both off, so that no workspace has anything kept of its closed panels before an admin wants it.
PINNED_HISTORY = Switch(
    name="pinned_history", default=False, group=Group.SIGNAL, hint="settings_form.pinned_history_hint"
)
CALIBRATED_SIGNAL = Switch(
    name="calibrated_signal", default=False, group=Group.SIGNAL, hint="settings_form.calibrated_signal_hint"
)

WE_ARE = OneOfMany(name="we_are", default=Employer.ANY, group=Group.PAY)

SETTINGS: tuple[Setting[Any], ...] = (
    WHO_OPENS,
    RECRUITERS,
    OPENERS,
    REMINDS,
    SECOND_AFTER,
    THIRD_AFTER,
    STATUS_AFTER,
    QUIET_FROM,
    QUIET_UNTIL,
    WEEKEND,
    DIGEST_AT,
    READING_MINUTES,
    PINNED_HISTORY,
    CALIBRATED_SIGNAL,
    WE_ARE,
)
"""In the order in which they are shown."""
