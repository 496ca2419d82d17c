// Layers fetched by URL when first shown, filtered by year, drawn in the order of their themes.
import { fetchOnce } from "./host.js";
import { emit, state } from "./state.js";
import { pathOptions, styleOf } from "./styles.js";
import { theme } from "./words.js";

/**
 * @import { Feature, FeatureCollection, Geometry } from "geojson"
 * @import { AtlasPath, DrawnStyle, LayerOptions, Properties } from "./types.js"
 *
 * @typedef {"idle" | "loading" | "ready" | "failed"} LoadStatus
 * @typedef {Feature<Exclude<Geometry, { type: "GeometryCollection" }>, Properties>} MapFeature
 */

/**
 * @param {L.Bounds | undefined} box
 * @param {L.Point} point
 */
const isNear = (box, { x, y }) => {
  const { min, max } = box ?? {};
  return Boolean(min && max && x >= min.x && x <= max.x && y >= min.y && y <= max.y);
};

/** @param {MapFeature} feature */
function kindOf({ geometry: { type } }) {
  if (type.endsWith("Point")) return "point";
  return type.endsWith("LineString") ? "line" : "polygon";
}

export class RemoteLayer {
  #options;
  #map;
  #renderer;
  #stacked;
  #credited = "";
  /** @type {WeakMap<MapFeature, { fill: boolean, stroke: boolean }>} */
  #drawnOnce = new WeakMap();

  group = L.layerGroup();
  /** @type {AtlasPath[]} */
  paths = [];
  /** @type {LoadStatus} */
  status = "idle";

  /**
   * @param {LayerOptions} options
   * @param {{ map: L.Map, renderer: L.Renderer, stacked: (order: number) => void }} around What the layer is drawn
   *   on, and what hears that paths of an order came on top of all others.
   */
  constructor(options, { map, renderer, stacked }) {
    this.#options = options;
    this.#map = map;
    this.#renderer = renderer;
    this.#stacked = stacked;
  }

  get key() {
    return this.#options.key;
  }

  get kind() {
    return this.#options.kind;
  }

  get order() {
    return this.#options.order;
  }

  /** Styles of the entries of the legend. */
  get looks() {
    return this.#options.looks;
  }

  /** Whether the layer changes its look with the years. */
  get changes() {
    return Boolean(this.#options.changes);
  }

  /** Whether the map is close enough to draw it. */
  get near() {
    return this.#map.getZoom() >= this.#options.minZoom;
  }

  get isDrawn() {
    return this.#map.hasLayer(this.group);
  }

  update() {
    const shown = state.visible.has(this.key) && this.near;
    this.#credit(shown);
    if (!shown) {
      this.group.remove();
      return;
    }
    if (this.status === "idle") this.load();
    if (this.isDrawn) return;
    this.group.addTo(this.#map);
    this.#stacked(this.order);
  }

  /**
   * Name whoever made a layer as long as it is shown, without any click.
   * @param {boolean} shown
   */
  #credit(shown) {
    const text = (shown && theme(this.key)?.attribution) || "";
    if (text === this.#credited) return;
    if (this.#credited) this.#map.attributionControl.removeAttribution(this.#credited);
    if (text) this.#map.attributionControl.addAttribution(text);
    this.#credited = text;
  }

  retry() {
    this.status = "idle";
    this.update();
  }

  async load() {
    this.#setStatus("loading");
    try {
      const answer = await fetchOnce(this.#options.url);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#build(await answer.json());
      this.#setStatus("ready");
    } catch {
      this.#setStatus("failed");
    }
  }

  /** @param {LoadStatus} status */
  #setStatus(status) {
    this.status = status;
    emit("status", this);
  }

  /** @param {FeatureCollection} collection */
  #build(collection) {
    const features = /** @type {MapFeature[]} */ (collection.features);
    if (this.kind === "mixed") this.#findRepeated(features);
    for (const feature of features) {
      const options = this.#drawing(feature);
      /** @type {L.GeoJSONOptions} */
      const made = { ...options, pointToLayer: (_, latlng) => L.circleMarker(latlng, options) };
      const path = L.GeoJSON.geometryToLayer(feature, made);
      if (path) this.#keep(feature, /** @type {AtlasPath} */ (path));
    }
    this.filter();
  }

  /**
   * Many species on one site, many facts of one place: the same surface is filled once, and outlined once a look.
   * @param {MapFeature[]} features
   */
  #findRepeated(features) {
    const filled = new Set();
    const outlined = new Set();
    for (const feature of features) {
      const surface = String(feature.geometry.coordinates);
      const look = `${styleOf(this, feature.properties).stroke} ${surface}`;
      this.#drawnOnce.set(feature, { fill: !filled.has(surface), stroke: !outlined.has(look) });
      filled.add(surface);
      outlined.add(look);
    }
  }

  /**
   * @param {MapFeature} feature
   * @param {AtlasPath} path
   */
  #keep(feature, path) {
    const { properties } = feature;
    Object.assign(path, { feature });
    path.atlas = { layer: this, properties, id: String(properties.id ?? feature.id) };
    this.paths.push(path);
  }

  /**
   * Return the features drawn at a point of the map, the last drawn first; no more than enough. Leaflet tells only
   * by private members whether a path that does not listen by itself covers a point.
   * @param {L.Point} point
   * @param {{ enough?: number }} [limit]
   */
  at(point, { enough = Infinity } = {}) {
    const found = [];
    for (let row = this.paths.length - 1; row >= 0 && found.length < enough; row -= 1) {
      const path = this.paths[row];
      if (isNear(path._pxBounds, point) && this.group.hasLayer(path) && path._containsPoint(point)) found.push(path);
    }
    return found;
  }

  /** @param {MapFeature} feature */
  #drawing(feature) {
    const { properties } = feature;
    const kind = kindOf(feature);
    const changed = properties[this.#options.changes];
    const pending = Boolean(changed && state.year !== null && changed > state.year);
    const { status, inside } = properties;
    const drawn = pathOptions(styleOf(this, properties), { kind, status, pending, around: inside === false });
    return {
      ...(kind === "polygon" ? this.#once(feature, drawn) : drawn),
      renderer: this.#renderer,
      interactive: false,
      smoothFactor: 0.7,
    };
  }

  /**
   * What is drawn no second time is still there to be clicked.
   * @param {MapFeature} feature
   * @param {DrawnStyle} drawn
   */
  #once(feature, drawn) {
    const { fill, stroke } = this.#drawnOnce.get(feature) ?? { fill: true, stroke: true };
    return fill ? drawn : { ...drawn, fill: false, hatch: "", striped: false, stroke };
  }

  /** @param {Properties} properties */
  #stands(properties) {
    if (state.year === null) return true;
    const since = properties[this.#options.since];
    const until = properties[this.#options.until];
    return !(since && since > state.year) && !(until && until < state.year);
  }

  /** Draw what stands in the year in question, and nothing else. */
  filter() {
    for (const path of this.paths) {
      const stands = this.#stands(path.atlas.properties);
      if (stands === this.group.hasLayer(path)) continue;
      if (stands) this.group.addLayer(path);
      else this.group.removeLayer(path);
    }
    if (this.isDrawn) this.#stacked(this.order);
  }

  restyle() {
    for (const path of this.paths) path.setStyle(this.#drawing(/** @type {MapFeature} */ (path.feature)));
  }

  /** Put its paths on top of all others. */
  bringToFront() {
    for (const path of this.paths) path.bringToFront();
  }

  /** @param {string} id */
  find(id) {
    return this.paths.find((path) => path.atlas.id === id) ?? null;
  }
}
