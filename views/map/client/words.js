// The words of the map in the language in use, and numbers and dates as that language writes them.
import { fill } from "../../../gis/browser/dom.js";
import { Format } from "../../../gis/browser/format.js";

/**
 * @import { Catalogue, PopupField, ThemeWords } from "./types.js"
 */

/** @type {Catalogue} */
let catalogue = {
  language: "fr",
  formats: {
    group: "\u202f",
    decimal: ",",
    minus: "-",
    units: { m2: "{number}", ha: "{number}", m: "{number}", km: "{number}", percent: "{number}" },
    hectare_m2: 10000,
    kilometre_m: 1000,
    date: "y",
    months: [],
  },
  words: {},
  themes: {},
  statuses: {},
  groups: [],
  bases: [],
  years: {},
  span: null,
};
let format = new Format(catalogue.formats);

/**
 * Speak with another catalogue from here on.
 * @param {Catalogue} next
 */
export function setWords(next) {
  catalogue = next;
  format = new Format(next.formats);
}

export const words = () => catalogue;

/** How the language in use writes numbers. */
export const formats = () => format;

/**
 * @param {string} key
 * @returns {ThemeWords | null}
 */
export const theme = (key) => catalogue.themes[key] ?? null;

/**
 * Return a sentence; before the catalogue has come, its key.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values) {
  return fill(catalogue.words[key] ?? key, values);
}

/** @param {number} value */
const decimals = (value) => (Number.isInteger(value) ? 0 : Math.abs(value) < 100 ? 2 : 1);

/** @type {Record<string, (value: number) => string>} */
const UNITS = {
  m2: (value) => format.area(value),
  ha: (value) => format.unit(format.number(value, 2), "ha"),
  m: (value) =>
    Math.abs(value) < catalogue.formats.kilometre_m
      ? format.unit(format.number(value, decimals(value) && 1), "m")
      : format.length(value),
  km: (value) => format.unit(format.number(value, decimals(value)), "km"),
  year: (value) => String(Math.trunc(value)),
};
const YES = [true, 1, "true", "True", "1", "yes"];

/**
 * Write the value of a feature; null where it is unknown: it is said as unknown, never as nothing.
 * @param {any} value
 * @param {PopupField["unit"]} unit
 * @param {ThemeWords["values"]} values Words of the values that the theme knows.
 * @returns {string | null}
 */
export function valueText(value, unit, values) {
  if (value === null || value === undefined || value === "") return null;
  if (unit === "yes_no") return say(YES.includes(value) ? "yes" : "no");
  if (unit in UNITS) return Number.isFinite(Number(value)) ? UNITS[unit](Number(value)) : String(value);
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return format.number(value, decimals(value));
  return String(value)
    .split(";")
    .map((part) => values[part.trim()] ?? part.trim())
    .join(", ");
}
