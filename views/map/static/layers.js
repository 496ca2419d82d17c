// Layers fetched by URL when first shown, filtered by year, drawn in the order of their themes.
import { AtlasCanvas } from "./canvas.js";
import { lookOf, pathOptions } from "./looks.js";
import { emit, on, state } from "./state.js";

class RemoteLayer {
  constructor(options, map, renderer) {
    Object.assign(this, options);
    this.map = map;
    this.renderer = renderer;
    this.group = L.layerGroup();
    this.paths = [];
    this.status = "idle";
  }

  get near() {
    return this.map.getZoom() >= this.minZoom;
  }

  update() {
    const shown = state.visible.has(this.key) && this.near;
    if (!shown) {
      this.group.remove();
      return;
    }
    if (this.status === "idle") this.load();
    if (!this.map.hasLayer(this.group)) {
      this.group.addTo(this.map);
      emit("stack", this);
    }
  }

  retry() {
    this.status = "idle";
    this.update();
  }

  async load() {
    this.setStatus("loading");
    try {
      const answer = await fetch(this.url);
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

  build(collection) {
    L.geoJSON(collection, {
      style: (feature) => this.options(feature),
      pointToLayer: (feature, latlng) => L.circleMarker(latlng, this.options(feature)),
      onEachFeature: (feature, path) => this.keep(feature, path),
    });
    this.filter();
    emit("stack", this);
  }

  keep(feature, path) {
    path.atlas = { layer: this, properties: feature.properties, id: String(feature.properties.id ?? feature.id) };
    this.paths.push(path);
  }

  options(feature) {
    const properties = feature.properties;
    const shape = feature.geometry.type;
    const kind = shape.endsWith("Point") ? "point" : shape.endsWith("LineString") ? "line" : "polygon";
    const changed = properties[this.changes];
    const pending = Boolean(this.changes && state.year !== null && changed && changed > state.year);
    const style = lookOf(this, properties);
    return {
      ...pathOptions(style, { kind, status: properties.status, pending }),
      renderer: this.renderer,
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
  const renderer = new AtlasCanvas({ padding: 0.3 });
  const layers = new Map(atlas.layers.map((item) => [item.key, new RemoteLayer(item, atlas.map, renderer)]));
  const each = (work) => () => layers.forEach(work);
  const stacked = [...layers.values()].sort((one, other) => one.order - other.order);
  on("layers", (key) => layers.get(key)?.update());
  on("year", each((layer) => {
    layer.filter();
    if (layer.changes) layer.restyle();
  }));
  on("year", () => stacked.forEach(raise));
  on("dark", each((layer) => layer.restyle()));
  on("base", each((layer) => layer.restyle()));
  on("stack", (changed) => stacked.filter((layer) => layer.order >= changed.order).forEach(raise));
  atlas.map.on("zoomend", each((layer) => layer.update()));
  return layers;
}

function raise(layer) {
  if (!layer.map.hasLayer(layer.group)) return;
  layer.group.eachLayer((path) => path.bringToFront?.());
}
