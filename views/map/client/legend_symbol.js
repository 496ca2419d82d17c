// Legend swatches, drawn by the same hand as the map.
import { hollow, paint } from "./canvas.js";
import { el } from "./dom.js";
import { pathOptions } from "./looks.js";
import { drawSymbol } from "./symbols.js";

const [WIDTH, HEIGHT] = [34, 20];

function lineSwatch(ctx, options) {
  ctx.beginPath();
  ctx.moveTo(2, HEIGHT / 2);
  ctx.lineTo(WIDTH - 2, HEIGHT / 2);
  const dash = options.dashArray ? options.dashArray.split(/[ ,]+/).map(Number) : [];
  ctx.setLineDash(dash);
  ctx.lineCap = options.lineCap;
  ctx.lineWidth = Math.min(options.weight, 9);
  ctx.strokeStyle = options.color;
  ctx.stroke();
  if (options.hollow) hollow(ctx, options, dash);
}

function surfaceSwatch(ctx, options) {
  ctx.beginPath();
  ctx.roundRect(3, 3, WIDTH - 6, HEIGHT - 6, 4);
  if (options.fill) {
    ctx.globalAlpha = options.fillOpacity;
    ctx.fillStyle = options.fillColor;
    ctx.fill();
    ctx.globalAlpha = 1;
    paint(ctx, options);
  }
  ctx.setLineDash(options.dashArray ? options.dashArray.split(/[ ,]+/).map(Number) : []);
  ctx.lineWidth = Math.min(options.weight, 3);
  ctx.strokeStyle = options.color;
  ctx.stroke();
}

export function swatch(style, { kind, status }) {
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  const canvas = el("canvas", { class: "swatch", width: WIDTH * ratio, height: HEIGHT * ratio, "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const options = pathOptions(style, { kind, status });
  if (kind === "point") drawSymbol(ctx, { ...options, radius: 5.5 }, WIDTH / 2, HEIGHT / 2);
  else if (kind === "line") lineSwatch(ctx, options);
  else surfaceSwatch(ctx, options);
  return canvas;
}
