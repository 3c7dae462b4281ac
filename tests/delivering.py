"""The ways from LocalSlack to an app in this process."""

from collections.abc import Callable

from slack_bolt import App, BoltRequest
from werkzeug.test import Client

from bot.playground.slack.local_slack import Delivery, Reply
from bot.serving.wsgi import PATH, WebApp


def delivering_to(app: App) -> Callable[[Delivery], Reply]:
    """Hand each delivery to the app, the way the HTTP adapter does."""

    def deliver(delivery: Delivery) -> Reply:
        response = app.dispatch(BoltRequest(body=delivery.body, headers=dict(delivery.headers)))
        return Reply(response.status, response.body, response.first_headers())

    return deliver


def delivering_over_wsgi(web: WebApp) -> Callable[[Delivery], Reply]:
    """Hand each delivery to the whole web application, which also judges what is no request at all."""
    client = Client(web)

    def deliver(delivery: Delivery) -> Reply:
        response = client.post(PATH, data=delivery.body.encode(), headers=delivery.headers)
        return Reply(response.status_code, response.get_data(as_text=True), dict(response.headers))

    return deliver
