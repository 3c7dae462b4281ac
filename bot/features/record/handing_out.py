"""Short-lived links to a record: signed for one person, loop and format, and good for ten minutes.

Anyone who follows one is asked again whether they may read the record: a link vouches for who took it and for nothing
else. Knows no server; `bot.serving.records` answers what it leads to.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta

from pydantic import ValidationError

from bot.features.record.show_document import HANDED_OUT, RecordFormat
from bot.settings import Settings
from bot.wiring import Actor
from rubrics.catalogue.model import Value

PATH = "/records/"
GOOD_FOR = timedelta(minutes=10)
"""Long enough to find the browser's window, and too short to be worth passing on."""
LONGEST_LINK = 1_000
"""Characters; ours take three hundred, and nothing longer is worth a look."""
PURPOSE = b"debrief: links to records, 1"
"""What sets this use of the secret apart from every other one."""


class Grant(Value):
    """What a link is good for, as it is signed."""

    team: str
    loop: str
    person: str
    form: RecordFormat
    until: datetime


def link_to(settings: Settings, actor: Actor, loop_id: str, form: RecordFormat, now: datetime) -> str | None:
    """Return the address at which this person gets this record; None where no browser could reach this process."""
    key = _key(settings)
    if key is None or settings.debrief_url is None or form not in HANDED_OUT:
        return None
    until = now.replace(microsecond=0) + GOOD_FOR
    grant = Grant(team=actor.team, loop=loop_id, person=actor.user, form=form, until=until)
    content = urlsafe_b64encode(json.dumps(grant.model_dump(mode="json"), separators=(",", ":")).encode())
    return f"{settings.debrief_url}{PATH}{content.decode()}.{_signature(key, content)}"


def hands_out(settings: Settings) -> bool:
    """Tell whether this process can be reached by a browser, and can sign what it hands out."""
    return settings.debrief_url is not None and _key(settings) is not None


def granted(settings: Settings, token: str) -> Grant | None:
    """Return what a link was signed for, however old it is; None for what this process did not sign."""
    key = _key(settings)
    content, _, signature = token.encode("utf-8", "replace").rpartition(b".")
    if (
        key is None
        or len(token) > LONGEST_LINK
        or not hmac.compare_digest(_signature(key, content).encode(), signature)
    ):
        return None
    try:
        return Grant.model_validate_json(urlsafe_b64decode(content))
    except (NotBase64, ValidationError):  # signed by another version of Debrief
        return None


def _signature(key: bytes, content: bytes) -> str:
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def _key(settings: Settings) -> bytes | None:
    """Return the key of these links: made of its own secret where one is set, else of the one that Slack signs with."""
    secret = settings.debrief_link_key or settings.slack_signing_secret
    return hmac.new(secret.get_secret_value().encode(), PURPOSE, hashlib.sha256).digest() if secret else None
