// The commune itself, always there: its outline, and on a plain ground its surface too.
import { begun } from "./host.js";
import { on, state } from "./state.js";

const KEY = "commune";
const BELOW = 250;

export function makeGround(atlas) {
  const layer = atlas.layers.find(({ key }) => key === KEY);
  if (!layer) return;
  atlas.map.createPane("ground").style.zIndex = BELOW;
  const renderer = L.svg({ pane: "ground", padding: 0.5 });
  let ground = null;

  function look() {
    const plain = state.base === "none" || state.baseFailed;
    const dark = state.dark && !state.base.startsWith("aerial");
    return {
      renderer,
      pane: "ground",
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

  async function load() {
    const answer = await begun(layer.url);
    if (answer.ok) ground = L.geoJSON(await answer.json(), { style: look, interactive: false }).addTo(atlas.map);
  }

  for (const topic of ["base", "dark", "base-failed"]) on(topic, () => ground?.setStyle(look()));
  load().catch(() => {});
}
