// Layers fetched by URL when first shown, filtered by year, drawn in the order of their themes.
import { AtlasCanvas } from "./canvas.js";
import { begun } from "./host.js";
import { lookOf, pathOptions } from "./looks.js";
import { emit, on, state } from "./state.js";
import { theme } from "./words.js";

const near = (box, { x, y }) => box && x >= box.min.x && x <= box.max.x && y >= box.min.y && y <= box.max.y;

class RemoteLayer {
  constructor(options, map, renderer) {
    Object.assign(this, options);
    this.map = map;
    this.renderer = renderer;
    this.group = L.layerGroup();
    this.paths = [];
    this.again = new WeakMap();
    this.status = "idle";
    this.credited = "";
  }

  get near() {
    return this.map.getZoom() >= this.minZoom;
  }

  update() {
    const shown = state.visible.has(this.key) && this.near;
    this.credit(shown);
    if (!shown) {
      this.group.remove();
      return;
    }
    if (this.status === "idle") this.load();
    if (!this.map.hasLayer(this.group)) this.group.addTo(this.map);
  }

  // Whoever made a layer is named as long as it is shown, without any click.
  credit(shown) {
    const text = (shown && theme(this.key)?.attribution) || "";
    if (text === this.credited) return;
    if (this.credited) this.map.attributionControl.removeAttribution(this.credited);
    if (text) this.map.attributionControl.addAttribution(text);
    this.credited = text;
  }

  retry() {
    this.status = "idle";
    this.update();
  }

  async load() {
    this.setStatus("loading");
    try {
      const answer = await begun(this.url);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.build(await answer.json());
      this.setStatus("ready");
    } catch {
      this.setStatus("failed");
    }
  }

  setStatus(status) {
    this.status = status;
    emit("status", this);
  }

  build({ features }) {
    if (this.kind === "mixed") this.findAgain(features);
    for (const feature of features) {
      const options = this.options(feature);
      const pointToLayer = (point, latlng) => L.circleMarker(latlng, options);
      const path = L.GeoJSON.geometryToLayer(feature, { ...options, pointToLayer });
      if (path) this.keep(feature, path);
    }
    this.filter();
  }

  // Many species on one site, many facts of one place: the same surface is filled once, and outlined once a look.
  findAgain(features) {
    const filled = new Set();
    const outlined = new Set();
    for (const feature of features) {
      const surface = String(feature.geometry.coordinates);
      const look = `${lookOf(this, feature.properties).stroke} ${surface}`;
      this.again.set(feature, { fill: !filled.has(surface), stroke: !outlined.has(look) });
      filled.add(surface);
      outlined.add(look);
    }
  }

  // What is drawn no second time is still there to be clicked.
  plain(feature, options) {
    const { fill, stroke } = this.again.get(feature) ?? { fill: true, stroke: true };
    return fill ? options : { ...options, fill: false, hatch: "", striped: false, stroke };
  }

  keep(feature, path) {
    const { properties } = feature;
    path.feature = feature;
    path.atlas = { layer: this, properties, id: String(properties.id ?? feature.id) };
    this.paths.push(path);
  }

  // The features drawn at a point of the map, the last drawn first; no more than enough.
  at(point, { enough = Infinity } = {}) {
    const found = [];
    for (let index = this.paths.length - 1; index >= 0 && found.length < enough; index -= 1) {
      const path = this.paths[index];
      if (path._map && near(path._pxBounds, point) && path._containsPoint(point)) found.push(path);
    }
    return found;
  }

  options(feature) {
    const properties = feature.properties;
    const shape = feature.geometry.type;
    const kind = shape.endsWith("Point") ? "point" : shape.endsWith("LineString") ? "line" : "polygon";
    const changed = properties[this.changes];
    const pending = Boolean(this.changes && state.year !== null && changed && changed > state.year);
    const style = lookOf(this, properties);
    const drawn = pathOptions(style, { kind, status: properties.status, pending });
    return {
      ...(kind === "polygon" ? this.plain(feature, drawn) : drawn),
      renderer: this.renderer,
      rank: this.order,
      interactive: false,
      smoothFactor: 0.7,
    };
  }

  stands(properties) {
    if (state.year === null) return true;
    const since = properties[this.since];
    const until = properties[this.until];
    return !(since && since > state.year) && !(until && until < state.year);
  }

  filter() {
    for (const path of this.paths) {
      const stands = this.stands(path.atlas.properties);
      if (stands && !this.group.hasLayer(path)) this.group.addLayer(path);
      else if (!stands && this.group.hasLayer(path)) this.group.removeLayer(path);
    }
  }

  restyle() {
    for (const path of this.paths) path.setStyle(this.options(path.feature));
  }

  find(id) {
    return this.paths.find((path) => path.atlas.id === id) ?? null;
  }
}

export function makeLayers(atlas) {
  const renderer = new AtlasCanvas({ padding: 0.15, busy: () => [...layers.values()].some((layer) => layer.status === "loading") });
  const layers = new Map(atlas.layers.map((item) => [item.key, new RemoteLayer(item, atlas.map, renderer)]));
  const each = (work) => () => layers.forEach(work);
  on("layers", (key) => layers.get(key)?.update());
  on("year", each((layer) => {
    layer.filter();
    if (layer.changes) layer.restyle();
  }));
  on("dark", each((layer) => layer.restyle()));
  on("base", each((layer) => layer.restyle()));
  atlas.map.on("zoomend", each((layer) => layer.update()));
  return layers;
}
