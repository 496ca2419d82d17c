// Starts the map that Folium made, and keeps it in step with the page around it.
import { makeBases } from "./bases.js";
import { el } from "./dom.js";
import { makeGround } from "./ground.js";
import { host } from "./host.js";
import { makeLayers } from "./layers.js";
import { makeOverlay } from "./overlay.js";
import { makePanel } from "./panel.js";
import { makePointer } from "./pointer.js";
import { makeProfile } from "./profile.js";
import { room } from "./room.js";
import { makeSearch } from "./search.js";
import { makeSketch } from "./sketch.js";
import { emit, on, setBase, setDark, setLayers, setYear, state } from "./state.js";
import { makeToolbar } from "./toolbar.js";
import { fetchWords, say } from "./words.js";
import { makeYears } from "./years.js";

const atlas = window.atlas;
const { map } = atlas;
const TOAST_MS = 5000;
let before = {};
let serial = 0;
let parts = null;
let settled = false;

function tell(event) {
  serial = Math.max(serial + 1, Date.now());
  host?.event({ ...event, serial });
}

function differs(data, key) {
  return JSON.stringify(data[key]) !== JSON.stringify(before[key]);
}

function lookAt(data) {
  const [west, south, east, north] = data.bounds ?? [2.5, 46.4, 2.6, 46.6];
  atlas.home = L.latLngBounds([[south, west], [north, east]]);
  if (data.view) map.setView([data.view.lat, data.view.lon], data.view.zoom, { animate: false });
  else map.fitBounds(atlas.home, { animate: false, ...room() });
}

function fit(bounds) {
  const [west, south, east, north] = bounds;
  map.fitBounds([[south, west], [north, east]], { maxZoom: 18, animate: false, ...room() });
}

function begin(data) {
  const layers = makeLayers(atlas);
  const pointer = makePointer(atlas, layers, tell);
  const sketch = makeSketch(atlas, tell);
  parts = { layers, pointer, overlay: makeOverlay(atlas), profile: makeProfile(atlas), toolbar: null };
  state.controls = data.controls;
  state.compact = data.compact;
  document.documentElement.classList.toggle("with-controls", data.controls);
  document.documentElement.classList.toggle("compact", data.compact);
  if (data.controls) {
    if (!data.compact) makeSearch(atlas, layers, pointer, data.territory);
    makePanel(atlas, layers, { closed: data.compact });
    if (!data.compact) makeYears();
  }
  parts.toolbar = makeToolbar(atlas, sketch);
  makeBases(atlas);
  makeGround(atlas);
  lookAt(data);
  map.on("moveend", address);
  for (const topic of ["layers", "base", "year"]) on(topic, address);
}

function address() {
  // What the page asked for stays in the address as it was asked; what people change is written there.
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

async function speak(data) {
  await fetchWords(data.words);
  map.getContainer().setAttribute("aria-label", say("map_region"));
  document.title = data.label;
  emit("words");
  parts.pointer.renew();
}

function apply(data) {
  const first = parts === null;
  state.pick = data.pick;
  state.clicks = data.clicks;
  state.cards = data.cards;
  setDark(data.dark);
  if (first) begin(data);
  // A map that writes the address bar is the one that knows best: the page only echoes what it wrote.
  if (first || !data.address) {
    if (differs(data, "layers")) setLayers(data.layers);
    if (differs(data, "base")) setBase(data.base);
    if (differs(data, "year")) setYear(data.year);
  }
  if (differs(data, "draw")) parts.toolbar.offer(data.draw);
  if (differs(data, "language")) {
    speak(data).then(() => {
      parts.profile.apply(data.profile);
      document.documentElement.dataset.ready = "true";
    });
  }
  if (differs(data, "overlay") || differs(data, "dark")) parts.overlay.apply(data.overlay);
  if (differs(data, "profile")) parts.profile.apply(data.profile);
  if (differs(data, "fit") && data.fit) fit(data.fit);
  if (differs(data, "height")) map.invalidateSize();
  before = data;
  settled = true;
}

const main = document.querySelector("main");
const note = el("p", { class: "base-note", role: "status", hidden: true });
const toast = el("p", { class: "toast", role: "alert", hidden: true });
let timer = 0;

on("base-failed", (failed) => {
  note.hidden = !failed;
});
on("words", () => {
  note.textContent = say("base_unreachable");
});
on("toast", (text) => {
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => {
    toast.hidden = true;
  }, TOAST_MS);
});

main.append(note, toast);
map.getContainer().tabIndex = 0;
map.getContainer().setAttribute("role", "application");
map.attributionControl.setPrefix(false);
L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(main);
window.atlasApi = { apply, state, layers: () => parts?.layers };

if (host) host.ready(window.atlasApi);
else {
  const plain = { language: document.documentElement.lang, layers: atlas.layers.map(({ key }) => key), base: "none", year: null };
  apply({ ...plain, words: `/map/words/${document.documentElement.lang}.json`, dark: false, pick: [], clicks: false, cards: true, draw: [], controls: true, compact: false, overlay: null, fit: null, profile: null, label: document.title, territory: new URLSearchParams(location.search).get("territory") ?? "", bounds: null });
}
