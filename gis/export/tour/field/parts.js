// Parts of the field page that come more than once.
import { el } from "../../../browser/dom.js";

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Return what folds away under a title.
 * @param {string} title
 * @param {HTMLElement[]} content
 */
export function section(title, content, open = false) {
  return el("details", { open }, el("summary", { text: title }), ...content);
}

/**
 * Return a list; of an item of several texts, those after the first stand small below it.
 * @param {(string | string[])[]} items
 * @param {"ul" | "ol"} [tag]
 */
export function listed(items, tag = "ul") {
  const line = (/** @type {string[]} */ [first, ...rest]) =>
    el("li", { text: first }, ...rest.filter(Boolean).map((text) => el("small", { text })));
  return el(tag, {}, ...items.map((item) => line([item].flat())));
}

/**
 * @param {string} text
 * @param {() => void} onclick
 * @param {Record<string, import("../../../browser/dom.js").Attribute>} [more]
 */
export function textButton(text, onclick, more = {}) {
  return el("button", { type: "button", text, onclick, ...more });
}

/**
 * Return a button that calls a number.
 * @param {string} text
 * @param {string} number
 */
export function callButton(text, number) {
  return el("a", { class: "call", href: `tel:${number}`, text });
}
