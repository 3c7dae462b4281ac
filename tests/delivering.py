"""The way from LocalSlack to an app in this process."""

from collections.abc import Callable

from slack_bolt import App, BoltRequest

from bot.playground.slack.local_slack import Delivery, Reply


def delivering_to(app: App) -> Callable[[Delivery], Reply]:
    """Hand each delivery to the app, the way the HTTP adapter does."""

    def deliver(delivery: Delivery) -> Reply:
        response = app.dispatch(BoltRequest(body=delivery.body, headers=dict(delivery.headers)))
        return Reply(response.status, response.body, response.first_headers())

    return deliver
