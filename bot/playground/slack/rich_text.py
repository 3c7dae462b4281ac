"""The shape of rich_text, as a block, as a value and as a table cell."""

from bot.playground.slack.shapes import Check, boolean, listed, one_of, record, string, typed, whole

_ANY = 1_000_000
_STYLE = record({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))

_INLINE: dict[str, Check] = {
    "text": record({"text": string(_ANY)}, {"style": _STYLE}),
    "link": record({"url": string(3000)}, {"text": string(_ANY), "unsafe": boolean, "style": _STYLE}),
    "emoji": record({"name": string(255)}, {"unicode": string(255), "skin_tone": whole(1, 6), "style": _STYLE}),
    "user": record({"user_id": string(255)}, {"style": _STYLE}),
    "channel": record({"channel_id": string(255)}, {"style": _STYLE}),
    "broadcast": record({"range": one_of("here", "channel", "everyone")}, {"style": _STYLE}),
    "date": record(
        {"timestamp": whole(0, 10**11), "format": string(255)},
        {"url": string(3000), "fallback": string(_ANY), "style": _STYLE},
    ),
}
_RUN = listed(typed(_INLINE, "rich text element"), _ANY)
_SECTION = record({"elements": _RUN})

_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": record({"elements": _RUN}, {"border": whole(0, 1)}),
    "rich_text_preformatted": record({"elements": _RUN}, {"border": whole(0, 1), "language": string(255)}),
    "rich_text_list": record(
        {
            "style": one_of("bullet", "ordered"),
            "elements": listed(typed({"rich_text_section": _SECTION}, "list item"), _ANY),
        },
        {"indent": whole(0, 8), "offset": whole(0, _ANY), "border": whole(0, 1)},
    ),
}

RICH_TEXT = record({"elements": listed(typed(_PARTS, "rich text part"), _ANY)}, {"block_id": string(255)})
RICH_TEXT_VALUE = typed({"rich_text": RICH_TEXT}, "value")
