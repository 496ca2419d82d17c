import assert from "node:assert/strict";
import { test } from "node:test";
import { slopesOf, steepnessOf, stretchesOf } from "../../views/map/client/slopes.js";

/**
 * A route with a point each so many metres.
 * @param {number[]} heights
 * @returns {import("../../views/map/client/types.js").ProfilePoint[]}
 */
const route = (heights, step = 25) => heights.map((height, row) => [2.78, 50.45, row * step, height]);

test("the slope is that of some fifty metres around a point", () => {
  assert.deepEqual(slopesOf(route([0, 5, 10, 15, 20])), [20, 20, 20, 20, 20]);
  assert.deepEqual(slopesOf(route([7, 7, 7])), [0, 0, 0]);
});

test("one odd height does not make a cliff", () => {
  const slopes = slopesOf(route([0, 0, 0, 2, 0, 0, 0], 5));
  assert.ok(Math.max(...slopes.map(Math.abs)) < 10);
});

test("points at the same place have a slope all the same", () => {
  assert.ok(slopesOf(route([3, 3], 0)).every(Number.isFinite));
});

test("going down is as steep as going up", () => {
  assert.deepEqual([0, 5.9, 6, -6, 9.9, 10, -45].map(steepnessOf),
    ["gentle", "gentle", "steep", "steep", "steep", "very", "very"]);
});

test("stretches follow each other without a gap and cover the route", () => {
  const stretches = stretchesOf([0, 0, 7, 7, -12, 1]);
  assert.deepEqual(stretches.map(({ steepness }) => steepness), ["gentle", "steep", "very", "gentle"]);
  assert.equal(stretches[0].first, 0);
  assert.equal(stretches.at(-1)?.last, 5);
  stretches.slice(1).forEach((stretch, row) => assert.equal(stretch.first, stretches[row].last));
});
