// Draws the elements that take a value. Each calls `change(value)`; what a value looks like is Slack's business, not theirs.

import { el, draw } from "./dom.js";

let serial = 0;

export function field(element, value, use) {
  const id = `field${++serial}`;
  const kind = element.type;
  const draws = {
    plain_text_input: () => typed(element, value, use, id),
    rich_text_input: () => typed({ ...element, multiline: true, tall: true }, value, use, id),
    number_input: () => typed(element, value, use, id, { inputmode: "decimal" }),
    static_select: () => select(element, value, use, id),
    radio_buttons: () => choices(element, value ? [value.value] : [], use, id, "radio"),
    checkboxes: () => choices(element, value ?? [], use, id, "checkbox"),
    datepicker: () => dated("date", value, use, id),
    datetimepicker: () => dated("datetime-local", value, use, id),
    users_select: () => combo(element, one(value, use.people), use, id, false, matching(use.people)),
    multi_users_select: () => combo(element, many(value, use.people), use, id, true, matching(use.people)),
    conversations_select: () => combo(element, one(value, use.channels), use, id, false, matching(use.channels)),
    external_select: () => combo(element, value ? [value] : [], use, id, false, use.suggest),
    multi_static_select: () => combo(element, many(value, options(element)), use, id, true, matching(options(element))),
  };
  return { id, node: (draws[kind] ?? (() => el("em", {}, `No ${kind} here`)))() };
}

const placeholder = (element, fallback) => element.placeholder?.plain ?? fallback;
const options = (element) => [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)]
  .map((option) => ({ value: option.value, text: option.text.plain, detail: option.description?.plain }));
const one = (value, known) => known.filter((item) => item.value === value);
const many = (values, known) => (values ?? []).map((value) => known.find((item) => item.value === value)).filter(Boolean);
// “ines” finds Inês: accents and case do not count.
const plainly = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
// Who is meant by “in”: first Inês, whose name begins so, then Ida Lindqvist, and last the one who is “hiring manager”.
const nearness = (item, words) => {
  const [name, detail] = [plainly(item.text), plainly(item.detail ?? "")];
  return [` ${name}`.includes(` ${words}`), name.includes(words), detail.includes(words)].indexOf(true);
};
const matching = (known) => async (words) => known
  .map((item) => ({ item, near: nearness(item, plainly(words)) }))
  .filter(({ near }) => near >= 0)
  .sort((one, other) => one.near - other.near)
  .map(({ item }) => item);

function typed(element, value, use, id, more = {}) {
  const props = {
    id, "data-key": use.key, placeholder: placeholder(element, ""), autofocus: element.focus_on_load, ...more,
    oninput: (event) => use.later(event.target.value), onchange: (event) => use.settle(event.target.value),
  };
  if (!element.multiline) {
    props.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); use.enter?.(event.target.value); } };
  }
  const input = element.multiline ? el("textarea", { ...props, rows: element.tall || (value ?? "").split("\n").length > 3 ? 10 : 3 }) : el("input", { ...props, type: "text" });
  input.value = value ?? "";
  return input;
}

function dated(type, value, use, id) {
  return el("input", { type, id, "data-key": use.key, value: value ?? "", onchange: (event) => use.change(event.target.value || null) });
}

function select(element, value, use, id) {
  const entry = (option) => el("option", { value: option.value, selected: option.value === value?.value }, option.text.plain);
  const entries = element.options?.map(entry)
    ?? element.option_groups.map((group) => el("optgroup", { label: group.label.plain }, group.options.map(entry)));
  const empty = el("option", { value: "", selected: !value }, placeholder(element, "Choose an option"));
  return el("select", { id, "data-key": use.key, onchange: (event) => use.change(event.target.value || null) }, empty, entries);
}

function choices(element, chosen, use, id, type) {
  const group = el("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group", id });
  const name = `choice${++serial}`;
  for (const option of element.options) {
    const input = el("input", { type, name, value: option.value, checked: chosen.includes(option.value), "data-key": `${use.key}/${option.value}` });
    input.addEventListener("change", () => {
      const picked = [...group.querySelectorAll("input:checked")].map((box) => box.value);
      use.change(type === "radio" ? picked[0] : picked);
    });
    const words = el("span", {}, draw(option.text.nodes), option.description ? el("small", {}, draw(option.description.nodes)) : null);
    group.append(el("label", {}, input, words));
  }
  return group;
}

// A field with type-ahead: arrow keys move, Enter chooses, Backspace takes the last one away.
function combo(element, selected, use, id, multi, search) {
  const list = el("ul", { role: "listbox", id: `${id}-list`, "aria-label": "Suggestions", hidden: true });
  const chips = el("span", { class: "chips" });
  const input = el("input", {
    type: "text", id, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id,
    "data-key": use.key, placeholder: placeholder(element, multi ? "Choose one or more" : "Type to search"),
  });
  const box = el("div", { class: "combo" }, chips, input, list);
  let offered = [], at = -1, latest = 0;

  const show = () => {
    chips.replaceChildren(...(multi ? selected : []).map((item) => el("span", { class: "chip" }, item.text,
      el("button", { type: "button", "aria-label": `Remove ${item.text}`, onpointerdown: (event) => event.preventDefault(), onclick: () => choose(selected.filter((other) => other !== item)) }, "×"))));
    if (!multi) input.value = selected[0]?.text ?? "";
    else input.value = "";
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const choose = (items) => {
    selected = multi ? items : items.slice(-1);
    show();
    close();
    use.change(multi ? selected.map((item) => item.value) : selected[0]?.value ?? null);
  };
  const mark = (next) => {
    at = offered.length ? (next + offered.length) % offered.length : -1;
    for (const [index, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(index === at));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const open = async (words) => {
    const turn = ++latest;
    const rows = await search(words);
    if (turn !== latest || document.activeElement !== input) return;
    offered = rows.filter((item) => !multi || !selected.some((other) => other.value === item.value));
    list.replaceChildren(...offered.map((item, index) => el("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false",
      onpointerdown: (event) => { event.preventDefault(); choose([...selected, item]); } }, item.text, item.detail ? el("small", {}, item.detail) : null)));
    if (!offered.length) list.append(el("li", { class: "none" }, "No matches"));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (words && offered.length) mark(0);
  };

  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => { if (list.hidden) open(""); });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("blur", () => {
    close();
    if (!multi && !input.value && selected.length) choose([]);
    else if (multi) input.value = ""; // the chips stay as they are: drawn anew, a click on one would get lost
    else show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(""); else mark(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) choose([...selected, offered[at]]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && multi && !input.value && selected.length) choose(selected.slice(0, -1));
  });
  show();
  return box;
}
