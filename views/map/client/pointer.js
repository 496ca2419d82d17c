// Clicks, hovering and the keyboard: finds what lies at a place, shows its card, tells the page.
import { el, required } from "../../../gis/browser/dom.js";
import { BottomSheet } from "./bottom_sheet.js";
import { makeHighlight } from "./highlight.js";
import { padding } from "./padding.js";
import { card } from "./popup.js";
import { on, state } from "./state.js";

/**
 * @import { Atlas, AtlasPath, LonLat, MapNews } from "./types.js"
 * @import { RemoteLayer } from "./layers.js"
 */

const MOST_OTHERS = 6;
const HAND_MS = 40;
const REHEARSE_MS = 700;
const LOWEST_CARD_PX = 200;
const HIGHEST_CARD_PX = 420;
const TIP_PX = 60;
const WIDEST_CARD_PX = 330;
const BESIDE_CARD_PX = 70;

/**
 * Hear where the mouse is on the map. Leaflet's canvas passes a movement on only every 32 ms and forgets the last.
 * @param {L.Map} map
 * @param {(latlng: L.LatLng) => void} listener
 */
export function onHover(map, listener) {
  map.getContainer().addEventListener("mousemove", (event) => listener(map.mouseEventToLatLng(event)));
}

export class Pointer {
  #map;
  #tell;
  #fromTop;
  #popup = new L.Popup({ closeButton: false, autoPan: false });
  #sheet;
  #highlight;
  /** @type {{ path: AtlasPath, latlng: L.LatLng, found: AtlasPath[] } | null} */
  #shown = null;
  /** @type {L.LatLng | null} */
  #spot = null;

  /**
   * @param {Atlas} atlas
   * @param {Map<string, RemoteLayer>} layers
   * @param {(news: MapNews) => void} tell
   */
  constructor({ map }, layers, tell) {
    this.#map = map;
    this.#tell = tell;
    this.#fromTop = [...layers.values()].sort((one, other) => other.order - one.order);
    this.#sheet = new BottomSheet(map);
    this.#highlight = makeHighlight(map);
    map.on("click", ({ latlng }) => this.#ask(latlng));
    map.on("popupclose", ({ popup }) => popup === this.#popup && this.#ended());
    map.getContainer().addEventListener("keydown", (event) => this.#press(event));
    onHover(map, (latlng) => this.#hover(latlng));
    on("words", () => setTimeout(() => this.#rehearse(), REHEARSE_MS));
  }

  #drawn() {
    return this.#fromTop.filter((layer) => layer.isDrawn);
  }

  /** @param {L.LatLng} latlng */
  #at(latlng) {
    const point = this.#map.latLngToLayerPoint(latlng);
    return this.#drawn().flatMap((layer) => layer.at(point));
  }

  /** @param {L.LatLng} latlng */
  #isOverFeature(latlng) {
    const point = this.#map.latLngToLayerPoint(latlng);
    return this.#drawn().some((layer) => layer.at(point, { enough: 1 }).length > 0);
  }

  /**
   * Show the card of a feature.
   * @param {AtlasPath} path
   * @param {L.LatLng} latlng
   * @param {AtlasPath[]} [found] All that lies there.
   */
  #show(path, latlng, found = [path]) {
    const others = found.filter((other) => other !== path).slice(0, MOST_OTHERS);
    const made = card(path, others, { choose: (other) => this.#show(other, latlng, found), close: () => this.#close() });
    if (this.#sheet.fits) this.#sheet.show(made, latlng);
    else this.#hang(made, latlng);
    this.#shown = { path, latlng, found };
    this.#highlight(path);
    // People see the card first; then, where it does not fit above its place, the map moves.
    requestAnimationFrame(() => {
      const title = required(made, "h2");
      title.tabIndex = -1;
      if (document.activeElement && document.activeElement !== document.body) title.focus({ preventScroll: true });
      setTimeout(() => this.#makeRoom());
    });
  }

  /**
   * Hang a card over its place, above it where that can be, so that the map need not move under people's hands.
   * @param {HTMLElement} made
   * @param {L.LatLng} latlng
   */
  #hang(made, latlng) {
    const above = this.#map.latLngToContainerPoint(latlng).y - padding().paddingTopLeft[1] - TIP_PX;
    const maxHeight = Math.max(LOWEST_CARD_PX, Math.min(HIGHEST_CARD_PX, above));
    const width = Math.min(WIDEST_CARD_PX, this.#map.getSize().x - BESIDE_CARD_PX);
    Object.assign(this.#popup.options, { maxHeight, minWidth: width, maxWidth: width });
    this.#popup.setLatLng(latlng).setContent(made).openOn(this.#map);
  }

  /** Move the map so that all of the card is seen beside what lies over the map; its upper left goes first. */
  #makeRoom() {
    const popup = this.#popup.isOpen() && this.#popup.getElement();
    if (!popup) return;
    const box = popup.getBoundingClientRect();
    const { left, top, right, bottom } = this.#map.getContainer().getBoundingClientRect();
    const { paddingTopLeft, paddingBottomRight } = padding();
    const x = overlap([box.left, box.right], [left + paddingTopLeft[0], right - paddingBottomRight[0]]);
    const y = overlap([box.top, box.bottom], [top + paddingTopLeft[1], bottom - paddingBottomRight[1]]);
    if (x || y) this.#map.panBy([x, y]);
  }

  #close() {
    this.#hide();
    this.#map.getContainer().focus({ preventScroll: true });
  }

  #hide() {
    this.#map.closePopup(this.#popup);
    if (this.#sheet.isOpen) this.#ended();
  }

  #ended() {
    this.#sheet.close();
    this.#shown = null;
    this.#highlight(null);
  }

  /** @param {L.LatLng} latlng */
  #ask(latlng) {
    if (state.drawing) return;
    const found = this.#at(latlng);
    const picked = found.find((path) => state.pick.includes(path.atlas.layer.key));
    /** @type {LonLat} */
    const lonlat = [latlng.lng, latlng.lat];
    if (picked) this.#tell({ kind: "feature", lonlat, layer: picked.atlas.layer.key, id: picked.atlas.id });
    else if (state.pick.length || state.clicks) this.#tell({ kind: "click", lonlat });
    if (found.length && state.cards) this.#show(picked ?? found[0], latlng, found);
    else this.#hide();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === "Enter" && event.target === this.#map.getContainer()) this.#ask(this.#map.getCenter());
    if (event.key === "Escape" && this.#shown) this.#close();
  }

  /**
   * Show a hand over a feature. It can wait a moment: a click that follows a movement at once must not.
   * @param {L.LatLng} latlng
   */
  #hover(latlng) {
    if (!this.#spot) {
      setTimeout(() => {
        const over = !state.drawing && this.#spot !== null && this.#isOverFeature(this.#spot);
        this.#map.getContainer().classList.toggle("over-feature", over);
        this.#spot = null;
      }, HAND_MS);
    }
    this.#spot = latlng;
  }

  /** Fonts and scripts take longest the first time: a card that nobody sees has that behind it. */
  #rehearse() {
    const path = this.#drawn().find((layer) => layer.paths.length)?.paths[0];
    if (!path || this.#shown) return;
    const unseen = card(path, [], { choose() {}, close() {} });
    const holder = el("div", { class: "rehearsal leaflet-container", "aria-hidden": "true" }, unseen);
    this.#map.getContainer().parentElement?.append(holder);
    holder.getBoundingClientRect();
    holder.remove();
  }

  /** Show the card that is open in the language that is now in use. */
  renew() {
    if (this.#shown) this.#show(this.#shown.path, this.#shown.latlng, this.#shown.found);
  }

  /**
   * Show the card of a feature, in its middle unless a place is given.
   * @param {AtlasPath} path
   * @param {L.LatLng} [latlng]
   */
  showFeature(path, latlng) {
    const middle = () => (path instanceof L.CircleMarker ? path.getLatLng() : path.getBounds().getCenter());
    this.#show(path, latlng ?? middle());
  }
}

/**
 * Return how far to move the inside of a room so that something fits into it; its beginning goes first.
 * @param {[number, number]} thing
 * @param {[number, number]} room
 */
function overlap([from, to], [first, last]) {
  if (from < first) return from - first;
  return to > last ? Math.min(to - last, from - first) : 0;
}
