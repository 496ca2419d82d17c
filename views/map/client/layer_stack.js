// All layers of the map, in the order of their themes whenever they come.
import { AtlasCanvas } from "./canvas.js";
import { RemoteLayer } from "./layers.js";
import { on } from "./state.js";

/**
 * Return what puts layers in their order again: Leaflet draws on top what came last.
 * @param {() => Iterable<RemoteLayer>} layers
 */
function makeStack(layers) {
  let lowest = Infinity;

  function restack() {
    const above = [...layers()].filter((layer) => layer.order > lowest && layer.isDrawn);
    above.sort((one, other) => one.order - other.order).forEach((layer) => layer.bringToFront());
    lowest = Infinity;
  }

  // Once for all that came in one go.
  return (/** @type {number} */ order) => {
    if (lowest === Infinity) queueMicrotask(restack);
    lowest = Math.min(lowest, order);
  };
}

/**
 * @param {import("./types.js").Atlas} atlas
 * @returns {Map<string, RemoteLayer>}
 */
export function makeLayers({ map, layers: options }) {
  /** @type {Map<string, RemoteLayer>} */
  const layers = new Map();
  const renderer = new AtlasCanvas(() => [...layers.values()].some(({ status }) => status === "loading"));
  const stacked = makeStack(() => layers.values());
  for (const item of options) layers.set(item.key, new RemoteLayer(item, { map, renderer, stacked }));
  const each = (/** @type {(layer: RemoteLayer) => void} */ work) => () => layers.forEach(work);
  on("layers", (key) => layers.get(key)?.update());
  on("year", each((layer) => {
    layer.filter();
    if (layer.changes) layer.restyle();
  }));
  on("dark", each((layer) => layer.restyle()));
  on("base", each((layer) => layer.restyle()));
  map.on("zoomend", each((layer) => layer.update()));
  return layers;
}
