import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSymbol } from "../../views/map/client/symbols.js";

const KEYS = ["circle", "ring", "square", "diamond", "triangle", "triangle_down", "hexagon", "star", "plus", "cross"];
const OPTIONS = { radius: 7, weight: 2, color: "#123456", fillColor: "#abcdef" };

/**
 * Draw on a canvas that only writes down where its outline goes.
 * @param {string} symbol
 */
function outline(symbol) {
  /** @type {string[]} */
  const drawn = [];
  const ctx = new Proxy({}, {
    get: (_, name) => (/** @type {number[]} */ ...values) => {
      if (["lineTo", "arc", "rotate"].includes(String(name))) drawn.push(`${String(name)} ${values.map((value) => value.toFixed(2))}`);
    },
    set: (_, name, value) => drawn.push(`${String(name)} ${value}`) > 0,
  });
  drawSymbol(/** @type {CanvasRenderingContext2D} */ (ctx), { ...OPTIONS, symbol }, 10, 10);
  return drawn.join("\n");
}

test("every symbol differs from every other", () => {
  assert.equal(new Set(KEYS.map(outline)).size, KEYS.length);
});

test("a symbol that nobody knows is a circle", () => {
  assert.equal(outline("unicorn"), outline("circle"));
});
