// One base map at a time. When its tiles do not come, the map stays complete on a plain ground and says so.
import { on, setBaseFailed, state } from "./state.js";

const ENOUGH_FAILURES = 4;

/** @param {import("./types.js").Atlas} atlas */
export function makeBasemaps(atlas) {
  /** @type {L.TileLayer | null} */
  let shown = null;
  let failures = 0;

  function failed() {
    failures += 1;
    if (failures === ENOUGH_FAILURES) setBaseFailed(true);
  }

  function came() {
    failures = -Infinity;
    setBaseFailed(false);
  }

  for (const tiles of Object.values(atlas.bases)) tiles.on({ tileerror: failed, tileload: came });

  /** @param {string} key */
  function change(key) {
    shown?.remove();
    failures = 0;
    setBaseFailed(false);
    shown = atlas.bases[key] ?? null;
    shown?.addTo(atlas.map);
    document.documentElement.dataset.base = key;
  }

  on("base", change);
  change(state.base);
}
