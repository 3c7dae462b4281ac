"""The fields of an opening's forms: making and changing it, its plan, a stage of that and one interview."""

from bot.features.opening.opening_request import LONGEST_NAME
from bot.features.rubric.show_menus import ROLE as RUBRIC_ROLE
from bot.slack.form_fields import Channel, Choice, ExternalMenu, Menu, Menus, Text, User, Users
from rubrics.catalogue.limits import ON_A_SCORECARD

FILL_IN = "loop_refusals.fill_in"
ROLE = ExternalMenu(
    id="role", label="Role", placeholder="loop_form.role_example", source=RUBRIC_ROLE.id, missing=FILL_IN
)
"""What is typed into it is answered by the room of rubrics, however many roles there are."""
LEVEL = Menu(id="level", label="Level", missing=FILL_IN)
NAME = Text(id="name", label="Name", placeholder="opening_form.name_example", limit=LONGEST_NAME, missing=FILL_IN)
HIRING_MANAGER = User(id="hiring_manager", label="Hiring manager", missing=FILL_IN)
RECRUITER = User(id="recruiter", label="Recruiter", missing=FILL_IN)
CHANNEL = Channel(id="channel", label="Channel", hint="opening_form.channel_hint", missing=FILL_IN)
PLACE = Text(id="place", label="Location", placeholder="opening_form.place_example", limit=LONGEST_NAME, required=False)
PLAN = Menu(id="plan", label="Plan", missing=FILL_IN)
BAR = Menu(id="bar", label="Bar", hint="opening_form.bar_hint", missing=FILL_IN)
JD = Menu(id="jd", label="JD review", hint="opening_form.jd_hint", required=False)

SEAT = User(id="seat", label="opening_form.seat", required=False)
"""Who usually holds an interview of the plan: one field about each, by its stage and its place, "0-2"."""

STAGE_NAME = Text(id="stage_name", label="Name", limit=LONGEST_NAME, missing=FILL_IN)
MINIMUM = Menu(id="minimum", label="opening_form.minimum", missing=FILL_IN)
ASKS_GO = Choice(id="asks_go", label="opening_form.asks_go", missing=FILL_IN)

INTERVIEWER = User(id="interviewer", label="Usually run by", required=False)
ALTERNATES = Users(id="alternates", label="Alternates", hint="opening_form.alternates_hint", required=False)
FOCUS = Menus(id="focus", label="Assesses", required=False, most=ON_A_SCORECARD)
"""May be left empty where an exercise is rated instead."""
MINUTES = Menu(id="minutes", label="Length", missing=FILL_IN)
SCORED_EXERCISE = Menu(id="scored_exercise", label="Exercise", hint="opening_form.scored_exercise_hint", required=False)
EXERCISE = Text(
    id="exercise",
    label="Other exercise",
    placeholder="opening_form.exercise_example",
    limit=LONGEST_NAME,
    required=False,
)
SENIORITY = Menu(id="seniority", label="Interviewer's seniority", missing=FILL_IN)
KIND = Menu(id="kind", label="Scorecard", missing=FILL_IN)
