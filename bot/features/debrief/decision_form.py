"""The fields of the forms around a decision: what is decided and why, dissent, and who else decides."""

from bot.slack.form_fields import Choice, Menus, Moment, Text, User
from rubrics.catalogue.limits import ON_A_SCORECARD

FILL_IN = "decision_refusals.fill_in"
LONGEST_WHY = 1_000
"""Characters of a reason or a dissent: half a page, of which ten still fit one modal, however Slack escapes them."""

DECISION = Choice(id="decision", label="decision_form.decision", missing="decision_refusals.choose", autosaved=True)
REASON = Text(
    id="reason",
    label="decision_form.why",
    hint="decision_form.asked",
    placeholder="decision_form.kept",
    limit=LONGEST_WHY,
    long=True,
    missing="decision_refusals.no_reason",
)
FOCUS = Menus(id="focus", label="decision_form.on_what", missing="decision_refusals.no_focus", most=ON_A_SCORECARD)
FILLED_FOCUS = Menus(
    id="focus",
    label="decision_form.on_what",
    hint="decision_form.filled_focus",
    missing="decision_refusals.no_focus",
    most=ON_A_SCORECARD,
)
INTERVIEWER = User(id="interviewer", label="decision_form.who", missing="decision_refusals.no_interviewer")
UNTIL = Moment(id="until", label="decision_form.until", hint="decision_form.until_hint", required=False)

DISSENT = Text(
    id="dissent",
    label="decision_form.dissent",
    hint="decision_form.dissent_hint",
    limit=LONGEST_WHY,
    long=True,
    missing="decision_refusals.no_dissent",
)

DELEGATE = User(id="delegate", label="decision_form.delegate", hint="decision_form.delegate_hint", required=False)
POST = Choice(id="decision_post", label="decision_form.post", missing=FILL_IN)
