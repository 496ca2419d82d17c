import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, Format } from "../../gis/browser/format.js";
import { FRENCH } from "./catalogue.js";

const format = new Format(FRENCH);

test("halves go to the even neighbour, as in Python, and only true halves", () => {
  assert.deepEqual([0.5, 1.5, 2.5, -2.5].map((value) => format.number(value)), ["0", "2", "2", "-2"]);
  assert.equal(format.number(0.125, 2), "0,12");
  assert.equal(format.number(0.375, 2), "0,38");
  assert.equal(format.number(1.005, 2), "1,00");
});

test("thousands are grouped, decimals are not, and nothing is minus zero", () => {
  assert.equal(format.number(1234567.891, 3), "1\u202f234\u202f567,891");
  assert.equal(format.number(999), "999");
  assert.equal(format.number(-0.4), "0");
  assert.equal(format.number(-1234.5, 1), "-1\u202f234,5");
});

test("short lengths drop the noughts that say nothing", () => {
  assert.deepEqual([500, 1000, 1500, 1250].map((metres) => format.shortLength(metres)),
    ["500\u00a0m", "1\u00a0km", "1,5\u00a0km", "1,25\u00a0km"]);
});

test("a rough length is told to ten metres, then to a tenth of a kilometre", () => {
  assert.deepEqual([4, 44, 994, 996, 1234].map((metres) => format.roughLength(metres)),
    ["0\u00a0m", "40\u00a0m", "990\u00a0m", "1\u00a0km", "1,2\u00a0km"]);
});

test("only a true day becomes a date in words", () => {
  assert.equal(format.date("2024-02-29"), "29 février 2024");
  for (const text of ["2023-02-29", "2024-13-01", "2024", "été 2024", ""]) assert.equal(format.date(text), text);
});

test("words of a date's pattern are not taken for its parts", () => {
  assert.equal(new Format({ ...FRENCH, date: "d 'dy' MMMM 'y' y" }).date("2024-03-01"), "1 dy mars y 2024");
});

test("the clock begins again at midnight and rounds before it splits", () => {
  assert.deepEqual([0, 59.7, 570, 1439.6, 1500, -30].map(clock), ["00:00", "01:00", "09:30", "00:00", "01:00", "23:30"]);
});
