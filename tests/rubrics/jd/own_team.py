"""A team's folder of definitions with a role of its own, for tests of what their own files do to a review."""

from pathlib import Path

from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.starter import starter
from rubrics.jd import Knowledge
from rubrics.jd.knowledge.loading import load_knowledge
from tests.filling import filled

SUPPORT = "customer-support"
_KNOWN: dict[tuple[tuple[str, bytes], ...], Knowledge] = {}
"""By what stands in a folder; where that cannot be used, it is refused each time."""
_DUTIES = [
    "Answers tickets of customers by chat and telephone, and escalates outages to engineering",
    "Writes macros and articles for the helpdesk, and measures satisfaction",
]
BAND = """
pay:
  - {{roles: [{role}], level: mid, year: 2026, low: 55, high: 70, basis: base, source: OURS}}
sources:
  OURS: {{title: Our own guide, publisher: Us, interest: None, strongest_on: Our pay}}
"""
JD = """Customer Support Specialist

What you will do
- Answer tickets by chat and telephone, and keep satisfaction above our target
- Escalate outages to engineering and tell customers when they end
- Write macros and articles for the helpdesk

What you bring
- Two years on a helpdesk with tickets and macros
"""


def support_role(extra: str = "") -> str:
    """The definition file of a role of the team's own."""
    text = starter(SUPPORT, "Customer Support Specialist")
    duties = "".join(f"    - {duty}\n" for duty in _DUTIES)
    text = text.replace('    - "[What people in this role do]"\n', duties, 1)
    text = text.replace('  output: "[What the role leaves behind]"', "  output: A helpdesk without open tickets")
    return filled(text) + extra


def knowledge_with(folder: Path, **files: str) -> Knowledge:
    """Write files into a team's folder (`jd__rules` is jd/rules.yaml) and return what is known with them."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/').replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    written = tuple(sorted((str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*.yaml")))
    if written not in _KNOWN:
        _KNOWN[written] = load_knowledge(load_catalogue(folder), folder).prepared()
    return _KNOWN[written]
