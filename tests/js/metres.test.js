import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, lengthOf, projector, toLambert93 } from "../../views/map/client/metres.js";

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

// Places projected by PROJ (EPSG:4326 to the legal system).
/** @type {[string, [number, number], [number, number]][]} */
const OVERSEAS_PLACES = [
  ["97105", [-61.73, 15.99], [635895.5555, 1768244.1684]],
  ["97209", [-61.07, 14.61], [707895.2445, 1616074.4406]],
  ["97353", [-54.02, 3.65], [164471.5448, 404003.4780]],
  ["97411", [55.45, -20.88], [338767.1674, 7690355.5724]],
  ["97611", [45.23, -12.78], [524963.3606, 8587181.9611]],
  ["97502", [-56.17, 46.78], [563359.6380, 5181051.2208]],
];

test("overseas, too, places come to a millimetre where PROJ puts them", () => {
  for (const [territory, lonlat, [x, y]] of OVERSEAS_PLACES) {
    const made = projector(territory)(lonlat);
    assert.ok(Math.hypot(made[0] - x, made[1] - y) < 0.002, `${territory}: ${made}`);
  }
});

test("what is no commune of overseas is measured in Lambert-93", () => {
  assert.equal(projector("62528"), toLambert93);
  assert.equal(projector("2A004"), toLambert93);
});

test("the origin of the projection is at its false easting and northing", () => {
  const [x, y] = toLambert93([3, 46.5]);
  assert.ok(Math.abs(x - 700000) < 1e-6);
  assert.ok(Math.abs(y - 6600000) < 1e-3);
});

test("a line is as long as its parts, and a single point has no length", () => {
  /** @type {[number, number][]} */
  const [a, b, c] = [[2.77, 50.45], [2.78, 50.45], [2.78, 50.46]];
  assert.ok(Math.abs(lengthOf([a, b, c], toLambert93) - lengthOf([a, b], toLambert93) - lengthOf([b, c], toLambert93)) < 1e-9);
  assert.equal(lengthOf([a], toLambert93), 0);
});

test("an area is the same whichever way its ring goes, closed or open", () => {
  /** @type {[number, number][]} */
  const ring = [[2.77, 50.45], [2.78, 50.45], [2.78, 50.46], [2.77, 50.46]];
  const area = areaOf(ring, toLambert93);
  assert.ok(area > 700000 && area < 900000);
  assert.ok(Math.abs(areaOf([...ring].reverse(), toLambert93) - area) < 1e-3);
  assert.ok(Math.abs(areaOf([...ring, ring[0]], toLambert93) - area) < 1e-3);
});
