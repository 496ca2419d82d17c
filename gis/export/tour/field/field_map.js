// The map of the field page: no tiles, everything it shows is in the file.

/**
 * @import { Goal, LatLon, LonLat, Position, Tour } from "./types.js"
 */

const CLOSED = "#8f1d00";
const HERE = "#0050c8";
const HERE_ZOOM = 17;
const AROUND_M = 5000;
const still = { animate: false };

/**
 * @param {LonLat} lonlat
 * @returns {LatLon}
 */
const turned = ([lon, lat]) => [lat, lon];

export class FieldMap {
  #tour;
  #goals;
  #map = L.map("map", { preferCanvas: true, attributionControl: false, zoomSnap: 0.5, minZoom: 11, maxZoom: 20, zoomAnimation: false, fadeAnimation: false });
  #plates = L.layerGroup();
  #dot = L.circleMarker([0, 0], { radius: 9, color: "#fff", weight: 3, fillColor: HERE, fillOpacity: 1, interactive: false });
  #halo = L.circle([0, 0], { radius: 1, color: HERE, weight: 1, fillOpacity: 0.12, interactive: false });

  /**
   * @param {Tour} tour
   * @param {Goal[]} goals
   */
  constructor(tour, goals) {
    this.#tour = tour;
    this.#goals = goals;
    this.showWhole();
    this.#drawLayers();
    this.#drawWays();
    this.#plates.addTo(this.#map);
  }

  #drawLayers() {
    for (const layer of this.#tour.layers) {
      const color = layer.closed ? CLOSED : layer.stroke;
      const dashArray = layer.closed ? "3 5" : layer.dash || undefined;
      const style = { color, weight: layer.closed ? 3 : layer.weight, dashArray, interactive: false };
      const area = { ...style, fill: Boolean(layer.fill), fillColor: layer.closed ? CLOSED : layer.fill, fillOpacity: 0.25 };
      for (const shape of layer.shapes) {
        (layer.kind === "area" ? L.polygon(shape, area) : L.polyline(shape, style)).addTo(this.#map);
      }
    }
  }

  #drawWays() {
    for (const leg of this.#tour.legs) {
      const line = leg.map(turned);
      L.polyline(line, { color: "#fff", weight: 9, interactive: false }).addTo(this.#map);
      L.polyline(line, { color: "#000", weight: 5, interactive: false }).addTo(this.#map);
    }
  }

  /**
   * Show the number of each goal. Goals at one place share a plate, so that no number hides another.
   * @param {number} at The goal that is next.
   * @param {string} end Word for the end of the tour.
   */
  showGoals(at, end) {
    this.#plates.clearLayers();
    /** @type {Map<string, number[]>} */
    const places = new Map();
    this.#goals.forEach(({ lonlat }, row) => {
      const key = lonlat.map((value) => value.toFixed(4)).join();
      places.set(key, [...(places.get(key) ?? []), row]);
    });
    for (const rows of places.values()) {
      const text = rows.map((row) => (this.#goals[row] === this.#tour.home ? end : String(row + 1))).join("·");
      const html = document.createElement("span");
      html.textContent = text;
      const className = rows.includes(at) ? "number is-next" : "number";
      const icon = L.divIcon({ className, html, iconSize: [16 + 10 * text.length, 28] });
      L.marker(turned(this.#goals[rows[0]].lonlat), { icon, keyboard: false, interactive: false }).addTo(this.#plates);
    }
  }

  showWhole() {
    const points = [...this.#tour.legs.flat(), ...this.#goals.map((goal) => goal.lonlat)];
    this.#map.fitBounds(L.latLngBounds(points.map(turned)).pad(0.08), still);
  }

  /**
   * Show the goal that is next; on the way to it, the way too, and where the group is unless that is far away.
   * @param {number} at
   * @param {{ walking: boolean, here: Position | null }} seen
   */
  showNext(at, { walking, here }) {
    const goal = this.#goals[at];
    if (!goal) {
      this.showWhole();
      return;
    }
    const leg = walking ? this.#tour.legs[at - this.#tour.offset] ?? [] : [];
    const points = [...leg, goal.lonlat].map(turned);
    if (here && walking && this.metresTo(goal, here) < AROUND_M) points.push([here.lat, here.lon]);
    this.#map.fitBounds(L.latLngBounds(points).pad(0.15), { ...still, maxZoom: HERE_ZOOM });
  }

  /**
   * Return the metres to a goal as the crow flies.
   * @param {Goal} goal
   * @param {Position} here
   */
  metresTo({ lonlat }, { lat, lon }) {
    return this.#map.distance([lat, lon], turned(lonlat));
  }

  /** @param {Position | null} here */
  showPosition(here) {
    if (here) {
      this.#halo.setLatLng([here.lat, here.lon]).setRadius(here.accuracy).addTo(this.#map);
      this.#dot.setLatLng([here.lat, here.lon]).addTo(this.#map);
    } else {
      this.#dot.remove();
      this.#halo.remove();
    }
  }

  /** @param {Position} here */
  goTo({ lat, lon }) {
    this.#map.setView([lat, lon], Math.max(this.#map.getZoom(), HERE_ZOOM), still);
  }
}
