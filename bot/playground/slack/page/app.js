// The page: who you are, where you are, and what you see there.

import { el, draw, avatar, menu } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { drawModal, users } from "./modal.js";
import { setComposer, put } from "./composer.js";
import { act, interact, go, here, onState, ready, start } from "./wire.js";

const byId = (id) => document.getElementById(id);
const drawn = {};

// Draws a region again only when what it shows has changed, and gives the focus back.
function region(name, slice, draws) {
  const now = JSON.stringify(slice);
  if (drawn[name] === now) return;
  drawn[name] = now;
  const key = document.activeElement?.dataset?.key;
  draws();
  if (key && !document.activeElement?.dataset?.key) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

onState((state) => {
  if (state.empty) return;
  if (here.as !== state.me.id) here.as = state.me.id;
  if (!here.place || (!state.place && here.place !== "home")) return void go(state.me.id, state.channels[0]?.id ?? "dm");
  const title = here.place === "home" ? `${state.app} home` : state.place.is_dm ? state.app : `#${state.place.name}`;
  document.title = `${title} · ${state.team}`;
  for (const person of state.people) avatar(person.id, person.name); // in this order everybody gets their color
  byId("team").textContent = state.team;
  region("who", [state.me, state.people], () => drawWho(state));
  region("side", [state.channels, state.dm, here.place, state.me.id], () => drawSide(state));
  region("head", [state.place, here.place, state.clock], () => drawHead(state));
  region("tour", [state.tour], () => drawTour(state));
  region("messages", [here, state.me.id, state.messages, here.place === "home" ? state.home : null, state.shortcuts], () => drawMain(state));
  setComposer(state);
  drawModal(state);
});

const count = (number, word) => `${number} new ${word}${number === 1 ? "" : "s"}`;
const badge = (number, words) => (number ? el("span", { class: "badge", "aria-label": words }, String(number)) : null);

function drawWho(state) {
  const role = state.me.title ? `, ${state.me.title.toLowerCase()}` : "";
  byId("who").replaceChildren(avatar(state.me.id, state.me.name), el("span", {}, el("small", {}, "You are "), el("strong", {}, state.me.name), el("small", { class: "role" }, role)), " ▾");
  const items = state.people.map((person) => ({
    class: person.id === state.me.id ? "current" : "",
    content: [avatar(person.id, person.name), el("span", {}, el("strong", {}, person.name), el("small", {}, person.title || `@${person.handle}`)), badge(person.waiting, count(person.waiting, "message"))],
    run: () => go(person.id, here.place === "home" ? "dm" : here.place),
  }));
  byId("who").onclick = () => menu(byId("who"), items, "Act as");
  const waiting = state.people.filter((person) => person.waiting && person.id !== state.me.id);
  byId("waiting").replaceChildren(...(waiting.length > 2
    ? [el("button", { type: "button", class: "pill", onclick: () => menu(byId("waiting").firstChild, items, "Act as") }, `${waiting.length} people have new messages`)]
    : waiting.map((person) => el("button", { type: "button", class: "pill", title: `Continue as ${person.name}`, onclick: () => go(person.id, "dm") },
      `${person.name.split(" ")[0]} has ${count(person.waiting, "message")}`))));
}

function drawSide(state) {
  byId("drawer").classList.toggle("unread", state.dm.unread > 0 || state.channels.some((channel) => channel.unread));
  const entry = (place, content, unread) => el("li", {}, el("button", {
    type: "button", "data-key": `side/${place}`, "aria-current": place === here.place ? "page" : null, class: unread ? "unread" : "",
    onclick: () => { drawer(false); visit(place); },
  }, content, badge(unread, count(unread, "message"))));
  byId("side").replaceChildren(
    el("h2", {}, "Channels"),
    el("ul", {}, state.channels.map((channel) => entry(channel.id, [el("span", { class: "sign", "aria-hidden": "true" }, channel.is_private ? "🔒" : "#"), el("span", {}, channel.name)], channel.unread))),
    el("h2", {}, "Apps"),
    el("ul", {},
      entry("dm", [avatar("app", state.app, "app"), el("span", {}, state.app)], state.dm.unread),
      entry("home", [el("span", { class: "sign", "aria-hidden": "true" }, "⌂"), el("span", {}, "Home")], 0)));
}

function visit(place) {
  go(here.as, place);
  if (place === "home") interact("home", {});
  if (place === "dm") interact("home", { tab: "messages" });
}

// Everybody reads the times of their own time zone, and Slack’s dates do not say so: it stands here.
function drawHead(state) {
  const place = state.place;
  if (here.place === "home") return byId("head").replaceChildren(el("h1", {}, `${state.app}: Home`), el("p", {}, `What the app shows to you alone · ${state.clock}`));
  if (place.is_dm) return byId("head").replaceChildren(el("h1", {}, state.app), el("p", {}, `Direct messages between the app and you · ${state.clock}`));
  const notes = [`${place.members} ${place.members === 1 ? "member" : "members"}`, place.is_private ? "private" : "public",
    place.is_shared ? "shared with another company" : null, place.is_archived ? "archived" : null, place.has_app ? null : `${state.app} is not in this channel`, state.clock];
  byId("head").replaceChildren(el("h1", {}, `${place.is_private ? "🔒" : "#"} ${place.name}`), el("p", {}, notes.filter(Boolean).join(" · ")));
}

function drawTour(state) {
  const key = `tour ${JSON.stringify(state.tour).length}`;
  const hidden = !state.tour.length || localStorage.getItem(key);
  byId("tour").hidden = hidden;
  if (hidden) return;
  const dismiss = () => { localStorage.setItem(key, "seen"); byId("tour").hidden = true; };
  const lines = state.tour.map((nodes) => {
    const line = el("li", {}, draw(nodes));
    if (line.textContent.startsWith("/") && !line.querySelector("code")) line.replaceChildren(el("code", {}, line.textContent));
    for (const code of line.querySelectorAll("code")) {
      const words = code.textContent;
      if (words.startsWith("/")) code.replaceWith(el("button", { type: "button", class: "try", title: "Put it into the message field", onclick: () => tryOut(words, state) }, words));
    }
    return line;
  });
  byId("tour").replaceChildren(
    el("details", { open: !narrow.matches }, el("summary", {}, el("h2", {}, "Try this")), el("ol", {}, lines)),
    el("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: dismiss }, "×"));
}

// Where room is short the panel is one line until somebody wants it.
const narrow = matchMedia("(max-width: 720px)");
const fitTour = () => byId("tour").querySelector("details")?.toggleAttribute("open", !narrow.matches);
narrow.addEventListener("change", fitTour);

async function tryOut(words, state) {
  if (here.place === "home") await go(here.as, state.channels[0]?.id ?? "dm");
  put(words);
  if (narrow.matches) fitTour();
}

function drawMain(state) {
  const scroll = byId("scroll");
  const moved = drawn.place !== `${here.as} ${here.place}`;
  const atEnd = moved || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80 || newestBegins(scroll);
  drawn.place = `${here.as} ${here.place}`;
  if (here.place === "home") byId("messages").replaceChildren(...drawHome(state));
  else settle(byId("messages"), drawMessages(state));
  byId("messages").className = here.place === "home" ? "home" : "";
  if (here.place === "home" && moved) scroll.scrollTop = 0;
  if (here.place !== "home" && atEnd) toEnd(scroll);
}

// Puts the nodes in place and leaves those that are there already alone, so that a screen reader says only what is new.
function settle(parent, nodes) {
  nodes.forEach((node, index) => { if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null); });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
}

// Whether the beginning of the newest message is in view, be it taller than the window.
function newestBegins(scroll) {
  const top = byId("messages").lastElementChild?.getBoundingClientRect().top;
  const frame = scroll.getBoundingClientRect();
  return top >= frame.top - 1 && top < frame.bottom;
}

// To the newest message: to its end, or to its beginning where it is taller than the window.
function toEnd(scroll) {
  const last = byId("messages").lastElementChild;
  scroll.scrollTop = scroll.scrollHeight;
  if (last && last.offsetHeight > scroll.clientHeight) last.scrollIntoView({ block: "start" });
}

function drawHome(state) {
  if (!state.home) return [el("p", { class: "start" }, `${state.app} has not shown anything here yet.`)];
  return drawBlocks(state.home.blocks, useOf(state, state.home, { home: true }, "home"));
}

function useOf(state, view, where, name) {
  const known = users(state, view);
  return (block, element) => {
    const send = (value) => interact("click", { ...where, block_id: block.block_id, action_id: element.action_id, value });
    const key = `${name}/${block.block_id}/${element.action_id}`;
    return { ...known, key, channels: known.channels(`${block.block_id}/${element.action_id}`), value: view.values?.[block.block_id]?.[element.action_id], error: undefined, suggest: async () => [], change: send, later: () => {}, settle: send, press: send };
  };
}

let kept = new Map();

// The element drawn before for the same content, or a new one.
function keep(fresh, key, slice, draws) {
  const now = JSON.stringify(slice);
  const before = kept.get(key);
  fresh.set(key, before?.now === now ? before : { now, node: draws() });
  return fresh.get(key).node;
}

function drawMessages(state) {
  const fresh = new Map();
  const replies = new Map();
  for (const message of state.messages) {
    if (message.thread_ts) replies.set(message.thread_ts, [...(replies.get(message.thread_ts) ?? []), message]);
  }
  const roots = state.messages.filter((message) => !message.thread_ts || !state.messages.some((other) => other.ts === message.thread_ts));
  const start = state.place.is_dm ? `This is where ${state.app} writes to you alone.` : `This is the start of ${state.place.name}. Type / to see what ${state.app} can do.`;
  const content = [keep(fresh, "start", start, () => el("p", { class: "start" }, start))];
  let before = null;
  let day = null;
  for (const message of roots) {
    const one = (post, compact) => keep(fresh, post.ts, [here, post, compact, state.shortcuts], () => drawMessage(state, post, compact));
    if (day !== message.day) content.push(keep(fresh, message.day, 0, () => el("div", { class: "day" }, el("span", {}, message.day))));
    day = message.day;
    content.push(one(message, follows(before, message)));
    const thread = replies.get(message.ts) ?? [];
    if (thread.length) content.push(keep(fresh, `thread ${message.ts}`, [here, thread], () => el("div", { class: "thread", "aria-label": "Thread" }, thread.map((reply) => one(reply, false)))));
    before = thread.length ? null : message;
  }
  kept = fresh;
  return content;
}

const follows = (before, message) => Boolean(before) && before.day === message.day && before.author.id === message.author.id
  && before.ephemeral === message.ephemeral && message.ts - before.ts < 300 && message.author.kind === "person";

function drawMessage(state, message, compact) {
  const where = { ts: message.ts, channel: message.channel };
  const body = message.blocks.length ? drawBlocks(message.blocks, useOf(state, { errors: {}, values: message.values }, where, message.ts)) : draw(message.nodes);
  const author = message.author;
  return el("article", { class: `message ${message.ephemeral ? "ephemeral" : ""} ${compact ? "compact" : ""}`, "aria-label": `${author.name} at ${message.time}` },
    avatar(author.id, author.name, author.kind),
    el("div", { class: "content" },
      message.ephemeral ? el("p", { class: "only" }, el("span", { "aria-hidden": "true" }, "◉ "), "Only visible to you") : null,
      el("p", { class: "meta" }, el("strong", {}, author.name), author.kind === "app" ? el("span", { class: "tag" }, "App") : null, el("time", {}, message.time)),
      el("div", { class: "said" }, body),
      message.edited ? el("small", { class: "edited" }, "(edited)") : null),
    message.ephemeral || !state.shortcuts.length ? null : messageMenu(state, where));
}

function messageMenu(state, where) {
  const items = state.shortcuts.map((shortcut) => ({
    content: [el("span", {}, shortcut.name, el("small", {}, state.app))],
    run: () => interact("shortcut", { ...where, callback_id: shortcut.callback_id }),
  }));
  return el("button", { type: "button", class: "dots", "aria-haspopup": "menu", "aria-label": "Message shortcuts", "data-key": `menu/${where.ts}`, onclick: (event) => menu(event.currentTarget, items, "Message shortcuts") }, "⋯");
}

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  byId("drawer").setAttribute("aria-expanded", String(open));
}

byId("drawer").addEventListener("click", () => drawer(!document.body.classList.contains("drawer")));
byId("main").addEventListener("click", () => drawer(false));

const query = new URLSearchParams(location.search);
here.as = query.get("as") ?? "";
here.place = query.get("channel") ?? "";
start();
ready.then(() => { if (here.place === "home") act("home"); });
