// What lies over the map covers a part of it: what is fitted or opened goes beside it.
import { state } from "./state.js";

const WIDE = 760;

export function room() {
  const panel = document.querySelector(".panel");
  const beside = panel && !panel.hidden && window.innerWidth >= WIDE;
  const left = beside ? panel.offsetWidth + 24 : 10;
  const full = state.controls && !state.compact;
  const top = full && !beside ? 60 : 10;
  return { paddingTopLeft: [left, top], paddingBottomRight: [60, full ? 90 : 30] };
}

export function popupRoom() {
  const { paddingTopLeft, paddingBottomRight } = room();
  return { autoPanPaddingTopLeft: paddingTopLeft, autoPanPaddingBottomRight: paddingBottomRight };
}
