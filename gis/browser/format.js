// Numbers, sizes, dates and times as `gis.words` writes them: what differs by language comes from its catalogue.

/**
 * What `gis.words.formats.formats` gives.
 * @typedef {object} Formats
 * @property {string} group Between thousands.
 * @property {string} decimal
 * @property {string} minus
 * @property {Record<"m2" | "ha" | "m" | "km" | "percent", string>} units Sentences with `{number}`.
 * @property {number} hectare_m2
 * @property {number} kilometre_m
 * @property {string} date Pattern of a date in words, by Unicode: `d MMMM y`.
 * @property {string[]} months
 */

const DAY_MIN = 24 * 60;
const DATE_PARTS = /'([^']*)'|MMMM|d|y/g;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Write a positive number with so many decimals. Halves go to the even neighbour, as in Python.
 * @param {number} value
 * @param {number} decimals
 */
function rounded(value, decimals) {
  const text = value.toFixed(decimals);
  const exact = value.toFixed(decimals + 1);
  const isHalf = Number.isInteger(value * 2 ** (decimals + 1)) && exact.endsWith("5");
  if (!isHalf || Number(text.at(-1)) % 2 === 0) return text;
  return exact.slice(0, decimals ? -1 : -2);
}

/**
 * Write minutes since midnight as `09:30`; a time past midnight starts again at 00:00.
 * @param {number} minutes
 */
export function clock(minutes) {
  const whole = Number(rounded(Math.abs(minutes), 0)) * Math.sign(minutes);
  const day = ((whole % DAY_MIN) + DAY_MIN) % DAY_MIN;
  return [Math.floor(day / 60), day % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

export class Format {
  #formats;

  /** @param {Formats} formats */
  constructor(formats) {
    this.#formats = formats;
  }

  /**
   * Write a number: `1 274,75` or `1,274.75`.
   * @param {number} value
   * @param {number} [decimals]
   */
  number(value, decimals = 0) {
    const { group, decimal, minus } = this.#formats;
    const [whole, rest] = rounded(Math.abs(value), decimals).split(".");
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
    const written = rest ? `${grouped}${decimal}${rest}` : grouped;
    // Nothing is ever "-0": a rounded zero loses its sign.
    return value < 0 && /[1-9]/.test(written) ? `${minus}${written}` : written;
  }

  /**
   * Write a number with no more decimals than it needs.
   * @param {number} value
   * @param {number} most
   */
  short(value, most) {
    return this.number(value, (String(Number(value.toFixed(most))).split(".")[1] ?? "").length);
  }

  /**
   * Write a number with its unit.
   * @param {string} number
   * @param {keyof Formats["units"]} unit
   */
  unit(number, unit) {
    return this.#formats.units[unit].replace("{number}", number);
  }

  /**
   * Write an area: m² below one hectare, hectares from there on.
   * @param {number} squareMetres
   */
  area(squareMetres) {
    const { hectare_m2: hectare } = this.#formats;
    if (Math.abs(squareMetres) < hectare) return this.unit(this.number(squareMetres), "m2");
    return this.unit(this.number(squareMetres / hectare, 2), "ha");
  }

  /**
   * Write a length: metres below one kilometre, kilometres from there on.
   * @param {number} metres
   */
  length(metres) {
    const { kilometre_m: kilometre } = this.#formats;
    if (Math.abs(metres) < kilometre) return this.unit(this.number(metres), "m");
    return this.unit(this.number(metres / kilometre, 2), "km");
  }

  /**
   * Write a length as briefly as it can be: `500 m`, `1,5 km`.
   * @param {number} metres
   */
  shortLength(metres) {
    const { kilometre_m: kilometre } = this.#formats;
    if (Math.abs(metres) < kilometre) return this.unit(this.number(metres), "m");
    return this.unit(this.short(metres / kilometre, 2), "km");
  }

  /**
   * Write a length as well as a phone knows it: tens of metres, tenths of a kilometre.
   * @param {number} metres
   */
  roughLength(metres) {
    const { kilometre_m: kilometre } = this.#formats;
    const tens = Math.round(metres / 10) * 10;
    if (tens < kilometre) return this.unit(this.number(tens), "m");
    return this.unit(this.short(metres / kilometre, 1), "km");
  }

  /**
   * Write an ISO date in words; any other text comes back as it is.
   * @param {string} text
   */
  date(text) {
    const [, year, month, day] = ISO_DAY.exec(text) ?? [];
    const moment = new Date(`${text}T00:00:00Z`);
    if (!year || Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(day)) return text;
    /** @type {Record<string, string>} */
    const parts = { MMMM: this.#formats.months[Number(month) - 1], d: String(Number(day)), y: String(Number(year)) };
    return this.#formats.date.replace(DATE_PARTS, (part, quoted) => parts[part] ?? quoted);
  }
}
