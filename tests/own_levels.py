"""A team's role with levels of its own, for tests of what becomes of them anywhere."""

LEVELS = """
    ic2: {name: IC2, like: mid, expectation: Ships well-shaped work alone.}
    ic3: {name: IC3, like: senior, expectation: Owns a service from design to on-call.}
    ic4: {name: IC4, like: senior, expectation: Owns several services.}
    fellow: {name: Fellow, expectation: Decides what is built at all.}
"""
ANCHORS = """
      anchors:
        1: {short: Loses the thread, behavior: Can't say what became of the last outage.}
        2: {short: Follows a runbook, behavior: Follows a written runbook step by step.}
        3: {short: Finds the cause, behavior: Finds the cause of an outage from its logs.}
        4: {short: Stops it coming back, behavior: Changes what let the outage happen.}
        5: {short: Stops its kind, behavior: Names the kind of outage and rules it out.}
"""


def backend_role(levels: str = LEVELS, competencies: str = "", **fields: str) -> str:
    """Return the file of a backend engineer with these levels; `fields` are more lines of the role."""
    more = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    return f"""role:
  id: backend-specialist
  extends: every-role
  name: Backend Specialist
  summary: Builds services that keep running.
{more}  levels:{levels}  competencies:
    - extends: software-engineering
      weight: {{mid: 40, senior: 30}}
    - id: outages
      name: Outages
      meaning: What they do when a service fails.
      weight: 20
      must_have: true{ANCHORS}{competencies}"""
