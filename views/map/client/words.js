// The words of the map in the language in use, and numbers and dates as that language writes them.
import { begun } from "./host.js";

let catalogue = { words: {}, themes: {}, statuses: {}, groups: [], bases: [], years: {}, span: null, language: "fr" };

export async function fetchWords(url) {
  const answer = await begun(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  catalogue = await answer.json();
  document.documentElement.lang = catalogue.language;
}

export const words = () => catalogue;
export const theme = (key) => catalogue.themes[key] ?? null;

export function say(key, values = {}) {
  const sentence = catalogue.words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A formatter takes longer to make than to use.
const formatters = new Map();

function formatter(kind, options) {
  const name = JSON.stringify([catalogue.language, options]);
  if (!formatters.has(name)) formatters.set(name, new kind(catalogue.language, options));
  return formatters.get(name);
}

export function number(value, decimals = 0) {
  return formatter(Intl.NumberFormat, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

export function area(squareMetres) {
  return squareMetres < 10000
    ? `${number(squareMetres)}\u00a0m²`
    : `${number(squareMetres / 10000, 2)}\u00a0ha`;
}

export function length(metres) {
  return metres < 1000 ? `${number(metres)}\u00a0m` : `${number(metres / 1000, 2)}\u00a0km`;
}

export function date(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return formatter(Intl.DateTimeFormat, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));
}

const decimals = (value) => (Number.isInteger(value) ? 0 : Math.abs(value) < 100 ? 2 : 1);

const UNITS = {
  m2: (value) => area(value),
  ha: (value) => `${number(value, 2)}\u00a0ha`,
  m: (value) => (value < 1000 ? `${number(value, decimals(value) && 1)}\u00a0m` : length(value)),
  km: (value) => `${number(value, decimals(value))}\u00a0km`,
  year: (value) => String(Math.trunc(value)),
  yes_no: (value) => say([true, 1, "true", "True", "1", "yes"].includes(value) ? "yes" : "no"),
};

// Unknown is said as unknown, never as nothing: `null` stands for it in every layer.
export function valueText(value, unit, values) {
  if (value === null || value === undefined || value === "") return null;
  if (UNITS[unit] && unit !== "yes_no" && !Number.isFinite(Number(value))) return String(value);
  if (UNITS[unit]) return UNITS[unit](unit === "yes_no" ? value : Number(value));
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return number(value, decimals(value));
  return String(value)
    .split(";")
    .map((part) => values[part.trim()] ?? part.trim())
    .join(", ");
}
