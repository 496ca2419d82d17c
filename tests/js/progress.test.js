import assert from "node:assert/strict";
import { test } from "node:test";
import { advanced, goalsOf, lateness, localTime, movedTo } from "../../gis/export/tour/field/progress.js";

/**
 * @import { Progress, Stop, Tour } from "../../gis/export/tour/field/types.js"
 */

/**
 * @param {string} id
 * @param {Partial<Stop>} times
 * @returns {Stop}
 */
const stop = (id, times) => ({
  id, name: id, lonlat: [2.78, 50.45], arrive: 540, begin: 540, leave: 560, minutes: 20, walk: 10, metres: 700, call: "", climb: null, ...times,
});

/** @type {Tour} */
const TOUR = {
  id: "t", lang: "fr", day: "2026-06-01", start: 540, end: 640, lunch: null, sunset: "21:50", zone: "Europe/Paris",
  stops: [stop("one", { walk: 0, metres: 0 }), stop("two", { arrive: 570, begin: 580, leave: 600 })],
  home: { name: "station", lonlat: [2.79, 50.45], arrive: 640, begin: 640, walk: 40, metres: 2800 },
  legs: [], offset: 1, layers: [], told: {},
};

/** @type {Progress} */
const BEGIN = { at: 0, arrived: null, left: null, over: null, lang: "fr" };

test("the way back is a goal too, where there is one", () => {
  assert.equal(goalsOf(TOUR).length, 3);
  assert.equal(goalsOf({ ...TOUR, home: null }).length, 2);
});

test("before the first stop one is late from its time on, never early", () => {
  assert.equal(lateness(TOUR, BEGIN, { now: 500, straight: null }), 0);
  assert.equal(lateness(TOUR, BEGIN, { now: 547, straight: null }), 7);
});

test("at a stop it counts when the group will leave it; waiting for its beginning is not being early", () => {
  assert.equal(lateness(TOUR, { ...BEGIN, arrived: 550 }, { now: 551, straight: null }), 10);
  assert.equal(lateness(TOUR, { ...BEGIN, at: 1, arrived: 570 }, { now: 572, straight: null }), 0);
  assert.equal(lateness(TOUR, { ...BEGIN, at: 1, arrived: 570 }, { now: 611, straight: null }), 11);
});

test("on the way without a position it counts when the group set out", () => {
  assert.equal(lateness(TOUR, { ...BEGIN, at: 1, left: 560 }, { now: 561, straight: null }), 0);
  assert.equal(lateness(TOUR, { ...BEGIN, at: 1, left: 565 }, { now: 566, straight: null }), 5);
});

test("on the way with a position it counts how far is left", () => {
  const walking = { ...BEGIN, at: 1, left: 560 };
  const near = lateness(TOUR, walking, { now: 566, straight: 100 });
  const far = lateness(TOUR, walking, { now: 566, straight: 500 });
  assert.ok(near < far);
  assert.ok(Math.abs(far - (566 + 10 * ((500 * 1.3) / 700) - 570)) < 1e-9);
});

test("a meal before a way is not walking", () => {
  /** @type {Tour} */
  const fed = { ...TOUR, lunch: [1, 560, 590] };
  assert.equal(lateness(fed, { ...BEGIN, at: 1, left: 560 }, { now: 561, straight: null }), 30);
});

test("arriving, leaving and the end follow each other", () => {
  let progress = BEGIN;
  for (const now of [541, 561, 571, 601]) progress = advanced(TOUR, progress, now);
  assert.deepEqual([progress.at, progress.arrived, progress.left, progress.over], [2, null, 601, null]);
  progress = advanced(TOUR, progress, 650);
  assert.deepEqual([progress.at, progress.over], [3, 650]);
  assert.equal(lateness(TOUR, progress, { now: 700, straight: null }), 10);
});

test("going elsewhere by hand stays within the tour and forgets the times", () => {
  const progress = { ...BEGIN, at: 1, arrived: 570 };
  assert.deepEqual(movedTo(TOUR, progress, { at: -4, now: 600 }), BEGIN);
  assert.deepEqual(movedTo(TOUR, progress, { at: 9, now: 600 }), { ...BEGIN, at: 3, over: 600 });
});

test("the time is that of where the tour is, in summer and in winter", () => {
  assert.deepEqual(localTime(new Date("2026-06-01T07:30:00Z"), "Europe/Paris"), { day: "2026-06-01", minute: 570 });
  assert.deepEqual(localTime(new Date("2026-12-31T23:30:00Z"), "Europe/Paris"), { day: "2027-01-01", minute: 30 });
  const reunion = localTime(new Date("2026-06-01T21:30:00Z"), "Indian/Reunion");
  assert.deepEqual(reunion, { day: "2026-06-02", minute: 90 });
});
