// Buttons at the edge of the map: zoom, home, full screen, where am I, measure and drawing.
import { el, required } from "../../../gis/browser/dom.js";
import { iconButton } from "./icons.js";
import { padding } from "./padding.js";
import { emit, on } from "./state.js";
import { say } from "./words.js";

/**
 * @import { Atlas, Tool } from "./types.js"
 */

const HERE_ZOOM = 16;
const HERE_MS = 10000;
const TITLES = { measure: "measure", line: "draw_line", polygon: "draw_polygon", point: "draw_point" };

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

export class Toolbar {
  #atlas;
  #draw;
  #root = el("div", { class: "toolbar", role: "toolbar", "aria-orientation": "vertical" });
  /** @type {Tool[]} */
  #tools = [];
  /** @type {L.LayerGroup | null} */
  #here = null;

  /**
   * @param {Atlas} atlas
   * @param {import("./draw.js").Draw} draw
   */
  constructor(atlas, draw) {
    this.#atlas = atlas;
    this.#draw = draw;
    for (const topic of /** @type {const} */ (["words", "draw"])) on(topic, () => this.#render());
    required(document, "main").append(this.#root);
  }

  /**
   * Offer these drawing tools.
   * @param {Tool[]} tools
   */
  offer(tools) {
    this.#tools = tools;
    this.#render();
  }

  #locate() {
    const failed = () => emit("toast", say("locate_failed"));
    if (!navigator.geolocation) failed();
    else navigator.geolocation.getCurrentPosition((position) => this.#found(position), failed, { timeout: HERE_MS, enableHighAccuracy: true });
  }

  /** @param {GeolocationPosition} position */
  #found({ coords }) {
    const { map, home } = this.#atlas;
    const spot = L.latLng(coords.latitude, coords.longitude);
    this.#here?.remove();
    this.#here = L.layerGroup([
      L.circle(spot, { radius: coords.accuracy, weight: 1, color: "#1f6fb2", fillOpacity: 0.12, interactive: false }),
      L.circleMarker(spot, { radius: 7, weight: 3, color: "#ffffff", fillColor: "#1f6fb2", fillOpacity: 1, interactive: false }),
    ]).addTo(map);
    if (!home.pad(0.5).contains(spot)) emit("toast", say("locate_far"));
    map.setView(spot, HERE_ZOOM);
  }

  /** @param {Tool} tool */
  #button(tool) {
    const pressed = String(this.#draw.mode === tool);
    return iconButton(tool, say(TITLES[tool]), () => this.#draw.start(tool), { "data-tool": tool, "aria-pressed": pressed });
  }

  #render() {
    const { map } = this.#atlas;
    const zoom = el("div", {},
      iconButton("plus", say("zoom_in"), () => map.zoomIn()),
      iconButton("minus", say("zoom_out"), () => map.zoomOut()),
      iconButton("home", say("home"), () => map.fitBounds(this.#atlas.home, padding())));
    const around = el("div", {},
      document.fullscreenEnabled ? iconButton("fullscreen", say("fullscreen"), toggleFullscreen) : null,
      iconButton("locate", say("locate"), () => this.#locate()),
      this.#button("measure"));
    const drawing = el("div", {}, ...this.#tools.map((tool) => this.#button(tool)),
      iconButton("clear", say("draw_clear"), () => this.#draw.wipe()));
    this.#root.setAttribute("aria-label", say("tools"));
    this.#root.replaceChildren(zoom, around, ...(this.#tools.length ? [drawing] : []));
  }
}
