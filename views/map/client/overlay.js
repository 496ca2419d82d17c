// What a page lays over the map: results, routes, a highlighted parcel.
import { el } from "../../../gis/browser/dom.js";
import { readable } from "./styles.js";

/**
 * @import { Feature, FeatureCollection } from "geojson"
 */

const PANE = "overlay";
const ABOVE = "620";
const ACCENT = "#b3261e";
const BESIDE_PX = 8;

/**
 * Leaflet takes strings as markup: a text goes in as an element.
 * @param {string} words
 */
const text = (words) => el("span", { text: words });

/**
 * @param {Feature} feature
 * @param {any} path
 */
function dress({ geometry: { type }, properties }, path) {
  const { label, popup } = properties ?? {};
  const offset = type === "Point" ? [BESIDE_PX, 0] : [0, 0];
  const direction = type.endsWith("Polygon") ? "top" : "right";
  if (label) path.bindTooltip(text(label), { permanent: true, direction, offset, className: "overlay-label", pane: "tooltipPane" });
  if (popup) path.bindPopup(text(popup));
}

/**
 * The name of a surface stands on its upper edge: in its middle it would hide a small one.
 * @param {L.Layer & { feature?: Feature }} path
 */
function raise(path) {
  const tooltip = path.getTooltip();
  if (!tooltip || !(path instanceof L.Polygon) || !path.feature?.geometry.type.endsWith("Polygon")) return;
  const bounds = path.getBounds();
  tooltip.setLatLng([bounds.getNorth(), bounds.getCenter().lng]);
}

export class Overlay {
  #map;
  #renderer = L.svg({ pane: PANE, padding: 0.3 });
  /** @type {L.GeoJSON | null} */
  #shown = null;

  /** @param {L.Map} map */
  constructor(map) {
    this.#map = map;
    map.createPane(PANE).style.zIndex = ABOVE;
  }

  /** @param {Feature | undefined} feature */
  #style(feature) {
    const { style = {}, popup } = feature?.properties ?? {};
    return {
      renderer: this.#renderer,
      pane: PANE,
      color: readable(style.stroke ?? ACCENT),
      weight: style.weight ?? 3,
      dashArray: style.dash || undefined,
      fill: Boolean(style.fill),
      fillColor: style.fill,
      fillOpacity: style.opacity ?? 0.25,
      radius: style.radius ?? 8,
      bubblingMouseEvents: !popup,
    };
  }

  /** @param {FeatureCollection | null} collection */
  apply(collection) {
    this.#shown?.remove();
    this.#shown = null;
    if (!collection?.features?.length) return;
    this.#shown = L.geoJSON(collection, {
      style: (feature) => this.#style(feature),
      pointToLayer: (feature, latlng) => L.circleMarker(latlng, this.#style(feature)),
      onEachFeature: dress,
    }).addTo(this.#map);
    this.#shown.eachLayer(raise);
  }
}
