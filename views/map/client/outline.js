// The commune itself, always there: its outline, and on a plain ground its surface too.
import { fetchOnce } from "./host.js";
import { on, state } from "./state.js";

const KEY = "commune";
const PANE = "ground";
const BELOW = "250";

/** @param {L.Renderer} renderer */
function outlineStyle(renderer) {
  const plain = state.base === "none" || state.baseFailed;
  const dark = state.dark && !state.base.startsWith("aerial");
  return {
    renderer,
    pane: PANE,
    interactive: false,
    color: dark ? "#7d8d88" : "#6d7d76",
    weight: 1.6,
    opacity: 0.9,
    dashArray: "9 3 2 3",
    fill: plain,
    fillColor: state.dark ? "#232d30" : "#fbfbf7",
    fillOpacity: 1,
  };
}

/** @param {import("./types.js").Atlas} atlas */
export function makeOutline(atlas) {
  const layer = atlas.layers.find(({ key }) => key === KEY);
  if (!layer) return;
  const { url } = layer;
  atlas.map.createPane(PANE).style.zIndex = BELOW;
  const renderer = L.svg({ pane: PANE, padding: 0.5 });
  const style = () => outlineStyle(renderer);
  /** @type {L.GeoJSON | null} */
  let outline = null;

  async function load() {
    const answer = await fetchOnce(url);
    if (answer.ok) outline = L.geoJSON(await answer.json(), { style, interactive: false }).addTo(atlas.map);
  }

  for (const topic of /** @type {const} */ (["base", "dark", "base-failed"])) on(topic, () => outline?.setStyle(style()));
  // Without it the map is still complete.
  load().catch(() => {});
}
