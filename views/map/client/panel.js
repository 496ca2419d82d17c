// The list of layers: what is shown, how it looks, how far to trust it, where it comes from.
// What is folded is made when someone unfolds it.
import { el, required } from "../../../gis/browser/dom.js";
import { icon, iconButton } from "./icons.js";
import { makeBaseChoice, showBaseChoice } from "./panel_bases.js";
import { LayerEntry } from "./panel_entry.js";
import { on, state } from "./state.js";
import { say, words } from "./words.js";

/**
 * @import { Catalogue } from "./types.js"
 * @import { RemoteLayer } from "./layers.js"
 */

const WIDE_PX = 760;
const HIGH_PX = 560;
const FIRST_GROUP = "mission";
const ABSENT = "absent";
const DATA_PAGE = "/donnees";

/**
 * @param {string} mark
 * @param {string} sentence
 */
const keyLine = (mark, sentence) =>
  el("p", { class: "key" }, el("span", { class: mark, "aria-hidden": "true" }), el("span", { text: say(sentence) }));

export class Panel {
  #layers;
  #territory;
  #body = el("div", { class: "panel-body" });
  #root = el("aside", { class: "panel", id: "panel" }, this.#body);
  #toggle = el("button", { type: "button", class: "panel-toggle", "aria-controls": "panel", onclick: () => this.#setOpen(!this.#open) });
  #open;
  #legends;
  /** Keys of what people unfolded; of groups that they folded with a dash before. */
  #unfolded = new Set();
  /** @type {LayerEntry[]} Those that have been made. */
  #entries = [];

  /**
   * @param {L.Map} map
   * @param {Map<string, RemoteLayer>} layers
   * @param {{ closed: boolean, territory: string }} begin
   */
  constructor(map, layers, { closed, territory }) {
    this.#layers = layers;
    this.#territory = territory;
    this.#open = !closed && window.innerWidth >= WIDE_PX;
    this.#legends = this.#open && window.innerHeight >= HIGH_PX;
    on("words", () => this.#render());
    on("dark", () => this.#render());
    for (const topic of /** @type {const} */ (["layers", "status", "base"])) on(topic, () => this.#refresh());
    map.on("zoomend", () => this.#refresh());
    required(document, "main").append(this.#toggle, this.#root);
    this.#setOpen(this.#open);
  }

  /** @param {boolean} open */
  #setOpen(open) {
    this.#open = open;
    this.#root.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("panel-open", open);
  }

  #render() {
    const top = this.#body.scrollTop;
    this.#entries = [];
    this.#root.setAttribute("aria-label", say("layers_title"));
    this.#toggle.replaceChildren(icon("layers"), el("span", { text: say("layers_open") }));
    this.#body.replaceChildren(
      this.#head(),
      ...this.#groups().map((group) => this.#group(group)),
      ...this.#absent(),
      makeBaseChoice(),
      keyLine("key-mark", "illustrative_key"),
      ...(Object.values(words().themes).some(({ around }) => around) ? [keyLine("key-mark key-around", "around_key")] : []),
    );
    this.#refresh();
    this.#body.scrollTop = top;
  }

  #head() {
    const close = () => {
      this.#setOpen(false);
      this.#toggle.focus();
    };
    const change = () => {
      this.#legends = !this.#legends;
      legends.setAttribute("aria-pressed", String(this.#legends));
      this.#refresh();
    };
    const pressed = String(this.#legends);
    const legends = el("button", { type: "button", class: "legend-switch", "aria-pressed": pressed, text: say("legend"), onclick: change });
    return el("div", { class: "panel-head" }, el("h2", { text: say("layers_title") }), legends, iconButton("close", say("layers_close"), close));
  }

  /** Return the groups with their themes that have data; those without any are left out. */
  #groups() {
    const present = words().groups.map((group) => ({ ...group, themes: group.themes.filter((key) => this.#layers.has(key)) }));
    return present.filter(({ themes }) => themes.length);
  }

  /** @param {string[]} themes */
  #countText(themes) {
    const shown = themes.filter((key) => state.visible.has(key)).length;
    return shown ? `${shown}/${themes.length}` : "";
  }

  /** @param {Catalogue["groups"][number]} group */
  #group({ key, title, themes }) {
    const count = this.#countText(themes);
    const summary = el("summary", {}, el("h3", { text: title }), el("span", { class: "count", text: count }));
    return this.#fold(key, themes, { summary, open: count !== "" || key === FIRST_GROUP });
  }

  /** Return the one line under which the themes without data are folded; nothing where all have some. */
  #absent() {
    const themes = words().groups.flatMap((group) => group.themes).filter((key) => !this.#layers.has(key));
    if (!themes.length) return [];
    const text = themes.length === 1 ? say("absent_one") : say("absent", { count: themes.length });
    const summary = el("summary", {}, el("h3", { text }));
    const asked = new URLSearchParams({ territory: this.#territory, lang: words().language });
    const way = el("a", { href: `${DATA_PAGE}?${asked}`, target: "_top", text: say("absent_get") });
    const told = el("p", { class: "absent-told" }, `${say("absent_means")} `, way);
    return [this.#fold(ABSENT, themes, { summary, open: false, told })];
  }

  /**
   * @param {string} key
   * @param {string[]} themes
   * @param {{ summary: HTMLElement, open: boolean, told?: HTMLElement }} about Its line, whether it is unfolded at
   *   first, and what is told before the themes.
   */
  #fold(key, themes, { summary, open, told }) {
    const list = el("ul");
    const details = el("details", { "data-group": key }, summary, told ?? null, list);
    details.open = this.#unfolded.has(key) || (!this.#unfolded.has(`-${key}`) && open);
    const fill = () => details.open && !list.firstChild && list.append(...themes.map((theme) => this.#entry(theme)));
    fill();
    details.addEventListener("toggle", () => {
      fill();
      this.#refresh();
      this.#unfolded.delete(details.open ? `-${key}` : key);
      this.#unfolded.add(details.open ? key : `-${key}`);
    });
    return details;
  }

  /** @param {string} key */
  #entry(key) {
    const entry = new LayerEntry(key, this.#layers.get(key), {
      unfolded: this.#unfolded.has(`about-${key}`),
      onUnfold: (unfolded) => {
        this.#unfolded[unfolded ? "add" : "delete"](`about-${key}`);
        entry.refresh({ legends: this.#legends });
      },
    });
    this.#entries.push(entry);
    return entry.root;
  }

  #refresh() {
    for (const entry of this.#entries) entry.refresh({ legends: this.#legends });
    showBaseChoice(this.#body);
    for (const { key, themes } of this.#groups()) {
      const count = this.#body.querySelector(`[data-group="${key}"] .count`);
      if (count) count.textContent = this.#countText(themes);
    }
  }
}
