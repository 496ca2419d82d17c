// One layer in the list of layers: its box, its state, its legend and what it is.
import { el } from "../../../gis/browser/dom.js";
import { icon } from "./icons.js";
import { legendSymbol } from "./legend_symbol.js";
import { badge, origin } from "./popup.js";
import { setVisible, state } from "./state.js";
import { say, theme, words } from "./words.js";

/**
 * @import { ThemeWords } from "./types.js"
 * @import { RemoteLayer } from "./layers.js"
 */

/**
 * Say how far a layer has come, where that is worth a line.
 * @param {RemoteLayer} layer
 */
function stateText(layer) {
  if (layer.status === "loading") return say("layer_loading");
  if (layer.status === "failed") return say("layer_failed");
  return state.visible.has(layer.key) && !layer.near ? say("layer_zoom") : "";
}

/**
 * @param {ThemeWords} about
 * @param {RemoteLayer | undefined} layer
 */
function story(about, layer) {
  const meaning = layer ? words().statuses[about.status]?.means ?? "" : say("no_data_means");
  const parts = [el("p", { text: about.about }), el("p", { class: "meaning", text: meaning })];
  return layer ? [...parts, origin(about)] : parts;
}

export class LayerEntry {
  #key;
  #layer;
  /** @type {HTMLInputElement} */
  #box;
  #state;
  #legend;
  #about;

  /**
   * @param {string} key
   * @param {RemoteLayer | undefined} layer None where the commune has no data of it.
   * @param {{ unfolded: boolean, onUnfold: (unfolded: boolean) => void }} fold
   */
  constructor(key, layer, fold) {
    const about = /** @type {ThemeWords} */ (theme(key));
    const id = `layer-${key}`;
    this.#key = key;
    this.#layer = layer;
    this.#box = el("input", { type: "checkbox", id, disabled: !layer, onchange: () => setVisible(key, this.#box.checked) });
    this.#state = el("p", { class: "layer-state", "data-state": key, "aria-live": "polite" });
    this.#legend = el("ul", { class: "legend", "data-legend": key, hidden: true });
    this.#about = this.#fold(about, fold);
    const symbol = layer
      ? legendSymbol(layer.looks[0].style, { kind: layer.kind, status: about.status })
      : el("span", { class: "swatch" });
    this.root = el("li", { class: layer ? "layer" : "layer absent", "data-layer": key },
      el("div", { class: "layer-row" }, this.#box, symbol, el("label", { for: id, text: about.title }), badge(about.status)),
      this.#state, layer && about.legend.length > 1 ? this.#legend : null, this.#about);
  }

  /**
   * @param {ThemeWords} about
   * @param {{ unfolded: boolean, onUnfold: (unfolded: boolean) => void }} fold
   */
  #fold(about, { unfolded, onUnfold }) {
    const summary = el("summary", { "aria-label": say("layer_about", { title: about.title }) }, icon("info"));
    const details = el("details", { class: "about" }, summary);
    details.open = unfolded;
    const fill = () => details.open && !summary.nextSibling && details.append(...story(about, this.#layer));
    fill();
    details.addEventListener("toggle", () => {
      fill();
      onUnfold(details.open);
    });
    return details;
  }

  #classes() {
    const layer = this.#layer;
    const about = theme(this.#key);
    if (!layer || !about) return [];
    return about.legend.map((text, row) => el("li", {},
      legendSymbol(layer.looks[row].style, { kind: layer.kind, status: about.status }), el("span", { text })));
  }

  /**
   * Show what has changed: the box, the state, and the legend of a layer that is shown or whose story is unfolded.
   * @param {{ legends: boolean }} wanted
   */
  refresh({ legends }) {
    const layer = this.#layer;
    if (!layer) return;
    const shown = state.visible.has(this.#key);
    this.#box.checked = shown;
    this.#legend.hidden = !((legends && shown) || this.#about.open);
    if (!this.#legend.hidden && !this.#legend.firstChild) this.#legend.append(...this.#classes());
    this.#showState(layer);
  }

  /** @param {RemoteLayer} layer */
  #showState(layer) {
    const text = stateText(layer);
    if (this.#state.dataset.said === text) return;
    this.#state.dataset.said = text;
    const retry = () => el("button", { type: "button", text: say("layer_retry"), onclick: () => layer.retry() });
    this.#state.replaceChildren(text, ...(layer.status === "failed" ? [" ", retry()] : []));
  }
}
