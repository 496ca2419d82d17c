// Clicks, hovering and the keyboard: finds what lies at a place, shows its card, tells the page.
import { card } from "./popup.js";
import { popupRoom } from "./room.js";
import { emit, state } from "./state.js";

const MOST_OTHERS = 6;

export function makePointer(atlas, layers, tell) {
  const { map } = atlas;
  const popup = L.popup({ maxWidth: 340, minWidth: 240, maxHeight: 340, closeButton: false });
  let shown = null;

  function at(latlng) {
    const point = map.latLngToLayerPoint(latlng);
    const drawn = [...layers.values()].filter((layer) => map.hasLayer(layer.group)).sort((a, b) => b.order - a.order);
    return drawn.flatMap((layer) =>
      layer.paths.filter((path) => layer.group.hasLayer(path) && path._containsPoint?.(point)),
    );
  }

  function show(path, latlng, found = [path]) {
    const others = found.filter((other) => other !== path).slice(0, MOST_OTHERS);
    const made = card(path, others, (other) => show(other, latlng, found), close);
    shown = { path, latlng, found };
    Object.assign(popup.options, popupRoom());
    popup.setLatLng(latlng).setContent(made).openOn(map);
    highlight(path);
    made.querySelector("h2").tabIndex = -1;
    if (document.activeElement && document.activeElement !== document.body) made.querySelector("h2").focus();
  }

  function close() {
    map.closePopup(popup);
    map.getContainer().focus({ preventScroll: true });
  }

  let raised = null;
  function highlight(path) {
    calm();
    raised = path;
    path.setStyle({ weight: path.options.weight + 2.5, fillOpacity: Math.min(1, path.options.fillOpacity + 0.2) });
    path.bringToFront?.();
  }

  function calm() {
    if (!raised) return;
    raised.setStyle(raised.atlas.layer.options(raised.feature));
    emit("stack", raised.atlas.layer);
    raised = null;
  }

  map.on("popupclose", () => {
    shown = null;
    calm();
  });

  function ask(latlng) {
    if (state.sketching) return;
    const found = at(latlng);
    const picked = found.find((path) => state.pick.includes(path.atlas.layer.key));
    const lonlat = [latlng.lng, latlng.lat];
    if (picked) tell({ kind: "feature", lonlat, layer: picked.atlas.layer.key, id: picked.atlas.id });
    else if (state.pick.length || state.clicks) tell({ kind: "click", lonlat });
    if (found.length && state.cards) show(picked ?? found[0], latlng, found);
    else map.closePopup(popup);
  }

  map.on("click", (event) => ask(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === map.getContainer()) ask(map.getCenter());
    if (event.key === "Escape" && shown) close();
  });

  let waiting = false;
  map.on("mousemove", (event) => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const hand = !state.sketching && at(event.latlng).length > 0;
      map.getContainer().classList.toggle("over-feature", hand);
    });
  });

  // A card that stays open speaks the new language too.
  function renew() {
    if (shown) show(shown.path, shown.latlng, shown.found);
  }

  function showFeature(path, latlng) {
    show(path, latlng ?? (path.getBounds ? path.getBounds().getCenter() : path.getLatLng()));
  }

  return { renew, showFeature };
}
