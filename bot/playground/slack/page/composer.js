// The message field: slash commands with completion and usage hints, or plain messages.

import { el } from "./dom.js";
import { act, here, interact } from "./wire.js";

const text = document.getElementById("text");
const list = document.getElementById("completion");
const usage = document.getElementById("usage");
let commands = [];
let offered = [];
let at = 0;
let target = null;

export function setComposer(state) {
  // Slack lists an app's global shortcuts in the same menu, by their names.
  const shortcuts = state.global_shortcuts.map((one) => ({ ...one, command: `/${one.name.toLowerCase()}`, shown: one.name }));
  commands = [...state.commands, ...shortcuts];
  target = state.place;
  const form = document.getElementById("composer");
  form.hidden = !target;
  if (!target) return;
  text.placeholder = target.is_archived ? "This channel is archived" : "Message, or / for commands";
  text.disabled = target.is_archived;
}

export function put(words) {
  text.value = words;
  text.focus();
  text.setSelectionRange(words.length, words.length);
  changed();
}

function changed() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 180)}px`;
  const word = /^\/\S*$/.test(text.value) ? text.value : null;
  offered = word === null ? [] : commands.filter((command) => command.command.startsWith(word));
  at = 0;
  showOffered();
  const known = commands.find((command) => text.value.startsWith(`${command.command} `));
  usage.hidden = !known?.hint;
  usage.replaceChildren(...(known?.hint ? [el("code", {}, known.command), ` ${known.hint}`] : []));
}

function showOffered() {
  list.hidden = !offered.length;
  list.replaceChildren(...offered.map((command, index) => el("li", {
    role: "option", id: `command${index}`, "aria-selected": String(index === at),
    onpointerdown: (event) => { event.preventDefault(); take(command); },
  }, el("strong", {}, command.shown ?? command.command), " ", el("span", { class: "hint" }, command.hint ?? ""), el("small", {}, command.description))));
  list.children[at]?.scrollIntoView({ block: "nearest" });
  for (const part of [text, list]) {
    if (offered.length) part.setAttribute("aria-activedescendant", `command${at}`);
    else part.removeAttribute("aria-activedescendant");
  }
}

function take(command) {
  put(command.callback_id ? "" : `${command.command} `);
  if (command.callback_id) interact("global_shortcut", { callback_id: command.callback_id });
}

async function send() {
  const typed = text.value.trim();
  if (!typed || !target) return;
  text.value = "";
  changed();
  const scroll = document.getElementById("scroll");
  scroll.scrollTop = scroll.scrollHeight; // the answer will come there, and is followed
  const [first, ...rest] = typed.split(/ (.*)/s);
  const channel = target.id;
  if (first.startsWith("/")) await act("command", { channel: here.place === "dm" ? "dm" : channel, command: first, text: rest[0] ?? "" });
  else await act("say", { channel, text: typed });
}

text.addEventListener("input", changed);

// Chooses among the commands on offer, in the field or in the list itself; tells whether the key was for that.
function chose(event) {
  if (!offered.length) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length;
    showOffered();
  } else if (event.key === "Escape") {
    offered = [];
    text.focus();
    showOffered();
  } else if ((event.key === "Tab" || event.key === "Enter") && !event.shiftKey && (offered[at].callback_id || text.value !== offered[at].command)) {
    take(offered[at]);
  } else return false;
  event.preventDefault();
  return true;
}

text.addEventListener("keydown", (event) => {
  if (chose(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
list.addEventListener("keydown", chose);
document.getElementById("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
