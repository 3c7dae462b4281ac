"""Slack refuses, fails or says nothing, channels are not what they should be: nothing is lost, someone is told."""

import time
from collections.abc import Callable

import pytest
from slack_bolt import App

from bot.playground.slack.local_slack import Delivery, LocalSlack, Person, Reply
from bot.wiring import Services
from tests.conftest import Clock, delivering_to
from tests.stories.acting import CHANNEL, PANEL, channel_post, first_step, in_channel, last_dm, modal, said, score

Worker = Callable[[], None]
OpenLoop = Callable[..., None]
INSIDE = ["U0RITA", "U0HANA", *PANEL]


def notices(person: Person) -> list[str]:
    """Return what Debrief told a person about channels in direct messages."""
    return [message.plain for message in person.direct_messages() if "#" in message.plain]


@pytest.mark.parametrize("is_private", [True, False])
def test_the_opener_is_told_once_that_debrief_is_not_in_the_channel_and_the_post_follows(
    slack: LocalSlack, now: Clock, rita: Person, open_loop: OpenLoop, worker: Worker, is_private: bool
) -> None:
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=is_private, members=INSIDE, bot_is_member=False)
    open_loop()
    for _ in range(3):
        now.tick(minutes=3)
        worker()
    assert in_channel(slack) == []
    (told,) = notices(rita)
    assert "Debrief isn't in #hiring-ai-engineer" in told
    assert "/invite @Debrief" in told

    slack.workspace.channels[CHANNEL].members.add("U0BOT")
    now.tick(minutes=3)
    worker()
    assert channel_post(slack, "0 of 4 scorecards are in")
    told = last_dm(rita)
    assert "is waiting anymore" in told


def test_nothing_is_posted_in_a_channel_shared_with_another_company(
    slack: LocalSlack, now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=True, members=INSIDE, is_ext_shared=True)
    for person in panel:
        score(person, 4)
    worker()
    (announced,) = in_channel(slack)
    assert "0 of 4 scorecards are in" in announced.plain, "not even an edit"
    (told,) = notices(rita)
    assert "shared with another company" in told
    assert "of 5, likely " in said(rita.command("/signal", "Dana Fox"))


@pytest.mark.parametrize(
    ("became", "told"),
    [({"is_ext_shared": True}, "shared with another company"), ({"is_archived": True}, "archived")],
)
def test_a_shared_or_archived_channel_is_refused_in_the_form_as_soon_as_it_is_known(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker, became: dict[str, bool], told: str
) -> None:
    slack.add_channel("C0OTHER", name="other", members=INSIDE)
    first_step(rita, services, channel="C0OTHER")
    slack.add_channel("C0OTHER", name="other", members=INSIDE, **became)
    assert rita.submit().action == "updated", "nobody knows yet"
    worker()
    rita.submit()
    assert modal(rita).title == "New loop"
    assert told in modal(rita).plain
    assert told in rita.submit().errors["channel"], "and now at once"
    assert in_channel(slack, "C0OTHER") == []


def test_a_public_channel_hears_of_progress_only(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(channel="C0GENERAL")
    (announced,) = in_channel(slack, "C0GENERAL")
    assert "Public channel: the signal isn't posted here." in announced.plain
    assert [text for _, text, _ in announced.buttons] == ["Details"], "few there could score"
    for person in panel:
        score(person, 4)
    worker()
    announced, told = in_channel(slack, "C0GENERAL")
    assert "4 of 4 scorecards are in" in announced.plain
    assert "This channel is public, so the signal isn't posted here" in told.plain
    assert "of 5" not in told.plain + told.text + announced.plain + announced.text
    assert "of 5, likely " in said(rita.command("/signal", "Dana Fox"))


def test_an_archived_channel_keeps_the_loop_going_and_the_post_follows(
    slack: LocalSlack, now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    slack.workspace.channels[CHANNEL].is_archived = True
    for person in panel:
        score(person, 4)
    worker()
    (told,) = notices(rita)
    assert "is archived" in told
    slack.workspace.channels[CHANNEL].is_archived = False
    now.tick(minutes=3)
    worker()
    assert len(in_channel(slack)) == 2


def test_a_channel_in_which_only_some_may_write_is_told_to_the_opener_and_the_post_follows(
    slack: LocalSlack, now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel)
    slack.fail("chat.postMessage", error="restricted_action")
    worker()
    (told,) = notices(rita)
    assert "Only some people may post in #hiring-ai-engineer" in told
    now.tick(minutes=3)
    worker()
    assert channel_post(slack, "of 5, likely ")


def test_a_rate_limit_is_waited_for_as_long_as_slack_says(
    slack: LocalSlack, now: Clock, rita: Person, services: Services, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()
    slack.fail("chat.postMessage", status=429, retry_after=120)
    started = time.monotonic()
    worker()
    assert time.monotonic() - started < 60, "the worker itself does not sleep"
    now.tick(seconds=119)
    worker()
    assert in_channel(slack) == []
    now.tick(seconds=2)
    worker()
    assert "sent again" not in channel_post(slack, "0 of 4 scorecards are in").plain
    assert len([message for message in slack.messages("D0IVAN") if "You're interviewing" in message.plain]) == 1


@pytest.mark.parametrize(
    ("failure", "stands_already"),
    [({"status": 500}, False), ({"drop": True}, False), ({"drop": True, "after": True}, True)],
)
def test_a_post_whose_outcome_is_unclear_is_sent_once_more_and_marked(
    slack: LocalSlack,
    now: Clock,
    rita: Person,
    services: Services,
    worker: Worker,
    failure: dict[str, object],
    stands_already: bool,
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()
    slack.fail("chat.postMessage", **failure)
    worker()
    for _ in range(3):
        now.tick(minutes=1)
        worker()
    posts = [
        message for channel in (CHANNEL, *(f"D{user[1:]}" for user in PANEL)) for message in slack.messages(channel)
    ]
    assert len(posts) == 5 + stands_already
    assert sum("may appear twice" in message.plain for message in posts) == 1


def test_a_post_that_slack_never_confirms_is_not_sent_over_and_over_and_the_opener_is_told(
    slack: LocalSlack, now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel)
    slack.fail("chat.postMessage", drop=True, after=True)
    worker()
    now.tick(seconds=2)
    worker()  # people hear of the reveal
    slack.fail("chat.postMessage", drop=True, after=True)  # the signal stands twice, says Slack to no one
    for _ in range(10):
        worker()
        now.tick(minutes=2)
    assert len(in_channel(slack)) == 3
    assert "hasn't confirmed Debrief's message" in last_dm(rita)
    now.tick(minutes=30)
    worker()
    assert len(in_channel(slack)) == 4
    assert "is waiting anymore" in last_dm(rita)


def test_a_message_that_was_deleted_is_made_anew(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    (announced,) = in_channel(slack)
    slack.workspace.remove(slack.workspace.find(CHANNEL, announced.ts))
    score(panel[0], 4)
    worker()
    assert channel_post(slack, "1 of 4 scorecards is in").ts != announced.ts


def test_somebody_whom_slack_cannot_write_to_is_named_to_the_opener(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()
    slack.workspace.members["U0INES"].deleted = True
    worker()
    assert "can't message @Inês Duarte about C-" in last_dm(rita)


def test_a_guest_who_slips_in_before_slack_has_told_gets_nothing_and_the_opener_knows(
    slack: LocalSlack, rita: Person, otto: Person, services: Services, worker: Worker
) -> None:
    slack.add_person("U0OTTO", name="otto", real_name="Otto Brandt", is_restricted=True)
    first_step(rita, services, interviewers=[*PANEL[:3], "U0OTTO"])
    rita.submit()
    rita.submit()
    assert "is open" in modal(rita).plain, "the worker was too slow"
    rita.close()
    worker()
    assert "@Otto Brandt can't take part in" in last_dm(rita)
    assert otto.direct_messages() == []
    assert "No scorecards due." in said(otto.command("/score"))

    rita.command("/loop", "edit Dana Fox")
    rita.fill({"interviewers": list(PANEL)})
    rita.submit()
    worker()
    assert rita.submit().action == "updated"
    worker()
    assert "You're interviewing Dana Fox" in last_dm(slack.person("U0INES"))


def test_nobody_is_invited_before_slack_has_described_them(
    slack: LocalSlack, now: Clock, rita: Person, services: Services, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    rita.submit()
    slack.fail("users.info", status=503)
    worker()
    assert [slack.messages(f"D{user[1:]}") for user in PANEL] == [[], [], [], []]
    assert len(in_channel(slack)) == 1, "the announcement needs no person described"
    now.tick(seconds=31)
    worker()
    assert [len(slack.messages(f"D{user[1:]}")) for user in PANEL] == [1, 1, 1, 1]


def test_an_edit_that_slack_fails_is_tried_again_and_leaves_no_second_message(
    slack: LocalSlack, now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    slack.fail("chat.update", status=500, times=3)
    score(panel[0], 4)
    for _ in range(4):
        worker()
        now.tick(minutes=3)
    worker()
    assert len(in_channel(slack)) == 1
    assert channel_post(slack, "1 of 4 scorecards is in")


@pytest.mark.parametrize("failure", [{"status": 500}, {"status": 429, "retry_after": 30}, {"drop": True}])
def test_whoever_asks_for_a_form_while_slack_fails_is_told_to_try_again(
    slack: LocalSlack, rita: Person, failure: dict[str, object]
) -> None:
    slack.fail("views.open", **failure)
    answer = said(rita.command("/loop", "new"))
    assert "Slack" in answer
    assert "Try again in a minute." in answer


def test_whoever_clicks_while_slack_fails_is_told_where_they_clicked(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    slack.fail("views.open", status=500, times=2)
    ivan = panel[0]
    assert ivan.click(ivan.direct_messages()[-1], "open_scorecard").status == 200
    assert "Try again in a minute." in last_dm(ivan)


def test_a_click_is_answered_in_time_although_slack_hangs(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    slack.fail("views.open", error="fatal_error", hang=1.8, times=2)
    ivan = panel[0]
    clicked_at = time.monotonic()
    assert ivan.click(ivan.direct_messages()[-1], "open_scorecard").status == 200
    assert time.monotonic() - clicked_at < 3
    assert "Try again in a minute." in last_dm(ivan)


def test_a_request_that_slack_did_not_sign_or_signed_long_ago_is_refused(
    slack: LocalSlack, app: App, rita: Person
) -> None:
    honest = delivering_to(app)
    statuses: list[int] = []

    def tampered(**changes: str) -> Callable[[Delivery], Reply]:
        def deliver(delivery: Delivery) -> Reply:
            reply = honest(Delivery(delivery.body, {**delivery.headers, **changes}))
            statuses.append(reply.status)
            return reply

        return deliver

    stale = str(int(time.time()) - 6 * 60)
    for changes in ({"x-slack-signature": "v0=" + "0" * 64}, {"x-slack-request-timestamp": stale}):
        slack.connect(tampered(**changes))
        answer = rita.command("/loop", "list")
        assert "dispatch_failed" in said(answer)
    assert statuses == [401, 401]
    slack.connect(honest)
    assert "No loops yet." in said(rita.command("/loop", "list"))
