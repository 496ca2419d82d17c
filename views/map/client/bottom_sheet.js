// On a narrow map a card does not hang over its place: it lies at the foot of the map, and the place stays in sight.
import { el, required } from "../../../gis/browser/dom.js";

const NARROW_PX = 600;
const SPARE_PX = 36;

export class BottomSheet {
  #map;
  #root = el("section", { class: "sheet", hidden: true });

  /** @param {L.Map} map */
  constructor(map) {
    this.#map = map;
    required(document, "main").append(this.#root);
  }

  /** Whether the map is so narrow that cards lie here. */
  get fits() {
    return this.#map.getSize().x < NARROW_PX;
  }

  get isOpen() {
    return !this.#root.hidden;
  }

  /**
   * @param {HTMLElement} card
   * @param {L.LatLng} latlng Place that must stay in sight.
   */
  show(card, latlng) {
    this.#root.replaceChildren(card);
    this.#root.hidden = false;
    this.#root.scrollTop = 0;
    requestAnimationFrame(() => {
      const sheetTop = this.#map.getSize().y - this.#root.offsetHeight - SPARE_PX;
      const below = this.#map.latLngToContainerPoint(latlng).y - sheetTop;
      if (this.isOpen && below > 0) this.#map.panBy([0, below]);
    });
  }

  close() {
    this.#root.hidden = true;
  }
}
