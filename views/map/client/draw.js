// Measuring and drawing, by pointer or by keyboard: Enter places a point at the centre of the map.
import { el, required } from "../../../gis/browser/dom.js";
import { areaOf, lengthOf, projector } from "./metres.js";
import { onHover } from "./pointer.js";
import { emit, on, state } from "./state.js";
import { formats, say } from "./words.js";

/**
 * @import { Projector } from "./metres.js"
 * @import { LonLat, MapNews, Tool } from "./types.js"
 * @import { Geometry } from "geojson"
 */

const STYLE = { color: "#b3261e", weight: 3, dashArray: "6 4", fillColor: "#b3261e", fillOpacity: 0.12, interactive: false };
const FULL_STYLE = { ...STYLE, dashArray: undefined };
const FEWEST_POINTS = { measure: 2, line: 2, polygon: 3, point: 1 };
const SAME_PX = 8;

/**
 * @param {L.LatLng[]} latlngs
 * @returns {LonLat[]}
 */
const lonlatsOf = (latlngs) => latlngs.map(({ lat, lng }) => [lng, lat]);

/**
 * @param {Tool} tool
 * @param {LonLat[]} lonlats
 * @returns {Geometry}
 */
function geometry(tool, lonlats) {
  if (tool === "point") return { type: "Point", coordinates: lonlats[0] };
  if (tool === "polygon") return { type: "Polygon", coordinates: [[...lonlats, lonlats[0]]] };
  return { type: "LineString", coordinates: lonlats };
}

/**
 * Write how long or how large a drawing is; of a measured line also what it encloses.
 * @param {Tool} tool
 * @param {LonLat[]} lonlats
 * @param {Projector} project
 */
function sizes(tool, lonlats, project) {
  const format = formats();
  if (tool === "polygon") return format.area(areaOf(lonlats, project));
  const length = format.length(lengthOf(lonlats, project));
  return tool === "measure" && lonlats.length > 2 ? `${length} · ${format.area(areaOf(lonlats, project))}` : length;
}

export class Draw {
  #map;
  #tell;
  #project;
  #shapes = L.layerGroup();
  #bar = el("div", { class: "sketch-bar", role: "status", hidden: true });
  /** @type {Tool | ""} */
  #mode = "";
  /** @type {L.LatLng[]} */
  #points = [];
  /** @type {L.LatLng | null} */
  #cursor = null;
  /** @type {{ tool: Tool, points: L.LatLng[] } | null} */
  #finished = null;

  /**
   * @param {L.Map} map
   * @param {(news: MapNews) => void} tell
   * @param {string} territory INSEE code of the commune, which says how metres are measured.
   */
  constructor(map, tell, territory) {
    this.#map = map;
    this.#tell = tell;
    this.#project = projector(territory);
    this.#shapes.addTo(map);
    map.on("click", ({ latlng }) => this.#add(latlng));
    onHover(map, (latlng) => this.#follow(latlng));
    map.getContainer().addEventListener("keydown", (event) => this.#press(event));
    on("words", () => this.#draw());
    required(document, "main").append(this.#bar);
  }

  /** The tool in use, or empty. */
  get mode() {
    return this.#mode;
  }

  /**
   * Take up a tool, or put it down where it is the one in use.
   * @param {Tool} tool
   */
  start(tool) {
    const again = this.#mode === tool;
    this.#stop();
    this.#finished = null;
    this.#draw();
    if (again) return;
    this.#mode = tool;
    state.drawing = true;
    this.#map.doubleClickZoom.disable();
    this.#map.closePopup();
    this.#map.getContainer().classList.add("sketching");
    this.#map.getContainer().focus({ preventScroll: true });
    this.#changed();
  }

  #stop() {
    this.#mode = "";
    this.#points = [];
    this.#cursor = null;
    // The click that ends a drawing must not open a card too.
    setTimeout(() => {
      state.drawing = this.#mode !== "";
    });
    this.#map.doubleClickZoom.enable();
    this.#map.getContainer().classList.remove("sketching");
    this.#changed();
  }

  #changed() {
    this.#draw();
    this.#bar.hidden = !this.#mode;
    emit("draw", this.#mode);
  }

  /** @param {L.LatLng} latlng */
  #add(latlng) {
    if (!this.#mode) return;
    const last = this.#points.at(-1);
    const pixel = (/** @type {L.LatLng} */ place) => this.#map.latLngToContainerPoint(place);
    if (last && pixel(last).distanceTo(pixel(latlng)) < SAME_PX) {
      this.#finish();
      return;
    }
    this.#points.push(latlng);
    if (this.#mode === "point") this.#finish();
    else this.#draw();
  }

  #finish() {
    const tool = this.#mode;
    if (!tool || this.#points.length < FEWEST_POINTS[tool]) return;
    this.#finished = { tool, points: this.#points };
    const shape = geometry(tool, lonlatsOf(this.#points));
    this.#stop();
    const lonlat = shape.type === "Point" ? /** @type {LonLat} */ (shape.coordinates) : null;
    if (tool !== "measure") this.#tell({ kind: "drawn", shape, lonlat });
  }

  #undo() {
    this.#points.pop();
    this.#draw();
  }

  /** Remove what was drawn. */
  wipe() {
    const had = this.#finished && this.#finished.tool !== "measure";
    this.#stop();
    this.#finished = null;
    this.#draw();
    if (had) this.#tell({ kind: "drawn", shape: null });
  }

  /** @param {L.LatLng} latlng */
  #follow(latlng) {
    if (!this.#mode || !this.#points.length) return;
    this.#cursor = latlng;
    this.#draw();
  }

  #draw() {
    this.#shapes.clearLayers();
    if (this.#finished) this.#trace(this.#finished.tool, this.#finished.points);
    if (!this.#mode) return;
    const ahead = this.#cursor && this.#mode !== "point" ? [this.#cursor] : [];
    this.#trace(this.#mode, [...this.#points, ...ahead]);
    for (const place of this.#points) L.circleMarker(place, { ...FULL_STYLE, radius: 5, fillColor: "#ffffff", fillOpacity: 1 }).addTo(this.#shapes);
    const help = say(this.#mode === "point" ? "draw_help_point" : "draw_help");
    this.#bar.replaceChildren(el("span", { text: help }), ...this.#actions(this.#mode));
  }

  /** @param {Tool} tool */
  #actions(tool) {
    const action = (/** @type {string} */ key, /** @type {() => void} */ onclick, usable = true) =>
      el("button", { type: "button", text: say(key), onclick, disabled: !usable });
    const cancel = action("cancel", () => this.#stop());
    if (tool === "point") return [cancel];
    const count = this.#points.length;
    return [
      action("finish", () => this.#finish(), count >= FEWEST_POINTS[tool]),
      action("undo", () => this.#undo(), count > 0),
      cancel,
    ];
  }

  /**
   * @param {Tool} tool
   * @param {L.LatLng[]} points
   */
  #trace(tool, points) {
    if (tool === "point") {
      for (const place of points) L.circleMarker(place, { ...FULL_STYLE, radius: 8, fillOpacity: 0.6 }).addTo(this.#shapes);
      return;
    }
    if (points.length < 2) return;
    const made = tool === "polygon" ? L.polygon(points, STYLE) : L.polyline(points, STYLE);
    const text = sizes(tool, lonlatsOf(points), this.#project);
    made.addTo(this.#shapes).bindTooltip(text, { permanent: true, direction: "top", className: "measure" });
    made.openTooltip(points.at(-1));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!this.#mode || event.target !== this.#map.getContainer()) return;
    if (event.key === "Enter") this.#add(this.#map.getCenter());
    else if (event.key === "Escape") this.#stop();
    else if (event.key === "Backspace") this.#undo();
    else return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }
}
