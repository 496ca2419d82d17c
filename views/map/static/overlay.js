// What a page lays over the map: results, routes, a highlighted parcel; and a profile tied to the cursor.
import { el, svg } from "./dom.js";
import { readable } from "./looks.js";
import { length, number, say } from "./words.js";

const [WIDTH, HEIGHT] = [600, 90];

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
    if (label) path.bindTooltip(text(label), { permanent: true, direction: "right", className: "overlay-label", pane: "tooltipPane" });
    if (popup) path.bindPopup(text(popup));
  }

  function apply(collection) {
    shown?.remove();
    shown = null;
    if (!collection?.features?.length) return;
    const point = (feature, latlng) => L.circleMarker(latlng, style(feature));
    shown = L.geoJSON(collection, { style, pointToLayer: point, onEachFeature: dress }).addTo(map);
  }

  return { apply };
}

// Leaflet takes strings as markup: a text goes in as an element.
const text = (words) => el("span", { text: words });

export function makeProfile(atlas) {
  const root = el("section", { class: "profile", hidden: true });
  const spot = L.circleMarker([0, 0], { radius: 7, color: "#ffffff", weight: 3, fillColor: "#b3261e", fillOpacity: 1, interactive: false });
  let points = [];

  function apply(next) {
    points = next ?? [];
    root.hidden = points.length < 2;
    document.documentElement.classList.toggle("with-profile", !root.hidden);
    spot.remove();
    if (!root.hidden) render();
  }

  function render() {
    const heights = points.map((point) => point[3]);
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    const total = points.at(-1)[2] || 1;
    const x = (distance) => (distance / total) * WIDTH;
    const y = (height) => HEIGHT - 6 - ((height - low) / Math.max(high - low, 10)) * (HEIGHT - 16);
    const line = points.map((point) => `${x(point[2]).toFixed(1)},${y(point[3]).toFixed(1)}`).join(" ");
    const cursor = svg("line", { class: "profile-cursor", y1: 0, y2: HEIGHT, x1: -9, x2: -9 });
    const label = el("p", { text: `${say("profile")} · ${length(total)} · ${number(low)}–${number(high)}\u00a0m` });
    const plot = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("polygon", { class: "profile-area", points: `0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}` }), svg("polyline", { points: line }), cursor);
    const slider = el("input", { type: "range", min: 0, max: points.length - 1, value: 0, "aria-label": say("profile") });
    const go = (index) => {
      const [lon, lat, distance, height] = points[index];
      const written = `${length(distance)}, ${number(height)}\u00a0m`;
      cursor.setAttribute("x1", x(distance));
      cursor.setAttribute("x2", x(distance));
      label.textContent = `${say("profile")} · ${written}`;
      slider.setAttribute("aria-valuetext", written);
      spot.setLatLng([lat, lon]).addTo(atlas.map);
    };
    slider.addEventListener("input", () => go(Number(slider.value)));
    plot.addEventListener("pointermove", (event) => {
      const frame = plot.getBoundingClientRect();
      const wanted = ((event.clientX - frame.left) / frame.width) * total;
      const index = points.findIndex((point) => point[2] >= wanted);
      go(index < 0 ? points.length - 1 : index);
      slider.value = index;
    });
    root.setAttribute("aria-label", say("profile"));
    root.replaceChildren(label, plot, slider);
  }

  document.querySelector("main").append(root);
  return { apply };
}
