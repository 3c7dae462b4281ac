"""The commented file a team starts a role of its own from; knows no folder."""

import json
import re

from rubrics.catalogue.names import folded

_STARTER = """\
# yaml-language-server: $schema=debrief.schema.json
# (“debrief definitions schema > debrief.schema.json” writes that file; many editors then help while you type.)
#
# A role of your own. Change what stands here, then run:  debrief definitions check {role}.yaml
role:
  id: {role}
  # Shared parts come from the library: what must not be asked, for instance. Write only what differs.
  extends: every-role
  name: {name}
  summary: What this role is for, in one sentence.
  does:
    - What people in this role do
    # A statement may name where it comes from; explain the mark under `sources` at the end.
    # - text: Something a document says
    #   sources: [OURS]
  does_not:
    - What others do and this role does not
  output: What the role leaves behind
  strongest_at: What nobody else does as well
  # approved:            # who approved this version, and when
  #   by: Name of a person
  #   on: 2026-11-21
  levels:                # leave out the levels you do not hire for
    mid:
      expectation: What somebody at this level can be relied on for.
      scope: How far the responsibility reaches
    senior:
      expectation: What somebody at this level can be relied on for, beyond mid.
      scope: How far the responsibility reaches
  competencies:          # five to eight serve a panel; weights are relative to one another
    # From the library, with all its anchors and questions. “debrief definitions show ai-engineer senior” shows some.
    - extends: software-engineering
      weight: 30
      must_have: true
    - extends: design-decisions
      weight: {{mid: 10, senior: 20}}   # one weight for each level; a level left out does not assess it
    - extends: systems-integration
      weight: 20
    - extends: care-and-handover
      weight: 15
    # Of your own: what one can see or hear, never what somebody is like. 1 is the lowest.
    - id: own-competency
      name: A competency of your own
      meaning: What it is, in one sentence.
      weight: 15
      anchors:
        1:
          short: Has not done it
          behaviour: Cannot describe a case of their own.
        2:
          short: Has done it with help
          behaviour: Describes a case in which others decided, and cannot say why.
        3:
          short: Does it alone in plain cases
          behaviour: Describes a plain case of their own, and why they did it so.
        4:
          short: Does it in difficult cases
          behaviour: Describes a difficult case, a choice they took and what it cost.
        5:
          short: Others do it better because of them
          behaviour: Names people or teams who do it better, and shows how.
      questions:         # three or more; each has a name of its own, so that others can extend or drop it
        last-time:
          ask: Tell me about the last time you did this.
          follow_ups:
            - What did you do first, and why?
        went-wrong:
          ask: Tell me about a time it went wrong.
          follow_ups:
            - What did you change afterwards?
        choice:
          ask: Which choice in it was yours, and what was the other one?
      strong_evidence:
        - Something one can look at
      red_flags:
        - Something that should make a panel ask on

# What a JD for this role must, should and must not say, besides what holds for every role.
checklist:
  id: {role}
  extends: every-role
  items:
    data-and-systems:
      kind: must         # must, should or must_not
      text: Name the systems the person will work with
      why: People judge by it whether the post is for them.

# sources:
#   OURS:
#     title: Our own hiring guide
#     publisher: Us
#     interest: None besides hiring well
#     strongest_on: What the role means here
"""


def role_id_of(name: str) -> str:
    """Return the id for a role's name: “Data Engineer” becomes data-engineer; empty if nothing is left."""
    words = "-".join(re.findall(r"[a-z0-9]+", folded(name)))
    return re.sub(r"^[^a-z]+", "", words)


def starter(role: str, name: str) -> str:
    """Return a starter for a role: a file that is valid as it stands."""
    return _STARTER.format(role=role, name=json.dumps(name, ensure_ascii=False))
