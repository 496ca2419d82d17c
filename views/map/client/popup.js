// What is known of one feature: facts, how far to trust them, and where they come from.
import { el } from "../../../gis/browser/dom.js";
import { iconButton } from "./icons.js";
import { formats, say, theme, valueText, words } from "./words.js";

/**
 * @import { AtlasPath, Properties, Status, ThemeWords } from "./types.js"
 */

/**
 * @param {string} address
 * @param {string} text
 */
function link(address, text) {
  if (!/^https?:\/\//.test(address)) return el("span", { text });
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", text });
}

/**
 * @param {string | null} written
 * @param {string} unit
 */
function fact(written, unit) {
  if (written === null) return el("dd", { class: "unknown", text: say("unknown") });
  return unit === "url" ? el("dd", {}, link(written, written)) : el("dd", { text: written });
}

/**
 * @param {ThemeWords} about
 * @param {Properties} properties
 */
function facts(about, properties) {
  const list = el("dl", { class: "facts" });
  for (const { column, text, unit } of about.fields) {
    const value = properties[column];
    if (value === "" || value === undefined) continue;
    const written = valueText(value, unit, about.values);
    if (written === null && !unit) continue;
    list.append(el("div", {}, el("dt", { text }), fact(written, unit)));
  }
  return list;
}

/**
 * Return the badge of how far to trust something.
 * @param {Status} status
 */
export function badge(status) {
  const about = words().statuses[status] ?? { title: status, means: "" };
  return el("span", { class: `badge badge-${status}`, title: about.means, text: about.title });
}

/**
 * Return source, licence and date; of a feature where it has its own, else of its theme.
 * @param {ThemeWords} about
 * @param {Properties} [properties]
 */
export function origin(about, properties = {}) {
  const source = properties.source || about.source;
  const list = el("dl", { class: "origin" });
  const tell = (/** @type {string} */ key, /** @type {HTMLElement} */ value) =>
    list.append(el("div", {}, el("dt", { text: say(key) }), el("dd", {}, value)));
  if (source) tell("source", link(properties.source_url || about.source_url || "", source));
  if (about.licence) tell("licence", el("span", { text: about.licence }));
  if (about.source_date) tell("date", el("span", { text: formats().date(about.source_date) }));
  return list;
}

/**
 * @param {AtlasPath} path
 * @param {(path: AtlasPath) => void} choose
 */
function choice(path, choose) {
  const { layer, properties } = path.atlas;
  const title = theme(layer.key)?.title ?? layer.key;
  const text = properties.name ? `${properties.name} · ${title}` : title;
  return el("li", {}, el("button", { type: "button", text, onclick: () => choose(path) }));
}

/** @type {ThemeWords} */
const UNTOLD = { title: "", about: "", status: "no_data", legend: [], fields: [], values: {} };

/**
 * Return the card of a feature.
 * @param {AtlasPath} path
 * @param {AtlasPath[]} others What else lies at the same place.
 * @param {{ choose: (path: AtlasPath) => void, close: () => void }} does
 */
export function card(path, others, { choose, close }) {
  const { layer, properties } = path.atlas;
  const about = theme(layer.key) ?? UNTOLD;
  /** @type {Status} */
  const status = properties.status || about.status;
  const also = [
    el("h3", { text: say("also_here") }),
    el("ul", { class: "also" }, ...others.map((other) => choice(other, choose))),
  ];
  return el(
    "article",
    { class: "card", "data-layer": layer.key, "data-id": path.atlas.id },
    iconButton("close", say("popup_close"), close, { class: "card-close" }),
    el("p", { class: "kicker", text: about.title }),
    el("h2", { text: properties.name || properties.id || say("unnamed") }),
    el("p", { class: "trust" }, badge(status), el("span", { text: words().statuses[status]?.means ?? "" })),
    properties.inside === false ? el("p", { class: "outside", text: say("outside") }) : null,
    facts(about, properties),
    origin(about, properties),
    ...(others.length ? also : []),
  );
}
