// Symbols of the legend, drawn by the same hand as the map.
import { el } from "../../../gis/browser/dom.js";
import { hatchSurface, hollowLine } from "./hatching.js";
import { dashes, pathOptions } from "./styles.js";
import { drawSymbol } from "./symbols.js";

/**
 * @import { DrawnStyle, Kind, Style } from "./types.js"
 */

const WIDTH = 34;
const HEIGHT = 20;
const WIDEST_LINE = 9;
const WIDEST_EDGE = 3;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {DrawnStyle} options
 */
function drawLine(ctx, options) {
  const dash = dashes(options.dashArray);
  ctx.beginPath();
  ctx.moveTo(2, HEIGHT / 2);
  ctx.lineTo(WIDTH - 2, HEIGHT / 2);
  ctx.setLineDash(dash);
  ctx.lineCap = options.lineCap;
  ctx.lineWidth = Math.min(options.weight, WIDEST_LINE);
  ctx.strokeStyle = options.color;
  ctx.stroke();
  if (options.hollow) hollowLine(ctx, options, dash);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {DrawnStyle} options
 */
function drawSurface(ctx, options) {
  ctx.beginPath();
  ctx.roundRect(3, 3, WIDTH - 6, HEIGHT - 6, 4);
  if (options.fill) {
    ctx.globalAlpha = options.fillOpacity;
    ctx.fillStyle = options.fillColor;
    ctx.fill();
    ctx.globalAlpha = 1;
    hatchSurface(ctx, options);
  }
  ctx.setLineDash(dashes(options.dashArray));
  ctx.lineWidth = Math.min(options.weight, WIDEST_EDGE);
  ctx.strokeStyle = options.color;
  ctx.stroke();
}

/**
 * @param {Style} style
 * @param {{ kind: Kind, status: string }} layer
 */
export function legendSymbol(style, { kind, status }) {
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  const canvas = el("canvas", { class: "swatch", width: WIDTH * ratio, height: HEIGHT * ratio, "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  ctx.scale(ratio, ratio);
  const options = pathOptions(style, { kind, status });
  if (kind === "point") drawSymbol(ctx, { ...options, radius: 5.5 }, WIDTH / 2, HEIGHT / 2);
  else if (kind === "line") drawLine(ctx, options);
  else drawSurface(ctx, options);
  return canvas;
}
