// Clicks, hovering and the keyboard: finds what lies at a place, shows its card, tells the page.
import { el } from "./dom.js";
import { makeHighlight } from "./highlight.js";
import { Card, card } from "./popup.js";
import { popupRoom } from "./room.js";
import { makeSheet } from "./sheet.js";
import { on, state } from "./state.js";

const MOST_OTHERS = 6;
const [HAND_MS, REHEARSE_MS] = [40, 700];
const [LOWEST_CARD, HIGHEST_CARD, TIP] = [200, 420, 60];

export function makePointer(atlas, layers, tell) {
  const { map } = atlas;
  const popup = new Card({ closeButton: false });
  const sheet = makeSheet(map);
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
    if (sheet.fits()) sheet.show(made, latlng);
    else hang(made, latlng);
    shown = { path, latlng, found };
    highlight(path);
    requestAnimationFrame(() => {
      takeFocus(made.querySelector("h2"));
      setTimeout(makeRoom);
    });
  }

  function hang(made, latlng) {
    Object.assign(popup.options, popupRoom(), { autoPan: false, maxHeight: heightAbove(latlng) });
    popup.setLatLng(latlng).setContent(made).openOn(map);
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
    hide();
    map.getContainer().focus({ preventScroll: true });
  }

  function hide() {
    map.closePopup(popup);
    if (sheet.isOpen()) ended();
  }

  function ended() {
    sheet.close();
    shown = null;
    highlight(null);
  }

  map.on("popupclose", ({ popup: closed }) => closed === popup && ended());

  function ask(latlng) {
    if (state.sketching) return;
    const found = at(latlng);
    const picked = found.find((path) => state.pick.includes(path.atlas.layer.key));
    const lonlat = [latlng.lng, latlng.lat];
    if (picked) tell({ kind: "feature", lonlat, layer: picked.atlas.layer.key, id: picked.atlas.id });
    else if (state.pick.length || state.clicks) tell({ kind: "click", lonlat });
    if (found.length && state.cards) show(picked ?? found[0], latlng, found);
    else hide();
  }

  map.on("click", (event) => ask(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === map.getContainer()) ask(map.getCenter());
    if (event.key === "Escape" && shown) close();
  });

  // The hand can wait a moment: a click that follows a movement at once must not.
  let spot = null;
  function hand() {
    map.getContainer().classList.toggle("over-feature", !state.sketching && something(spot));
    spot = null;
  }

  map.on("mousemove", ({ latlng }) => {
    if (!spot) setTimeout(hand, HAND_MS);
    spot = latlng;
  });

  // Fonts, number formats and scripts take longest the first time: a card that nobody sees has that behind it.
  function rehearse() {
    const path = drawn().find((layer) => layer.paths.length)?.paths[0];
    if (!path || shown) return;
    const stage = el("div", { class: "rehearsal leaflet-container", "aria-hidden": "true" }, card(path, [], () => {}, () => {}));
    map.getContainer().parentElement.append(stage);
    stage.getBoundingClientRect();
    stage.remove();
  }

  on("words", () => setTimeout(rehearse, REHEARSE_MS));

  // A card that stays open speaks the new language too.
  function renew() {
    if (shown) show(shown.path, shown.latlng, shown.found);
  }

  function showFeature(path, latlng) {
    show(path, latlng ?? (path.getBounds ? path.getBounds().getCenter() : path.getLatLng()));
  }

  return { renew, showFeature };
}
