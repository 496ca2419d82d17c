// From a theme's style to what the canvas draws: by feature, by status, in light and dark.
import { state } from "./state.js";

/**
 * @import { DrawnStyle, Kind, LayerOptions, LegendStyle, Properties, Style } from "./types.js"
 */

const PALE = 0.45;
const AROUND_OPACITY = 0.4;
const NOT_YET = { stroke: "#5d666b", fill: "#8b9499", hatch: "" };
const HOLLOW_FROM_PX = 2.5;

/** @param {string} hex */
function channels(hex) {
  const text = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1, 7);
  return [0, 2, 4].map((start) => Number.parseInt(text.slice(start, start + 2), 16));
}

/** @param {number[]} rgb */
const brightness = ([red, green, blue]) => (red * 0.299 + green * 0.587 + blue * 0.114) / 255;

const onDark = () => state.base.startsWith("aerial") || state.dark;

/**
 * Return a colour that shows: dark strokes vanish on a dark ground, there they are mixed with white until they do.
 * @param {string} hex
 * @param {boolean} [dark]
 */
export function readable(hex, dark = onDark()) {
  if (!hex || !dark) return hex;
  const rgb = channels(hex);
  const light = brightness(rgb);
  if (light >= PALE) return hex;
  const share = (PALE + 0.12 - light) / (1 - light);
  const mixed = rgb.map((value) => Math.round(value + (255 - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Return what shows through where a drawing is hollow. */
export const groundColour = () => (state.dark && !state.base.startsWith("aerial") ? "#1b2427" : "#ffffff");

/**
 * @param {LegendStyle} entry
 * @param {Properties} properties
 */
function speaksOf(entry, properties) {
  if (!entry.column) return true;
  const value = properties[entry.column];
  if (value === null || value === undefined) return false;
  if (entry.low === null && entry.high === null) return String(value) === entry.value;
  return Number(value) >= (entry.low ?? -Infinity) && Number(value) <= (entry.high ?? Infinity);
}

/**
 * Return the style of a feature: of the first entry of the legend that speaks of it.
 * @param {Pick<LayerOptions, "looks">} layer
 * @param {Properties} properties
 */
export function styleOf(layer, properties) {
  return (layer.looks.find((entry) => speaksOf(entry, properties)) ?? layer.looks[0]).style;
}

/**
 * Read an SVG dash pattern.
 * @param {string | undefined} pattern
 */
export const dashes = (pattern) => (pattern ? pattern.split(/[ ,]+/).map(Number) : []);

/**
 * @param {Style} style
 * @param {{ kind: Kind, filled: boolean, illustrative: boolean }} feature
 */
function texture(style, { kind, filled, illustrative }) {
  const surface = kind === "polygon" && filled;
  return {
    hatch: surface ? style.hatch : "",
    hatchColor: style.stroke,
    striped: surface && illustrative,
    hollow: kind === "line" && illustrative && style.weight >= HOLLOW_FROM_PX,
  };
}

/**
 * Return what draws a feature. What is illustrative is hollow: surfaces under white stripes, lines with a white core;
 * what lies around the commune is paler.
 * @param {Style} style
 * @param {{ kind: Kind, status: string, pending?: boolean, around?: boolean }} feature Whether it stands but has not
 *   changed yet, and whether it lies outside the commune.
 * @returns {DrawnStyle}
 */
export function pathOptions(style, { kind, status, pending = false, around = false }) {
  const opacity = around ? AROUND_OPACITY : 1;
  const used = pending ? { ...style, ...NOT_YET } : style;
  const filled = Boolean(used.fill) && kind !== "line";
  return {
    color: readable(used.stroke),
    weight: used.weight,
    opacity,
    dashArray: used.dash || undefined,
    lineCap: used.dash.startsWith("1 ") ? "round" : "butt",
    fill: filled,
    fillColor: used.fill || used.stroke,
    fillOpacity: used.opacity * opacity,
    ...texture(used, { kind, filled, illustrative: status === "illustrative" }),
    symbol: kind === "point" ? used.icon || "circle" : "",
    radius: 7,
  };
}
