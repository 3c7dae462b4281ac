"""What is counted on a surface is what a person sees on it."""

from bot.slack.blocks import actions, field, header, modal, section
from bot.slack.elements import button
from bot.wording.escaping import Mrkdwn
from tests.bot.surfaces.counting import words_of


def test_titles_headings_paragraphs_labels_and_buttons_count() -> None:
    text = Mrkdwn("*3.6 of 5*, likely 3.1–4.0 · bar <@U1> `·│●`")
    drawn = modal(
        "Matrix C-1",
        [header("Two words"), section(text), *actions(button("Why this word?", "why", "1", label="Not seen at all"))],
        callback_id="x",
        submit="Send it",
    )
    # Title 2, Submit 2, Close 1, heading 2; 3.6 of 5 likely 3.1–4.0 bar and a name of two: 8; button 3.
    assert words_of(drawn) == 2 + 2 + 1 + 2 + 8 + 3


def test_a_closed_menu_counts_as_what_it_shows() -> None:
    options = [{"text": {"type": "plain_text", "text": text}, "value": text} for text in ("one two", "three")]
    menu = {"type": "static_select", "placeholder": {"type": "plain_text", "text": "Pick a level"}, "options": options}
    assert words_of({"blocks": [field("level", "Level", menu)]}) == 1 + 3
    assert words_of({"blocks": [field("level", "Level", {**menu, "initial_option": options[0]})]}) == 1 + 2
    assert words_of({"blocks": [field("level", "Level", {**menu, "type": "radio_buttons"})]}) == 1 + 3 + 3


def test_a_message_counts_its_blocks_and_not_its_notification() -> None:
    assert words_of({"text": "a notification of five words", "blocks": [section(Mrkdwn("two words"))]}) == 2
