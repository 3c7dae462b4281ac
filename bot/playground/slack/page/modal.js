// Draws the modal in front of the person; keeps what they are typing while the app changes the view around it.

import { el, draw } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { act, interact } from "./wire.js";

const byId = (id) => document.getElementById(id);
let dialog = null;
let opener = ""; // the key of the control that had the focus before
let typedBefore = false; // whether that was the message field
let shown = "";
let page = []; // what the blocks say, whatever their ids
let errors = {};
const unsent = new Map();
const left = new Map(); // by window: how far one had read and which control one used when another came on top of it
const timers = new Map();

export function users(state, view) {
  return {
    people: state.people.map((person) => ({ value: person.id, text: person.name, detail: [`@${person.handle}`, person.title].filter(Boolean).join(" · ") })),
    channels: (key) => [...state.channels.map((channel) => ({ value: channel.id, text: `${channel.is_private ? "🔒" : "#"} ${channel.name}` })), { value: state.dm.id, text: state.app }]
      .filter((channel) => view.conversations?.[key]?.includes(channel.value)),
    suggest: (block) => async (typed) => (await act("suggest", { block_id: block.block_id, typed }) ?? []).map(([text, value]) => ({ text, value })),
    error: (block) => view.errors[block.block_id],
  };
}

export function drawModal(state) {
  const view = state.modal;
  const now = view ? JSON.stringify([state.me.id, view.id, view.hash, view.notice]) : "";
  if (now === shown && (!view || Object.entries(view.errors).every(([block, words]) => errors[block] === words))) return;
  const same = shown && view && JSON.parse(shown)[1] === view.id && !turned(view.blocks);
  const before = dialog && JSON.parse(shown)[1];
  if (before && before !== view?.id) left.set(before, { scrolled: dialog.querySelector(".body").scrollTop, key: document.activeElement?.dataset.key });
  shown = now;
  page = (view?.blocks ?? []).map(content);
  if (!view) return away();
  errors = { ...view.errors };
  if (!same) unsent.clear();
  if (!dialog) {
    opener = document.activeElement?.dataset.key ?? "";
    typedBefore = document.activeElement?.id === "text";
    dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title" });
    document.body.append(el("div", { class: "shade" }), dialog);
    dialog.show(); // not showModal: one can still change to another person while this one has a window open
    behind(true);
  }
  const place = same ? { scrolled: dialog.querySelector(".body")?.scrollTop, key: document.activeElement?.dataset.key } : left.get(view.id);
  left.delete(view.id);
  const { scrolled, key: focus } = place ?? {};
  const free = !same || document.activeElement === document.body || dialog.contains(document.activeElement);
  const caret = focus && "selectionStart" in document.activeElement ? document.activeElement.selectionStart : null;
  dialog.dataset.view = view.id;
  dialog.replaceChildren(form(state, view));
  dialog.querySelector(".body").scrollTop = scrolled ?? 0;
  const first = same ? "[autofocus]" : "[autofocus], .input input, .input select, .input textarea";
  const target = (focus && dialog.querySelector(`[data-key="${CSS.escape(focus)}"]`)) ?? (free ? chosen(dialog.querySelector(first)) : null);
  // Where no field is to be filled, or the control has gone, the keyboard reads on; the menu of people keeps the focus.
  (target ?? (free ? dialog.querySelector(".body") : null))?.focus({ preventScroll: true });
  if (caret !== null && target?.setSelectionRange && target.type !== "datetime-local") target.setSelectionRange(caret, caret);
}

// To the first field with an error, its words included: at every refused submission, the same as before or not.
function toFirstError() {
  const wrong = dialog?.querySelector("[aria-invalid]");
  if (!wrong) return;
  (wrong.matches("[role$=group]") ? wrong.querySelector("input") : wrong).focus({ preventScroll: true });
  const block = wrong.closest(".block");
  block.scrollIntoView({ block: "center" });
  block.querySelector(".error").scrollIntoView({ block: "nearest" });
}

// Of radio buttons the one that is chosen, as the Tab key goes to it.
const chosen = (field) => (field?.type === "radio" && field.closest("[role=radiogroup]")?.querySelector("input:checked")) || field;

const content = (block) => JSON.stringify({ ...block, block_id: "" });

// Whether most of what the window said is gone: to its reader that is another window, to be read from the top.
const turned = (blocks) => {
  const now = new Set(blocks.map(content));
  return page.filter((block) => now.has(block)).length * 2 < page.length;
};

const behind = (inert) => ["side", "main", "thread", "drawer", "tour-back"].forEach((id) => { byId(id).inert = inert; });

// Once a field has been touched again its error is no longer true; the next submission says what is.
function forgive(block) {
  delete errors[block.block_id];
  const drawn = dialog?.querySelector(`[data-block="${CSS.escape(block.block_id)}"]`);
  drawn?.querySelector(".error")?.remove();
  drawn?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

function away() {
  dialog?.remove();
  document.querySelector(".shade")?.remove();
  behind(false);
  const before = opener ? document.querySelector(`[data-key="${CSS.escape(opener)}"]`) : null;
  // Under a finger the message field would bring up the keyboard, unless that is where one was.
  const types = typedBefore || matchMedia("(pointer: fine)").matches;
  for (const next of [before, types ? byId("text") : null, byId("scroll")]) {
    if (document.activeElement === document.body) next?.focus({ preventScroll: true });
  }
  dialog = null;
  unsent.clear();
  left.clear();
}

async function flush() {
  const waiting = [...timers.values()];
  timers.clear();
  for (const { timer, send } of waiting) { clearTimeout(timer); send(); }
}

// Wherever the focus is, one window a press: a key held down closes no others below. A confirmation in front and open
// lists deal with Escape themselves.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog && !event.repeat && !event.defaultPrevented && !document.querySelector(".confirm")) close();
});

// Tab goes round within the window; the menu of people above it is there for the mouse, and after Escape.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.defaultPrevented || !dialog?.contains(document.activeElement) || document.querySelector(".confirm")) return;
  const stops = [...dialog.querySelectorAll("a[href], button, input, select, textarea")].filter((stop) => !stop.disabled && stop.offsetParent);
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
});

// The × closes what is stacked below as well; the button and Escape close the one in front.
async function close({ entirely = false } = {}) {
  const view_id = dialog.dataset.view;
  await flush();
  await act("close", { view_id, entirely });
}

function form(state, view) {
  const known = users(state, view);
  const use = (block, element) => {
    const key = `${block.block_id}/${element.action_id}`;
    const fill = (value) => {
      forgive(block);
      clearTimeout(timers.get(key)?.timer);
      timers.delete(key);
      const sent = act("fill", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, kind: element.type, value });
      return sent.then(() => { if (unsent.get(key) === value) unsent.delete(key); });
    };
    return {
      ...known, key, channels: known.channels(key), error: known.error(block), suggest: known.suggest(block),
      value: unsent.has(key) ? unsent.get(key) : view.values[block.block_id]?.[element.action_id],
      change: fill,
      later: (value) => {
        unsent.set(key, value);
        clearTimeout(timers.get(key)?.timer);
        timers.set(key, { timer: setTimeout(() => fill(value), 300), send: () => fill(value) });
      },
      settle: (value) => { if (timers.has(key)) fill(value); },
      enter: async (value) => { await fill(value); await act("enter", { block_id: block.block_id }); },
      press: (value) => interact("click", { block_id: block.block_id, action_id: element.action_id, value }),
    };
  };
  const submit = async (event) => {
    event.preventDefault();
    const press = dialog.querySelector("footer .primary");
    if (!press || press.getAttribute("aria-busy")) return;
    press.setAttribute("aria-busy", "true");
    await flush();
    const answer = await act("submit", { view_id: view.id });
    press.removeAttribute("aria-busy");
    if (answer?.action === "errors") toFirstError();
  };
  const back = view.depth > 1 ? "Back" : "Cancel";
  return el("form", { class: "view", onsubmit: submit, novalidate: true, autocomplete: "off" },
    el("header", { role: "none" },
      el("h2", { id: "modal-title" }, draw(view.title.nodes)),
      el("span", { class: "by" }, state.app),
      el("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => close({ entirely: true }) }, "×")),
    view.notice ? el("p", { class: "notice", role: "alert" }, view.notice) : null,
    el("div", { class: "body", tabindex: "-1" }, drawBlocks(view.blocks, use, 3)),
    el("footer", {},
      el("button", { type: "button", onclick: () => close() }, view.close ? draw(view.close.nodes) : back),
      view.submit ? el("button", { type: "submit", class: "primary" }, draw(view.submit.nodes)) : null));
}
