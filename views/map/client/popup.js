// What is known of one feature: facts, how far to trust them, and where they come from.
import { button, el } from "./dom.js";
import { date, say, theme, valueText, words } from "./words.js";

function facts(about, properties) {
  const list = el("dl", { class: "facts" });
  for (const field of about.fields) {
    const raw = properties[field.column];
    if (raw === "" || raw === undefined) continue;
    const written = valueText(raw, field.unit, about.values);
    if (written === null && !field.unit) continue;
    const value = written === null ? el("dd", { class: "unknown", text: say("unknown") }) : fact(written, field.unit);
    list.append(el("div", {}, el("dt", { text: field.text }), value));
  }
  return list;
}

const fact = (written, unit) =>
  unit === "url" ? el("dd", {}, link(written, written)) : el("dd", { text: written });

export function badge(status) {
  const about = words().statuses[status] ?? { title: status, means: "" };
  return el("span", { class: `badge badge-${status}`, title: about.means, text: about.title });
}

function link(address, text) {
  if (!/^https?:\/\//.test(address)) return el("span", { text });
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", text });
}

export function origin(about, properties = {}) {
  const source = properties.source || about.source;
  const parts = [
    [say("source"), source && link(properties.source_url || about.source_url || "", source)],
    [say("licence"), about.licence && el("span", { text: about.licence })],
    [say("date"), about.source_date && el("span", { text: date(about.source_date) })],
  ].filter(([, value]) => value);
  const list = el("dl", { class: "origin" });
  for (const [title, value] of parts) list.append(el("div", {}, el("dt", { text: title }), el("dd", {}, value)));
  return list;
}

const [WIDTH, MARGINS, BESIDE] = [330, 32, 70];

// A popup of known width: Leaflet would lay out its text twice to find one.
export const Card = L.Popup.extend({
  _updateLayout() {
    const width = Math.min(WIDTH, this._map.getSize().x - BESIDE);
    Object.assign(this._contentNode.style, { width: `${width}px`, maxHeight: `${this.options.maxHeight}px` });
    this._containerWidth = width + MARGINS;
  },
});

export function card(path, others, choose, close) {
  const { layer, properties } = path.atlas;
  const about = theme(layer.key);
  const status = properties.status || about.status;
  const made = el(
    "article",
    { class: "card", "data-layer": layer.key, "data-id": path.atlas.id },
    button("close", say("popup_close"), close, { class: "card-close" }),
    el("p", { class: "kicker", text: about.title }),
    el("h2", { text: properties.name || properties.id || say("unnamed") }),
    el("p", { class: "trust" }, badge(status), el("span", { text: words().statuses[status]?.means ?? "" })),
    facts(about, properties),
    origin(about, properties),
  );
  if (others.length) {
    const list = el("ul", { class: "also" });
    for (const other of others) list.append(el("li", {}, choice(other, choose)));
    made.append(el("h3", { text: say("also_here") }), list);
  }
  return made;
}

function choice(path, choose) {
  const { layer, properties } = path.atlas;
  const title = theme(layer.key)?.title ?? layer.key;
  const text = properties.name ? `${properties.name} · ${title}` : title;
  return el("button", { type: "button", text, onclick: () => choose(path) });
}
