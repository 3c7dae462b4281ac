"""The sizes that Slack takes, each stated here alone with where it is known from; knows no block and no word.

Sources: the reference of Block Kit at docs.slack.dev (September 2026), and slack_sdk 3.47, which checks some of them.
Where the two or their versions differ, the smaller one stands here.
"""

MESSAGE_BLOCKS = 50
SECTION_TEXT = 3000
SECTION_FIELDS = 10
FIELD_TEXT = 2000
"""Of each field of a section; slack_sdk does not check it, Slack does."""
HEADER_TEXT = 150
VIEW_TITLE = 24
"""Also of the words on a view's submit and close buttons."""
BUTTON_LABEL = 75
"""Of a button's text, and of what it says to a screen reader."""
OPTION_TEXT = 75
"""Of an option's text, and of its description; slack_sdk checks the first alone."""
OPTION_VALUE = 150
MENU_OPTIONS = 100
CHOICES = 10
"""Options of radio buttons and of checkboxes; slack_sdk does not check it, Slack does."""
OVERFLOW_OPTIONS = 5
INPUT_TEXT = 3000
"""The longest text that one field can take; a pasted JD does not fit one."""
IMAGE_ALT_TEXT = 2000
IMAGE_TITLE = 2000

TABLE_ROWS = 100
"""The heading included."""
TABLE_COLUMNS = 20
TABLE_TEXT = 10_000
"""Characters in all cells of a message's tables together."""
DATA_TABLE_ROWS = 100
"""Without the heading; the reference said 100 in May 2026 and 200 by September, and some workspaces may be behind."""
DATA_TABLE_TEXT = 20_000
DATA_TABLE_PAGE = 100
CHART_TITLE = 50
CHART_SERIES = 12
CHART_POINTS = 20
CHART_LABEL = 20
"""Of a category on the axis, and of a series' name."""
AXIS_LABEL = 50
MESSAGE_CHARTS = 2
CONTAINER_TITLE = 150
"""Also of its subtitle."""
CONTAINER_BLOCKS = 10
