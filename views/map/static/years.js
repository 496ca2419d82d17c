// The years from the closing of the mine to today: the map as it stood, and what happened then.
import { button, el, icon } from "./dom.js";
import { on, setYear, state } from "./state.js";
import { say, words } from "./words.js";

const FIRST = 1986;
const LAST = 2025;
const STEP_MS = 900;

export function makeYears() {
  const range = el("input", { type: "range", min: FIRST, max: LAST, step: 1, id: "year" });
  const output = el("output", { for: "year" });
  const event = el("p", { class: "year-event", "aria-live": "polite" });
  const play = button("play", "", () => (timer ? stop() : start()), { class: "year-play" });
  const root = el("section", { class: "years" }, play, el("div", { class: "year-track" }, range, event), output);
  let timer = 0;

  const current = () => state.year ?? LAST;

  function start() {
    if (current() >= LAST) setYear(FIRST);
    timer = setInterval(() => {
      const next = current() + 1;
      setYear(next >= LAST ? null : next);
      if (next >= LAST) stop();
    }, STEP_MS);
    render();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    render();
  }

  function render() {
    const year = current();
    const label = say(timer ? "year_pause" : "year_play");
    range.value = year;
    range.style.setProperty("--done", `${((year - FIRST) / (LAST - FIRST)) * 100}%`);
    range.setAttribute("aria-label", say("year"));
    range.setAttribute("aria-valuetext", state.year === null ? `${LAST}, ${say("year_today")}` : String(year));
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
    setYear(year === LAST ? null : year);
  });
  for (const topic of ["year", "words"]) on(topic, render);
  document.querySelector("main").append(root);
}
