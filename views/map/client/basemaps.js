// One base map at a time. When its tiles do not come, the map stays complete on a plain ground and says so.
import { emit, on, state } from "./state.js";

const ENOUGH_FAILURES = 4;

export function makeBases(atlas) {
  let shown = null;
  let failures = 0;

  function tellFailed(yes) {
    if (state.baseFailed === yes) return;
    state.baseFailed = yes;
    emit("base-failed", yes);
  }

  function failed() {
    failures += 1;
    if (failures === ENOUGH_FAILURES) tellFailed(true);
  }

  function came() {
    failures = -Infinity;
    tellFailed(false);
  }

  for (const tiles of Object.values(atlas.bases)) tiles.on({ tileerror: failed, tileload: came });

  function change(key) {
    shown?.remove();
    failures = 0;
    tellFailed(false);
    shown = atlas.bases[key] ?? null;
    shown?.addTo(atlas.map);
    document.documentElement.dataset.base = key;
  }

  on("base", change);
  change(state.base);
}
