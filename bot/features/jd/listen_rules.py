"""`/jd rule`: what a rule of the JD review looks for, and why."""

from typing import Any

from bot.features.jd import show_rule as view
from bot.features.jd.find_rule import find_rule, rules_called
from bot.slack.block_types import Modal
from bot.slack.commands import RUN, Line, Subcommand
from bot.slack.replying import Answer, Asked, on_click, on_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the menu of rules, and to what leads to one."""
    on_click(routes, view.RULE, on_rule_chosen)
    on_typing(routes, view.RULE, on_rule_typed)


def on_rule(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/jd rule` and `/jd rule ID`."""
    if not asked.text:
        return view.rule_offer(rules_called(workspace))
    return view.rule_message(find_rule(workspace, asked.text), RUN)


def on_rule_chosen(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the rule that was chosen."""
    return view.rule_modal(find_rule(workspace, value))


def on_rule_typed(workspace: Workspace, typed: str) -> list[Any]:
    """Offer the rules that what was typed may mean."""
    return view.rule_options(rules_called(workspace, typed))


SUBCOMMANDS = (
    Subcommand(
        "/jd",
        "rule",
        on_rule,
        "[rule]",
        (Line("rule rockstar", "says why a rule speaks, how often it was wrong, and how to switch it off"),),
        also=("rules", "explain"),
    ),
)
