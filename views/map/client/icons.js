// Icons as lines of our own, so that no font of icons is needed, and buttons that show one.
import { el } from "../../../gis/browser/dom.js";
import { svg } from "./svg.js";

/**
 * @import { Attribute } from "../../../gis/browser/dom.js"
 */

const PATHS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  home: "M4 11l8-7 8 7M6 10v9h12v-9M10 19v-5h4v5",
  fullscreen: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  locate: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v4M12 18v4M2 12h4M18 12h4",
  measure: "M3 17L17 3l4 4L7 21zM7 13l2 2M10 10l2 2M13 7l2 2",
  line: "M4 18L10 8l5 6 5-9",
  polygon: "M5 8l8-4 6 7-4 9-9-2z",
  point: "M12 21s6-6.5 6-11a6 6 0 10-12 0c0 4.500 6 11 6 11zM12 8.500v3",
  clear: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  layers: "M12 3l9 5-9 5-9-5zM3 13l9 5 9-5",
  close: "M6 6l12 12M18 6L6 18",
  search: "M10.500 4a6.500 6.500 0 100 13 6.500 6.500 0 000-13zM15.500 15.500L20 20",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  info: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 7.500v.5",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}

/**
 * @param {IconName} name
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, Attribute>} [more]
 */
export function iconButton(name, label, onclick, more = {}) {
  return el("button", { type: "button", title: label, "aria-label": label, onclick, ...more }, icon(name));
}
