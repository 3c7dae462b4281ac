"""A form that cannot be taken says which field to change, and keeps everything that was filled in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_bolt import App

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.wiring import Services
from tests.conftest import delivering_to
from tests.stories.acting import (
    CHANNEL,
    ON_SQLITE,
    choose_more,
    chosen,
    evidence_fields,
    fill_card,
    filled_first_step,
    first_step,
    in_channel,
    modal,
    open_card,
    rating_fields,
    score,
)

Worker = Callable[[], None]


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        ("candidate", None, "Fill this in."),
        ("candidate", "D" * 81, "Keep it under 80 characters."),
        ("role", None, "Fill this in."),
        ("level", None, "Fill this in."),
        ("channel", None, "Fill this in."),
        ("hiring_manager", None, "Fill this in."),
        ("deadline", None, "Fill this in."),
        ("opening", "O" * 81, "Keep it under 80 characters."),
        ("interviewers", [], "A loop needs at least one interviewer."),
        ("interviewers", ["U0IVAN", "U0IVAN"], "One person appears twice. Name each interviewer once."),
        ("candidate_user", "U0IVAN", "The candidate can't interview or decide in their own loop."),
        ("candidate_user", "U0RITA", "You can't open a loop about yourself."),
    ],
)
def test_the_first_step_names_the_field_to_change_and_keeps_the_rest(
    rita: Person, services: Services, field: str, given: object, told: str
) -> None:
    first_step(rita, services, **{field: given})
    reply = rita.submit(skip_client_checks=True)
    assert reply.errors == {field: told}
    assert modal(rita).title == "New loop"
    kept = "opening" if field == "candidate" else "candidate"
    assert chosen(rita, kept) == filled_first_step(services).get(kept)
    rita.fill({field: filled_first_step(services).get(field)})
    assert rita.submit().action == "updated", "and goes on once it is changed"


def test_a_due_time_lies_in_the_future_and_within_a_year(rita: Person, services: Services) -> None:
    for days, told in ((-1, "This time has passed"), (0, "This time has passed"), (400, "within a year")):
        first_step(rita, services, deadline=int((services.now() + timedelta(days=days)).timestamp()))
        assert told in rita.submit().errors["deadline"]
        rita.close()


def test_a_level_without_a_rubric_is_named(app: App, slack: LocalSlack, rita: Person, services: Services) -> None:
    held = services.catalogue.rubrics
    seniors_only = {key: rubric for key, rubric in held.items() if rubric.level != "junior"}
    less = replace(services, catalogue=replace(services.catalogue, rubrics=seniors_only))
    slack.connect(delivering_to(build_app(less)))
    first_step(rita, services, level="junior")
    assert "no rubric for this role at this level" in rita.submit().errors["level"]


def test_every_interviewer_assesses_something(rita: Person, services: Services, worker: Worker) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.fill({"focus:U0IDA": []})
    reply = rita.submit(skip_client_checks=True)
    assert reply.errors == {"focus:U0IDA": "Choose at least one competency for this interviewer."}


def test_a_warning_that_is_new_is_shown_before_the_loop_opens(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    heaviest = max(services.catalogue.rubric("ai-engineer", "senior").competencies, key=lambda c: c.weight)
    for person in filled_first_step(services)["interviewers"]:
        others = [value for value in _focus(rita, person) if value != heaviest.id]
        rita.fill({f"focus:{person}": others})
    rita.submit()
    assert f"{heaviest.name} isn't assessed" in modal(rita).plain
    assert modal(rita).submit == "Open anyway"
    assert rita.submit().action == "updated"
    assert "is open" in modal(rita).plain


def _focus(person: Person, interviewer: str) -> list[str]:
    (state,) = modal(person).state[f"focus:{interviewer}"].values()
    return [option["value"] for option in state["selected_options"]]


@ON_SQLITE
@pytest.mark.parametrize(
    ("described", "told"),
    [
        ({"is_restricted": True}, "Otto Brandt is a guest here."),
        ({"is_bot": True}, "Otto Brandt is an app."),
        ({"deleted": True}, "Otto Brandt's account is deactivated."),
        ({"team_id": "T0OTHER"}, "Otto Brandt belongs to another company."),
    ],
)
@pytest.mark.parametrize("field", ["interviewers", "hiring_manager"])
def test_only_full_members_take_part_and_the_form_comes_back_as_it_was(
    slack: LocalSlack,
    rita: Person,
    services: Services,
    worker: Worker,
    described: dict[str, object],
    told: str,
    field: str,
) -> None:
    slack.add_person("U0OTTO", name="otto", real_name="Otto Brandt", **described)
    given = ["U0IVAN", "U0OTTO"] if field == "interviewers" else "U0OTTO"
    first_step(rita, services, **{field: given, "opening": "Support", "shown_as": "name"})
    assert rita.submit().action == "updated", "nobody knows Otto yet"
    worker()
    assert rita.submit().action == "updated"
    assert modal(rita).title == "New loop", "back on the first step"
    assert told in modal(rita).plain
    state = {name: next(iter(fields.values())) for name, fields in modal(rita).state.items()}
    assert state["candidate"]["value"] == "Dana Fox"
    assert state["opening"]["value"] == "Support"
    assert state["shown_as"]["selected_option"]["value"] == "name"
    assert state["role"]["selected_option"]["value"] == "ai-engineer"
    assert state["channel"]["selected_conversation"] == CHANNEL
    assert state["deadline"]["selected_date_time"] == filled_first_step(services)["deadline"]
    assert "U0OTTO" in str(state[field])
    assert in_channel(slack) == []

    rita.fill({field: ["U0IVAN", "U0IDA"] if field == "interviewers" else "U0HANA"})
    rita.submit()
    rita.submit()
    if field == "interviewers":
        assert modal(rita).callback_id == "loop_coverage", "two are few"
        rita.submit()
    assert "is open" in modal(rita).plain


def test_a_scorecard_names_what_is_missing_or_too_long_and_keeps_the_rest(
    panel: list[Person], open_loop: Callable[..., None], worker: Worker
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    assert "no neutral" in ivan.submit(skip_client_checks=True).errors["recommendation"]
    ivan.fill({"recommendation": "no"})
    first, *others = rating_fields(ivan)
    ivan.fill(dict.fromkeys(others, "3"))
    assert ivan.submit(skip_client_checks=True).errors == {first: 'Pick a rating or "Not assessed".'}
    ivan.fill({first: "2"})
    evidence = first.replace("rating:", "evidence:")
    assert evidence in evidence_fields(ivan)
    ivan.fill({evidence: "x" * 3001})
    assert ivan.submit(skip_client_checks=True).errors == {evidence: "Keep it under 3,000 characters."}
    ivan.fill({evidence: "Asked for the answer three times."})
    assert ivan.submit().action == "updated"
    assert "1 of 4 are in" in modal(ivan).plain
    ivan.close()

    for person in panel[1:]:
        score(person, 4)
    open_card(ivan)
    fill_card(ivan, 3)
    assert "Say why" in ivan.submit(skip_client_checks=True).errors["reason"]
    ivan.fill({"reason": "r" * 501})
    assert ivan.submit(skip_client_checks=True).errors == {"reason": "Keep it under 500 characters."}


def test_everything_may_be_not_assessed(panel: list[Person], open_loop: Callable[..., None]) -> None:
    open_loop()
    score(panel[0], "not_assessed", "no")
    open_card(panel[0])
    assert {chosen(panel[0], field) for field in rating_fields(panel[0])} == {"not_assessed"}


def test_a_reason_is_asked_for_wherever_one_is_kept(rita: Person, open_loop: Callable[..., None]) -> None:
    open_loop()
    details = rita.command("/loop", "show Dana Fox").messages[0]
    for button in ("loop_cancel", "loop_excuse"):
        if button == "loop_cancel":
            choose_more(rita, details, button)
        else:
            rita.click(details, button)
            assert "interview" in rita.submit(skip_client_checks=True).errors
            rita.fill({"interview": modal(rita).blocks[0]["element"]["options"][0]["value"]})
        for reason in ("   ", "r" * 501):
            rita.fill({"reason": reason})
            assert set(rita.submit(skip_client_checks=True).errors) == {"reason"}
        rita.close()


def test_a_jd_form_without_a_jd_says_so(rita: Person) -> None:
    rita.command("/jd", "review")
    assert set(rita.submit(skip_client_checks=True).errors) == {"jd"}
