"""axe, the checker of accessibility that auditors use: what it finds grave in a part of the page."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from playwright.sync_api import Locator

PACKAGE = "axe_playwright_python"
"""The wheel that carries axe: it is locked, and comes as all that the tests need."""
GRAVE = frozenset(("serious", "critical"))
"""How axe calls a fault that keeps some people from using the page, or nearly."""
RUN = """async (part, rules) => {
  const asked = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations, passes } = await axe.run(part, { resultTypes: ["violations"], ...asked });
  return {
    passed: passes.length,
    faults: violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html, failureSummary }) =>
      [impact, `${id} on ${html.slice(0, 200)}: ${failureSummary}`])),
  };
}"""


def is_installed() -> bool:
    """Tell whether axe is here."""
    return find_spec(PACKAGE) is not None


@cache
def _program() -> str:
    return files(PACKAGE).joinpath("axe.min.js").read_text(encoding="utf-8")


def grave_faults(part: Locator, *rules: str) -> Iterator[str]:
    """Yield what keeps people from using this part of the page; AssertionError where axe found nothing to judge.

    With `rules`, by those alone.

    What is scrolled away, or stands below something else, has no contrast that axe can measure.
    """
    if not part.page.evaluate("'axe' in window"):
        part.page.evaluate(_program())
    found = part.evaluate(RUN, list(rules))
    assert found["passed"], "axe found nothing to judge"
    yield from (fault for impact, fault in found["faults"] if impact in GRAVE)
