// Talks to the local Slack: one act after the other, and the state by polling.

import { toast } from "./dom.js";

export const here = { as: "", place: "" };
let queue = Promise.resolve();
let version = null;
let seen = "";
let asked = 0; // how often the page has asked for the state, and which answer it shows
let answered = 0;
let listener = () => {};
let setUp;
// Kept once the workspace is there to act in; the page may have been opened before.
export const ready = new Promise((resolve) => { setUp = resolve; });

export function onState(draws) {
  listener = draws;
}

export function act(name, more = {}) {
  const body = JSON.stringify({ act: name, as: here.as, ...more });
  const sent = queue.then(async () => {
    const answer = await fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const reply = await answer.json();
    if (!reply.ok) toast(reply.problem);
    await refresh();
    return reply.result;
  }).catch(() => toast("The playground does not answer. Is it still running?"));
  queue = sent;
  return sent;
}

// For clicks and shortcuts: Slack shows a small warning where the app did not acknowledge.
export async function interact(name, more) {
  const status = await act(name, more);
  if (typeof status === "number" && status !== 200) toast("The app did not answer that in time. Nothing may have happened.");
}

export async function refresh() {
  const view = `${here.as} ${here.place}`;
  const turn = ++asked;
  const since = view === seen && version !== null ? `&since=${version}` : "";
  const answer = await fetch(`/page/state?as=${encodeURIComponent(here.as)}&place=${encodeURIComponent(here.place)}${since}`);
  const state = await answer.json();
  document.body.classList.remove("lost");
  document.body.classList.toggle("setting-up", Boolean(state.being_set_up));
  if (state.being_set_up) return; // the next poll asks again
  setUp();
  if (state.unchanged || view !== `${here.as} ${here.place}`) return;
  if (turn < answered) return; // overtaken by an answer to a later question: what it tells is gone, a closed window say
  answered = turn;
  version = state.version;
  seen = view;
  listener(state);
}

export function go(as, place) {
  here.as = as;
  here.place = place;
  const address = new URL(location.href);
  address.search = new URLSearchParams({ as, channel: place }).toString();
  history.replaceState(null, "", address);
  return refresh();
}

export function start() {
  const poll = async () => {
    if (!document.hidden) {
      try { await refresh(); } catch { document.body.classList.add("lost"); }
    }
    setTimeout(poll, 700);
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().catch(() => {}); });
  return poll();
}
