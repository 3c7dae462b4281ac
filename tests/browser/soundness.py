"""What must hold of the page at any moment: it is quiet, asks no one else, fits the window, and names its controls."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Dialog, Page, Request, Response

CONTROLS = {
    "button", "checkbox", "combobox", "dialog", "link", "listbox", "menu", "menuitem", "option", "radio", "radiogroup",
    "spinbutton", "textbox", "Date", "DateTime", "DisclosureTriangle",
}  # fmt: skip
# A toast is where the page says that something was refused or went wrong; a record to print has none.
TELL_TOASTS = """addEventListener("DOMContentLoaded", () => {
  const toasts = document.getElementById("toasts");
  if (toasts) new MutationObserver((changes) => {
    for (const change of changes) for (const note of change.addedNodes) console.error(`told: ${note.textContent}`);
  }).observe(toasts, { childList: true });
})"""
# A table scrolls in a frame of its own, and the skip link waits outside until it has the focus.
STICKING_OUT = """() => {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
  for (const part of document.querySelectorAll("body *")) {
    if (part.parentElement.closest(".wide") || part.matches(".skip")) continue;
    if (!part.checkVisibility({ visibilityProperty: true })) continue;
    const name = `${part.tagName} ${part.id || part.className} “${part.textContent.trim().slice(0, 40)}”`;
    const { left, right, width } = part.getBoundingClientRect();
    if (width && (left < -1 || right > innerWidth + 1)) found.push(`${name} reaches from ${left} to ${right}`);
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(part).overflowX) && !part.matches(".wide");
    if (scrolls && part.scrollWidth > part.clientWidth + 1) found.push(`${name} scrolls sideways`);
  }
  return found;
}"""

# Anyone who speaks to the page says what they read: a control's name begins with, or holds, the words on it.
OTHERWISE_NAMED = """() => {
  const plain = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
  return [...document.querySelectorAll("button[aria-label], a[aria-label], summary[aria-label]")]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }))
    .filter((part) => !plain(part.getAttribute("aria-label")).includes(plain(part.textContent)))
    .map((part) => `“${part.textContent}” is named “${part.getAttribute("aria-label")}”`);
}"""

IN_FRONT = '[...document.querySelectorAll("dialog.modal")].pop() ?? document.documentElement'


class Watch:
    """Collects in `seen` whatever a page does that it must not."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.seen: list[str] = []
        self._host = urlsplit(address).netloc
        context.add_init_script(TELL_TOASTS)
        context.on("request", self._requested)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.seen.append(f"raised: {error.error}"))
        context.on("dialog", self._asked)

    def _requested(self, request: Request) -> None:
        target = urlsplit(request.url)
        # What the app hands out stands at its own address: someone in front of the page opened that link.
        if target.scheme != "data" and target.netloc != self._host and not target.path.startswith("/records/"):
            self.seen.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.seen.append(f"answered {response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.seen.append(f"console: {message.text}")

    def _asked(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def assert_sound(page: Page, chromium: CDPSession) -> None:
    """Require that nothing sticks out sideways, and that every control has a name that holds the words on it."""
    problems = [*page.evaluate(STICKING_OUT), *page.evaluate(OTHERWISE_NAMED), *_nameless(chromium)]
    assert not problems, problems


def _nameless(chromium: CDPSession) -> list[str]:
    # What Chromium tells assistive technology, of the modal alone where one is in front.
    front = chromium.send("Runtime.evaluate", {"expression": IN_FRONT})["result"]
    nodes = chromium.send("Accessibility.queryAXTree", {"objectId": front["objectId"]})["nodes"]
    return [
        f"a {node['role']['value']} without a name"
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in CONTROLS
        and not any(letter.isalnum() for letter in str(node.get("name", {}).get("value", "")))
    ]
