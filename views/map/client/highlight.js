// The feature whose card is open, drawn again above the map, so that nothing below it is drawn anew.
const ABOVE = 450;
const MORE_PX = 2;

export function makeHighlight(map) {
  map.createPane("highlight").style.zIndex = ABOVE;
  const renderer = L.svg({ pane: "highlight", padding: 0.1 });
  let shown = null;

  function copy(path) {
    const { color, weight, fill, fillColor, fillOpacity, radius } = path.options;
    const look = { renderer, pane: "highlight", interactive: false, color, weight: weight + MORE_PX };
    if (path instanceof L.CircleMarker) return L.circleMarker(path.getLatLng(), { ...look, radius: radius + MORE_PX + 1, fill: false });
    if (path instanceof L.Polygon) return L.polygon(path.getLatLngs(), { ...look, fill, fillColor, fillOpacity: fillOpacity / 3 });
    return L.polyline(path.getLatLngs(), look);
  }

  return (path) => {
    shown?.remove();
    shown = path ? copy(path).addTo(map) : null;
  };
}
