// Symbols of points, drawn by hand so that no icon font is needed; ten outlines that differ in black and white.

/**
 * @typedef {(ctx: CanvasRenderingContext2D, radius: number) => void} Outline
 */

/**
 * @param {number} sides
 * @param {number} turn
 * @param {number} reach
 * @returns {Outline}
 */
const polygon = (sides, turn, reach) => (ctx, radius) => {
  for (let corner = 0; corner < sides; corner += 1) {
    const angle = (Math.PI * 2 * corner) / sides + turn;
    ctx.lineTo(Math.cos(angle) * radius * reach, Math.sin(angle) * radius * reach);
  }
  ctx.closePath();
};

/** @type {Outline} */
function star(ctx, radius) {
  for (let corner = 0; corner < 10; corner += 1) {
    const angle = (Math.PI / 5) * corner - Math.PI / 2;
    const reach = radius * (corner % 2 ? 0.58 : 1.35);
    ctx.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  ctx.closePath();
}

/** @type {Outline} */
function plus(ctx, radius) {
  const [a, r] = [radius * 0.32, radius * 1.15];
  const corners = [[-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a], [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a]];
  for (const [x, y] of corners) ctx.lineTo(x, y);
  ctx.closePath();
}

/** @type {Outline} */
function cross(ctx, radius) {
  ctx.save();
  ctx.rotate(Math.PI / 4);
  plus(ctx, radius);
  ctx.restore();
}

/** @type {Outline} */
const circle = (ctx, radius) => ctx.arc(0, 0, radius, 0, Math.PI * 2);

/** @type {Record<string, Outline>} */
const SYMBOLS = {
  circle,
  ring: circle,
  square: polygon(4, Math.PI / 4, 1.25),
  diamond: polygon(4, 0, 1.3),
  triangle: polygon(3, -Math.PI / 2, 1.3),
  triangle_down: polygon(3, Math.PI / 2, 1.3),
  hexagon: polygon(6, 0, 1.15),
  star,
  plus,
  cross,
};

/**
 * Draw a symbol around a point of a canvas.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Pick<import("./types.js").DrawnStyle, "symbol" | "radius" | "weight" | "color" | "fillColor">} options
 * @param {number} x
 * @param {number} y
 */
export function drawSymbol(ctx, options, x, y) {
  ctx.save();
  ctx.translate(x, y);
  ctx.setLineDash([]);
  ctx.beginPath();
  (SYMBOLS[options.symbol] ?? circle)(ctx, options.radius);
  ctx.lineJoin = "round";
  ctx.lineWidth = options.weight + 3;
  ctx.strokeStyle = "#ffffff";
  ctx.stroke();
  ctx.fillStyle = options.symbol === "ring" ? "#ffffff" : options.fillColor;
  ctx.fill();
  ctx.lineWidth = options.weight;
  ctx.strokeStyle = options.color;
  ctx.stroke();
  ctx.restore();
}
