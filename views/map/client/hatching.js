// Hatching of surfaces and hollow cores of lines, on the map and in the legend alike.
import { groundColour } from "./styles.js";

/**
 * @import { DrawnStyle } from "./types.js"
 */

const SIZE = 9;
const HALF = SIZE / 2;
/** @type {Record<string, number[][]>} */
const STROKES = {
  diagonal: [[0, SIZE, SIZE, 0], [-HALF, HALF, HALF, -HALF], [HALF, SIZE + HALF, SIZE + HALF, HALF]],
  back_diagonal: [[0, 0, SIZE, SIZE], [-HALF, HALF, HALF, SIZE + HALF], [HALF, -HALF, SIZE + HALF, HALF]],
  horizontal: [[0, HALF, SIZE, HALF]],
  vertical: [[HALF, 0, HALF, SIZE]],
  cross: [[0, HALF, SIZE, HALF], [HALF, 0, HALF, SIZE]],
  dots: [],
};
/** @type {Map<string, CanvasPattern | null>} */
const patterns = new Map();

/**
 * @param {string} kind
 * @param {string} colour
 * @param {number} width
 */
function drawTile(kind, colour, width) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = SIZE;
  const ctx = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = width;
  for (const [x1, y1, x2, y2] of STROKES[kind] ?? []) {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }
  if (kind === "dots") {
    ctx.beginPath();
    ctx.arc(HALF, HALF, 1.1, 0, Math.PI * 2);
    ctx.fill();
  }
  return tile;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{ kind: string, colour: string, width: number, opacity: number }} look
 */
function fillWith(ctx, { kind, colour, width, opacity }) {
  const name = `${kind} ${colour} ${width}`;
  if (!patterns.has(name)) patterns.set(name, ctx.createPattern(drawTile(kind, colour, width), "repeat"));
  ctx.save();
  ctx.fillStyle = patterns.get(name) ?? colour;
  ctx.globalAlpha = opacity;
  ctx.fill("evenodd");
  ctx.restore();
}

/**
 * Hatch the surface that the canvas has traced.
 * @param {CanvasRenderingContext2D} ctx
 * @param {DrawnStyle} options
 */
export function hatchSurface(ctx, options) {
  const { hatch, hatchColor, opacity } = options;
  if (options.striped) fillWith(ctx, { kind: "back_diagonal", colour: groundColour(), width: 2, opacity: 0.6 });
  if (hatch) fillWith(ctx, { kind: hatch, colour: hatchColor, width: 0.9, opacity: 0.55 * opacity });
}

/**
 * Draw the hollow core of the line that the canvas has traced.
 * @param {CanvasRenderingContext2D} ctx
 * @param {DrawnStyle} options
 * @param {number[]} dash
 */
export function hollowLine(ctx, options, dash) {
  ctx.save();
  ctx.globalAlpha = 0.95;
  ctx.setLineDash(dash);
  ctx.lineCap = options.lineCap;
  ctx.lineWidth = Math.max(1, options.weight * 0.36);
  ctx.strokeStyle = groundColour();
  ctx.stroke();
  ctx.restore();
}
