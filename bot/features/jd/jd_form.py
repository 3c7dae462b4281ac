"""The fields of JD review's forms: what takes a pasted JD, and where a review is shared to."""

from bot.slack.form_fields import Channel, RichText, Text

JD = RichText(id="jd", label="jd_form.jd", hint="jd_form.jd_hint")
MORE = Text(id="jd_more", label="jd_form.more", long=True, required=False)
"""The rest of a JD that was pasted as plain text: one field of Slack's takes 3,000 characters."""
TITLE = Text(id="title", label="jd_form.title", limit=160, required=False)
LOCATION = Text(
    id="location",
    label="jd_form.place",
    hint="jd_form.place_hint",
    placeholder="jd_form.place_example",
    limit=120,
    required=False,
)
FORM = (JD, MORE, TITLE, LOCATION)

CHANNEL = Channel(id="channel", label="Channel", missing="menus_refusals.no_channel")
