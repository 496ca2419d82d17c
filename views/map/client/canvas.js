// One canvas for every layer: hatching, hollow lines and symbols on top of what Leaflet draws.
import { hatchSurface, hollowLine } from "./hatching.js";
import { dashes } from "./styles.js";
import { drawSymbol } from "./symbols.js";

/**
 * @import { DrawnStyle } from "./types.js"
 */

/** How many times as long as a drawing took the canvas rests after it, while layers come. */
const REST = 3;

export class AtlasCanvas extends L.Canvas {
  #busy;
  #restUntil = 0;

  /** @param {() => boolean} busy Tells whether layers are still coming. */
  constructor(busy) {
    super({ padding: 0.15 });
    this.#busy = busy;
  }

  // Overridden because Leaflet draws the canvas anew for each layer that comes, and offers no way to wait: the
  // many thousand paths of the first layers would be drawn again for each of those that follow.
  _redraw() {
    const begin = performance.now();
    if (this._map && this.#busy() && begin < this.#restUntil) {
      this._redrawRequest = L.Util.requestAnimFrame(this._redraw, this);
      return;
    }
    super._redraw();
    const end = performance.now();
    this.#restUntil = end + REST * (end - begin);
  }

  // Overridden because it is the one place where Leaflet has traced a path and asks for its ink: no option of a
  // path draws hatching, a hollow core or a symbol.
  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {{ options: import("leaflet").PathOptions }} path
   */
  _fillStroke(ctx, path) {
    const options = /** @type {DrawnStyle} */ (path.options);
    if (options.symbol && path instanceof L.CircleMarker && this._map) {
      const { x, y } = this._map.latLngToLayerPoint(path.getLatLng());
      ctx.globalAlpha = options.opacity;
      drawSymbol(ctx, options, x, y);
    } else if (options.fill && (options.striped || options.hatch)) {
      super._fillStroke(ctx, { options: { ...options, stroke: false } });
      hatchSurface(ctx, options);
      super._fillStroke(ctx, { options: { ...options, fill: false } });
    } else {
      super._fillStroke(ctx, path);
    }
    if (options.hollow) hollowLine(ctx, options, dashes(options.dashArray));
    ctx.globalAlpha = 1;
  }
}
