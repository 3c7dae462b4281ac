"""Which JD rule someone means by what they typed or chose, as their workspace has it."""

from collections.abc import Sequence

from bot.errors import NextStep, Reason, Refusal
from bot.features.jd.explain_rule import RuleExplained, explained, without_places
from bot.slack.commands import RUN
from bot.wiring import Workspace
from rubrics.catalogue.names import close_names

MOST_NEAR = 3
LONGEST_ECHO = 60
"""Characters of a name no one knows that an answer repeats."""


def find_rule(workspace: Workspace, typed: str) -> RuleExplained:
    """Return the rule of an id; raises Refusal with those it may have meant."""
    knowledge = workspace.jd_knowledge
    rule_id = "-".join(typed.lower().split())
    if rule_id not in knowledge.rule_by_id:
        near = close_names(rule_id, knowledge.rule_by_id, most=MOST_NEAR)
        steps = [NextStep(Reason("jd_rule_labels.rule", {"rule": one}), RUN, f"jd rule {one}") for one in near]
        raise Refusal("jd_refusals.no_rule", steps=steps, typed=typed[:LONGEST_ECHO], near=bool(near))
    return explained(knowledge, rule_id, workspace.now.date())


def rules_called(workspace: Workspace, typed: str = "") -> Sequence[tuple[str, str]]:
    """Return what to do about each rule's remark and its id, those alone in which a typed word stands."""
    rules = workspace.jd_knowledge.rules.rules
    named = [(without_places(rule.short_task), rule.id) for rule in rules]
    wanted = typed.lower().strip()
    return [(task, rule_id) for task, rule_id in named if wanted in task.lower() or wanted in rule_id]
