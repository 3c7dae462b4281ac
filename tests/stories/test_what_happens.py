"""What really happens to candidates: on hold and on again, withdrawn, opened twice."""

from datetime import timedelta

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.sent_reminders import reminders_sent
from tests.conftest import Clock
from tests.stories.acting import (
    OTTO,
    choose_more,
    close_all,
    everything_shown,
    first_step,
    in_channel,
    last_dm,
    loop_id,
    modal,
    said,
    score,
)
from tests.stories.conftest import OpenLoop, Worker


def test_a_second_loop_for_the_same_candidate_is_told_before_it_opens(
    services: Services, hana: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    first_step(hana, services)
    hana.submit()
    hana.submit()
    assert "already runs a loop for this candidate, role and level" in modal(hana).plain
    assert "Show loop" in modal(hana).plain
    hana.submit()
    assert "is open" in modal(hana).plain, "whoever knows better opens it anyway"


def test_a_loop_rests_and_goes_on_and_everybody_concerned_is_told(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker, now: Clock
) -> None:
    ivan, ida, *_ = panel
    open_loop(scored=[ivan], posted=True)
    rita.command("/loop", "hold Dana Fox")
    rita.fill({"reason": "Budget is being settled"})
    rita.submit()
    assert "On hold, 1 of 4" in modal(rita).plain
    close_all(rita)
    worker()
    assert "is on hold" in last_dm(ida)
    assert "Budget is being settled" in last_dm(ida)
    assert "On hold" in in_channel(slack)[0].plain
    assert "Budget" not in in_channel(slack)[0].plain, "the reason is for those on the loop"
    assert "This loop is on hold. Nothing is due" in ida.direct_messages()[0].plain
    now.tick(days=9)
    worker()
    assert "late" not in in_channel(slack)[0].plain.lower()
    rita.command("/loop", "resume")
    rita.submit()
    close_all(rita)
    worker()
    assert "resume" in last_dm(ida)
    score(ida, 4)
    assert "2 of 4" in said(rita.command("/loop", "show Dana Fox"))


def test_whoever_types_pause_is_one_click_from_the_form(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    answer = rita.command("/loop", "pause Dana Fox").messages[-1]
    rita.click(answer, *next((action, value) for action, label, value in answer.buttons if label == "Hold Dana Fox"))
    assert modal(rita).callback_id == "loop_hold"


def test_a_candidate_withdraws_and_the_panel_reads_what_is_in_but_the_channel_only_that_they_did(
    slack: LocalSlack, rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    ivan, ida, imran, _ = panel
    open_loop()
    for person in (ivan, ida):
        score(person, 2, "no", evidence="Left the retrieval untested")
    rita.command("/loop", "withdraw Dana Fox")
    rita.fill({"why": "other_offer", "reason": "Signed elsewhere on Friday"})
    rita.submit()
    assert "Took another offer" in modal(rita).plain
    assert "Signed elsewhere on Friday" in modal(rita).plain
    close_all(rita)
    worker()
    (post,) = in_channel(slack)
    assert "The candidate withdrew." in post.plain
    assert "Signed elsewhere" not in post.plain
    assert "withdrew" in last_dm(imran)
    shown = rita.command("/loop", "show Dana Fox").messages[-1]
    rita.click(shown, "signal_evidence")
    assert "Left the retrieval untested" in modal(rita).plain
    close_all(rita)
    assert "The candidate withdrew." in imran.direct_messages()[0].plain
    assert all("Left the retrieval untested" not in each for each in everything_shown(slack, otto))


def test_what_stays_sealed_after_a_withdrawal_is_read_by_nobody(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    for person in panel[:2]:
        score(person, 2, "no", evidence="Left the retrieval untested")
    hana.command("/loop", "withdraw Dana Fox")
    hana.fill({"why": "pay", "cards": "sealed"})
    hana.submit()
    assert "stay sealed" in modal(hana).plain
    for person in (rita, hana, panel[0]):
        close_all(person)
        own = person is panel[0]
        assert own or all("Left the retrieval untested" not in each for each in everything_shown(slack, person))


def test_a_loop_moves_to_another_channel_and_leaves_nothing_behind(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker, now: Clock
) -> None:
    slack.add_channel("C0QUIET", name="quiet", is_private=True, members=["U0RITA", "U0HANA"])
    open_loop(scored=panel, posted=True)
    rita.command("/loop", "replace Dana Fox")
    rita.fill({"channel": "C0QUIET"})
    rita.submit()
    close_all(rita)
    worker()
    assert {message.plain for message in in_channel(slack)} == {"These interviews moved to another channel."}
    assert [bool(message.blocks) for message in in_channel(slack, "C0QUIET")] == [True, True]
    assert "changed, by" in last_dm(hana).replace("*", "")


def test_a_new_hiring_manager_who_cannot_read_the_channel_is_pointed_out(
    slack: LocalSlack, rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    worker()
    rita.command("/loop", "replace Dana Fox")
    rita.fill({"hiring_manager": OTTO})
    rita.submit()
    assert "@Otto Brandt isn't in #hiring-ai-engineer. Invite them" in modal(rita).plain
    assert [call.method for call in slack.calls].count("conversations.members") == 1
    close_all(rita)
    rita.command("/loop", "replace Dana Fox")
    rita.fill({"hiring_manager": "U0IDA"})
    rita.submit()
    assert "isn't in" not in modal(rita).plain


def test_a_known_name_is_asked_about_and_one_click_makes_it_somebody_else(
    services: Services, hana: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    first_step(hana, services)
    hana.submit()
    hana.submit()
    assert "The name is the same" in modal(hana).plain
    hana.click(modal(hana), "loop_namesake")
    assert "A new candidate, not" in modal(hana).plain
    hana.submit()
    assert "is open" in modal(hana).plain
    close_all(hana)
    assert said(hana.command("/loop", "show Dana Fox")).count("Dana Fox (C-") == 2


def test_every_entry_of_a_loops_menu_leads_somewhere(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    shown = rita.command("/loop", "show Dana Fox").messages[-1]
    menus = [element for block in shown.blocks for element in block.get("elements", ()) if "options" in element]
    acts = [option["value"].split()[0] for menu in menus for option in menu["options"]]
    assert len(acts) > 3
    for act in acts:
        choose_more(rita, shown, act)
        assert modal(rita).callback_id != "refusal", act
        close_all(rita)


def test_whoever_put_a_loop_on_hold_is_asked_on_the_day_they_named_and_it_never_goes_on_by_itself(
    services: Services, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker, now: Clock
) -> None:
    open_loop()
    loop = loop_id(services)
    until = now() + timedelta(days=5, hours=12)  # a Saturday, late
    rita.command("/loop", "hold Dana Fox")
    rita.fill({"reason": "Budget is being settled", "until": int(until.timestamp())})
    rita.submit()
    close_all(rita)
    worker()
    now.tick(days=6)
    worker()
    assert not rita.direct_messages(), "on a weekend nobody is written to"
    now.tick(days=1)
    worker()
    asked = next(message for message in rita.direct_messages() if "Resume Dana Fox" in message.plain)
    assert "It won't go on by itself" in asked.plain
    with services.reads() as session:
        sent = [(each.kind, each.person) for each in reminders_sent(session, "T0LOCAL", loop)]
    assert ("hold_ends", rita.id) in sent, "the record's file lists it among the reminders"
    assert all("It won't go on" not in last_dm(person) for person in (hana, *panel))
    assert "On hold" in said(rita.command("/loop", "show Dana Fox"))
    rita.click(asked, "loop_resume", loop)
    rita.submit()
    close_all(rita)
    worker()
    answered = next(message for message in rita.direct_messages() if message.ts == asked.ts)
    assert "is no longer on hold" in answered.plain
    assert "loop_resume" not in str(answered.blocks)


def test_nobody_is_asked_to_resume_what_goes_on_already(
    rita: Person, open_loop: OpenLoop, worker: Worker, now: Clock
) -> None:
    open_loop()
    rita.command("/loop", "hold Dana Fox")
    rita.fill({"reason": "Budget is being settled", "until": int((now() + timedelta(days=2)).timestamp())})
    rita.submit()
    close_all(rita)
    now.tick(hours=1)
    rita.command("/loop", "resume Dana Fox")
    rita.submit()
    close_all(rita)
    now.tick(days=3)
    worker()
    assert not any("It won't go on by itself" in message.plain for message in rita.direct_messages())
