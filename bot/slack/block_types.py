"""What blocks are made of: plain dictionaries, in the shape that Slack reads; knows how to leave out what is not there.

slack_sdk's own classes check each part as it is built, which took a third of a request; the tests hold every view
against them instead.
"""

from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]
"""What stands in a row of buttons, in an input or beside a paragraph."""
Option = dict[str, Any]
Cell = dict[str, Any]
"""What stands in one cell of a table."""
TextObject = dict[str, Any]
Confirm = dict[str, Any]
RichTextPart = dict[str, Any]
Message = dict[str, Any]
Modal = dict[str, Any]


def without_absent(**parts: Any) -> dict[str, Any]:
    """Return these parts but those that are None: Slack refuses a null where it expects nothing at all."""
    return {name: part for name, part in parts.items() if part is not None}
