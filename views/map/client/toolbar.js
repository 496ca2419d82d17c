// Buttons at the edge of the map: zoom, home, full screen, where am I, measure and drawing.
import { button, el } from "./dom.js";
import { room } from "./room.js";
import { emit, on } from "./state.js";
import { say } from "./words.js";

const HERE_ZOOM = 16;
const HERE_MS = 10000;
const TITLES = { measure: "measure", line: "draw_line", polygon: "draw_polygon", point: "draw_point" };

export function makeToolbar(atlas, sketch) {
  const { map } = atlas;
  const root = el("div", { class: "toolbar", role: "toolbar", "aria-orientation": "vertical" });
  let tools = [];
  let here = null;

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  function locate() {
    if (!navigator.geolocation) return emit("toast", say("locate_failed"));
    navigator.geolocation.getCurrentPosition(found, () => emit("toast", say("locate_failed")), { timeout: HERE_MS, enableHighAccuracy: true });
  }

  function found({ coords }) {
    const spot = L.latLng(coords.latitude, coords.longitude);
    here?.remove();
    here = L.layerGroup([
      L.circle(spot, { radius: coords.accuracy, weight: 1, color: "#1f6fb2", fillOpacity: 0.12, interactive: false }),
      L.circleMarker(spot, { radius: 7, weight: 3, color: "#ffffff", fillColor: "#1f6fb2", fillOpacity: 1, interactive: false }),
    ]).addTo(map);
    if (!atlas.home.pad(0.5).contains(spot)) emit("toast", say("locate_far"));
    map.setView(spot, HERE_ZOOM);
  }

  const tool = (mode) =>
    button(mode, say(TITLES[mode]), () => sketch.start(mode), { "data-tool": mode, "aria-pressed": String(sketch.mode() === mode) });

  function render() {
    const zoom = el("div", {}, button("plus", say("zoom_in"), () => map.zoomIn()), button("minus", say("zoom_out"), () => map.zoomOut()),
      button("home", say("home"), () => map.fitBounds(atlas.home, room())));
    const look = el("div", {}, document.fullscreenEnabled ? button("fullscreen", say("fullscreen"), fullscreen) : null,
      button("locate", say("locate"), locate), tool("measure"));
    const drawing = el("div", {}, ...tools.map(tool));
    if (tools.length) drawing.append(button("clear", say("draw_clear"), () => sketch.wipe()));
    root.setAttribute("aria-label", say("tools"));
    root.replaceChildren(zoom, look, ...(tools.length ? [drawing] : []));
  }

  for (const topic of ["words", "sketch"]) on(topic, render);
  document.querySelector("main").append(root);
  return {
    offer(kinds) {
      tools = kinds;
      render();
    },
  };
}
