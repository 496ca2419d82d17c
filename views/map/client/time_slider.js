// The years of the commune, from the first it tells to the last: the map as it stood, and what happened then.
import { el, required } from "../../../gis/browser/dom.js";
import { icon, iconButton } from "./icons.js";
import { on, setYear, state } from "./state.js";
import { say, words } from "./words.js";

const STEP_MS = 900;

export class TimeSlider {
  #range = el("input", { type: "range", step: 1, id: "year", oninput: () => this.#choose() });
  #output = el("output", { for: "year" });
  #event = el("p", { class: "year-event", "aria-live": "polite" });
  #play = iconButton("play", "", () => (this.#timer === null ? this.#start() : this.#stop()), { class: "year-play" });
  #root = el("section", { class: "years" }, this.#play, el("div", { class: "year-track" }, this.#range, this.#event), this.#output);
  /** @type {ReturnType<typeof setInterval> | null} */
  #timer = null;

  constructor() {
    for (const topic of /** @type {const} */ (["year", "words"])) on(topic, () => this.#render());
    required(document, "main").append(this.#root);
  }

  get #first() {
    return words().span?.[0] ?? 0;
  }

  get #last() {
    return words().span?.[1] ?? 0;
  }

  #start() {
    if ((state.year ?? this.#last) >= this.#last) setYear(this.#first);
    this.#timer = setInterval(() => {
      const next = (state.year ?? this.#last) + 1;
      setYear(next >= this.#last ? null : next);
      if (next >= this.#last) this.#stop();
    }, STEP_MS);
    this.#render();
  }

  #stop() {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#render();
  }

  #choose() {
    if (this.#timer !== null) this.#stop();
    const year = Number(this.#range.value);
    setYear(year === this.#last ? null : year);
  }

  #render() {
    // A commune that tells no year has none to choose.
    this.#root.hidden = !words().span;
    if (this.#root.hidden) return;
    this.#root.setAttribute("aria-label", say("year"));
    this.#showYear(state.year ?? this.#last);
    const label = say(this.#timer === null ? "year_play" : "year_pause");
    this.#play.title = label;
    this.#play.setAttribute("aria-label", label);
    this.#play.replaceChildren(icon(this.#timer === null ? "play" : "pause"));
  }

  /** @param {number} year */
  #showYear(year) {
    const today = state.year === null;
    const range = this.#range;
    [range.min, range.max] = [String(this.#first), String(this.#last)];
    range.value = String(year);
    range.style.setProperty("--done", `${((year - this.#first) / (this.#last - this.#first || 1)) * 100}%`);
    range.setAttribute("aria-label", say("year"));
    range.setAttribute("aria-valuetext", today ? `${this.#last}, ${say("year_today")}` : String(year));
    this.#output.replaceChildren(el("strong", { text: year }), el("span", { text: today ? say("year_today") : "" }));
    this.#event.textContent = today ? say("year_note") : (words().years[year] ?? []).join(" · ");
    this.#event.title = this.#event.textContent;
  }
}
