// The drawing of a profile: heights over the length of a route, its steepness told by colour and by hatching.
import { el } from "../../../gis/browser/dom.js";
import { STEEPNESSES, stretchesOf } from "./slopes.js";
import { svg } from "./svg.js";
import { formats, say } from "./words.js";

/**
 * @import { ProfilePoint } from "./types.js"
 * @import { Steepness } from "./slopes.js"
 */

const HEIGHT_PX = 96;
const LEAST_WIDTH_PX = 240;
const [LEFT, RIGHT, TOP, FOOT] = [34, 8, 8, 18];
const BASE = HEIGHT_PX - FOOT;
const LEAST_RISE_M = 20;
const LEAST_LABELS_PX = 14;
const OUTSIDE = -9;
const TICKS_M = [100, 250, 500, 1000, 2000, 5000, 10000, 20000];
const MOST_TICKS = 7;
const HATCHES = { gentle: "", steep: "M-2 8L8 -2M3 13L13 3", very: "M0 5H10M5 0V10" };

/** @param {Steepness} steepness */
function pattern(steepness) {
  return svg("pattern", { id: `slope-${steepness}`, patternUnits: "userSpaceOnUse", width: 10, height: 10 },
    svg("rect", { class: `ground-${steepness}`, width: 10, height: 10 }), svg("path", { class: "hatch", d: HATCHES[steepness] }));
}

export function profileLegend() {
  const symbol = (/** @type {Steepness} */ steepness) =>
    svg("svg", { width: 22, height: 12, "aria-hidden": "true", class: `profile-${steepness}` },
      svg("rect", { width: 22, height: 12, fill: `url(#slope-${steepness})` }));
  const entries = STEEPNESSES.map((steepness) =>
    el("li", {}, symbol(steepness), el("span", { text: say(`profile_${steepness}`) })));
  return el("ul", { class: "profile-legend" }, el("li", { text: say("profile_slopes") }), ...entries);
}

export class ProfileChart {
  #points;
  #width;
  /** @type {number} */
  #low;
  /** @type {number} */
  #high;
  #total;
  #cursor = svg("line", { class: "profile-cursor", y1: TOP - 4, y2: BASE, x1: OUTSIDE, x2: OUTSIDE });

  /**
   * @param {ProfilePoint[]} points
   * @param {number[]} slopes
   * @param {number} room Pixels that there are for it.
   */
  constructor(points, slopes, room) {
    this.#points = points;
    this.#width = Math.max(LEAST_WIDTH_PX, room);
    const heights = points.map((point) => point[3]);
    this.#low = Math.min(...heights);
    this.#high = Math.max(...heights);
    this.#total = points[points.length - 1][2] || 1;
    this.root = svg("svg", {
      width: this.#width, height: HEIGHT_PX, viewBox: `0 0 ${this.#width} ${HEIGHT_PX}`,
      role: "slider", tabindex: 0, focusable: "true", "aria-label": say("profile"), "aria-describedby": "profile-help",
      "aria-valuemin": 0, "aria-valuemax": Math.round(this.#total), "aria-valuenow": 0,
    }, svg("defs", {}, ...STEEPNESSES.map(pattern)), ...this.#surfaces(slopes), ...this.#axes(), this.#cursor);
  }

  get #across() {
    return this.#width - LEFT - RIGHT;
  }

  /** @param {number} at */
  #x(at) {
    return LEFT + (at / this.#total) * this.#across;
  }

  /** @param {number} metres */
  #y(metres) {
    const spare = Math.max(0, LEAST_RISE_M - (this.#high - this.#low)) / 2;
    const [low, high] = [this.#low - spare, this.#high + spare];
    return BASE - ((metres - low) / (high - low)) * (BASE - TOP);
  }

  /** @param {number[]} slopes */
  #surfaces(slopes) {
    const xy = this.#points.map((point) => [this.#x(point[2]), this.#y(point[3])].map((value) => value.toFixed(1)).join(","));
    const foot = (/** @type {number} */ row) => `${this.#x(this.#points[row][2])},${BASE}`;
    const surfaces = stretchesOf(slopes).map(({ steepness, first, last }) => svg("polygon", {
      class: `profile-${steepness}`, fill: `url(#slope-${steepness})`,
      points: [foot(first), ...xy.slice(first, last + 1), foot(last)].join(" "),
    }));
    return [...surfaces, svg("polyline", { points: xy.join(" ") })];
  }

  #axes() {
    const format = formats();
    const label = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ where) =>
      svg("text", { class: "profile-tick", ...where }, text);
    const height = (/** @type {number} */ metres, /** @type {number} */ y) =>
      label(format.unit(format.number(metres), "m"), { x: LEFT - 4, y, "text-anchor": "end" });
    const step = TICKS_M.find((tick) => this.#total / tick <= MOST_TICKS) ?? TICKS_M[TICKS_M.length - 1];
    const along = Array.from({ length: Math.floor(this.#total / step) + 1 }, (_, tick) => tick * step);
    const [low, high] = [this.#y(this.#low), this.#y(this.#high)];
    return [
      height(this.#high, high + 4),
      ...(low - high < LEAST_LABELS_PX ? [] : [height(this.#low, Math.min(low + 2, BASE))]),
      ...along.map((at) => label(at ? format.shortLength(at) : "0", { x: this.#x(at), y: BASE + 14, "text-anchor": at ? "middle" : "start" })),
    ];
  }

  /**
   * Return how far along the route a place of the window is, in metres.
   * @param {number} clientX
   */
  metresAt(clientX) {
    const x = clientX - this.root.getBoundingClientRect().left;
    return ((x - LEFT) / this.#across) * this.#total;
  }

  /**
   * @param {number} at Metres along the route.
   * @param {string} text What is said there.
   */
  pointAt(at, text) {
    for (const end of ["x1", "x2"]) this.#cursor.setAttribute(end, String(this.#x(at)));
    this.root.setAttribute("aria-valuenow", String(Math.round(at)));
    this.root.setAttribute("aria-valuetext", text);
  }
}
