// Clicks, hovering and the keyboard: finds what lies at a place, shows its card, tells the page.
import { makeHighlight } from "./highlight.js";
import { Card, card } from "./popup.js";
import { popupRoom } from "./room.js";
import { state } from "./state.js";

const MOST_OTHERS = 6;
const [LOWEST_CARD, HIGHEST_CARD, TIP] = [200, 340, 60];

export function makePointer(atlas, layers, tell) {
  const { map } = atlas;
  const popup = new Card({ closeButton: false });
  const highlight = makeHighlight(map);
  const fromTop = [...layers.values()].sort((one, other) => other.order - one.order);
  let shown = null;

  const drawn = () => fromTop.filter((layer) => map.hasLayer(layer.group));

  function at(latlng) {
    const point = map.latLngToLayerPoint(latlng);
    return drawn().flatMap((layer) => layer.at(point));
  }

  function something(latlng) {
    const point = map.latLngToLayerPoint(latlng);
    return drawn().some((layer) => layer.at(point, { enough: 1 }).length > 0);
  }

  function show(path, latlng, found = [path]) {
    const others = found.filter((other) => other !== path).slice(0, MOST_OTHERS);
    const made = card(path, others, (other) => show(other, latlng, found), close);
    shown = { path, latlng, found };
    Object.assign(popup.options, popupRoom(), { autoPan: false, maxHeight: heightAbove(latlng) });
    popup.setLatLng(latlng).setContent(made).openOn(map);
    highlight(path);
    requestAnimationFrame(() => {
      takeFocus(made.querySelector("h2"));
      setTimeout(makeRoom);
    });
  }

  function takeFocus(title) {
    title.tabIndex = -1;
    if (document.activeElement && document.activeElement !== document.body) title.focus({ preventScroll: true });
  }

  // A card fits above its place where it can, so that the map need not move under people's hands.
  function heightAbove(latlng) {
    const above = map.latLngToContainerPoint(latlng).y - popupRoom().autoPanPaddingTopLeft[1] - TIP;
    return Math.max(LOWEST_CARD, Math.min(HIGHEST_CARD, above));
  }

  // Where it cannot, people see the card first; then the map moves so that all of it is seen.
  function makeRoom() {
    if (!popup.isOpen()) return;
    popup.options.autoPan = true;
    popup._adjustPan();
  }

  function close() {
    map.closePopup(popup);
    map.getContainer().focus({ preventScroll: true });
  }

  map.on("popupclose", () => {
    shown = null;
    highlight(null);
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
      const hand = !state.sketching && something(event.latlng);
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
