// A small catalogue in French, as the server sends it.

/** @type {import("../../gis/browser/format.js").Formats} */
export const FRENCH = {
  group: "\u202f",
  decimal: ",",
  minus: "-",
  units: {
    m2: "{number}\u00a0m²", ha: "{number}\u00a0ha", m: "{number}\u00a0m", km: "{number}\u00a0km", percent: "{number}\u00a0%",
  },
  hectare_m2: 10000,
  kilometre_m: 1000,
  date: "d MMMM y",
  months: [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
  ],
};

/** @type {import("../../views/map/client/types.js").Catalogue} */
export const CATALOGUE = {
  language: "fr",
  formats: FRENCH,
  words: { yes: "oui", no: "non", search_count: "{count} réponses" },
  statuses: {},
  bases: [],
  groups: [],
  themes: {},
  years: {},
  span: null,
};
