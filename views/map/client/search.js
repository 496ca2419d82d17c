// The search box: places, streets, parcels and layers, by the server's forgiving search.
import { el, required } from "../../../gis/browser/dom.js";
import { icon } from "./icons.js";
import { padding } from "./padding.js";
import { on, setVisible } from "./state.js";
import { say, words } from "./words.js";

/**
 * @import { Bounds, LonLat } from "./types.js"
 * @import { RemoteLayer } from "./layers.js"
 * @import { Pointer } from "./pointer.js"
 *
 * What the server's search found.
 * @typedef {object} Hit
 * @property {string} title
 * @property {string} subtitle
 * @property {string} layer Key of its layer, or empty.
 * @property {string} id
 * @property {LonLat | null} lonlat
 * @property {Bounds | null} bounds
 */

const PAUSE_MS = 180;
const CLOSE_MS = 150;
const CLOSE_ZOOM = 17;
const RETRY_MS = 100;
const MOST_TRIES = 40;

export class Search {
  #map;
  #layers;
  #pointer;
  #territory;
  #input = el("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
  });
  #list = el("ul", { id: "hits", class: "hits", role: "listbox", hidden: true });
  #status = el("p", { class: "visually-hidden", role: "status" });
  /** @type {Hit[]} */
  #hits = [];
  #active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #requests = 0;

  /**
   * @param {L.Map} map
   * @param {{ layers: Map<string, RemoteLayer>, pointer: Pointer, territory: string }} parts
   */
  constructor(map, { layers, pointer, territory }) {
    this.#map = map;
    this.#layers = layers;
    this.#pointer = pointer;
    this.#territory = territory;
    this.#listen();
    const box = el("div", { class: "search", role: "search" }, icon("search"), this.#input, this.#list, this.#status);
    required(document, "main").prepend(box);
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
    });
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => setTimeout(() => this.#close(), CLOSE_MS));
    input.addEventListener("focus", () => {
      if (this.#hits.length && input.value) this.#list.hidden = false;
    });
    on("words", () => {
      input.placeholder = say("search");
      input.setAttribute("aria-label", say("search_label"));
      this.#list.setAttribute("aria-label", say("search_label"));
    });
  }

  async #ask() {
    const text = this.#input.value.trim();
    this.#requests += 1;
    const turn = this.#requests;
    if (!text) {
      this.#close();
      return;
    }
    const query = new URLSearchParams({ q: text, lang: words().language, territory: this.#territory });
    try {
      const answer = await fetch(`map/search?${query}`);
      const found = await answer.json();
      if (turn !== this.#requests) return;
      if (answer.ok) this.#showHits(found.hits);
      else this.#showMessage(found.error ?? say("search_failed"));
    } catch {
      if (turn === this.#requests) this.#showMessage(say("search_failed"));
    }
  }

  /** @param {string} text */
  #showMessage(text) {
    this.#hits = [];
    this.#show([el("li", { class: "hits-none", role: "option", "aria-disabled": "true", text })]);
    this.#status.textContent = text;
  }

  /** @param {Hit[]} hits */
  #showHits(hits) {
    if (!hits.length) {
      this.#showMessage(say("search_none"));
      return;
    }
    this.#hits = hits;
    this.#active = -1;
    this.#show(hits.map((hit, row) => this.#option(hit, row)));
    this.#status.textContent = say("search_count", { count: hits.length });
  }

  /**
   * @param {Hit} hit
   * @param {number} row
   */
  #option(hit, row) {
    const onmousedown = (/** @type {MouseEvent} */ event) => {
      event.preventDefault();
      this.#go(hit);
    };
    return el("li", { role: "option", id: `hit-${row}`, "aria-selected": "false", onmousedown },
      el("strong", { text: hit.title }), el("span", { text: hit.subtitle }));
  }

  /** @param {HTMLElement[]} items */
  #show(items) {
    this.#list.replaceChildren(...items);
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} step */
  #move(step) {
    const count = this.#hits.length;
    if (!count) return;
    this.#active = (this.#active + step + count) % count;
    const items = [...this.#list.children];
    items.forEach((item, row) => item.setAttribute("aria-selected", String(row === this.#active)));
    this.#input.setAttribute("aria-activedescendant", `hit-${this.#active}`);
    items[this.#active].scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === "ArrowDown") this.#move(1);
    else if (event.key === "ArrowUp") this.#move(-1);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && this.#hits.length && !this.#list.hidden) this.#go(this.#hits[Math.max(0, this.#active)]);
    else return;
    event.preventDefault();
  }

  /** @param {Hit} hit */
  #go(hit) {
    this.#close();
    this.#input.value = hit.title;
    const layer = this.#layers.get(hit.layer);
    if (layer) setVisible(hit.layer, true);
    if (hit.bounds) {
      const [west, south, east, north] = hit.bounds;
      this.#map.fitBounds([[south, west], [north, east]], { maxZoom: CLOSE_ZOOM, animate: false, ...padding() });
    } else if (hit.lonlat) this.#map.setView([hit.lonlat[1], hit.lonlat[0]], CLOSE_ZOOM, { animate: false });
    if (layer && hit.id) this.#reveal(layer, hit);
    this.#map.getContainer().focus({ preventScroll: true });
  }

  /**
   * Show the card of what was found, as soon as its layer is there.
   * @param {RemoteLayer} layer
   * @param {Hit} hit
   */
  #reveal(layer, hit, tries = MOST_TRIES) {
    const path = layer.find(hit.id);
    const spot = hit.lonlat ? L.latLng(hit.lonlat[1], hit.lonlat[0]) : undefined;
    if (path && layer.isDrawn) this.#pointer.showFeature(path, spot);
    else if (tries && layer.status !== "failed") setTimeout(() => this.#reveal(layer, hit, tries - 1), RETRY_MS);
  }
}
