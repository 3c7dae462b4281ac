// Light or dark: as the system says, or as someone chose for this browser.

import { el, menu } from "./dom.js";

const CHOICES = [["", "Theme: as the system"], ["light", "Theme: light"], ["dark", "Theme: dark"]];
const chosen = () => localStorage.getItem("theme") ?? "";

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

export function themeSwitch() {
  const words = () => CHOICES.find(([theme]) => theme === chosen())?.[1] ?? CHOICES[0][1];
  const choose = (theme) => {
    localStorage.setItem("theme", theme);
    apply(theme);
    button.replaceChildren(words());
  };
  const button = el("button", { type: "button", class: "theme", "aria-haspopup": "menu", "data-key": "theme", onclick: () => menu(button,
    CHOICES.map(([theme, name]) => ({ class: theme === chosen() ? "current" : "", content: name, run: () => choose(theme) })), "Theme") }, words());
  return button;
}

apply(chosen());
