// Draws tables, and charts of figures. What a reader did to one, how it is sorted or opened, outlives a drawing.

import { el, draw, svg } from "./dom.js";

const states = new Map();

// What the reader did to one block, by a key that no other block has: to be read and written by what draws it.
export function kept(key) {
  if (!states.has(key)) states.set(key, {});
  return states.get(key);
}

const scrolling = (label, ...content) => el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label }, content);

// A column's cells stay in one line unless its settings say otherwise.
export function table(block, about) {
  const cell = (part, index, tag) => {
    const setting = block.column_settings?.[index] ?? {};
    return el(tag, { class: [setting.align, setting.is_wrapped ? "wraps" : "line"].filter(Boolean).join(" "), scope: tag === "th" ? "col" : null }, draw(part.nodes));
  };
  const [first, ...rest] = block.rows;
  return scrolling(about ? `Table: ${about}` : "Table", el("table", {},
    el("thead", {}, el("tr", {}, first.map((part, index) => cell(part, index, "th")))),
    el("tbody", {}, rest.map((row) => el("tr", {}, row.map((part, index) => cell(part, index, "td")))))));
}

const FEW = 5; // rows of a page, where the block does not say

// A table whose reader sorts it by a column and turns its pages.
export function dataTable(block, key) {
  const known = kept(key);
  const [heading, ...rows] = block.rows;
  const size = block.page_size ?? FEW;
  const pages = Math.ceil(rows.length / size);
  const place = el("div", { class: "data" });
  const show = (pressed) => {
    const page = Math.min(known.page ?? 0, pages - 1);
    const shown = sorted(rows, known).slice(page * size, page * size + size);
    place.replaceChildren(
      el("p", { class: "caption", "aria-hidden": "true" }, block.caption), // it stays where a wide table scrolls
      scrolling(block.caption, el("table", {},
        el("caption", { class: "unseen" }, block.caption),
        el("thead", {}, el("tr", {}, heading.map((part, index) => sortable(part, index, block, { key, known, show })))),
        el("tbody", {}, shown.map((row) => el("tr", {}, row.map((part, index) => bodyCell(part, index, block))))))),
      pages > 1 ? turning(block.caption, { page, pages, size, count: rows.length }, { key, known, show }) : "");
    if (pressed) place.querySelector(`[data-key="${CSS.escape(pressed)}"]`)?.focus({ preventScroll: true });
  };
  show();
  return place;
}

const isFigure = (part) => part.type === "raw_number";
// Under a heading of figures all stands right, what is no figure included.
const side = (block, index) => (block.rows.slice(1).some((row) => isFigure(row[index])) ? "right" : null);

function bodyCell(part, index, block) {
  const names = index === (block.row_header_column_index ?? 0);
  return el(names ? "th" : "td", { scope: names ? "row" : null, class: side(block, index) }, draw(part.nodes));
}

function sortable(part, index, block, { key, known, show }) {
  const own = `${key}/sort/${index}`;
  const now = known.column === index ? known.order : null;
  const press = () => {
    Object.assign(known, { column: index, order: now === "ascending" ? "descending" : "ascending", page: 0 });
    show(own);
  };
  return el("th", { scope: "col", "aria-sort": now, class: side(block, index) },
    el("button", { type: "button", "data-key": own, onclick: press }, draw(part.nodes), el("span", { class: "order", "aria-hidden": "true" }, { ascending: " ↑", descending: " ↓" }[now] ?? "")));
}

function sorted(rows, { column, order }) {
  if (order === undefined) return rows;
  const turn = order === "ascending" ? 1 : -1;
  // Figures by their value, words by the alphabet; what is no figure among figures comes last either way.
  const compared = (one, other) => {
    if (isFigure(one) && isFigure(other)) return turn * (one.value - other.value);
    if (isFigure(one) !== isFigure(other)) return isFigure(one) ? -1 : 1;
    return turn * one.plain.localeCompare(other.plain);
  };
  return [...rows].sort((one, other) => compared(one[column], other[column]));
}

function turning(caption, { page, pages, size, count }, { key, known, show }) {
  const turn = (by, words) => {
    const own = `${key}/turn/${by}`;
    const there = page + by >= 0 && page + by < pages;
    const go = () => { if (there) { known.page = page + by; show(own); } };
    return el("button", { type: "button", "data-key": own, "aria-disabled": there ? null : "true", "aria-label": `${words}: ${caption}`, onclick: go }, words);
  };
  const last = Math.min(count, (page + 1) * size);
  return el("p", { class: "turning" }, turn(-1, "Previous"), el("span", { role: "status" }, `${page * size + 1}–${last} of ${count}`), turn(1, "Next"));
}

const percent = (share) => `${Math.round(share * 1000) / 10}%`;
const ROOM = 0.12; // above the highest bar, for its figure
const MANY = 8; // categories from which on a chart scrolls instead of crowding its words

// Bars in columns, a column a category; for screen readers a table with the same figures.
export function barChart(block) {
  const { series, axis_config: axis } = block.chart;
  const at = (one, category) => one.data.find((point) => point.label === category).value;
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const height = (value) => (high === low ? 0 : (Math.abs(value) / (high - low)) * (1 - ROOM));
  const base = high === low ? 1 : ROOM + (high / (high - low)) * (1 - ROOM);
  const width = 0.8 / series.length;
  const bar = (one, index, category) => {
    const value = at(one, category);
    const left = 0.1 + index * width;
    const top = value < 0 ? base : base - height(value);
    return [
      svg("rect", { class: `series${index % 6}`, x: percent(left + 0.02), y: percent(top), width: percent(width - 0.04), height: percent(height(value)) }),
      svg("text", { x: percent(left + width / 2), y: percent(top - 0.02), "text-anchor": "middle" }, `${value}`),
    ];
  };
  const columns = axis.categories.map((category) => el("div", { class: "column", "aria-hidden": "true" },
    svg("svg", { class: "bars", focusable: "false" }, ...series.flatMap((one, index) => bar(one, index, category))),
    el("span", {}, category)));
  const plot = el("div", { class: axis.categories.length > MANY ? "plot roomy" : "plot" }, columns);
  return el("figure", { class: "chart" },
    el("figcaption", {}, block.title),
    el("div", {},
      el("p", { class: "legend", "aria-hidden": "true" }, series.map((one, index) => el("span", {}, svg("svg", { class: "swatch", focusable: "false" }, svg("rect", { class: `series${index % 6}`, width: "100%", height: "100%" })), one.name)), axis.y_label ? el("span", { class: "axis" }, axis.y_label) : null),
      axis.categories.length > MANY ? scrolling(block.title, plot) : plot,
      axis.x_label ? el("p", { class: "axis", "aria-hidden": "true" }, axis.x_label) : null),
    el("div", { class: "unseen" }, el("table", {},
      el("caption", {}, [block.title, axis.y_label].filter(Boolean).join(", ")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, axis.x_label ?? "Category"), series.map((one) => el("th", { scope: "col" }, one.name)))),
      el("tbody", {}, axis.categories.map((category) => el("tr", {}, el("th", { scope: "row" }, category), series.map((one) => el("td", {}, `${at(one, category)}`))))))));
}
