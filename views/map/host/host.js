// Keeps one frame with the map alive across the runs of the page, and carries news both ways.
const ADDRESS_KEYS = ["lat", "lon", "z", "layers", "base", "year"];

function writeAddress(values) {
  const url = new URL(window.location.href);
  for (const key of ADDRESS_KEYS) {
    if (values[key] === null || values[key] === undefined) url.searchParams.delete(key);
    else url.searchParams.set(key, values[key]);
  }
  // Commas are harmless in a query and far easier to read.
  window.history.replaceState(window.history.state, "", url.toString().replaceAll("%2C", ","));
}

function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour || "#ffffff";
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

function mount(host, data) {
  const frame = document.createElement("iframe");
  frame.allow = "fullscreen; geolocation";
  frame.atlasHost = {
    ready(map) {
      host.atlasMap = map;
      map.apply(host.atlasData);
    },
    event(value) {
      host.atlasSend(value);
    },
    address(values) {
      if (host.isConnected && host.atlasData.address) writeAddress(values);
    },
  };
  frame.src = data.src;
  host.append(frame);
  return frame;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const host = parentElement.querySelector(".atlas-host");
  host.atlasData = { ...data, dark: isDark(host) };
  host.atlasSend = (value) => setTriggerValue("event", value);
  const frame = host.querySelector("iframe") ?? mount(host, data);
  frame.title = data.label;
  frame.style.height = `min(${data.height}px, 88dvh)`;
  if (host.atlasMap) host.atlasMap.apply(host.atlasData);
}
