// Measuring and drawing, by pointer or by keyboard: Enter places a point at the centre of the map.
import { el } from "./dom.js";
import { areaOf, lengthOf } from "./lambert93.js";
import { emit, on, state } from "./state.js";
import { area, length, say } from "./words.js";

const LOOK = { color: "#b3261e", weight: 3, dashArray: "6 4", fillColor: "#b3261e", fillOpacity: 0.12, interactive: false };
const LEAST = { measure: 2, line: 2, polygon: 3, point: 1 };
const SAME_PX = 8;

export function makeSketch(atlas, tell) {
  const { map } = atlas;
  const shapes = L.layerGroup().addTo(map);
  const bar = el("div", { class: "sketch-bar", role: "status", hidden: true });
  let mode = "";
  let points = [];
  let cursor = null;
  let drawn = null;

  const lonlats = () => points.map(({ lat, lng }) => [lng, lat]);

  function start(next) {
    const again = mode === next;
    stop();
    drawn = null;
    draw();
    if (again) return;
    mode = next;
    state.sketching = true;
    map.doubleClickZoom.disable();
    map.closePopup();
    map.getContainer().classList.add("sketching");
    map.getContainer().focus({ preventScroll: true });
    changed();
  }

  function stop() {
    mode = "";
    points = [];
    cursor = null;
    // The click that ends a drawing must not open a card too.
    setTimeout(() => {
      state.sketching = mode !== "";
    });
    map.doubleClickZoom.enable();
    map.getContainer().classList.remove("sketching");
    changed();
  }

  function changed() {
    draw();
    bar.hidden = !mode;
    emit("sketch", mode);
  }

  function add(latlng) {
    const last = points.at(-1);
    const [a, b] = [last, latlng].map((spot) => spot && map.latLngToContainerPoint(spot));
    if (a && a.distanceTo(b) < SAME_PX) return finish();
    points.push(latlng);
    if (mode === "point") finish();
    else draw();
  }

  function finish() {
    if (points.length < LEAST[mode]) return;
    drawn = { mode, points };
    const shape = geometry(mode, lonlats());
    const measured = mode === "measure";
    stop();
    if (!measured) tell({ kind: "drawn", shape, lonlat: shape.type === "Point" ? shape.coordinates : null });
  }

  function wipe() {
    const had = drawn && drawn.mode !== "measure";
    stop();
    drawn = null;
    draw();
    if (had) tell({ kind: "drawn", shape: null });
  }

  function draw() {
    shapes.clearLayers();
    if (drawn) trace(drawn.mode, drawn.points);
    if (!mode) return;
    trace(mode, cursor && mode !== "point" ? [...points, cursor] : points);
    for (const spot of points) L.circleMarker(spot, { ...LOOK, radius: 5, dashArray: null, fillColor: "#ffffff", fillOpacity: 1 }).addTo(shapes);
    bar.replaceChildren(el("span", { text: say(mode === "point" ? "draw_help_point" : "draw_help") }), ...actions());
  }

  function actions() {
    const action = (key, work, usable) => el("button", { type: "button", text: say(key), onclick: work, disabled: !usable });
    return [
      mode === "point" ? null : action("finish", finish, points.length >= LEAST[mode]),
      mode === "point" ? null : action("undo", undo, points.length > 0),
      action("cancel", stop, true),
    ].filter(Boolean);
  }

  function undo() {
    points.pop();
    draw();
  }

  function trace(kind, spots) {
    if (kind === "point") spots.forEach((spot) => L.circleMarker(spot, { ...LOOK, radius: 8, dashArray: null, fillOpacity: 0.6 }).addTo(shapes));
    else if (spots.length > 1) {
      const made = kind === "polygon" ? L.polygon(spots, LOOK) : L.polyline(spots, LOOK);
      made.addTo(shapes).bindTooltip(sizes(kind, spots), { permanent: true, direction: "top", className: "measure" });
      made.openTooltip(spots.at(-1));
    }
  }

  map.on("click", ({ latlng }) => mode && add(latlng));
  map.on("mousemove", ({ latlng }) => {
    if (!mode || !points.length) return;
    cursor = latlng;
    draw();
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (!mode || event.target !== map.getContainer()) return;
    if (event.key === "Enter") add(map.getCenter());
    else if (event.key === "Escape") stop();
    else if (event.key === "Backspace") undo();
    else return;
    event.stopImmediatePropagation();
    event.preventDefault();
  });
  on("words", draw);
  document.querySelector("main").append(bar);
  return { start, wipe, mode: () => mode };
}

function geometry(mode, lonlats) {
  if (mode === "point") return { type: "Point", coordinates: lonlats[0] };
  if (mode === "line" || mode === "measure") return { type: "LineString", coordinates: lonlats };
  return { type: "Polygon", coordinates: [[...lonlats, lonlats[0]]] };
}

function sizes(kind, spots) {
  const lonlats = spots.map(({ lat, lng }) => [lng, lat]);
  if (kind === "polygon") return area(areaOf(lonlats));
  const far = length(lengthOf(lonlats));
  return kind === "measure" && spots.length > 2 ? `${far} · ${area(areaOf(lonlats))}` : far;
}
