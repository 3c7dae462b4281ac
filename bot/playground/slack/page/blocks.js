// Draws Block Kit. `use(block, element)` gives each element the functions it may call.

import { el, draw, confirmed, menu } from "./dom.js";
import { field } from "./fields.js";
import { barChart, dataTable, kept, table } from "./tables.js";

// `top` is the rank of the highest heading: one below that of what the blocks stand in.
export function drawBlocks(blocks, use, top = 2) {
  // What was last said above: it names a control that has no name of its own. A section with a control beside it
  // speaks of that one, and not of what comes below.
  let about = "";
  return blocks.map((block) => {
    const drawn = el("div", { class: `block ${block.type}`, "data-block": block.block_id }, drawBlock(block, use, about, top));
    about = block.accessory ? "" : firstLine(block) || about;
    return drawn;
  });
}

const firstLine = (block) => (block.text?.plain ?? block.title?.plain ?? "").split("\n", 1)[0];

function drawBlock(block, use, about, top) {
  switch (block.type) {
    case "section":
      return section(block, use, about);
    case "header":
      return el(`h${top - 1 + (block.level ?? 1)}`, { class: `level${block.level ?? 1}` }, draw(block.text.nodes));
    case "context":
      return block.elements.map((element) => element.type === "image" ? image(element) : el("span", {}, draw(element.nodes)));
    case "actions":
      return block.elements.map((element) => interactive(block, element, use, about));
    case "divider":
      return el("hr");
    case "image":
      return el("figure", {}, block.title ? el("figcaption", {}, draw(block.title.nodes)) : null, image(block));
    case "input":
      return input(block, use);
    case "table":
      return table(block, about);
    case "data_table":
      return dataTable(block, use(block, {}).key);
    case "data_visualization":
      return barChart(block);
    case "container":
      return container(block, use, top);
    default:
      return draw(block.nodes ?? []);
  }
}

const image = (part) => el("img", { src: part.image_url, alt: part.alt_text, loading: "lazy" });

function section(block, use, about) {
  const words = el("div", { class: "words" },
    block.text ? el("div", {}, draw(block.text.nodes)) : null,
    block.fields ? el("div", { class: "fields" }, block.fields.map((text) => el("div", {}, draw(text.nodes)))) : null);
  if (!block.accessory) return words;
  const accessory = block.accessory.type === "image" ? image(block.accessory) : interactive(block, block.accessory, use, firstLine(block) || about);
  return [words, el("div", { class: "accessory" }, accessory)];
}

function container(block, use, top) {
  const icon = block.icon ? image(block.icon) : null;
  const face = el("span", { class: "face" }, el("strong", {}, draw(block.title.nodes)), block.subtitle ? el("small", {}, draw(block.subtitle.nodes)) : null);
  const inside = drawBlocks(block.child_blocks, use, top);
  if (!block.is_collapsible) return el("section", { "aria-label": block.title.plain }, el("div", { class: `top${block.has_header_divider ? " ruled" : ""}` }, icon, face), inside);
  const known = kept(use(block, {}).key);
  return el("details", { open: known.open ?? !block.default_collapsed, ontoggle: (event) => { known.open = event.currentTarget.open; } },
    el("summary", { "data-key": `container/${use(block, {}).key}` }, icon, face), inside);
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

function interactive(block, element, use, about) {
  const can = use(block, element);
  if (element.type === "button") return button(element, can);
  if (element.type === "overflow") return overflow(element, can, about);
  const asked = { ...can, change: async (value) => (await confirmed(element.confirm)) ? can.change(value) : place.replaceChildren(drawn()) };
  const drawn = () => {
    const { node } = field(element, can.value, asked);
    const control = node.matches("input,select,textarea,[role]") ? node : node.querySelector("input");
    control.setAttribute("aria-label", element.placeholder?.plain ?? (about || "Choose"));
    return node;
  };
  const place = el("div", { class: "field" }, drawn());
  return place;
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

function overflow(element, can, about) {
  const name = about ? `More actions: ${about}` : "More actions";
  const items = element.options.map((option) => ({
    content: draw(option.text.nodes),
    run: async () => {
      if (!(await confirmed(element.confirm))) return;
      if (option.url) window.open(option.url, "_blank", "noopener");
      can.press(option.value);
    },
  }));
  return el("button", { type: "button", class: "more", "aria-haspopup": "menu", "aria-label": name, "data-key": can.key, onclick: (event) => menu(event.currentTarget, items, name) }, "⋯");
}
