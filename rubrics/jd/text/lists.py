"""The kinds of lists that a text is read for, and how one list is called; knows no phrase."""

from enum import StrEnum
from typing import NamedTuple


class ListKind(StrEnum):
    """What a list of phrases is for; one kind may have many lists, told apart by their names."""

    CONCEPT = "concept"
    VERB = "verb"
    NEGATION_BEFORE = "negation-before"
    NEGATION_AFTER = "negation-after"
    NEGATION_STOP = "negation-stop"
    LENT = "lent"
    BESIDE = "beside"
    WHOM = "whom"
    WORK_FOR = "work-for"
    SUCH = "such"
    ONE_OF = "one-of"
    FALSE_FRIEND = "false-friend"
    SELF_NAMING = "self-naming"
    SECTION_CUE = "section-cue"
    YEAR = "year"
    ITEM_CUE = "item-cue"
    ITEM_ALONE = "item-alone"
    ITEM_EXCUSE = "item-excuse"
    ITEM_HINT = "item-hint"
    RULE_TERM = "rule-term"
    RULE_EXCUSE = "rule-excuse"
    RULE_TITLED = "rule-titled"
    RULE_OTHERS = "rule-others"
    RULE_ELSEWHERE = "rule-elsewhere"
    TECHNOLOGY = "technology"
    EXPANSION = "expansion"
    MISSPELLING = "misspelling"
    REGULATED_DOMAIN = "regulated-domain"
    COMPLIANCE = "compliance"
    VAGUE_PAY = "vague-pay"
    ANYWHERE = "anywhere"
    IN_OFFICE = "in-office"
    REQUIRED_HEADING = "required-heading"
    ANY_OF = "any-of"
    TRAIT_HEADING = "trait-heading"
    WORK_KIND = "work-kind"
    PROMPT = "prompt"
    MANY_IN_ONE = "many-in-one"
    TOOL = "tool"
    COMPETENCY = "competency"
    ELSEWHERE = "elsewhere"
    CODED = "coded"
    OWN_ROLE = "own-role"
    HEADING = "heading"
    TITLE_FAMILY = "title-family"
    TITLE_OWN = "title-own"
    TITLE_LEVEL = "title-level"
    TITLE_OPEN = "title-open"
    TITLE_FIXED = "title-fixed"
    TITLE_TRADE = "title-trade"
    PLACE = "place"
    NOT_PLACE = "not-place"
    REMOTE = "remote"

    # Phrases are grouped by their kind for each text; Enum's own hash is a Python call and shows in the benchmark.
    __hash__ = str.__hash__


class ListKey(NamedTuple):
    """Which list: its kind, and its name among those of the kind."""

    kind: ListKind
    name: str = ""
