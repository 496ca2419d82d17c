import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, lengthOf, toLambert93 } from "../../views/map/client/lambert93.js";

// Places projected by PROJ (EPSG:4326 to EPSG:2154).
/** @type {[[number, number], [number, number]][]} */
const PLACES = [
  [[2.79, 50.46], [685066.1003, 7040303.5165]],
  [[3, 46.5], [700000.0000, 6600000.0000]],
  [[-1.5, 43.4], [335469.4926, 6266043.1238]],
  [[7.7, 48.6], [1046350.1220, 6843621.6070]],
];

test("places come to a millimetre where PROJ puts them", () => {
  for (const [lonlat, [x, y]] of PLACES) {
    const made = toLambert93(lonlat);
    assert.ok(Math.hypot(made[0] - x, made[1] - y) < 0.001, `${lonlat}: ${made}`);
  }
});

test("the origin of the projection is at its false easting and northing", () => {
  const [x, y] = toLambert93([3, 46.5]);
  assert.ok(Math.abs(x - 700000) < 1e-6);
  assert.ok(Math.abs(y - 6600000) < 1e-3);
});

test("a line is as long as its parts, and a single point has no length", () => {
  /** @type {[number, number][]} */
  const [a, b, c] = [[2.77, 50.45], [2.78, 50.45], [2.78, 50.46]];
  assert.ok(Math.abs(lengthOf([a, b, c]) - lengthOf([a, b]) - lengthOf([b, c])) < 1e-9);
  assert.equal(lengthOf([a]), 0);
});

test("an area is the same whichever way its ring goes, closed or open", () => {
  /** @type {[number, number][]} */
  const ring = [[2.77, 50.45], [2.78, 50.45], [2.78, 50.46], [2.77, 50.46]];
  const area = areaOf(ring);
  assert.ok(area > 700000 && area < 900000);
  assert.ok(Math.abs(areaOf([...ring].reverse()) - area) < 1e-3);
  assert.ok(Math.abs(areaOf([...ring, ring[0]]) - area) < 1e-3);
});
