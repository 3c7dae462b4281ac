// Builds elements and draws text nodes. Nothing here, or anywhere on the page, turns a string into HTML.

export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, props, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const SIGNS = {
  lock: "M4.5 7V5a3.5 3.5 0 0 1 7 0v2h1v7h-9V7zM6 7h4V5a2 2 0 0 0-4 0z",
  hash: "M6.2 2 5.4 6H2.8v1.4h2.3L4.8 9H2.2v1.4h2.3L3.8 14h1.5l.7-3.6h2.8L8.1 14h1.5l.7-3.6h2.6V9h-2.3l.3-1.6h2.6V6h-2.3l.7-4h-1.5l-.7 4H6.9l.8-4zm.1 7 .3-1.6h2.8L9.1 9z",
  home: "M8 2 1.5 8H3v6h4v-4h2v4h4V8h1.5z",
};

// A small sign before a name that says the same in words nearby.
export const sign = (name) => svg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, svg("path", { d: SIGNS[name], "fill-rule": "evenodd" }));

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  lock: "🔒", unlock: "🔓", calendar: "📅", memo: "📝", pencil: "📝", pencil2: "✏️", mag: "🔍", bell: "🔔", tada: "🎉",
  wave: "👋", point_right: "👉", bulb: "💡", speech_balloon: "💬", star: "⭐", clipboard: "📋", bar_chart: "📊",
  chart_with_upwards_trend: "📈", scales: "⚖️", eyes: "👀", thinking_face: "🤔", information_source: "ℹ️", question: "❓",
  exclamation: "❗", large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴",
  white_circle: "⚪", black_circle: "⚫", "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", rocket: "🚀",
  raised_hands: "🙌", heart: "❤️", pray: "🙏", hammer_and_wrench: "🛠️", gear: "⚙️", house: "🏠", books: "📚", link: "🔗", wastebasket: "🗑️", handshake: "🤝",
};

const WRAPPERS = { bold: "strong", italic: "em", strike: "s", quote: "blockquote", section: "div", heading: "h4" };

export function draw(nodes) {
  return nodes.map(drawNode);
}

function drawNode(node) {
  if (WRAPPERS[node.kind]) return el(WRAPPERS[node.kind], { class: node.kind }, draw(node.children));
  switch (node.kind) {
    case "break":
      return el("br");
    case "code":
      return el("code", {}, node.text);
    case "pre":
      return el("pre", {}, node.text);
    case "link":
      return link(node.url, node.text);
    case "user":
    case "channel":
    case "channel_name":
    case "subteam":
      return el("span", { class: "mention" }, node.text);
    case "broadcast":
      return el("span", { class: "mention broadcast", title: "Everybody here is notified" }, node.text);
    case "date":
      return el("time", { datetime: new Date(node.unix * 1000).toISOString(), title: node.fallback }, node.url ? link(node.url, node.text) : unbroken(node.text));
    case "emoji":
      return emoji(node.name);
    case "list":
      return el(node.ordered ? "ol" : "ul", { class: `indent${Math.min(node.indent, 4)}`, start: node.ordered ? node.start : null },
        node.items.map((item) => el("li", {}, draw(item))));
    default:
      return unbroken(node.text ?? "");
  }
}

// A code such as C-7F3K, a range of figures, and a time with its AM are read in one piece: no line ends inside them.
const WHOLE = /((?<![\w-])[A-Z]{1,4}-[A-Z0-9]{3,6}(?![\w-])|\$?[\d.,]+k?–\$?[\d.,]*\dk?|\d{1,2}:\d\d [AP]M\b)/;

function unbroken(text) {
  const parts = text.split(WHOLE); // every second one is whole
  if (parts.length === 1) return document.createTextNode(text);
  return el("span", {}, parts.map((part, index) => (index % 2 ? el("span", { class: "line" }, part) : part)));
}

export const emoji = (name) => el("span", { class: "emoji", title: `:${name}:` }, EMOJI[name] ?? `:${name}:`);

export function link(url, text) {
  if (!/^(https?:|mailto:)/i.test(url)) return document.createTextNode(text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function toast(words) {
  const note = el("p", {}, words);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}

let icon = null; // the address of the app's own, where it has one

export function setIcon(address) {
  icon = address;
  document.getElementById("icon").href = address ?? "data:,";
}

const hues = new Map(); // everybody gets the next color, so that neighbors differ

export function avatar(id, name, kind = "person") {
  if (kind === "app" && icon) return el("img", { class: "avatar app", src: icon, alt: "" });
  const letters = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  if (kind === "person" && !hues.has(id)) hues.set(id, hues.size % 8);
  return el("span", { class: `avatar ${kind} hue${hues.get(id)}`, "aria-hidden": "true" }, kind === "person" ? letters : letters[0]);
}

// A small menu under a button: arrow keys, Escape, a click elsewhere.
export function menu(anchor, items, label) {
  document.querySelector(".menu")?.close?.();
  const list = el("div", { class: "menu", role: "menu", "aria-label": label });
  const close = (refocus = true) => {
    list.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (refocus) anchor.focus();
  };
  const outside = (event) => { if (!list.contains(event.target) && event.target !== anchor) close(false); };
  list.close = () => close(false);
  list.append(...items.map((item) => el("button", { type: "button", role: "menuitem", class: item.class, "aria-label": item.label, onclick: () => { close(); item.run(); } }, item.content)));
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.children];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); buttons[(at + 1) % buttons.length].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); buttons[(at - 1 + buttons.length) % buttons.length].focus(); }
  });
  (anchor.closest("dialog") ?? document.body).append(list);
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  list.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
  list.style.top = `${box.bottom + height + 8 > innerHeight ? Math.max(8, box.top - height - 4) : box.bottom + 4}px`;
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  list.firstElementChild?.focus();
}

// Slack's confirmation dialog of an element; resolves to true where there is none.
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "modal confirm", "aria-label": confirm.title.plain });
    const done = (answer) => { dialog.close(); dialog.remove(); resolve(answer); };
    dialog.append(
      el("header", {}, el("h2", {}, draw(confirm.title.nodes))),
      el("div", { class: "body" }, draw(confirm.text.nodes)),
      el("footer", {},
        el("button", { type: "button", onclick: () => done(false) }, draw(confirm.deny.nodes)),
        el("button", { type: "button", class: confirm.style === "danger" ? "danger" : "primary", onclick: () => done(true) }, draw(confirm.confirm.nodes))),
    );
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); done(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
