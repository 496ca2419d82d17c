// The years of the commune, from the first it tells to the last: the map as it stood, and what happened then.
import { button, el, icon } from "./dom.js";
import { on, setYear, state } from "./state.js";
import { say, words } from "./words.js";

const STEP_MS = 900;

export function makeYears() {
  const range = el("input", { type: "range", step: 1, id: "year" });
  const output = el("output", { for: "year" });
  const event = el("p", { class: "year-event", "aria-live": "polite" });
  const play = button("play", "", () => (timer ? stop() : start()), { class: "year-play" });
  const root = el("section", { class: "years" }, play, el("div", { class: "year-track" }, range, event), output);
  let timer = 0;

  const first = () => words().span[0];
  const last = () => words().span[1];
  const current = () => state.year ?? last();

  function start() {
    if (current() >= last()) setYear(first());
    timer = setInterval(() => {
      const next = current() + 1;
      setYear(next >= last() ? null : next);
      if (next >= last()) stop();
    }, STEP_MS);
    render();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    render();
  }

  function render() {
    // A commune that tells no year has none to choose.
    root.hidden = !words().span;
    if (root.hidden) return;
    const year = current();
    [range.min, range.max] = words().span;
    const label = say(timer ? "year_pause" : "year_play");
    range.value = year;
    range.style.setProperty("--done", `${((year - first()) / (last() - first() || 1)) * 100}%`);
    range.setAttribute("aria-label", say("year"));
    range.setAttribute("aria-valuetext", state.year === null ? `${last()}, ${say("year_today")}` : String(year));
    output.replaceChildren(el("strong", { text: year }), el("span", { text: state.year === null ? say("year_today") : "" }));
    event.textContent = state.year === null ? say("year_note") : (words().years[year] ?? []).join(" · ");
    event.title = event.textContent;
    root.setAttribute("aria-label", say("year"));
    play.title = label;
    play.setAttribute("aria-label", label);
    play.replaceChildren(icon(timer ? "pause" : "play"));
  }

  range.addEventListener("input", () => {
    if (timer) stop();
    const year = Number(range.value);
    setYear(year === last() ? null : year);
  });
  for (const topic of ["year", "words"]) on(topic, render);
  document.querySelector("main").append(root);
}
