// How far a group has come on its tour, and how late it is.

/**
 * @import { Goal, Progress, Stop, Tour } from "./types.js"
 */

/** A way is so much longer than the straight line. */
const DETOUR = 1.3;

/**
 * Return where the group goes, one after the other: the stops, and the way back to where the tour ends.
 * @param {Pick<Tour, "stops" | "home">} tour
 * @returns {Goal[]}
 */
export const goalsOf = ({ stops, home }) => (home ? [...stops, home] : stops);

/**
 * The day and the minutes since midnight where the tour is, whatever the phone is set to.
 * @param {Date} moment
 * @param {string} zone Time zone of the IANA.
 */
export function localTime(moment, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/**
 * @param {Tour} tour
 * @param {Progress} progress
 * @param {{ now: number, straight: number | null }} seen
 */
function latenessOnTheWay({ lunch, ...tour }, progress, { now, straight }) {
  const goal = goalsOf(tour)[progress.at];
  // A meal before this way is not yet walking.
  const pause = lunch && lunch[0] === progress.at ? lunch[2] - lunch[1] : 0;
  const sets = progress.left === null ? now : Math.max(now, progress.left + pause);
  if (straight !== null && goal.walk) {
    const share = goal.metres ? Math.min(1, (straight * DETOUR) / goal.metres) : 0;
    return Math.max(sets + goal.walk * share, goal.arrive - goal.walk) - goal.arrive;
  }
  if (progress.left === null) return Math.max(0, now - goal.arrive);
  return Math.max(now, progress.left + pause + goal.walk) - goal.arrive;
}

/**
 * Return the minutes that the group is late: at a stop, by when it will leave it; on the way, by when it will reach
 * the next one, from where it is or, without a position, from when it set out.
 * @param {Tour} tour
 * @param {Progress} progress
 * @param {{ now: number, straight: number | null }} seen The time, and metres to the next goal as the crow flies.
 */
export function lateness(tour, progress, seen) {
  const goals = goalsOf(tour);
  if (progress.at >= goals.length) return (progress.over ?? seen.now) - tour.end;
  if (progress.arrived === null) return latenessOnTheWay(tour, progress, seen);
  const stop = /** @type {Stop} */ (goals[progress.at]);
  return Math.max(seen.now, Math.max(progress.arrived, stop.begin) + stop.minutes) - stop.leave;
}

/**
 * Return the progress after the group has said that it arrived, or that it goes on.
 * @param {Tour} tour
 * @param {Progress} progress
 * @param {number} now
 * @returns {Progress}
 */
export function advanced(tour, progress, now) {
  const goals = goalsOf(tour);
  const arrives = progress.arrived === null && goals[progress.at] !== tour.home;
  if (arrives) return { ...progress, arrived: now, over: null };
  const at = progress.at + 1;
  return { ...progress, at, arrived: null, left: now, over: at >= goals.length ? now : null };
}

/**
 * Return the progress of a group that goes to another goal by itself.
 * @param {Tour} tour
 * @param {Progress} progress
 * @param {{ at: number, now: number }} wanted
 * @returns {Progress}
 */
export function movedTo(tour, progress, { at, now }) {
  const last = goalsOf(tour).length;
  const row = Math.max(0, Math.min(last, at));
  return { ...progress, at: row, arrived: null, left: null, over: row >= last ? now : null };
}
