// What the map shows now, and who wants to know when it changes.
const listeners = new Map();

export const state = {
  visible: new Set(),
  base: "none",
  year: null,
  baseFailed: false,
  sketching: false,
  dark: false,
  pick: [],
  clicks: false,
  cards: true,
  controls: true,
  compact: false,
};

export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function emit(topic, value) {
  for (const listener of listeners.get(topic) ?? []) listener(value);
}

export function setVisible(key, shown) {
  if (state.visible.has(key) === shown) return;
  if (shown) state.visible.add(key);
  else state.visible.delete(key);
  emit("layers", key);
}

export function setLayers(keys) {
  const wanted = new Set(keys);
  for (const key of [...state.visible]) if (!wanted.has(key)) setVisible(key, false);
  for (const key of wanted) setVisible(key, true);
}

export function setBase(key) {
  if (state.base === key) return;
  state.base = key;
  emit("base", key);
}

export function setYear(year) {
  if (state.year === year) return;
  state.year = year;
  emit("year", year);
}

export function setDark(dark) {
  if (state.dark === dark) return;
  state.dark = dark;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  emit("dark", dark);
}
