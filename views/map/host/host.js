// Keeps one frame with the map alive across the runs of the page, and carries news both ways.
const ADDRESS_KEYS = ["lat", "lon", "z", "layers", "base", "year"];

function writeAddress(values) {
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  // Commas are harmless in a query and far easier to read.
  window.history.replaceState(window.history.state, "", url.toString().replaceAll("%2C", ","));
}

// What people last saw of a map that follows the address bar, for when they come back from another page.
const kept = (window.atlasKept ??= {});

function asLeft(data) {
  const asked = new URL(window.location.href).searchParams;
  if (ADDRESS_KEYS.some((key) => asked.has(key))) delete kept[data.key];
  const left = kept[data.key];
  if (!data.address || !left) return data;
  const view = { lat: Number(left.lat), lon: Number(left.lon), zoom: left.z };
  return { ...data, view, layers: left.layers.split(",").filter(Boolean), base: left.base, year: left.year };
}

// Streamlit writes the address from what it heard of it last, and empties it on the way to another page;
// the map then says again what people see.
function writeAgain({ address, key, language, usual }) {
  if (address && (kept[key] || language !== usual)) writeAddress({ ...kept[key], lang: language });
}

function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour || "#ffffff";
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

// Asks at once for what the map shall need, while its document is on the way.
function begin(urls) {
  const started = new Map(urls.map((url) => [url, fetch(url)]));
  for (const answer of started.values()) answer.catch(() => {});
  return started;
}

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

function mount(host, data) {
  const frame = document.createElement("iframe");
  frame.allow = "fullscreen; geolocation";
  frame.atlasHost = { started: begin(data.ahead), ...handlers(host) };
  frame.src = data.src;
  host.append(frame);
  return frame;
}

// The map that came with the page, before this component: moved here as it is, where the browser can do that.
function adopt(host, data) {
  const ahead = window.atlasAhead;
  const frame = ahead?.take(data);
  if (!frame) return null;
  try {
    host.moveBefore(frame, null);
    frame.atlasHost = Object.assign(ahead.host, handlers(host));
    host.atlasMap = ahead.map;
    if (ahead.address) frame.atlasHost.address(ahead.address);
    return frame;
  } catch {
    return null;
  } finally {
    ahead.drop();
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const host = parentElement.querySelector(".atlas-host");
  host.atlasData = { ...data, dark: isDark(host) };
  host.atlasSend = (value) => setTriggerValue("event", value);
  const frame = host.querySelector("iframe") ?? adopt(host, data) ?? mount(host, data);
  frame.title = data.label;
  for (const size of ["height", "around"]) host.style.setProperty(`--${size}`, `${data[size]}px`);
  if (!host.atlasMap) return;
  host.atlasMap.apply(host.atlasData);
  writeAgain(data);
}
