// From a theme's style to what the canvas draws: by feature, by status, in light and dark.
import { state } from "./state.js";

const PALE = 0.45;
const NOT_YET = { stroke: "#5d666b", fill: "#8b9499", hatch: "" };

function channels(hex) {
  const text = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1, 7);
  return [0, 2, 4].map((start) => parseInt(text.slice(start, start + 2), 16));
}

const brightness = ([red, green, blue]) => (red * 0.299 + green * 0.587 + blue * 0.114) / 255;

// Dark strokes vanish on a dark ground: they are mixed with white until they show.
export function readable(hex, dark = onDark()) {
  if (!hex || !dark) return hex;
  const rgb = channels(hex);
  const light = brightness(rgb);
  if (light >= PALE) return hex;
  const share = (PALE + 0.12 - light) / (1 - light);
  const mixed = rgb.map((value) => Math.round(value + (255 - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

// What shows through where a drawing is hollow.
export const ground = () => (state.dark && !state.base.startsWith("aerial") ? "#1b2427" : "#ffffff");

const onDark = () => state.base.startsWith("aerial") || state.dark;

function speaksOf(look, properties) {
  if (!look.column) return true;
  const value = properties[look.column];
  if (value === null || value === undefined) return false;
  if (look.low === null && look.high === null) return String(value) === look.value;
  return Number(value) >= (look.low ?? -Infinity) && Number(value) <= (look.high ?? Infinity);
}

// A feature takes the first entry of the legend that speaks of it.
export function lookOf(layer, properties) {
  return (layer.looks.find((look) => speaksOf(look, properties)) ?? layer.looks[0]).style;
}

// What is illustrative is hollow: surfaces under white stripes, lines with a white core.
export function pathOptions(style, { kind, status, pending = false }) {
  const used = pending ? { ...style, ...NOT_YET } : style;
  const illustrative = status === "illustrative";
  const surface = kind === "polygon";
  const filled = Boolean(used.fill) && kind !== "line";
  return {
    color: readable(used.stroke),
    weight: used.weight,
    opacity: 1,
    dashArray: used.dash || null,
    lineCap: used.dash.startsWith("1 ") ? "round" : "butt",
    fill: filled,
    fillColor: used.fill || used.stroke,
    fillOpacity: used.opacity,
    hatch: surface && filled ? used.hatch : "",
    hatchColor: used.stroke,
    striped: surface && filled && illustrative,
    hollow: kind === "line" && illustrative && used.weight >= 2.5,
    symbol: kind === "point" ? used.icon || "circle" : "",
    radius: 7,
  };
}
