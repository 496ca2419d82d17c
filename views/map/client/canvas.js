// One canvas for every layer: hatching, hollow lines and symbols on top of what Leaflet draws, in the order of
// the layers whenever they come.
import { ground } from "./looks.js";
import { drawSymbol } from "./symbols.js";

const SIZE = 9;
const HALF = SIZE / 2;
const STROKES = {
  diagonal: [[0, SIZE, SIZE, 0], [-HALF, HALF, HALF, -HALF], [HALF, SIZE + HALF, SIZE + HALF, HALF]],
  back_diagonal: [[0, 0, SIZE, SIZE], [-HALF, HALF, HALF, SIZE + HALF], [HALF, -HALF, SIZE + HALF, HALF]],
  horizontal: [[0, HALF, SIZE, HALF]],
  vertical: [[HALF, 0, HALF, SIZE]],
  cross: [[0, HALF, SIZE, HALF], [HALF, 0, HALF, SIZE]],
  dots: [],
};
const REST = 3;
const patterns = new Map();

function drawTile(kind, colour, width) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = SIZE;
  const ctx = tile.getContext("2d");
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

function hatching(ctx, kind, colour, width) {
  const name = `${kind} ${colour} ${width}`;
  if (!patterns.has(name)) patterns.set(name, ctx.createPattern(drawTile(kind, colour, width), "repeat"));
  return patterns.get(name);
}

function fillWith(ctx, { kind, colour, width, opacity }) {
  ctx.save();
  ctx.fillStyle = hatching(ctx, kind, colour, width);
  ctx.globalAlpha = opacity;
  ctx.fill("evenodd");
  ctx.restore();
}

export function paint(ctx, options) {
  if (options.striped) fillWith(ctx, { kind: "back_diagonal", colour: ground(), width: 2, opacity: 0.6 });
  if (options.hatch) fillWith(ctx, { kind: options.hatch, colour: options.hatchColor, width: 0.9, opacity: 0.55 });
}

export function hollow(ctx, options, dash) {
  ctx.save();
  ctx.globalAlpha = 0.95;
  ctx.setLineDash(dash ?? []);
  ctx.lineCap = options.lineCap;
  ctx.lineWidth = Math.max(1, options.weight * 0.36);
  ctx.strokeStyle = ground();
  ctx.stroke();
  ctx.restore();
}

export const AtlasCanvas = L.Canvas.extend({
  // Leaflet draws what came last on top. Here a path goes below the first one of a higher rank.
  _initPath(path) {
    L.Canvas.prototype._initPath.call(this, path);
    this._firsts ??= new Map();
    const { rank } = path.options;
    const above = Math.min(...[...this._firsts.keys()].filter((other) => other > rank));
    if (this._firsts.has(above)) this._putBelow(path._order, this._firsts.get(above));
    if (!this._firsts.has(rank)) this._firsts.set(rank, path._order);
  },

  // The new order is the last of the list; `next` is somewhere before it.
  _putBelow(order, next) {
    this._drawLast = order.prev;
    this._drawLast.next = null;
    Object.assign(order, { prev: next.prev, next });
    if (next.prev) next.prev.next = order;
    else this._drawFirst = order;
    next.prev = order;
  },

  _removePath(path) {
    const { rank } = path.options;
    const { next } = path._order;
    if (this._firsts.get(rank) === path._order) {
      if (next?.layer.options.rank === rank) this._firsts.set(rank, next);
      else this._firsts.delete(rank);
    }
    L.Canvas.prototype._removePath.call(this, path);
  },

  // No path listens by itself: what lies at a place is looked up when it is asked for.
  _onClick(event) {
    this._fireEvent(false, event);
  },

  _handleMouseHover(event) {
    this._fireEvent(false, event);
  },

  // While layers come one after the other, the canvas is not drawn anew for each of them.
  _redraw() {
    const begin = performance.now();
    if (this._map && this.options.busy() && begin < (this._restUntil ?? 0)) {
      this._redrawRequest = L.Util.requestAnimFrame(this._redraw, this);
      return;
    }
    L.Canvas.prototype._redraw.call(this);
    const end = performance.now();
    this._restUntil = end + REST * (end - begin);
  },

  _fillStroke(ctx, path) {
    const options = path.options;
    if (options.fill && (options.striped || options.hatch)) {
      const { stroke } = options;
      options.stroke = false;
      L.Canvas.prototype._fillStroke.call(this, ctx, path);
      options.stroke = stroke;
      paint(ctx, options);
      L.Canvas.prototype._fillStroke.call(this, ctx, { options: { ...options, fill: false } });
    } else {
      L.Canvas.prototype._fillStroke.call(this, ctx, path);
    }
    if (options.hollow) hollow(ctx, options, options._dashArray);
    ctx.globalAlpha = 1;
  },

  _updateCircle(path) {
    if (!path.options.symbol) {
      L.Canvas.prototype._updateCircle.call(this, path);
      return;
    }
    if (!this._drawing || path._empty()) return;
    drawSymbol(this._ctx, path.options, path._point.x, path._point.y);
  },
});
