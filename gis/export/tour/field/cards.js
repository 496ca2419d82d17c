// What the field page shows of the goal that is next.
import { el } from "../../../browser/dom.js";
import { clock } from "../../../browser/format.js";
import { callButton, listed, section, textButton } from "./parts.js";
import { goalsOf } from "./progress.js";

/**
 * @import { Goal, Progress, Told, Tour } from "./types.js"
 *
 * @typedef {object} View
 * @property {Tour} tour
 * @property {Told} told
 * @property {Progress} progress
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {() => void} advance
 * @property {() => void} restart
 */

/**
 * Return what a goal is called in a list of them.
 * @param {Pick<View, "tour" | "told">} view
 * @param {Goal} goal
 * @param {number} row
 */
export function nameOf({ tour, told }, goal, row) {
  return goal === tour.home ? told.home?.title : `${row + 1}. ${goal.name}`;
}

/**
 * @param {View} view
 * @param {string} key
 */
const nextButton = ({ say, advance }, key) => textButton(say(key), advance, { class: "go", id: "go" });

/**
 * @param {View} view
 * @param {string[]} cues
 */
const cueList = ({ say }, cues) => (cues.length ? [section(say("cues"), [listed(cues, "ol")], true)] : []);

/** @param {View} view */
function homeCard(view) {
  const { tour, told, say } = view;
  return [
    el("p", { class: "kicker", text: say("heading_to") }),
    el("h2", { text: told.home?.title }),
    el("p", { class: "times", text: say("end", { time: clock(tour.end) }) }),
    nextButton(view, "arrived"),
    ...cueList(view, told.home?.cues ?? []),
  ];
}

/** @param {View} view */
function mealAfter({ tour: { lunch }, progress: { at }, say }) {
  return lunch && lunch[0] === at + 1 ? [el("p", { class: "times", text: say("lunch", { time: clock(lunch[1]) }) })] : [];
}

/** @param {View} view */
function stopCard(view) {
  const { tour, told, progress: { at, arrived }, say } = view;
  const [stop, text] = [tour.stops[at], told.stops[at]];
  const walking = arrived === null;
  const planned = say("planned", { begin: clock(stop.begin), leave: clock(stop.leave) });
  const facts = el("dl", {}, ...text.facts.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", { text: value })]));
  return [
    el("p", { class: "kicker", text: say(walking ? "heading_to" : "now_at") }),
    el("h2", { text: nameOf(view, stop, at) }),
    el("p", { class: "times", text: `${planned} · ${text.theme}` }),
    nextButton(view, walking ? "arrived" : "leave"),
    ...mealAfter(view),
    ...(walking ? cueList(view, text.cues) : []),
    el("h3", { text: say("tell") }),
    el("p", { class: "tell", text: text.tell }),
    ...(text.figures.length ? [section(say("figures"), [listed(text.figures)])] : []),
    section(say("facts"), stop.call ? [facts, callButton(stop.call, stop.call)] : [facts]),
  ];
}

/**
 * Return what is shown of the goal that is next, or of the end.
 * @param {View} view
 */
export function cardOf(view) {
  const { tour, progress, say, restart } = view;
  const goal = goalsOf(tour)[progress.at];
  if (!goal) return [el("h2", { text: say("finished") }), textButton(say("again"), restart, { class: "go" })];
  return goal === tour.home ? homeCard(view) : stopCard(view);
}
