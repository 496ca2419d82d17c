// What the map shows now, and who wants to know when it changes.

/**
 * @import { RemoteLayer } from "./layers.js"
 *
 * @typedef {object} State
 * @property {Set<string>} visible Keys of the layers that are switched on.
 * @property {string} base
 * @property {number | null} year The map as it stood at the end of that year; null is today.
 * @property {boolean} baseFailed The tiles of the base map do not come.
 * @property {boolean} drawing Somebody measures or draws.
 * @property {boolean} dark
 * @property {string[]} pick Layers whose clicks the page wants to hear of.
 * @property {boolean} clicks The page wants to hear of every click.
 * @property {boolean} cards A click opens a card.
 * @property {boolean} controls
 * @property {boolean} compact
 *
 * What listeners of each topic are told.
 * @typedef {object} Topics
 * @property {string} layers Key of the layer switched on or off.
 * @property {string} base
 * @property {number | null} year
 * @property {boolean} dark
 * @property {boolean} base-failed
 * @property {string} draw Tool in use, or empty.
 * @property {RemoteLayer} status
 * @property {string} toast Sentence to show for a moment.
 * @property {undefined} words
 */

/** @type {Map<keyof Topics, ((value: any) => void)[]>} */
const listeners = new Map();

/** @type {State} */
export const state = {
  visible: new Set(),
  base: "none",
  year: null,
  baseFailed: false,
  drawing: false,
  dark: false,
  pick: [],
  clicks: false,
  cards: true,
  controls: true,
  compact: false,
};

/**
 * Listen to a topic.
 * @template {keyof Topics} Topic
 * @param {Topic} topic
 * @param {(value: Topics[Topic]) => void} listener
 */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

/**
 * Tell all who listen to a topic.
 * @template {keyof Topics} Topic
 * @param {Topic} topic
 * @param {Topics[Topic]} value
 */
export function emit(topic, value) {
  for (const listener of listeners.get(topic) ?? []) listener(value);
}

/**
 * Switch one layer on or off.
 * @param {string} key
 * @param {boolean} shown
 */
export function setVisible(key, shown) {
  if (state.visible.has(key) === shown) return;
  if (shown) state.visible.add(key);
  else state.visible.delete(key);
  emit("layers", key);
}

/**
 * Show these layers and no others.
 * @param {string[]} keys
 */
export function setLayers(keys) {
  const wanted = new Set(keys);
  for (const key of [...state.visible]) if (!wanted.has(key)) setVisible(key, false);
  for (const key of wanted) setVisible(key, true);
}

/** @param {string} key */
export function setBase(key) {
  if (state.base === key) return;
  state.base = key;
  emit("base", key);
}

/** @param {number | null} year */
export function setYear(year) {
  if (state.year === year) return;
  state.year = year;
  emit("year", year);
}

/** @param {boolean} dark */
export function setDark(dark) {
  if (state.dark === dark) return;
  state.dark = dark;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  emit("dark", dark);
}

/** @param {boolean} failed */
export function setBaseFailed(failed) {
  if (state.baseFailed === failed) return;
  state.baseFailed = failed;
  emit("base-failed", failed);
}
