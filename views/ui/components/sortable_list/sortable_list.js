// The stops of a tour as a list: dragged by their handle, or moved with buttons and arrow keys.
import { el, fill, required } from "../../../../gis/browser/dom.js";

/**
 * @import { Mounted } from "../component.js"
 *
 * @typedef {object} Stop
 * @property {string} id
 * @property {string} name
 * @property {string} time When the group is there, or a dash.
 * @property {string} note
 * @property {string} state `late`, `out` or empty.
 * @property {number} minutes
 * @property {string | null} fixed Time that is locked, `09:30`.
 *
 * @typedef {"grip" | "up" | "down"} Via By which of its buttons a stop was moved.
 * @typedef {{ stops: Stop[], chosen: string, words: Record<string, string> }} ListData
 * @typedef {{ kind: "order" | "drop" | "select" | "lock" | "minutes", at: number, id?: string, ids?: string[],
 *   time?: string, minutes?: number }} ListEvent
 */

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;
const LONGEST_MIN = 480;

class SortableList {
  #data;
  #send;
  #host;
  #live;

  /** @param {Mounted<ListData, ListEvent>} component */
  constructor({ data, parentElement, setTriggerValue }) {
    this.#data = data;
    this.#host = required(parentElement, "ol");
    this.#live = required(parentElement, "[role=status]");
    this.#send = setTriggerValue;
  }

  render() {
    const host = this.#host;
    const focused = host.dataset.focus ? JSON.parse(host.dataset.focus) : null;
    delete host.dataset.focus;
    host.setAttribute("aria-label", this.#data.words.list);
    host.replaceChildren(...this.#data.stops.map((stop, row) => this.#line(stop, row)));
    host.classList.remove("waiting");
    this.#number();
    if (focused) this.#focusAgain(focused);
  }

  /** @param {{ id: string, via: Via | null }} last */
  #focusAgain({ id, via }) {
    const line = this.#lines().find((each) => each.dataset.id === id);
    if (!line) return;
    const button = line.querySelector(`[data-via=${via}]`);
    const usable = button instanceof HTMLButtonElement && !button.disabled;
    (usable ? button : required(line, ".grip")).focus({ preventScroll: true });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  #say(key, values) {
    return fill(this.#data.words[key], values);
  }

  /**
   * Tell the page. Until the server has answered, the times that stand are those of before: they are shown faint.
   * @param {Omit<ListEvent, "at">} event
   */
  #tell(event) {
    if (event.kind !== "select") this.#host.classList.add("waiting");
    this.#send("event", { ...event, at: Date.now() });
  }

  #lines() {
    return /** @type {HTMLElement[]} */ ([...this.#host.children]);
  }

  #ids() {
    return this.#lines().map((line) => line.dataset.id ?? "");
  }

  /**
   * Move a stop by so many places. The list moves at once; the times follow when the server has answered.
   * @param {string} id
   * @param {number} step
   * @param {Via} via
   */
  #move(id, step, via) {
    const lines = this.#lines();
    const from = lines.findIndex((line) => line.dataset.id === id);
    const to = Math.max(0, Math.min(lines.length - 1, from + step));
    if (from < 0 || from === to) return;
    const line = lines[from];
    this.#host.insertBefore(line, to > from ? lines[to].nextSibling : lines[to]);
    this.#number();
    this.#host.dataset.focus = JSON.stringify({ id, via });
    const values = { name: line.dataset.name ?? "", place: to + 1, count: lines.length };
    this.#live.textContent = this.#say("moved", values);
    this.#tell({ kind: "order", ids: this.#ids() });
    required(line, `[data-via=${via}]`).focus();
  }

  #number() {
    const lines = this.#lines();
    lines.forEach((line, row) => {
      required(line, ".number").textContent = String(row + 1);
      required(line, "[data-via=up]").toggleAttribute("disabled", row === 0);
      required(line, "[data-via=down]").toggleAttribute("disabled", row === lines.length - 1);
    });
  }

  /** @param {Stop} stop */
  #grip(stop) {
    const label = this.#say("grip", { name: stop.name });
    /** @param {KeyboardEvent} event */
    const onkeydown = (event) => {
      const step = event.key === "ArrowUp" ? -1 : Number(event.key === "ArrowDown");
      if (!step) return;
      event.preventDefault();
      this.#move(stop.id, step, "grip");
    };
    return el("button", {
      type: "button", class: "grip", "data-via": "grip", "aria-label": label, title: label, text: "⠿",
      onkeydown, onpointerdown: (/** @type {PointerEvent} */ event) => this.#drag(event, stop),
    });
  }

  /**
   * @param {PointerEvent} down
   * @param {Stop} stop
   */
  #drag(down, stop) {
    const line = this.#lines().find((each) => each.dataset.id === stop.id);
    if (down.button || !line) return;
    const start = this.#ids().join();
    line.classList.add("dragged");
    /** @param {PointerEvent} event */
    const follow = (event) => {
      event.preventDefault();
      this.#moveTo(line, event.clientY);
    };
    const done = () => {
      window.removeEventListener("pointermove", follow);
      for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, done);
      line.classList.remove("dragged");
      if (this.#ids().join() === start) return;
      this.#host.dataset.focus = JSON.stringify({ id: stop.id, via: "grip" });
      this.#tell({ kind: "order", ids: this.#ids() });
    };
    // On the window: moving a line in the document takes the pointer from it.
    window.addEventListener("pointermove", follow, { passive: false });
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, done);
  }

  /**
   * Put a line above the first one whose middle is below a height of the window.
   * @param {HTMLElement} line
   * @param {number} height
   */
  #moveTo(line, height) {
    const others = this.#lines().filter((other) => other !== line);
    const below = others.find((other) => {
      const box = other.getBoundingClientRect();
      return height < box.top + box.height / 2;
    }) ?? null;
    if (line.nextElementSibling === below) return;
    this.#host.insertBefore(line, below);
    this.#number();
  }

  /** @param {Stop} stop */
  #lock({ id, name, fixed }) {
    const label = this.#say("lock", { name });
    const onchange = () => {
      if (!field.value || TIME.test(field.value)) this.#tell({ kind: "lock", id, time: field.value });
    };
    const field = el("input", { type: "time", class: "lock", "aria-label": label, title: label, onchange });
    field.value = fixed ?? "";
    return field;
  }

  /** @param {Stop} stop */
  #minutes({ id, name, minutes }) {
    const label = this.#say("minutes", { name });
    const onchange = () => {
      const value = Number.parseInt(field.value, 10);
      if (value >= 0 && value <= LONGEST_MIN) this.#tell({ kind: "minutes", id, minutes: value });
    };
    const limits = { type: "number", min: 0, max: LONGEST_MIN, step: 5 };
    const field = el("input", { ...limits, class: "minutes", "aria-label": label, title: label, onchange });
    field.value = String(minutes);
    return field;
  }

  /**
   * @param {"show" | "up" | "down" | "drop"} key
   * @param {Stop} stop
   * @param {Record<string, import("../../../../gis/browser/dom.js").Attribute>} more
   */
  #button(key, { name }, more) {
    const label = this.#say(key, { name });
    return el("button", { type: "button", "aria-label": label, title: label, ...more });
  }

  /**
   * @param {Stop} stop
   * @param {number} row
   */
  #line(stop, row) {
    const { words, chosen } = this.#data;
    const { id } = stop;
    const hidden = { "aria-hidden": "true" };
    const name = this.#button("show", stop, {
      class: "name", text: stop.name, "aria-current": id === chosen && "true",
      onclick: () => this.#tell({ kind: "select", id }),
    });
    const set = el("span", { class: "set" },
      el("span", { ...hidden, text: words.at }), this.#lock(stop),
      this.#minutes(stop), el("span", { ...hidden, text: words.unit }));
    return el("li", { "data-id": id, "data-name": stop.name, class: stop.state },
      el("div", { class: "head" }, this.#grip(stop), el("span", { class: "number", text: row + 1 }), name),
      el("p", { class: "note", text: stop.note }),
      el("div", { class: "tail" }, el("span", { class: "time", text: stop.time }), set,
        this.#button("up", stop, { text: "↑", "data-via": "up", onclick: () => this.#move(id, -1, "up") }),
        this.#button("down", stop, { text: "↓", "data-via": "down", onclick: () => this.#move(id, 1, "down") }),
        this.#button("drop", stop, { text: "×", onclick: () => this.#tell({ kind: "drop", id }) })));
  }
}

/** @param {Mounted<ListData, ListEvent>} component */
export default function mountSortableList(component) {
  new SortableList(component).render();
}
