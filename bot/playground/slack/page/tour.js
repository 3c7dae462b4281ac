// The tour above the messages: what to try, as whom, and what has been done already.

import { el, draw } from "./dom.js";
import { act, here } from "./wire.js";

const byId = (id) => document.getElementById(id);
let looked = null; // the step someone chose to look at, else the first that is not done
let doneBefore = null;
let endedAt = null; // as whom and where the last step was done: its goodbye stays there

const dismissed = () => sessionStorage.getItem("tour") === "dismissed";
const counted = (tour) => `${tour.steps.filter((step) => step.done).length} of ${tour.steps.length} done`;

// `arrive` goes to where a move leads and looks at its message.
export function drawTour(tour, arrive) {
  const panel = byId("tour");
  const back = byId("tour-back");
  const next = tour ? tour.steps.findIndex((step) => !step.done) : -1;
  if (next >= 0) endedAt = null;
  else if (tour && !endedAt) endedAt = `${here.as} ${here.place}`;
  else if (tour && endedAt !== `${here.as} ${here.place}` && looked === null) sessionStorage.setItem("tour", "dismissed");
  const open = Boolean(tour) && !dismissed();
  panel.hidden = !open;
  back.hidden = !tour || open;
  document.body.classList.toggle("touring", open);
  if (!tour) return;
  const again = () => drawTour(tour, arrive);
  const [name, ...rest] = tour.title.split(":");
  back.replaceChildren(name, el("span", { class: "rest" }, ...rest.map((each) => `:${each}`)));
  back.setAttribute("aria-label", tour.title);
  back.onclick = () => { sessionStorage.removeItem("tour"); looked = null; endedAt = null; again(); panel.querySelector("button")?.focus(); };
  const done = tour.steps.filter((step) => step.done).length;
  if (doneBefore !== null && done !== doneBefore) looked = null; // on to the next one
  doneBefore = done;
  const at = looked ?? next;
  const dismiss = () => { sessionStorage.setItem("tour", "dismissed"); again(); back.focus(); };
  const choose = (index) => { looked = index; again(); panel.querySelector(`[data-key="tour/${index}"]`)?.focus({ preventScroll: true }); };
  panel.replaceChildren(
    el("div", { class: "plan" },
      el("h2", {}, tour.title),
      at < 0 ? null : el("p", { class: "now" }, tour.steps[at].title),
      el("ol", {}, tour.steps.map((step, index) => el("li", {}, stepButton(step, index, index === at, choose)))),
      el("button", { type: "button", class: "quiet", "data-key": "tour/dismiss", "aria-label": "Close the tour", onclick: dismiss }, "×")),
    at < 0 ? el("div", { class: "step" }, el("p", {}, draw(tour.end))) : shownStep(tour.steps[at], at, arrive));
  const words = counted(tour);
  if (byId("tour-status").textContent !== words) byId("tour-status").textContent = words;
}

function stepButton(step, index, current, choose) {
  return el("button", { type: "button", class: step.done ? "done" : "", title: step.title, "data-key": `tour/${index}`, "aria-current": current ? "step" : null, onclick: () => choose(index) },
    el("span", { class: "mark", "aria-hidden": "true" }, step.done ? "✓" : String(index + 1)),
    el("span", { class: "name" }, step.title, step.done ? el("span", { class: "unseen" }, " (done)") : null));
}

function shownStep(step, index, arrive) {
  const move = async (event, number) => {
    const button = event.currentTarget;
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    looked = null;
    const went = await act("tour", { step: index, move: number });
    button.removeAttribute("aria-busy");
    if (went) await arrive(went);
  };
  // The first that is still to be done stands out.
  const next = step.moves.findIndex((each) => !each.done);
  return el("div", { class: "step" },
    el("p", {}, draw(step.text)),
    el("div", { class: "moves" }, step.moves.map((each, number) => el("button", {
      type: "button", class: number === next ? "primary" : "", "data-key": `tour/${index}/${number}`, onclick: (event) => move(event, number),
    }, each.done && !step.done ? "✓ " : null, each.label))));
}
