// Draws Block Kit. `use(block, element)` gives each element the functions it may call.

import { el, draw, confirmed, menu } from "./dom.js";
import { field } from "./fields.js";

export function drawBlocks(blocks, use) {
  return blocks.map((block) => el("div", { class: `block ${block.type}`, "data-block": block.block_id }, drawBlock(block, use)));
}

function drawBlock(block, use) {
  switch (block.type) {
    case "section":
      return section(block, use);
    case "header":
      return el(`h${Math.min(5, 2 + (block.level ?? 1))}`, {}, draw(block.text.nodes));
    case "context":
      return block.elements.map((element) => element.type === "image" ? image(element) : el("span", {}, draw(element.nodes)));
    case "actions":
      return block.elements.map((element) => interactive(block, element, use));
    case "divider":
      return el("hr");
    case "image":
      return el("figure", {}, block.title ? el("figcaption", {}, draw(block.title.nodes)) : null, image(block));
    case "input":
      return input(block, use);
    case "table":
      return table(block);
    default:
      return draw(block.nodes ?? []);
  }
}

const image = (part) => el("img", { src: part.image_url, alt: part.alt_text, loading: "lazy" });

function section(block, use) {
  const words = el("div", { class: "words" },
    block.text ? el("div", {}, draw(block.text.nodes)) : null,
    block.fields ? el("div", { class: "fields" }, block.fields.map((text) => el("div", {}, draw(text.nodes)))) : null);
  if (!block.accessory) return words;
  const accessory = block.accessory.type === "image" ? image(block.accessory) : interactive(block, block.accessory, use);
  return [words, el("div", { class: "accessory" }, accessory)];
}

function table(block) {
  const cell = (part, index, tag) => el(tag, { class: block.column_settings?.[index]?.align, scope: tag === "th" ? "col" : null }, draw(part.nodes));
  const [first, ...rest] = block.rows;
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Table" }, el("table", {},
    el("thead", {}, el("tr", {}, first.map((part, index) => cell(part, index, "th")))),
    el("tbody", {}, rest.map((row) => el("tr", {}, row.map((part, index) => cell(part, index, "td")))))));
}

function input(block, use) {
  const can = use(block, block.element);
  const drawn = field(block.element, can.value, can);
  const described = [];
  const control = drawn.node.matches("input,select,textarea,[role]") ? drawn.node : drawn.node.querySelector("input");
  const note = (name, content) => {
    if (!content) return null;
    described.push(`${drawn.id}-${name}`);
    return el("p", { class: name, id: `${drawn.id}-${name}`, role: name === "error" ? "alert" : null }, content);
  };
  const label = el("label", { for: drawn.id, id: `${drawn.id}-label` }, draw(block.label.nodes), block.optional ? el("span", { class: "optional" }, " (optional)") : null);
  const hint = note("hint", block.hint && draw(block.hint.nodes));
  const error = note("error", can.error);
  if (control.getAttribute("role")?.endsWith("group")) control.setAttribute("aria-labelledby", label.id);
  if (described.length) control.setAttribute("aria-describedby", described.join(" "));
  if (can.error) control.setAttribute("aria-invalid", "true");
  return [label, drawn.node, error, hint];
}

function interactive(block, element, use) {
  const can = use(block, element);
  if (element.type === "button") return button(element, can);
  if (element.type === "overflow") return overflow(element, can);
  const drawn = field(element, can.value, can).node;
  const control = drawn.matches("input,select,textarea,[role]") ? drawn : drawn.querySelector("input");
  control.setAttribute("aria-label", element.placeholder?.plain ?? block.text?.plain ?? "Choose");
  return drawn;
}

function button(element, can) {
  const pressed = async (event) => {
    const target = event.currentTarget;
    if (target.getAttribute("aria-busy") || !(await confirmed(element.confirm))) return;
    target.setAttribute("aria-busy", "true");
    if (element.url) window.open(element.url, "_blank", "noopener");
    await can.press(element.value);
    target.removeAttribute("aria-busy");
  };
  return el("button", { type: "button", class: element.style, "data-key": can.key, "aria-label": element.accessibility_label, onclick: pressed }, draw(element.text.nodes));
}

function overflow(element, can) {
  const items = element.options.map((option) => ({
    content: draw(option.text.nodes),
    run: async () => { if (await confirmed(element.confirm)) can.press(option.value); },
  }));
  return el("button", { type: "button", class: "more", "aria-haspopup": "menu", "aria-label": "More actions", "data-key": can.key, onclick: (event) => menu(event.currentTarget, items, "More actions") }, "⋯");
}
