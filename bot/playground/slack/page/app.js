// The page: who you are, where you are, and what you see there.

import { el, avatar, menu, setIcon, sign } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { setComposer } from "./composer.js";
import { drawMessage, keeper, repliesTo, settle, useOf } from "./messages.js";
import { drawModal } from "./modal.js";
import { themeSwitch } from "./theme.js";
import { drawThread, openThread } from "./thread.js";
import { drawTour } from "./tour.js";
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
  setIcon(state.icon ? "/page/app-icon.svg" : null);
  if (!here.as && !here.place && state.tour) return void go(state.tour.start.as, state.tour.start.place);
  if (here.as !== state.me.id) here.as = state.me.id;
  if (!here.place || (!state.place && here.place !== "home")) return void go(state.me.id, state.channels[0]?.id ?? "dm");
  const title = here.place === "home" ? `${state.app} home` : state.place.is_dm ? state.app : `#${state.place.name}`;
  document.title = `${title} · ${state.team}`;
  for (const person of state.people) avatar(person.id, person.name); // in this order everybody gets their color
  byId("team").textContent = state.team;
  region("who", [state.me, state.people], () => drawWho(state));
  region("side", [state.channels, state.dm, here.place, state.me.id], () => drawSide(state));
  region("head", [state.place, here.place, state.clock], () => drawHead(state));
  region("tour", [state.tour, here.as, here.place], () => drawTour(state.tour, arrive));
  region("messages", [here, state.me.id, state.messages, here.place === "home" ? state.home : null, state.shortcuts], () => drawMain(state));
  drawThread(state);
  setComposer(state);
  drawModal(state);
});

const count = (number, word) => `${number} new ${word}${number === 1 ? "" : "s"}`;
const badge = (number, words) => (number ? el("span", { class: "badge", "aria-label": words }, String(number)) : null);

const narrow = matchMedia("(max-width: 720px)");

// A name whose later parts give way where room is short.
function first(name) {
  const [one, ...rest] = name.split(" ");
  return [one, el("span", { class: "rest" }, ` ${rest.join(" ")}`)];
}

function drawWho(state) {
  const role = state.me.title ? `, ${state.me.title.toLowerCase()}` : "";
  byId("who").replaceChildren(avatar(state.me.id, state.me.name), el("span", {}, el("small", {}, "You are "), el("strong", {}, ...first(state.me.name)), el("small", { class: "role" }, role)), " ▾");
  const items = state.people.map((person) => ({
    class: person.id === state.me.id ? "current" : "",
    content: [avatar(person.id, person.name), el("span", {}, el("strong", {}, person.name), el("small", {}, person.title || `@${person.handle}`)), badge(person.waiting, count(person.waiting, "message"))],
    run: () => go(person.id, here.place === "home" ? "dm" : here.place),
  }));
  byId("who").onclick = () => menu(byId("who"), items, "Act as");
  const waiting = state.people.filter((person) => person.waiting && person.id !== state.me.id);
  byId("waiting").replaceChildren(...(waiting.length > (narrow.matches ? 1 : 2)
    ? [pill(`${waiting.length} people have new messages`, `${waiting.length} waiting`, () => menu(byId("waiting").firstChild, items, "Act as"))]
    : waiting.map((person) => {
      const name = person.name.split(" ")[0];
      const called = person.title ? `${name} (${person.title.toLowerCase()})` : name;
      return pill(`${called} has ${count(person.waiting, "message")}`, `${name}: ${person.waiting} new`, () => go(person.id, "dm"));
    })));
}

// Who has something to read; in few words where the bar is narrow, so that it stays one row.
function pill(words, few, onclick) {
  return el("button", { type: "button", class: "pill", title: words, onclick }, narrow.matches ? few : words);
}

function drawSide(state) {
  byId("drawer").classList.toggle("unread", state.dm.unread > 0 || state.channels.some((channel) => channel.unread));
  const entry = (place, content, unread) => el("li", {}, el("button", {
    type: "button", "data-key": `side/${place}`, "aria-current": place === here.place ? "page" : null, class: unread ? "unread" : "",
    onclick: () => { drawer(false); visit(place); },
  }, content, badge(unread, count(unread, "message"))));
  byId("side").replaceChildren(
    el("h2", {}, "Channels"),
    el("ul", {}, state.channels.map((channel) => entry(channel.id, [sign(channel.is_private ? "lock" : "hash"), el("span", { title: channel.name }, channel.name)], channel.unread))),
    el("h2", {}, "Apps"),
    el("ul", {},
      entry("dm", [avatar("app", state.app, "app"), el("span", {}, state.app)], state.dm.unread),
      entry("home", [sign("home"), el("span", {}, "Home")], 0)),
    themeSwitch());
}

function visit(place) {
  go(here.as, place);
  if (place === "home") interact("home", {});
  if (place === "dm") interact("home", { tab: "messages" });
}

// What takes hours or days can be seen at once: the clock goes forward for everybody, and never back.
const later = (words, title, how) => el("button", { type: "button", class: "later", title, onclick: () => interact("later", how) }, words);
const head = (title, text, clock) => byId("head").replaceChildren(el("h1", {}, ...title), el("p", {}, `${text} · `, el("span", { class: "clock" }, `${clock} ·`), " ", el("span", { class: "clock" }, "Skip ahead: ",
  later("+1 h", "Put the clock forward by an hour", { minutes: 60 }),
  later("Next 9 AM", "Put the clock forward to 9 AM of your next working day", {}))));

// Everybody reads the times of their own time zone, and Slack's dates don't say so: it stands here.
function drawHead(state) {
  const place = state.place;
  if (here.place === "home") return head([`${state.app}: Home`], `What the app shows to you alone`, state.clock);
  if (place.is_dm) return head([state.app], `Direct messages between the app and you`, state.clock);
  const notes = [`${place.members} ${place.members === 1 ? "member" : "members"}`, place.is_private ? "private" : "public",
    place.is_shared ? "shared with another company" : null, place.is_archived ? "archived" : null, place.has_app ? null : `${state.app} is not in this channel`];
  head([sign(place.is_private ? "lock" : "hash"), place.name], notes.filter(Boolean).join(" · "), state.clock);
}

// Goes to where a move of the tour led, and looks at its message.
async function arrive({ as, place, ts }) {
  await go(as, place);
  if (place === "home") await interact("home", {});
  const message = ts && byId("messages").querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!message) return;
  message.scrollIntoView({ block: message.offsetHeight > byId("scroll").clientHeight ? "start" : "nearest" });
  message.classList.add("pointed");
  setTimeout(() => message.classList.remove("pointed"), 4000);
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

// Those who read the newest message go on reading it where the room for it changes: a field grows, the tour closes.
const scrolled = byId("scroll");
let isAtEnd = true;
// A scroll that is reported only after the room has shrunk says nothing about where the reader was.
let height = scrolled.clientHeight;
scrolled.addEventListener("scroll", () => {
  if (scrolled.clientHeight === height) isAtEnd = scrolled.scrollHeight - scrolled.scrollTop - height < 8;
});
new ResizeObserver(() => {
  height = scrolled.clientHeight;
  if (isAtEnd && here.place !== "home") toEnd(scrolled);
}).observe(scrolled);

const kept = keeper();

function drawMessages(state) {
  const roots = state.messages.filter((message) => !message.thread_ts || !state.messages.some((other) => other.ts === message.thread_ts));
  const start = state.place.is_dm ? `${state.app} writes to you alone here.` : `The start of ${state.place.name}.`;
  const content = [kept.one("start", start, () => el("p", { class: "start" }, start))];
  let before = null;
  let day = null;
  for (const message of roots) {
    if (day !== message.day) content.push(kept.one(message.day, 0, () => el("div", { class: "day" }, el("span", {}, message.day))));
    day = message.day;
    const compact = follows(before, message);
    const replies = repliesTo(state, message.ts);
    content.push(kept.one(message.ts, [here, message, compact, replies, state.shortcuts], () => drawMessage(state, message, { compact, openThread, replies })));
    before = replies.length || message.reactions.length ? null : message;
  }
  kept.end();
  return content;
}

const follows = (before, message) => Boolean(before) && before.day === message.day && before.author.id === message.author.id
  && before.ephemeral === message.ephemeral && message.ts - before.ts < 300 && message.author.kind === "person";

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  byId("drawer").setAttribute("aria-expanded", String(open));
}

byId("drawer").addEventListener("click", () => drawer(!document.body.classList.contains("drawer")));
byId("main").addEventListener("click", () => drawer(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !document.body.classList.contains("drawer")) return;
  event.preventDefault();
  drawer(false);
  byId("drawer").focus();
});

const query = new URLSearchParams(location.search);
here.as = query.get("as") ?? "";
here.place = query.get("channel") ?? "";
start();
ready.then(() => { if (here.place === "home") act("home"); });
