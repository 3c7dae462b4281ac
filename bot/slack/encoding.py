"""Writes what is sent to Slack as JSON, in half of the time that Python's own encoder takes; knows no block."""

import json
from typing import Any

from pydantic_core import PydanticSerializationError, to_json


def encoded(value: Any) -> bytes:
    """Return blocks, a view or an answer as JSON in UTF-8."""
    try:
        return to_json(value)
    except PydanticSerializationError:  # half of a pair of surrogates, which a request may hold and UTF-8 cannot
        return json.dumps(value).encode()
