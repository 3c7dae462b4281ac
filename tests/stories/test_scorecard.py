"""A scorecard is quick to write, never lost, opened in time, and its wording is hinted at once."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

from sqlalchemy import func, select

from bot.features.scorecard.open_scorecard import scorecard_form
from bot.features.scorecard.save_draft import save_draft
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from storage.tables import DraftRow, RatingRow, ScorecardRow
from tests.stories.acting import (
    ON_SQLITE,
    channel_post,
    close_all,
    evidence_fields,
    fill_card,
    last_dm,
    modal,
    rating_fields,
    said,
    score,
)

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def chosen(person: Person, field: str) -> str | None:
    option = modal(person).state[field]["rating"]["selected_option"]
    return option and option["value"]


def test_threes_and_fours_take_seven_clicks_and_no_typing(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan = panel[0]
    clicks = 0
    ivan.click(ivan.direct_messages()[-1], "open_scorecard")
    clicks += 1
    for number, field in enumerate(rating_fields(ivan)):
        ivan.fill({field: "34"[number % 2]})
        clicks += 1
    ivan.fill({"recommendation": "yes"})
    assert ivan.submit().action == "updated"
    clicks += 2
    assert clicks == 7  # opening, four ratings, the recommendation, submit


def test_evidence_may_be_written_beside_every_rating_and_beside_nothing_else(
    panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    field = rating_fields(ivan)[0]
    competency = field.removeprefix("rating:")
    assert f"evidence:{competency}" not in evidence_fields(ivan)
    for rating, has_room in (("1", True), ("3", True), ("4", True), ("5", True), ("not_assessed", False)):
        ivan.fill({field: rating})
        assert (f"evidence:{competency}" in evidence_fields(ivan)) is has_room


def test_what_was_written_beside_a_three_reaches_the_panel(
    slack: LocalSlack, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    score(panel[0], 3, evidence="Walrus: found the cause when told where to look.")
    score(panel[1], 3)
    worker()
    hana.click(channel_post(slack, "Recommendations:"), "signal_evidence")
    assert "Walrus: found the cause" in modal(hana).plain
    assert "no evidence given" not in modal(hana).plain


def test_what_was_written_stays_when_the_rating_moves_on(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    field = rating_fields(ivan)[0]
    evidence = field.replace("rating:", "evidence:")
    ivan.fill({field: "5"})
    ivan.fill({evidence: "Drew the queue, named the retry that had paged them."})
    ivan.fill({field: "4"})
    assert evidence in evidence_fields(ivan)
    assert modal(ivan).state[evidence]["evidence"]["value"].startswith("Drew the queue")


def test_a_closed_scorecard_resumes_where_it_was_left(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    first, second, *_ = rating_fields(ivan)
    ivan.fill({first: "5", second: "3"})
    ivan.fill({first.replace("rating:", "evidence:"): "Named the failure before we did."})
    ivan.close()
    ivan.open_home()
    assert ivan.home is not None
    assert "begun" in ivan.home.plain
    ivan.click(ivan.home, "open_scorecard")
    assert "Resumed from your draft" in modal(ivan).plain
    assert (chosen(ivan, first), chosen(ivan, second)) == ("5", "3")
    assert (
        modal(ivan).state[first.replace("rating:", "evidence:")]["evidence"]["value"]
        == "Named the failure before we did."
    )
    fill_card(ivan, 4)
    ivan.submit()
    with services.reads() as session:
        assert session.scalar(select(func.count()).select_from(DraftRow)) == 0


def test_a_late_autosave_cannot_bring_an_old_draft_back(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    field = rating_fields(ivan)[0]
    interview_id = modal(ivan).private_metadata.split(":")[0]
    fill_card(ivan, 4)
    ivan.submit()
    late = {"acted": field, "acted_at": "9999999999.0"}
    save_draft(services.workspace("T0LOCAL"), Actor("T0LOCAL", "U0IVAN"), interview_id, {field: "1"}, **late, version=0)
    with services.reads() as session:
        assert session.scalar(select(func.count()).select_from(DraftRow)) == 0


def test_clicks_that_arrive_out_of_order_leave_the_last_one(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    field = rating_fields(ivan)[0]
    interview_id = modal(ivan).private_metadata.split(":")[0]
    actor = Actor("T0LOCAL", "U0IVAN")
    for acted_at, rating in (("100.5", "5"), ("100.4", "1")):
        save_draft(
            services.workspace(actor.team),
            actor,
            interview_id,
            {field: rating},
            acted=field,
            acted_at=acted_at,
            version=0,
        )
    assert scorecard_form(services.workspace(actor.team), actor, interview_id).filled[field] == "5"


def test_a_hint_about_wording_is_shown_once_and_the_same_text_is_then_taken_and_marked(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    fill_card(ivan, 5, evidence="Great culture fit.")
    errors = ivan.submit().errors
    assert set(errors) == set(evidence_fields(ivan))
    assert all("situation" in hint and "submit again" in hint for hint in errors.values())
    assert ivan.submit().action == "updated"
    with services.reads() as session:
        assert all(remarks == ["vague"] for remarks in session.scalars(select(RatingRow.remarks)))


def test_evidence_that_is_too_long_is_refused_and_the_scorecard_still_opens(
    panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    fill_card(ivan, 5, evidence="Measured it. " * 300)
    assert ivan.submit(skip_client_checks=True).errors
    ivan.close()
    ivan.command("/score", "")
    field = evidence_fields(ivan)[0]
    assert len(modal(ivan).state[field]["evidence"]["value"]) == 3000


def test_a_text_with_signs_that_no_database_keeps_is_stored_without_them(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    score(panel[0], 5, evidence="Drew the queue\0and named the retry that had paged them \ud83d.")
    with services.reads() as session:
        kept = set(session.scalars(select(RatingRow.evidence)))
    assert kept == {"Drew the queue and named the retry that had paged them ?."}


def test_a_changed_text_is_looked_over_again(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score", "")
    fill_card(ivan, 5, evidence="Great culture fit.")
    assert ivan.submit().errors
    field = evidence_fields(ivan)[0]
    ivan.fill({field: "Sharp, but too old for us."})
    assert "“too old”" in ivan.submit().errors[field]


def test_a_scorecard_waits_for_its_interview_unless_the_interviewer_says_it_took_place(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    rita.fill({"time:U0IVAN": int((services.now() + timedelta(hours=3)).timestamp())})
    rita.submit()
    worker()
    ivan = panel[0]
    ivan.click(channel_post(slack, "interviews for"), "score_loop")
    assert "planned for" in modal(ivan).plain
    assert not [block for block in modal(ivan).blocks if block["type"] == "input"]
    ivan.click(modal(ivan), "interview_took_place")
    fill_card(ivan, 4)
    assert ivan.submit().action == "updated"
    ivan.close()
    rita.command("/loop", "record Dana Fox")
    assert modal(rita).plain.count("had taken place before its time") == 1


def test_after_its_time_a_scorecard_opens_at_once(
    services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, now: Callable[[], object]
) -> None:
    open_loop()
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    rita.fill({"time:U0IVAN": int((services.now() + timedelta(hours=3)).timestamp())})
    rita.submit()
    now.tick(hours=4)  # type: ignore[attr-defined]
    panel[0].command("/score", "")
    assert rating_fields(panel[0])


def test_an_interviewer_who_referred_the_candidate_says_so_once_sure_and_all_who_run_the_loop_are_told(
    rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    ivan, ida, *_ = panel
    (button,) = [e for e in ivan.direct_messages()[-1].blocks[2]["elements"] if e["action_id"] == "interview_referred"]
    assert "You cannot take it back." in button["confirm"]["text"]["text"]
    ivan.click(ivan.direct_messages()[-1], "interview_referred")
    worker()
    assert "@Ivan Petrov declared to have referred" in last_dm(rita)
    assert "replace them with" in last_dm(rita)
    assert "@Ivan Petrov declared to have referred" in last_dm(hana)
    assert "is for @Rita Okafor or an admin to decide" in last_dm(hana)
    assert "You declared to have referred" in last_dm(ivan)
    for person in (rita, hana):
        shown = said(person.command("/loop", "show Dana Fox"))
        assert "@Ivan Petrov: to come, declared to have referred the candidate" in shown
    assert "referred" not in said(ida.command("/loop", "show Dana Fox"))

    ida.click(ida.direct_messages()[0], "interview_referred")
    worker()
    assert "@Ivan Petrov and @Ida Lindqvist declared" in last_dm(hana), "a new message: an edit goes unseen"
    told = [m.plain for m in hana.direct_messages() if not m.ephemeral and "declared to have referred" in m.plain]
    assert len(told) == 2
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    assert "has declared to have referred the candidate" in modal(rita).plain


def test_an_interview_that_did_not_happen_owes_no_scorecard(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    rita.click(rita.command("/loop", "show Dana Fox").messages[-1], "loop_excuse")
    rita.fill({"interview": modal(rita).blocks[0]["element"]["options"][0]["value"], "happened": "did_not_happen"})
    rita.fill({"reason": "The candidate was ill."})
    rita.submit()
    rita.submit()
    worker()
    assert channel_post(slack, "The bar for AI Engineer")
    told = said(rita.command("/loop", "show Dana Fox"))
    assert "@Inês Duarte: did not happen, says @Rita Okafor (The candidate was ill.)" in told
    assert "This interview did not happen, by the loop’s record." in last_dm(panel[3])
    rita.command("/loop", "record Dana Fox")
    noted = "@Rita Okafor noted that the interview by @Inês Duarte did not happen. Reason: The candidate was ill."
    assert noted in modal(rita).plain


def test_a_scorecard_opened_before_its_focus_was_changed_says_what_to_do(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    ivan.command("/score")
    fill_card(ivan, 4)
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    field = next(block for block in modal(rita).blocks if block["block_id"] == "focus:U0IVAN")
    rita.fill({"focus:U0IVAN": [option["value"] for option in field["element"]["options"]]})
    rita.submit()
    rita.submit()
    assert ivan.submit().action == "pushed"
    assert "What you assess was changed after you opened this scorecard." in modal(ivan).plain
    close_all(ivan)
    ivan.command("/score")
    assert len(rating_fields(ivan)) == 8
    assert sum(chosen(ivan, field) == "4" for field in rating_fields(ivan)) == 4


@ON_SQLITE
def test_a_forged_rating_in_a_signed_payload_seals_no_panel(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, ida = panel[:2]
    score(ida, 4)
    ivan.command("/score")
    fill_card(ivan, 4)
    honest = ivan.snapshot()
    field, other = rating_fields(ivan)[:2]
    for name, value in ((field, "9"), (field, "0"), (field, "four"), ("recommendation", "maybe")):
        forged = deepcopy(honest)
        (state,) = forged.state[name].values()
        state["selected_option"]["value"] = value
        assert set(ivan.resubmit(forged).errors) == {name}
    forged = deepcopy(honest)
    forged.state["rating:charisma"] = forged.state[other]
    assert ivan.resubmit(forged).action == "pushed"
    assert "What you assess was changed" in modal(ivan).plain
    ivan.close()
    with services.reads() as session:
        assert session.scalar(select(func.count()).select_from(ScorecardRow)) == 1
    assert ivan.resubmit(honest).action == "updated"
    assert "the panel is revealed" in modal(ivan).plain


def test_versions_are_kept(services: Services, panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop(scored=panel[:1])
    score(panel[0], 3)
    with services.reads() as session:
        assert session.scalars(select(ScorecardRow.version).order_by(ScorecardRow.version)).all() == [1, 2]
