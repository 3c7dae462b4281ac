"""A scorecard is quick to write, never lost, opened in time, and its wording is hinted at once."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from itertools import pairwise

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
    open_card,
    rating_fields,
    read_evidence,
    said,
    score,
    something_changed,
)

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def evidence_of(field: str) -> str:
    """Return the evidence field of a rating's."""
    return field.replace("rating:", "evidence:")


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


def test_evidence_appears_beside_a_1_2_or_5_or_when_it_is_added_and_stays(
    panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    first, second, third, fourth = rating_fields(ivan)
    for field, rating in ((first, "5"), (second, "3"), (third, "not_assessed")):
        ivan.fill({field: rating})
    assert evidence_fields(ivan) == [evidence_of(first)]
    ivan.click(modal(ivan), "add_evidence", fourth.removeprefix("rating:"))
    ivan.click(modal(ivan), "add_evidence", second.removeprefix("rating:"))
    assert evidence_fields(ivan) == [evidence_of(field) for field in (first, second, fourth)]
    ivan.fill({first: "4", second: "4"})
    assert evidence_fields(ivan) == [evidence_of(field) for field in (first, second, fourth)], "nobody loses a field"


def test_the_view_is_sent_again_only_where_a_field_has_to_appear(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    field = rating_fields(ivan)[0]
    stamps = [modal(ivan).shown["hash"]]
    for filled in ({field: "3"}, {field: "4"}, {"recommendation": "yes"}, {field: "5"}, {field: "2"}, {field: "4"}):
        ivan.fill(filled)
        stamps.append(modal(ivan).shown["hash"])
    ivan.fill({evidence_of(field): "Drew the queue."})
    stamps.append(modal(ivan).shown["hash"])
    assert [one != other for one, other in pairwise(stamps)] == [False, False, False, True, False, False, False]


def test_a_field_that_two_quick_clicks_kept_away_comes_with_the_next_one_and_its_hint_has_a_place(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    fill_card(ivan, 3)
    first, second, *_ = rating_fields(ivan)
    slack.fail("views.update", error="hash_conflict")
    ivan.fill({first: "5"})
    assert evidence_of(first) not in evidence_fields(ivan)
    assert set(ivan.submit().errors) == {first}
    ivan.fill({second: "4"})
    assert evidence_of(first) in evidence_fields(ivan)


def test_the_full_anchors_lie_on_top_and_leave_everything_as_it_was(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    field = rating_fields(ivan)[0]
    ivan.fill({field: "5"})
    ivan.fill({evidence_of(field): "Drew the queue, and"})
    before = ivan.snapshot()
    ivan.click(modal(ivan), "full_anchors", block_id=f"more:{field.removeprefix('rating:')}")
    assert modal(ivan).plain.count("At best: ") == 1
    ivan.close()
    assert ivan.snapshot() == before


def test_what_was_written_beside_a_three_reaches_the_panel(
    slack: LocalSlack, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    score(panel[0], 3, evidence="Walrus: found the cause when told where to look.")
    score(panel[1], 3)
    worker()
    read_evidence(hana, channel_post(slack, "Why?"))
    assert "Walrus: found the cause" in modal(hana).plain
    assert "no evidence given" not in modal(hana).plain


def test_what_was_written_stays_when_the_rating_moves_on(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
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
    open_card(ivan)
    first, second, *_ = rating_fields(ivan)
    ivan.fill({first: "5", second: "3"})
    ivan.fill({first.replace("rating:", "evidence:"): "Named the failure before we did."})
    ivan.close()
    ivan.open_home()
    assert ivan.home is not None
    assert "rated" in ivan.home.plain
    ivan.click(ivan.home, "open_scorecard")
    assert "Saved at 9:00 AM" in modal(ivan).plain
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
    open_card(ivan)
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
    open_card(ivan)
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
    open_card(ivan)
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
    open_card(ivan)
    fill_card(ivan, 5, evidence="Measured it. " * 300)
    assert ivan.submit(skip_client_checks=True).errors
    ivan.close()
    open_card(ivan)
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
    open_card(ivan)
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
    close_all(rita)
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
    assert modal(rita).plain.count("happened early") == 1


def test_after_its_time_a_scorecard_opens_at_once(
    services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, now: Callable[[], object]
) -> None:
    open_loop()
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    rita.fill({"time:U0IVAN": int((services.now() + timedelta(hours=3)).timestamp())})
    rita.submit()
    now.tick(hours=4)  # type: ignore[attr-defined]
    open_card(panel[0])
    assert rating_fields(panel[0])


def test_an_interviewer_who_referred_the_candidate_says_so_once_sure_and_all_who_run_the_loop_are_told(
    rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    ivan, ida, *_ = panel
    something_changed(ivan, ivan.direct_messages()[-1], "referred")
    assert "You can't take it back." in modal(ivan).plain
    ivan.click(modal(ivan), "interview_referred")
    close_all(ivan)
    worker()
    assert "@Ivan Petrov referred Dana Fox (C-" in last_dm(rita)
    assert "Keep them on the panel or replace them." in last_dm(rita)
    assert "@Ivan Petrov referred Dana Fox (C-" in last_dm(hana)
    assert "@Rita Okafor or an admin decides whether they stay" in last_dm(hana)
    assert "You said you referred them" in last_dm(ivan)
    for person in (rita, hana):
        shown = said(person.command("/loop", "show Dana Fox"))
        assert "@Ivan Petrov: not in yet · referred the candidate" in shown
    assert "referred" not in said(ida.command("/loop", "show Dana Fox"))

    something_changed(ida, ida.direct_messages()[0], "referred")
    ida.click(modal(ida), "interview_referred")
    close_all(ida)
    worker()
    assert "@Ivan Petrov and @Ida Lindqvist referred" in last_dm(hana), "a new message: an edit goes unseen"
    told = [m.plain for m in hana.direct_messages() if not m.ephemeral and "referred Dana Fox" in m.plain]
    assert len(told) == 2
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    assert "@Ivan Petrov referred the candidate" in modal(rita).plain


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
    assert channel_post(slack, " · bar 3.0")
    told = said(rita.command("/loop", "show Dana Fox"))
    assert "@Inês Duarte: didn't happen · by @Rita Okafor: The candidate was ill." in told
    assert "Your interview with Dana Fox" in last_dm(panel[3])
    assert "is recorded as not held." in last_dm(panel[3])
    rita.command("/loop", "record Dana Fox")
    noted = "@Rita Okafor recorded that the interview by @Inês Duarte did not happen. Reason: The candidate was ill."
    assert noted in modal(rita).plain


def test_a_scorecard_opened_before_its_focus_was_changed_says_what_to_do(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
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
    open_card(ivan)
    assert len(rating_fields(ivan)) == 8
    assert sum(chosen(ivan, field) == "4" for field in rating_fields(ivan)) == 4


@ON_SQLITE
def test_a_forged_rating_in_a_signed_payload_seals_no_panel(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, ida = panel[:2]
    score(ida, 4)
    open_card(ivan)
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
    assert modal(ivan).title == "Panel revealed"


def test_a_scorecard_may_be_changed_from_its_receipt_and_counts_as_another_version(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    fill_card(ivan, 4)
    ivan.submit()
    assert "Waiting for @Ida Lindqvist, @Imran Qureshi and @Inês Duarte." in modal(ivan).plain
    ivan.click(modal(ivan), "scorecard_here")
    first, *_ = rating_fields(ivan)
    assert chosen(ivan, first) == "4"
    ivan.click(modal(ivan), "full_anchors", block_id=f"more:{first.removeprefix('rating:')}")
    ivan.close()
    fill_card(ivan, 3)
    again = ivan.snapshot()
    ivan.submit()
    assert "Your change is in, and stays sealed." in modal(ivan).plain
    ivan.resubmit(again)
    with services.reads() as session:
        assert session.scalars(select(ScorecardRow.version).order_by(ScorecardRow.version)).all() == [1, 2]
    ivan.click(modal(ivan), "scorecards_mine_here")
    assert "No scorecards due" in modal(ivan).plain
    assert "In, sealed" in modal(ivan).plain


def test_the_last_submit_shows_the_panel_beside_one_s_own_ratings_and_leads_to_its_signal(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA", "U0IMRAN"])
    ivan, ida, imran = panel[:3]
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    field = next(block for block in modal(rita).blocks if block["block_id"] == "focus:U0IVAN")
    everything = [option["value"] for option in field["element"]["options"]]
    rita.fill({f"focus:{person.id}": everything for person in (ivan, ida, imran)})
    rita.submit()
    rita.submit()
    close_all(rita)
    score(ida, 3)
    score(imran, 2, "no", evidence="Guessed at the cost of a request.")
    open_card(ivan)
    fill_card(ivan, 4)
    ivan.submit()
    told = modal(ivan).plain
    assert modal(ivan).title == "Panel revealed"
    assert "You 4 · @Ida Lindqvist 3 · @Imran Qureshi 2" in told
    assert "of the score) raised it from" in told
    ivan.click(modal(ivan), "both_sides", block_id=next(b["block_id"] for b in modal(ivan).blocks if "accessory" in b))
    assert "Guessed at the cost of a request." in modal(ivan).plain
    ivan.close()
    ivan.click(modal(ivan), "read_signal")
    assert "Why?" in modal(ivan).plain
    close_all(ivan)
    rita.command("/loop", "record Dana Fox")
    assert "@Ivan Petrov looked at the panel's ratings" in modal(rita).plain


def test_versions_are_kept(services: Services, panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop(scored=panel[:1])
    score(panel[0], 3)
    with services.reads() as session:
        assert session.scalars(select(ScorecardRow.version).order_by(ScorecardRow.version)).all() == [1, 2]
