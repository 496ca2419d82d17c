// The choice of a base map in the list of layers.
import { el } from "../../../gis/browser/dom.js";
import { setBase, state } from "./state.js";
import { say, words } from "./words.js";

export function makeBaseChoice() {
  const set = el("fieldset", { class: "bases" }, el("legend", { text: say("base_title") }));
  for (const { key, title } of words().bases) {
    const id = `base-${key}`;
    const input = el("input", { type: "radio", name: "base", id, value: key, onchange: () => setBase(key) });
    set.append(el("div", {}, input, el("label", { for: id, text: title })));
  }
  return set;
}

/**
 * Show which base map is chosen.
 * @param {HTMLElement} panel
 */
export function showBaseChoice(panel) {
  for (const input of panel.querySelectorAll(".bases input")) {
    if (input instanceof HTMLInputElement) input.checked = input.value === state.base;
  }
}
