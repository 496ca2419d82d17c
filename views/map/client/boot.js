// Starts the map that Folium made, and keeps it in step with the page around it.
import { required } from "../../../gis/browser/dom.js";
import { makeBasemaps } from "./basemaps.js";
import { Draw } from "./draw.js";
import { fetchOnce, host } from "./host.js";
import { makeLayers } from "./layer_stack.js";
import { makeMessages } from "./messages.js";
import { makeOutline } from "./outline.js";
import { Overlay } from "./overlay.js";
import { padding } from "./padding.js";
import { Panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { Profile } from "./profile.js";
import { Search } from "./search.js";
import { emit, on, setBase, setDark, setLayers, setYear, state } from "./state.js";
import { TimeSlider } from "./time_slider.js";
import { Toolbar } from "./toolbar.js";
import { say, setWords } from "./words.js";

/**
 * @import { Bounds, MapData, MapNews } from "./types.js"
 *
 * @typedef {ReturnType<typeof makeParts>} Parts
 */

const FRANCE = /** @type {Bounds} */ ([2.5, 46.4, 2.6, 46.6]);
const CLOSEST_FIT = 18;
const { atlas } = window;
const { map } = atlas;
const root = document.documentElement;
/** @type {Partial<MapData>} */
let before = {};
let serial = 0;
/** @type {Parts | null} */
let parts = null;
let settled = false;

/** @param {MapNews} news */
function tell(news) {
  serial = Math.max(serial + 1, Date.now());
  host?.event({ ...news, serial });
}

/**
 * @param {Bounds} bounds
 * @returns {L.LatLngBounds}
 */
const boundsOf = ([west, south, east, north]) => L.latLngBounds([[south, west], [north, east]]);

/** @param {MapData} data */
function makeParts(data) {
  const layers = makeLayers(atlas);
  const pointer = new Pointer(atlas, layers, tell);
  const draw = new Draw(map, tell, data.territory);
  const overlay = new Overlay(map);
  const profile = new Profile(map);
  if (data.controls) {
    if (!data.compact) new Search(map, { layers, pointer, territory: data.territory });
    new Panel(map, layers, { closed: data.compact, territory: data.territory });
    if (!data.compact) new TimeSlider();
  }
  return { layers, pointer, overlay, profile, toolbar: new Toolbar(atlas, draw) };
}

/** @param {MapData} data */
function begin(data) {
  state.controls = data.controls;
  state.compact = data.compact;
  root.classList.toggle("with-controls", data.controls);
  root.classList.toggle("compact", data.compact);
  const made = makeParts(data);
  makeBasemaps(atlas);
  makeOutline(atlas);
  atlas.home = boundsOf(data.bounds ?? FRANCE);
  if (data.view) map.setView([data.view.lat, data.view.lon], data.view.zoom, { animate: false });
  else map.fitBounds(atlas.home, { animate: false, ...padding() });
  map.on("moveend", writeAddress);
  for (const topic of /** @type {const} */ (["layers", "base", "year"])) on(topic, writeAddress);
  return made;
}

/** What the page asked for stays in the address as it was asked; what people change is written there. */
function writeAddress() {
  if (!settled) return;
  const { lat, lng } = map.getCenter();
  host?.address({
    lat: lat.toFixed(5),
    lon: lng.toFixed(5),
    z: map.getZoom(),
    layers: [...state.visible].join(","),
    base: state.base,
    year: state.year,
  });
}

/**
 * @param {MapData} data
 * @param {Parts} made
 */
async function speak(data, made) {
  const answer = await fetchOnce(data.words);
  if (!answer.ok) throw new Error(`${answer.status}`);
  setWords(await answer.json());
  root.lang = data.language;
  map.getContainer().setAttribute("aria-label", say("map_region"));
  document.title = data.label;
  emit("words", undefined);
  made.pointer.renew();
  made.profile.apply(before.profile ?? null);
  root.dataset.ready = "true";
}

/** @typedef {(key: keyof MapData) => boolean} Changed */

/**
 * @param {MapData} data
 * @param {Changed} changed
 */
function applyChoices(data, changed) {
  if (changed("layers")) setLayers(data.layers);
  if (changed("base")) setBase(data.base);
  if (changed("year")) setYear(data.year);
}

/**
 * @param {MapData} data
 * @param {Changed} changed
 * @param {Parts} made
 */
function applyContent(data, changed, made) {
  if (changed("draw")) made.toolbar.offer(data.draw);
  if (changed("language")) speak(data, made);
  if (changed("overlay") || changed("dark")) made.overlay.apply(data.overlay);
  if (changed("profile")) made.profile.apply(data.profile);
  if (changed("fit") && data.fit) map.fitBounds(boundsOf(data.fit), { maxZoom: CLOSEST_FIT, animate: false, ...padding() });
  if (changed("height")) map.invalidateSize();
}

/**
 * Show what the page asks for; what it asks for as before is left as people left it.
 * @param {MapData} data
 */
function apply(data) {
  const changed = (/** @type {keyof MapData} */ key) => JSON.stringify(data[key]) !== JSON.stringify(before[key]);
  // A map that writes the address bar is the one that knows best: the page only echoes what it wrote.
  const follows = parts === null || !data.address;
  Object.assign(state, { pick: data.pick, clicks: data.clicks, cards: data.cards });
  setDark(data.dark);
  parts ??= begin(data);
  if (follows) applyChoices(data, changed);
  applyContent(data, changed, parts);
  before = data;
  settled = true;
}

/**
 * Return what a map by itself shows, without a page around it: everything.
 * @returns {MapData}
 */
function everything() {
  const territory = new URLSearchParams(window.location.search).get("territory") ?? "";
  const layers = atlas.layers.map(({ key }) => key);
  return {
    key: "", src: "", prefetch: [], words: `map/words/${root.lang}.json?${new URLSearchParams({ territory })}`, territory,
    language: root.lang, usual: root.lang, label: document.title, bounds: null, layers, base: "none", year: null,
    overlay: null, fit: null, pick: [], clicks: false, cards: true, draw: [], profile: null, height: 0, around: 0,
    controls: true, compact: false, address: false, view: null, dark: false,
  };
}

const main = required(document, "main");
makeMessages(main);
map.getContainer().tabIndex = 0;
map.getContainer().setAttribute("role", "application");
map.attributionControl.setPrefix(false);
L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(main);
window.atlasApi = { apply, state, layers: () => parts?.layers };

if (host) host.ready(window.atlasApi);
else apply(everything());
