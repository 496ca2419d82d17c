// What a page lays over the map: results, routes, a highlighted parcel.
import { el } from "./dom.js";
import { readable } from "./looks.js";

export function makeOverlay(atlas) {
  const { map } = atlas;
  map.createPane("overlay").style.zIndex = 620;
  const renderer = L.svg({ pane: "overlay", padding: 0.3 });
  let shown = null;

  function style(feature) {
    const wanted = feature.properties?.style ?? {};
    return {
      renderer,
      pane: "overlay",
      color: readable(wanted.stroke ?? "#b3261e"),
      weight: wanted.weight ?? 3,
      dashArray: wanted.dash || null,
      fill: Boolean(wanted.fill),
      fillColor: wanted.fill,
      fillOpacity: wanted.opacity ?? 0.25,
      radius: wanted.radius ?? 8,
      bubblingMouseEvents: !feature.properties?.popup,
    };
  }

  function dress(feature, path) {
    const { label, popup } = feature.properties ?? {};
    const offset = feature.geometry.type === "Point" ? [8, 0] : [0, 0];
    const direction = feature.geometry.type.endsWith("Polygon") ? "top" : "right";
    if (label) path.bindTooltip(text(label), { permanent: true, direction, offset, className: "overlay-label", pane: "tooltipPane" });
    if (popup) path.bindPopup(text(popup));
  }

  // The name of a surface stands on its upper edge: in its middle it would hide a small one.
  function raise(path) {
    if (!path.getTooltip() || !path.feature.geometry.type.endsWith("Polygon")) return;
    const bounds = path.getBounds();
    path.getTooltip().setLatLng([bounds.getNorth(), bounds.getCenter().lng]);
  }

  function apply(collection) {
    shown?.remove();
    shown = null;
    if (!collection?.features?.length) return;
    const point = (feature, latlng) => L.circleMarker(latlng, style(feature));
    shown = L.geoJSON(collection, { style, pointToLayer: point, onEachFeature: dress }).addTo(map);
    shown.eachLayer(raise);
  }

  return { apply };
}

// Leaflet takes strings as markup: a text goes in as an element.
const text = (words) => el("span", { text: words });
