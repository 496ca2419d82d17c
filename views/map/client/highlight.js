// The feature whose card is open, drawn again above the map, so that nothing below it is drawn anew.

/**
 * @import { AtlasPath } from "./types.js"
 */

const PANE = "highlight";
const ABOVE = "450";
const MORE_PX = 2;

/**
 * @param {AtlasPath} path
 * @param {L.Renderer} renderer
 * @returns {L.Path}
 */
function copy(path, renderer) {
  const { color, weight, fill, fillColor, fillOpacity, radius } = /** @type {import("./types.js").DrawnStyle} */ (path.options);
  const style = { renderer, pane: PANE, interactive: false, color, weight: weight + MORE_PX };
  if (path instanceof L.CircleMarker) return L.circleMarker(path.getLatLng(), { ...style, radius: radius + MORE_PX + 1, fill: false });
  if (path instanceof L.Polygon) return L.polygon(path.getLatLngs(), { ...style, fill, fillColor, fillOpacity: fillOpacity / 3 });
  return L.polyline(/** @type {L.LatLng[]} */ (path.getLatLngs()), style);
}

/**
 * Return what highlights one feature, and none for null.
 * @param {L.Map} map
 */
export function makeHighlight(map) {
  map.createPane(PANE).style.zIndex = ABOVE;
  const renderer = L.svg({ pane: PANE, padding: 0.1 });
  /** @type {L.Path | null} */
  let shown = null;

  return (/** @type {AtlasPath | null} */ path) => {
    shown?.remove();
    shown = path ? copy(path, renderer).addTo(map) : null;
  };
}
