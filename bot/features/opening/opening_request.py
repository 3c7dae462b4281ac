"""What the form of a new opening asks for, and whether its fields hold together; knows no one's account."""

from bot.errors import FormRefusal, Reason, reason
from bot.features.rubric.level_menus import no_rubric
from bot.wiring import Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric, Value

LONGEST_NAME = 80
"""Characters of a name or a place: no line of a list would show more."""
COPY = "copy:"
"""Before the id of the opening whose plan is copied."""


class OpeningRequest(Value):
    """What was filled in; people and the channel are Slack ids, `plan` is a shape, or `copy:` and an opening's id.

    `jd_review` is one's own review of its JD, or nothing.
    """

    name: str
    role: str
    level: str
    hiring_manager: str
    channel: str
    place: str = ""
    plan: str
    jd_review: str = ""


def checked_opening(workspace: Workspace, request: OpeningRequest) -> Rubric:
    """Return the rubric of an opening whose fields hold together; raises FormRefusal."""
    problems: dict[str, Reason | str] = {}
    if not request.name.strip():
        problems["name"] = reason("opening_refusals.no_name")
    try:
        rubric = workspace.catalogue.rubric(request.role, request.level)
    except UnknownNameError:
        problems["level"] = no_rubric(workspace.catalogue, request.role)
    if problems:
        raise FormRefusal(problems)
    return rubric
