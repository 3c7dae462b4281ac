"""The fields of the forms about approvals: who approves, how many must, for which opening; and a changed text."""

from bot.features.approval.ask_approval import APPROVERS as APPROVERS_ID
from bot.features.approval.ask_approval import EVERYONE
from bot.features.approval.ask_approval import NEEDED as NEEDED_ID
from bot.slack.form_fields import Menu, Users
from bot.wording.words import plain_words

NO_OPENING = "none"
"""What stands for no opening in the menu of them."""
NUMBERS = (1, 2, 3, 4, 5)

APPROVERS = Users(id=APPROVERS_ID, label="approval_form.approvers", hint="approval_form.approvers_hint")
NEEDED = Menu(id=NEEDED_ID, label="approval_form.needed")
OPENING = Menu(id="opening", label="Opening", hint="approval_form.opening_hint")


def needed() -> Menu:
    """Return the field of how many must approve, with its entries."""
    numbers = [(plain_words("approval_form.at_least", number=number), str(number)) for number in NUMBERS]
    return NEEDED.offering([(plain_words("approval_form.everyone"), str(EVERYONE)), *numbers])
