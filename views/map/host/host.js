// Keeps one frame with the map alive across the runs of the page, and carries news both ways.

/**
 * @import { Address, AtlasHost, AtlasHostElement, MapData, MapEvent } from "../client/types.js"
 * @import { Mounted } from "../../ui/components/component.js"
 */

const ADDRESS_KEYS = ["lat", "lon", "z", "layers", "base", "year"];

/** @param {Partial<Address> & { lang: string }} values */
function writeAddress(values) {
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined) url.searchParams.delete(key);
    else url.searchParams.set(key, String(value));
  }
  // Commas are harmless in a query and far easier to read.
  window.history.replaceState(window.history.state, "", url.toString().replaceAll("%2C", ","));
}

// What people last saw of a map that follows the address bar, for when they come back from another page.
const kept = (window.atlasKept ??= {});

/**
 * @param {MapData} data
 * @returns {MapData}
 */
function asLeft(data) {
  const query = new URL(window.location.href).searchParams;
  if (ADDRESS_KEYS.some((key) => query.has(key))) delete kept[data.key];
  const left = kept[data.key];
  if (!data.address || !left) return data;
  const view = { lat: Number(left.lat), lon: Number(left.lon), zoom: left.z };
  return { ...data, view, layers: left.layers.split(",").filter(Boolean), base: left.base, year: left.year };
}

/**
 * Streamlit writes the address from what it heard of it last, and empties it on the way to another page;
 * the map then says again what people see.
 * @param {MapData} data
 */
function writeAgain({ address, key, language, usual }) {
  if (address && (kept[key] || language !== usual)) writeAddress({ ...kept[key], lang: language });
}

/**
 * Tell whether the page is dark, from the colour that Streamlit gave it.
 * @param {Element} element
 */
function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("canvas").getContext("2d");
  if (!probe) return false;
  probe.fillStyle = colour || "#ffffff";
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/**
 * Ask at once for what the map shall need, while its document is on the way.
 * @param {string[]} urls
 */
function prefetch(urls) {
  const started = new Map(urls.map((url) => [url, fetch(url)]));
  for (const answer of started.values()) answer.catch(() => {});
  return started;
}

/**
 * @param {AtlasHostElement} host
 * @returns {Omit<AtlasHost, "started">}
 */
const handlers = (host) => ({
  ready(map) {
    host.atlasMap = map;
    map.apply(asLeft(host.atlasData));
    writeAgain(host.atlasData);
  },
  event(value) {
    host.atlasSend(value);
  },
  address(values) {
    if (!host.isConnected || !host.atlasData.address) return;
    kept[host.atlasData.key] = values;
    writeAddress({ ...values, lang: host.atlasData.language });
  },
});

/**
 * @param {AtlasHostElement} host
 * @param {MapData} data
 */
function mount(host, data) {
  const frame = document.createElement("iframe");
  frame.allow = "fullscreen; geolocation";
  frame.atlasHost = { started: prefetch(data.prefetch), ...handlers(host) };
  frame.src = data.src;
  host.append(frame);
  return frame;
}

/**
 * Move the map that came with the page, before this component, to its place as it is; null where there is none
 * or the browser cannot do that.
 * @param {AtlasHostElement} host
 * @param {MapData} data
 */
function adopt(host, data) {
  const prerender = window.atlasPrerender;
  const frame = prerender?.take(data);
  if (!prerender || !frame) return null;
  try {
    host.moveBefore(frame, null);
    frame.atlasHost = Object.assign(prerender.host, handlers(host));
    host.atlasMap = prerender.map;
    if (prerender.address) frame.atlasHost.address(prerender.address);
    return frame;
  } catch {
    return null;
  } finally {
    prerender.drop();
  }
}

/** @param {Mounted<MapData, MapEvent>} component */
export default function mountMap({ data, parentElement, setTriggerValue }) {
  const host = /** @type {AtlasHostElement} */ (parentElement.querySelector(".atlas-host"));
  host.atlasData = { ...data, dark: isDark(host) };
  host.atlasSend = (value) => setTriggerValue("event", value);
  const frame = host.querySelector("iframe") ?? adopt(host, data) ?? mount(host, data);
  frame.title = data.label;
  for (const size of /** @type {const} */ (["height", "around"])) host.style.setProperty(`--${size}`, `${data[size]}px`);
  if (!host.atlasMap) return;
  host.atlasMap.apply(host.atlasData);
  writeAgain(data);
}
