"""The fields of a loop's forms: opening it, changing it, excusing someone, and what else needs a reason."""

from dataclasses import replace

from bot.features.loop.loop_request import LONGEST_NAME
from bot.features.loop.reasons import LONGEST_REASON
from bot.features.rubric.show_menus import ROLE as RUBRIC_ROLE
from bot.slack.form_fields import Channel, Choice, ExternalMenu, Menu, Menus, Moment, RichText, Text, User, Users
from rubrics.catalogue.limits import ON_A_SCORECARD

FILL_IN = "loop_refusals.fill_in"
CANDIDATE = Text(
    id="candidate",
    label="loop_form.candidate",
    placeholder="loop_form.candidate_example",
    limit=LONGEST_NAME,
    missing=FILL_IN,
)
SHOWN_AS = Choice(id="shown_as", label="loop_form.shown_as")
ROLE = Menu(id="role", label="loop_form.role", missing=FILL_IN)
MANY_ROLES = ExternalMenu(
    id="role", label="loop_form.role", placeholder="loop_form.role_example", source=RUBRIC_ROLE.id, missing=FILL_IN
)
"""The menu of roles where there are more than Slack takes; what is typed into it is answered by the room of rubrics."""
LEVEL = Menu(id="level", label="loop_form.level", missing=FILL_IN)
OPENING = Text(
    id="opening",
    label="loop_form.opening",
    placeholder="loop_form.opening_example",
    limit=LONGEST_NAME,
    required=False,
)
CHANNEL = Channel(id="channel", label="loop_form.channel", hint="loop_form.channel_hint", missing=FILL_IN)
HIRING_MANAGER = User(id="hiring_manager", label="loop_form.hiring_manager", missing=FILL_IN)
RECRUITER = User(id="recruiter", label="loop_form.recruiter", missing=FILL_IN)
INTERVIEWERS = Users(id="interviewers", label="loop_form.interviewers", hint="loop_form.interviewers_hint")
SHADOWS = Users(id="shadows", label="loop_form.shadows", hint="loop_form.shadows_hint", required=False)
DEADLINE = Moment(id="deadline", label="loop_form.deadline", missing=FILL_IN)
CANDIDATE_USER = User(
    id="candidate_user", label="loop_form.candidate_user", hint="loop_form.candidate_user_hint", required=False
)
LINKS = Text(id="links", label="loop_form.links", placeholder="loop_form.links_example", long=True, required=False)
"""Pages about the candidate, one a line."""

SCHEDULE = RichText(
    id="schedule", label="loop_form.schedule", hint="loop_form.schedule_hint", required=False, names_people=True
)
"""Who interviews when, pasted as rows or .ics: a calendar of one day is longer than a plain field takes."""

FOCUS = Menus(id="focus", label="loop_form.focus", most=ON_A_SCORECARD)
"""What an interview assesses: one field about each."""
TIME = Moment(id="time", label="loop_form.time", required=False)
"""When an interview takes place: one field about each."""

JOINS = Menu(id="joins", label="loop_form.joins", required=False)
"""Whose interview a part takes place together with: one field about each that does."""

NEW_INTERVIEWERS = Users(id="interviewers", label="loop_form.interviewers", hint="loop_form.change_panel_hint")
NEW_DEADLINE = Moment(id="deadline", label="loop_form.deadline", missing="loop_refusals.no_deadline")

OUTCOME = Choice(id="outcome", label="loop_form.outcome", missing=FILL_IN)
WHY_OUTCOME = Text(
    id="reason", label="loop_form.why", hint="loop_form.cancel_hint", limit=LONGEST_REASON, required=False
)
NEXT_NAME = Text(id="name", label="loop_form.stage_name", limit=LONGEST_NAME, missing=FILL_IN)
NEXT_INTERVIEWERS = Users(id="interviewers", label="loop_form.interviewers", hint="loop_form.next_stage_hint")
NEXT_FOCUS = Menus(id="focus", label="loop_form.next_focus", most=ON_A_SCORECARD)
NEXT_MINUTES = Menu(id="minutes", label="loop_form.minutes_each", required=False)

EXCUSED_INTERVIEW = Choice(id="interview", label="loop_form.who_is_excused", missing="loop_refusals.nobody_chosen")
HAPPENED = Choice(id="happened", label="loop_form.what_happened")
NEW_NAME = Text(id="name", label="loop_form.name", limit=LONGEST_NAME, missing="loop_refusals.no_candidate")
OTHER_CANDIDATE = ExternalMenu(
    id="other", label="loop_form.other", placeholder="loop_form.other_typed", missing=FILL_IN
)
UNTIL = Moment(id="until", label="loop_form.until", hint="loop_form.until_hint", required=False)
WHY_HOLD = Text(id="reason", label="loop_form.why", hint="loop_form.excuse_hint", limit=LONGEST_REASON)
WHY_WITHDRAWN = Menu(id="why", label="loop_form.why_withdrawn", missing=FILL_IN)
WITHDRAWAL_NOTE = Text(
    id="reason", label="loop_form.withdrawal_note", hint="loop_form.excuse_hint", limit=LONGEST_REASON, required=False
)
CARDS_THEN = Choice(id="cards", label="loop_form.cards_then")

WHY_EXCUSE = Text(id="reason", label="loop_form.why", hint="loop_form.excuse_hint", limit=LONGEST_REASON)
STAND_IN = User(id="stand_in", label="report_labels.stand_in", missing=FILL_IN)
WHY_REPORT = Text(id="reason", label="report_labels.why", hint="report_labels.why_hint", limit=LONGEST_REASON)
WHY_REVEAL = Text(id="reason", label="loop_form.why_reveal", hint="loop_form.reveal_hint", limit=LONGEST_REASON)
WHY_SILENCE = Text(id="reason", label="loop_form.why", hint="loop_form.silence_hint", limit=LONGEST_REASON)
WHY_CANCEL = Text(id="reason", label="loop_form.why", hint="loop_form.cancel_hint", limit=LONGEST_REASON)

PLANNED_CANDIDATE = replace(CANDIDATE, hint="loop_form.candidate_hint")
START = Moment(id="start", label="loop_form.start", hint="loop_form.start_hint", required=False)
NEXT_START = replace(START, hint="loop_form.next_start_hint")
SEAT = User(id="seat", label="loop_form.seat", required=False)
"""Who holds an interview of an opening's plan: one field about each, by its place in the stage."""
PLANNED_OPENING = ExternalMenu(
    id="planned_opening",
    label="loop_form.planned_opening",
    placeholder="loop_form.planned_opening_example",
    required=False,
    autosaved=True,
)
"""The openings that someone runs, however many; choosing one draws the form for it."""
