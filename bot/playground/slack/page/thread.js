// The pane of one thread, beside the messages or, where room is short, in their place.

import { el } from "./dom.js";
import { drawMessage, keeper, repliesTo, settle } from "./messages.js";
import { act, here } from "./wire.js";

const pane = document.getElementById("thread");
const list = document.getElementById("replies");
const scroll = document.getElementById("thread-scroll");
const title = document.getElementById("thread-title");
const text = document.getElementById("reply");
const kept = keeper();
let opened = null; // the ts of the message whose thread is open
let at = ""; // where and as whom
let channel = "";
let shown = 0;
let again = () => {};

export function openThread(ts) {
  opened = ts;
  at = `${here.as} ${here.place}`;
  shown = 0;
  again();
  document.getElementById("thread-close").focus();
}

export function closeThread() {
  const ts = opened;
  opened = null;
  again();
  const message = document.querySelector(`#messages [data-ts="${CSS.escape(ts ?? "")}"]`);
  (message?.querySelector(".replies") ?? message?.querySelector(".dots"))?.focus({ preventScroll: true });
}

export function drawThread(state) {
  again = () => drawThread(state);
  const root = opened && at === `${here.as} ${here.place}` ? state.messages.find((message) => message.ts === opened) : null;
  if (!root) opened = null;
  pane.hidden = !root;
  document.body.classList.toggle("threaded", Boolean(root));
  if (!root) return;
  channel = state.place.id;
  const place = state.place.is_dm ? state.app : `#${state.place.name}`;
  title.replaceChildren("Thread ", el("small", {}, place));
  const replies = repliesTo(state, opened);
  const draws = (message) => kept.one(message.ts, [at, message, state.shortcuts], () => drawMessage(state, message, { place: "thread " }));
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  settle(list, [draws(root), kept.one("count", count, () => el("div", { class: "day" }, el("span", {}, count))), ...replies.map(draws)]);
  kept.end();
  if (shown && replies.length > shown) scroll.scrollTop = scroll.scrollHeight;
  else if (!shown) scroll.scrollTop = 0;
  shown = replies.length || 1;
}

async function send() {
  const typed = text.value.trim();
  if (!typed || !opened) return;
  text.value = "";
  await act("say", { channel, text: typed, thread_ts: opened });
}

document.getElementById("thread-close").addEventListener("click", closeThread);
document.getElementById("reply-form").addEventListener("submit", (event) => { event.preventDefault(); send(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
pane.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) { event.stopPropagation(); closeThread(); }
});
