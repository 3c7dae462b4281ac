"""The sizes that Slack takes, each stated here alone; knows no block and no word."""

MESSAGE_BLOCKS = 50
VIEW_BYTES = 250_000
"""Of a whole view as JSON; what is larger is refused as `view_too_large`."""
SECTION_TEXT = 3000
HEADER_TEXT = 150
VIEW_TITLE = 24
"""Also of the words on a view's submit and close buttons."""
BUTTON_LABEL = 75
"""Of a button's text, and of what it says to a screen reader."""
OPTION_TEXT = 75
MENU_OPTIONS = 100
INPUT_TEXT = 3000
"""The longest text that one field can take; a pasted JD does not fit one."""
