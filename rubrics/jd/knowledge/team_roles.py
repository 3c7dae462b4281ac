"""What JD review knows with another catalogue over it: roles that a team made or hid without files; reads none.

What depends on no role is shared with what lies beneath, so that a catalogue costs milliseconds and not half a second.
"""

from dataclasses import fields

from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.hidden_roles import without_roles
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import LayeredMatcher

_OF_NO_ROLE = (
    *("generic", "duty_starts", "kind_verbs", "prompt_verbs", "work_verbs", "hint_words", "sentence_types"),
    *("pay_words", "checklist_patterns", "place_matcher", "beside_places", "others_places", "rowless_states"),
    *("duties_by_object", "rule_by_id", "bridge", "older", "trace_matcher", "_says"),
)
"""What is made of the definitions and goes by no role."""
_OF_BUILT_IN_ROLES = ("families", "judged_weights", "leans", "word_weights", "blanks")
"""What changes only where a role is hidden."""
_OF_TITLES = ("title_matcher", "job_words", "section_lists", "matcher")
"""What changes where a role of the team's own comes, goes, or is called or described otherwise."""


def with_team_roles(beneath: Knowledge, catalogue: Catalogue) -> Knowledge:
    """Return what is known with another catalogue in place of its own: roles that are gone are named nowhere."""
    hidden = frozenset({role.id for role in beneath.catalogue.roles} - {role.id for role in catalogue.roles})
    parts = {field.name: getattr(beneath, field.name) for field in fields(beneath)}
    knowledge = Knowledge(**{**without_roles(parts, hidden), "catalogue": catalogue})
    _share(beneath, knowledge, *_OF_NO_ROLE, *(() if hidden else _OF_BUILT_IN_ROLES))
    if hidden or knowledge.own_roles != beneath.own_roles:
        _look_for_own(beneath, knowledge, told_anew=bool(hidden))
    else:
        _share(beneath, knowledge, *_OF_TITLES)
    return knowledge.prepared()


def _share(beneath: Knowledge, knowledge: Knowledge, *names: str) -> None:
    vars(knowledge).update({name: getattr(beneath, name) for name in names})


def _look_for_own(beneath: Knowledge, knowledge: Knowledge, *, told_anew: bool) -> None:
    """Have texts read for the words of the roles as they are now, and for nothing of those that are gone.

    With `told_anew` built-in titles lead to other roles than beneath, so that they are laid out again.
    """
    if not told_anew:
        titles = LayeredMatcher(beneath.title_matcher, ListKind.TITLE_OWN, knowledge.own_title_lists)
        vars(knowledge)["title_matcher"] = titles
    own = knowledge.own_roles.values()
    lists = ((ListKey(ListKind.OWN_ROLE, role.feature), role.cues) for role in own)
    vars(knowledge)["matcher"] = LayeredMatcher(beneath.matcher, ListKind.OWN_ROLE, lists)
    vars(knowledge.section_lists)["heading_matcher"] = beneath.section_lists.heading_matcher
