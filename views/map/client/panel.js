// The list of layers: what is shown, how it looks, how far to trust it, where it comes from.
// What is folded is made when someone unfolds it.
import { button, el, icon } from "./dom.js";
import { badge, origin } from "./popup.js";
import { on, setBase, setVisible, state } from "./state.js";
import { swatch } from "./swatch.js";
import { say, theme, words } from "./words.js";

const [WIDE, HIGH] = [760, 560];

export function makePanel(atlas, layers, { closed = false } = {}) {
  const root = el("aside", { class: "panel", id: "panel" });
  const toggle = el("button", { type: "button", class: "panel-toggle", "aria-controls": "panel" });
  const body = el("div", { class: "panel-body" });
  root.append(body);
  let open = !closed && window.innerWidth >= WIDE;
  const opened = new Set();
  let legends = open && window.innerHeight >= HIGH;

  function setOpen(value) {
    open = value;
    root.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("panel-open", open);
  }

  toggle.addEventListener("click", () => setOpen(!open));

  function render() {
    const top = body.scrollTop;
    root.setAttribute("aria-label", say("layers_title"));
    toggle.replaceChildren(icon("layers"), el("span", { text: say("layers_open") }));
    body.replaceChildren(
      el("div", { class: "panel-head" }, el("h2", { text: say("layers_title") }), legendSwitch(), button("close", say("layers_close"), () => {
        setOpen(false);
        toggle.focus();
      })),
      ...words().groups.map(group),
      bases(),
      el("p", { class: "key" }, el("span", { class: "key-mark", "aria-hidden": "true" }), el("span", { text: say("illustrative_key") })),
    );
    body.scrollTop = top;
  }

  function legendSwitch() {
    const change = () => {
      legends = !legends;
      showLegends();
      made.setAttribute("aria-pressed", String(legends));
    };
    const made = el("button", { type: "button", class: "legend-switch", "aria-pressed": String(legends), text: say("legend"), onclick: change });
    return made;
  }

  // The classes of a layer that is shown, and of one whose story is unfolded.
  function showLegends() {
    for (const list of body.querySelectorAll(".legend")) {
      const key = list.dataset.legend;
      list.hidden = !((legends && isShown(key)) || opened.has(`about-${key}`));
      if (!list.hidden && !list.firstChild) list.append(...classes(key));
    }
  }

  function classes(key) {
    const layer = layers.get(key);
    const { legend, status } = theme(key);
    const line = (text, index) => el("li", {}, swatch(layer.looks[index].style, { kind: layer.kind, status }), el("span", { text }));
    return legend.map(line);
  }

  const isShown = (key) => layers.has(key) && state.visible.has(key);

  function group({ key, title, themes }) {
    const shown = themes.filter(isShown).length;
    const list = el("ul");
    const summary = el("summary", {}, el("h3", { text: title }), el("span", { class: "count", text: shown ? `${shown}/${themes.length}` : "" }));
    const details = el("details", { "data-group": key }, summary, list);
    details.open = opened.has(key) || (!opened.has(`-${key}`) && (shown > 0 || key === "mission"));
    const fill = () => details.open && !list.firstChild && list.append(...themes.map(entry));
    fill();
    details.addEventListener("toggle", () => {
      fill();
      refresh();
      opened.delete(key);
      opened.delete(`-${key}`);
      opened.add(details.open ? key : `-${key}`);
    });
    return details;
  }

  function entry(key) {
    const about = theme(key);
    const layer = layers.get(key);
    const id = `layer-${key}`;
    const box = el("input", { type: "checkbox", id, disabled: !layer, onchange: () => setVisible(key, box.checked) });
    box.checked = Boolean(layer) && state.visible.has(key);
    const mark = layer ? swatch(layer.looks[0].style, { kind: layer.kind, status: about.status }) : el("span", { class: "swatch" });
    const row = el("li", { class: layer ? "layer" : "layer absent", "data-layer": key },
      el("div", { class: "layer-row" }, box, mark, el("label", { for: id, text: about.title }), badge(about.status)),
      el("p", { class: "layer-state", "data-state": key, "aria-live": "polite" }),
      layer && about.legend.length > 1 ? el("ul", { class: "legend", "data-legend": key, hidden: true }) : null,
      more(key, about, layer));
    return row;
  }

  function more(key, about, layer) {
    const summary = el("summary", { "aria-label": say("layer_about", { title: about.title }) }, icon("info"));
    const details = el("details", { class: "about" }, summary);
    details.open = opened.has(`about-${key}`);
    const fill = () => details.open && !summary.nextSibling && details.append(...told(about, layer));
    fill();
    details.addEventListener("toggle", () => {
      fill();
      opened[details.open ? "add" : "delete"](`about-${key}`);
      showLegends();
    });
    return details;
  }

  function told(about, layer) {
    if (!layer) return [el("p", { text: about.about }), el("p", { class: "meaning", text: say("no_data_means") })];
    const meaning = words().statuses[about.status]?.means ?? "";
    return [el("p", { text: about.about }), el("p", { class: "meaning", text: meaning }), origin(about)];
  }

  function bases() {
    const set = el("fieldset", { class: "bases" }, el("legend", { text: say("base_title") }));
    for (const { key, title } of words().bases) {
      const input = el("input", { type: "radio", name: "base", id: `base-${key}`, value: key, onchange: () => setBase(key) });
      input.checked = state.base === key;
      set.append(el("div", {}, input, el("label", { for: `base-${key}`, text: title })));
    }
    return set;
  }

  function says(layer) {
    if (layer.status === "loading") return say("layer_loading");
    if (layer.status === "failed") return say("layer_failed");
    return state.visible.has(layer.key) && !layer.near ? say("layer_zoom") : "";
  }

  function refresh() {
    showLegends();
    for (const line of body.querySelectorAll("[data-state]")) {
      const layer = layers.get(line.dataset.state);
      if (!layer) continue;
      const text = says(layer);
      if (line.dataset.said === text) continue;
      line.dataset.said = text;
      line.replaceChildren(text);
      if (layer.status === "failed") line.append(" ", el("button", { type: "button", text: say("layer_retry"), onclick: () => layer.retry() }));
    }
    for (const box of body.querySelectorAll(".layer input")) box.checked = !box.disabled && state.visible.has(box.id.slice(6));
    for (const input of body.querySelectorAll(".bases input")) input.checked = input.value === state.base;
    for (const count of body.querySelectorAll("details[data-group]")) {
      const themes = words().groups.find((item) => item.key === count.dataset.group).themes;
      const shown = themes.filter(isShown).length;
      count.querySelector(".count").textContent = shown ? `${shown}/${themes.length}` : "";
    }
  }

  on("words", () => {
    render();
    refresh();
  });
  on("dark", render);
  for (const topic of ["layers", "status", "base"]) on(topic, refresh);
  atlas.map.on("zoomend", refresh);
  document.querySelector("main").append(toggle, root);
  setOpen(open);
}
