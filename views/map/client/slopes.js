// How steep a route is, from its heights.

/**
 * @import { ProfilePoint } from "./types.js"
 *
 * @typedef {"gentle" | "steep" | "very"} Steepness
 * @typedef {{ steepness: Steepness, first: number, last: number }} Stretch Numbers of its first and last point.
 */

/** From which slope in per cent each class begins. */
const FROM_PCT = { gentle: 0, steep: 6, very: 10 };
const WINDOW_M = 25;

export const STEEPNESSES = /** @type {Steepness[]} */ (Object.keys(FROM_PCT));

/**
 * @param {number} slope
 * @returns {Steepness}
 */
export function steepnessOf(slope) {
  return STEEPNESSES.findLast((steepness) => Math.abs(slope) >= FROM_PCT[steepness]) ?? "gentle";
}

/**
 * Return the slope at each point in per cent, over some 50 m around it, so that one odd height does not count.
 * @param {ProfilePoint[]} points
 */
export function slopesOf(points) {
  let [low, high] = [0, 0];
  return points.map(([, , at]) => {
    while (low + 1 < points.length && points[low + 1][2] <= at - WINDOW_M) low += 1;
    while (high < points.length - 1 && points[high][2] < at + WINDOW_M) high += 1;
    return (100 * (points[high][3] - points[low][3])) / Math.max(points[high][2] - points[low][2], 1);
  });
}

/**
 * Cut a route into stretches of one steepness.
 * @param {number[]} slopes
 */
export function stretchesOf(slopes) {
  /** @type {Stretch[]} */
  const found = [];
  slopes.slice(1).forEach((slope, row) => {
    const steepness = steepnessOf(slope);
    const before = found.at(-1);
    if (before?.steepness === steepness) before.last = row + 1;
    else found.push({ steepness, first: row, last: row + 1 });
  });
  return found;
}
