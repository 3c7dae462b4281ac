// Draws messages: who said it, what, who reacted, and how many replied.

import { el, draw, avatar, emoji, menu } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { users } from "./modal.js";
import { act, interact } from "./wire.js";

const QUICK = ["eyes", "white_check_mark", "raised_hands", "tada"];

export function useOf(state, view, where, name) {
  const known = users(state, view);
  return (block, element) => {
    const send = (value) => interact("click", { ...where, block_id: block.block_id, action_id: element.action_id, value });
    const key = `${name}/${block.block_id}/${element.action_id}`;
    return { ...known, key, channels: known.channels(`${block.block_id}/${element.action_id}`), value: view.values?.[block.block_id]?.[element.action_id], error: undefined, suggest: async () => [], change: send, later: () => {}, settle: send, press: send };
  };
}

// Keeps the element drawn before for the same content: `one(key, slice, draws)` for each, then `end()`.
export function keeper() {
  let kept = new Map();
  let fresh = new Map();
  return {
    one(key, slice, draws) {
      const now = JSON.stringify(slice);
      const before = kept.get(key);
      fresh.set(key, before?.now === now ? before : { now, node: draws() });
      return fresh.get(key).node;
    },
    end() { kept = fresh; fresh = new Map(); },
  };
}

// Puts the nodes in place and leaves those that are there already alone, so that a screen reader says only what is new.
export function settle(parent, nodes) {
  nodes.forEach((node, index) => { if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null); });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
}

export const repliesTo = (state, ts) => state.messages.filter((message) => message.thread_ts === ts);

// `place` tells one message's drawings apart, beside one another; `openThread` is absent inside a thread.
export function drawMessage(state, message, { place = "", compact = false, openThread = null, replies = [] } = {}) {
  const where = { ts: message.ts, channel: message.channel };
  const name = `${place}${message.ts}`;
  const body = message.blocks.length ? drawBlocks(message.blocks, useOf(state, { errors: {}, values: message.values }, where, name)) : draw(message.nodes);
  const author = message.author;
  const react = (emojiName) => act("react", { ...where, name: emojiName });
  return el("article", { class: `message ${message.ephemeral ? "ephemeral" : ""} ${compact ? "compact" : ""}`, "data-ts": message.ts, "aria-label": `${author.name} at ${message.time}` },
    avatar(author.id, author.name, author.kind),
    el("div", { class: "content" },
      message.ephemeral ? el("p", { class: "only" }, el("span", { "aria-hidden": "true" }, "◉ "), "Only visible to you") : null,
      el("p", { class: "meta" }, el("strong", {}, author.name), author.kind === "app" ? el("span", { class: "tag" }, "App") : null, el("time", {}, message.time)),
      el("div", { class: "said" }, body),
      message.files.map((file) => el("a", { class: "file", href: file.url, download: "", "data-key": `${name}/${file.url}` }, el("span", { "aria-hidden": "true" }, "📎 "), file.title)),
      message.edited ? el("small", { class: "edited" }, "(edited)") : null,
      message.reactions.length ? reactions(message, name, react) : null,
      replies.length && openThread ? replyBar(replies, name, () => openThread(message.ts)) : null),
    message.ephemeral ? null : more(state, where, name, { react, openThread }));
}

const among = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]);

function reactions(message, name, react) {
  return el("div", { class: "reactions" }, message.reactions.map((one) => el("button", {
    type: "button", "data-key": `${name}/react/${one.name}`, "aria-pressed": String(one.mine), title: `${among(one.people)} reacted with :${one.name}:`,
    onclick: () => react(one.name),
  }, emoji(one.name), ` ${one.count}`, el("span", { class: "unseen" }, ` :${one.name}:`))));
}

function replyBar(replies, name, open) {
  const people = [...new Map(replies.map((reply) => [reply.author.id, reply.author])).values()].slice(0, 4);
  const words = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return el("button", { type: "button", class: "replies", "data-key": `${name}/replies`, onclick: open },
    people.map((author) => avatar(author.id, author.name, author.kind)), el("strong", {}, words), el("span", {}, ` Last reply at ${replies.at(-1).time}`));
}

function more(state, where, name, { react, openThread }) {
  const items = [
    ...QUICK.map((one) => ({ class: "quick", label: `React with :${one}:`, content: [emoji(one)], run: () => react(one) })),
    ...(openThread ? [{ content: [el("span", {}, "Reply in thread")], run: () => openThread(where.ts) }] : []),
    ...state.shortcuts.map((shortcut) => ({
      content: [el("span", {}, shortcut.name, el("small", {}, state.app))],
      run: () => interact("shortcut", { ...where, callback_id: shortcut.callback_id }),
    })),
  ];
  return el("button", { type: "button", class: "dots", "aria-haspopup": "menu", "aria-label": "More actions", "data-key": `${name}/menu`, onclick: (event) => menu(event.currentTarget, items, "More actions") }, "⋯");
}
