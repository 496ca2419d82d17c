// What lies over the map covers a part of it: what is fitted or opened goes beside it.
import { state } from "./state.js";

const WIDE_PX = 760;

/**
 * Return the pixels at each side that something covers, as Leaflet takes them.
 * @returns {{ paddingTopLeft: [number, number], paddingBottomRight: [number, number] }}
 */
export function padding() {
  const panel = document.querySelector(".panel");
  const beside = panel instanceof HTMLElement && !panel.hidden && window.innerWidth >= WIDE_PX;
  const left = beside ? panel.offsetWidth + 24 : 10;
  const full = state.controls && !state.compact;
  const top = full && !beside ? 60 : 10;
  return { paddingTopLeft: [left, top], paddingBottomRight: [60, full ? 90 : 30] };
}
