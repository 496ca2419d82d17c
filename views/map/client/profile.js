// The heights along a route, below the map and tied to it: pointing at one shows the place on the other.
import { el, required } from "../../../gis/browser/dom.js";
import { onHover } from "./pointer.js";
import { ProfileChart, profileLegend } from "./profile_chart.js";
import { slopesOf, steepnessOf } from "./slopes.js";
import { formats, say } from "./words.js";

/**
 * @import { ProfilePoint } from "./types.js"
 */

const MARGINS_PX = 24;
const NEAR_PX = 28;
/** How many strokes of an arrow key, and of a page key, lead along the whole route. */
const [STEPS, PAGES] = [200, 10];
const SPOT = { radius: 8, color: "#ffffff", weight: 3, fillColor: "#b3261e", fillOpacity: 1, interactive: false, pane: "tooltipPane" };

/**
 * Return which point a key leads to; undefined for other keys.
 * @param {string} key
 * @param {number} row
 * @param {number} count
 */
export function rowAfter(key, row, count) {
  const step = Math.max(1, Math.round(count / STEPS));
  const page = Math.max(1, Math.round(count / PAGES));
  /** @type {Record<string, number>} */
  const rows = {
    ArrowLeft: row - step, ArrowDown: row - step, ArrowRight: row + step, ArrowUp: row + step,
    PageDown: row - page, PageUp: row + page, Home: 0, End: count - 1,
  };
  return rows[key];
}

export class Profile {
  #map;
  #root = el("section", { class: "profile", hidden: true });
  #label = el("p", { class: "profile-label" });
  #spot = L.circleMarker([0, 0], SPOT);
  /** @type {ProfilePoint[]} */
  #points = [];
  /** @type {number[]} */
  #slopes = [];
  /** @type {ProfileChart | null} */
  #chart = null;
  #row = 0;
  #waiting = false;
  #drawnWidth = 0;

  /** @param {L.Map} map */
  constructor(map) {
    this.#map = map;
    required(document, "main").append(this.#root);
    onHover(map, (latlng) => this.#follow(latlng));
    map.on("click", ({ latlng }) => this.#follow(latlng));
    new ResizeObserver(() => this.#resize()).observe(this.#root);
  }

  /** @param {ProfilePoint[] | null} points None hides it. */
  apply(points) {
    this.#points = points ?? [];
    this.#slopes = slopesOf(this.#points);
    this.#root.hidden = this.#points.length < 2;
    document.documentElement.classList.toggle("with-profile", !this.#root.hidden);
    this.#map.invalidateSize({ animate: false });
    this.#spot.remove();
    this.#row = 0;
    this.#chart = null;
    if (!this.#root.hidden) this.#render();
  }

  #render() {
    const format = formats();
    const heights = this.#points.map((point) => point[3]);
    const values = {
      length: format.length(this.#points[this.#points.length - 1][2]),
      low: format.number(Math.min(...heights)),
      high: format.number(Math.max(...heights)),
      steepest: format.number(Math.max(...this.#slopes.map(Math.abs))),
    };
    const help = el("p", { class: "visually-hidden", id: "profile-help", text: say("profile_help", values) });
    this.#chart = new ProfileChart(this.#points, this.#slopes, this.#root.clientWidth - MARGINS_PX);
    this.#chart.root.setAttribute("aria-valuetext", this.#textAt(0));
    this.#listen(this.#chart);
    this.#label.textContent = say("profile_label", values);
    this.#root.setAttribute("aria-label", say("profile"));
    this.#root.replaceChildren(this.#label, this.#chart.root, profileLegend(), help);
  }

  /** @param {number} row */
  #textAt(row) {
    const format = formats();
    const [, , at, height] = this.#points[row];
    const place = `${format.length(at)}, ${format.unit(format.number(height), "m")}`;
    const slope = this.#slopes[row];
    return steepnessOf(slope) === "gentle" ? place : say("profile_slope", { place, slope: format.number(slope) });
  }

  /** @param {number} row */
  #go(row) {
    if (!this.#chart) return;
    this.#row = Math.max(0, Math.min(this.#points.length - 1, row));
    const [lon, lat, at] = this.#points[this.#row];
    const text = this.#textAt(this.#row);
    this.#label.textContent = text;
    this.#chart.pointAt(at, text);
    this.#spot.setLatLng([lat, lon]).addTo(this.#map);
  }

  /** @param {ProfileChart} chart */
  #listen(chart) {
    const point = (/** @type {PointerEvent} */ event) => {
      const at = chart.metresAt(event.clientX);
      const row = this.#points.findIndex((place) => place[2] >= at);
      this.#go(row < 0 ? this.#points.length - 1 : row);
    };
    chart.root.addEventListener("pointermove", point);
    chart.root.addEventListener("pointerdown", point);
    chart.root.addEventListener("keydown", (event) => {
      const next = rowAfter(event.key, this.#row, this.#points.length);
      if (next === undefined) return;
      event.preventDefault();
      this.#go(next);
    });
  }

  /**
   * The other way: pointing at the route on the map moves the profile.
   * @param {L.LatLng} latlng
   */
  #follow(latlng) {
    if (!this.#chart || this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const here = this.#map.latLngToContainerPoint(latlng);
      const away = this.#points.map(([lon, lat]) => here.distanceTo(this.#map.latLngToContainerPoint([lat, lon])));
      const nearest = away.indexOf(Math.min(...away));
      if (away[nearest] <= NEAR_PX) this.#go(nearest);
    });
  }

  #resize() {
    if (this.#root.hidden || this.#root.clientWidth === this.#drawnWidth) return;
    this.#drawnWidth = this.#root.clientWidth;
    this.#render();
    if (this.#row) this.#go(this.#row);
  }
}
