// Symbols of points, drawn by hand so that no icon font is needed; ten outlines that differ in black and white.
const ring = (sides, turn, reach) => (ctx, radius) => {
  for (let index = 0; index < sides; index += 1) {
    const angle = (Math.PI * 2 * index) / sides + turn;
    ctx.lineTo(Math.cos(angle) * radius * reach, Math.sin(angle) * radius * reach);
  }
  ctx.closePath();
};

function star(ctx, radius) {
  for (let index = 0; index < 10; index += 1) {
    const angle = (Math.PI / 5) * index - Math.PI / 2;
    const reach = radius * (index % 2 ? 0.58 : 1.35);
    ctx.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  ctx.closePath();
}

function plus(ctx, radius) {
  const [a, r] = [radius * 0.32, radius * 1.15];
  const corners = [[-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a], [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a]];
  for (const [x, y] of corners) ctx.lineTo(x, y);
  ctx.closePath();
}

function cross(ctx, radius) {
  ctx.save();
  ctx.rotate(Math.PI / 4);
  plus(ctx, radius);
  ctx.restore();
}

const circle = (ctx, radius) => ctx.arc(0, 0, radius, 0, Math.PI * 2);

const SHAPES = {
  circle,
  ring: circle,
  square: ring(4, Math.PI / 4, 1.25),
  diamond: ring(4, 0, 1.3),
  triangle: ring(3, -Math.PI / 2, 1.3),
  triangle_down: ring(3, Math.PI / 2, 1.3),
  hexagon: ring(6, 0, 1.15),
  star,
  plus,
  cross,
};

export function drawSymbol(ctx, options, x, y) {
  ctx.save();
  ctx.translate(x, y);
  ctx.beginPath();
  (SHAPES[options.symbol] ?? circle)(ctx, options.radius);
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
