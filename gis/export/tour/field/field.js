// A tour in the hand of its guide: where to go next, what to tell there, how late it is. It asks no network.
import { el, fill } from "../../../browser/dom.js";
import { clock, Format } from "../../../browser/format.js";
import { cardOf, nameOf } from "./cards.js";
import { FieldMap } from "./field_map.js";
import { byId, callButton, listed, section, textButton } from "./parts.js";
import { advanced, goalsOf, lateness, localTime, movedTo } from "./progress.js";

/**
 * @import { Goal, LonLat, Position, Progress, Tour } from "./types.js"
 */

const NEAR_M = 40;
const LEAST_ACCURACY_M = 10;
const ON_TIME_MIN = 2;
const CLOCK_MS = 15000;
const POSITION = { enableHighAccuracy: true, maximumAge: 5000, timeout: 20000 };

/**
 * Return which of eight headings leads from one place to another.
 * @param {LonLat} from
 * @param {LonLat} to
 */
function headingTo(from, to) {
  const radian = Math.PI / 180;
  const east = (to[0] - from[0]) * Math.cos(from[1] * radian);
  const turn = Math.atan2(east, to[1] - from[1]) / radian;
  return Math.round(((turn + 360) % 360) / 45) % 8;
}

class FieldPage {
  #tour;
  #goals;
  #key;
  #map;
  /** @type {Progress} */
  #progress;
  /** @type {Position | null} */
  #here = null;
  /** @type {number | null} */
  #watching = null;

  /** @param {Tour} tour */
  constructor(tour) {
    this.#tour = tour;
    this.#goals = goalsOf(tour);
    this.#key = `cailloux-field-${tour.id}`;
    this.#progress = { at: 0, arrived: null, left: null, over: null, lang: tour.lang, ...this.#read() };
    this.#map = new FieldMap(tour, this.#goals);
    byId("locate").addEventListener("click", () => this.#locate());
    byId("whole").addEventListener("click", () => this.#map.showWhole());
    byId("before").addEventListener("click", () => this.#go(this.#progress.at - 1));
    byId("after").addEventListener("click", () => this.#go(this.#progress.at + 1));
    setInterval(() => this.#showLate(), CLOCK_MS);
    this.#render();
    const allowed = navigator.permissions?.query({ name: "geolocation" });
    allowed?.then(({ state }) => state === "granted" && this.#locate()).catch(() => {});
  }

  // A phone may refuse a file its storage: the page then only forgets.
  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "{}");
    } catch {
      return {};
    }
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#progress));
    } catch {
      // See above.
    }
  }

  get #told() {
    return this.#tour.told[this.#progress.lang];
  }

  get #format() {
    return new Format(this.#told.formats);
  }

  /** @returns {Goal | undefined} */
  get #goal() {
    return this.#goals[this.#progress.at];
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  #word(key, values) {
    return fill(this.#told.words[key], values);
  }

  /** @param {Progress} progress */
  #move(progress) {
    this.#progress = progress;
    this.#render();
    this.#map.showNext(progress.at, { walking: progress.arrived === null, here: this.#here });
  }

  /** @param {number} at */
  #go(at) {
    this.#move(movedTo(this.#tour, this.#progress, { at, now: localTime(new Date(), this.#tour.zone).minute }));
  }

  #render() {
    this.#keep();
    this.#showFrame();
    this.#showLanguages();
    this.#showList();
    this.#showSafety();
    this.#showCard();
    this.#showLate();
    this.#showPosition();
    this.#map.showGoals(this.#progress.at, this.#word("end_short"));
  }

  #showFrame() {
    document.documentElement.lang = this.#progress.lang;
    document.title = this.#told.title;
    byId("title").textContent = this.#told.title;
    byId("map").setAttribute("aria-label", this.#word("map"));
    for (const id of ["locate", "whole", "before", "after"]) byId(id).textContent = this.#word(id);
    byId("before").toggleAttribute("disabled", this.#progress.at === 0);
    byId("after").toggleAttribute("disabled", !this.#goal);
  }

  #showLanguages() {
    const choose = (/** @type {string} */ lang) => {
      this.#progress = { ...this.#progress, lang };
      this.#render();
    };
    const button = (/** @type {string} */ lang) =>
      textButton(lang.toUpperCase(), () => choose(lang), { lang, "aria-pressed": String(lang === this.#progress.lang) });
    byId("languages").setAttribute("aria-label", this.#word("language"));
    byId("languages").replaceChildren(...Object.keys(this.#tour.told).map(button));
  }

  #showSafety() {
    const call = el("div", { class: "row" }, callButton(this.#word("call_18"), "18"), callButton(this.#word("call_112"), "112"));
    const { safety, sources, notice } = this.#told;
    byId("safety").replaceChildren(section(this.#word("safety"), [listed(safety), call]));
    byId("sources").replaceChildren(section(this.#word("sources"), [listed(sources), el("p", { text: notice })]));
    byId("sources").className = "sources";
  }

  #showList() {
    const { at } = this.#progress;
    const lines = this.#goals.map((goal, row) => {
      const choose = () => {
        this.#go(row);
        byId("stop").scrollIntoView();
      };
      const button = textButton("", choose, { "aria-current": row === at && "step" });
      const when = row < at ? this.#word("done") : clock(goal.begin);
      button.append(el("span", { text: nameOf({ tour: this.#tour, told: this.#told }, goal, row) }), el("span", { text: when }));
      return el("li", {}, button);
    });
    byId("list").replaceChildren(el("h3", { text: this.#word("all_stops") }), el("ol", {}, ...lines));
  }

  #showCard() {
    const card = cardOf({
      tour: this.#tour,
      told: this.#told,
      progress: this.#progress,
      say: (key, values) => this.#word(key, values),
      advance: () => this.#move(advanced(this.#tour, this.#progress, localTime(new Date(), this.#tour.zone).minute)),
      restart: () => this.#go(0),
    });
    byId("stop").replaceChildren(...card);
  }

  #showLate() {
    const box = byId("late");
    const { day, minute } = localTime(new Date(), this.#tour.zone);
    box.className = "";
    if (day !== this.#tour.day) {
      box.textContent = this.#word("other_day", { day: this.#told.day });
      return;
    }
    const straight = this.#goal && this.#here ? this.#map.metresTo(this.#goal, this.#here) : null;
    const late = Math.round(lateness(this.#tour, this.#progress, { now: minute, straight }));
    box.className = late > ON_TIME_MIN ? "is-late" : "is-fine";
    const end = this.#word("end", { time: clock(this.#tour.end + Math.max(0, late)) });
    const sunset = this.#word("sunset", { time: this.#tour.sunset });
    box.replaceChildren(this.#lateText(late), el("small", { text: `${end} · ${sunset}` }));
  }

  /** @param {number} late */
  #lateText(late) {
    if (late > ON_TIME_MIN) return this.#word("late", { minutes: late });
    return late < -ON_TIME_MIN ? this.#word("early", { minutes: -late }) : this.#word("on_time");
  }

  #showPosition() {
    if (!this.#here) return;
    const goal = this.#goal ?? this.#goals[this.#goals.length - 1];
    const { lat, lon, accuracy } = this.#here;
    const metres = this.#map.metresTo(goal, this.#here);
    const heading = this.#told.headings[headingTo([lon, lat], goal.lonlat)];
    const where = metres < Math.max(NEAR_M, accuracy)
      ? this.#word("here")
      : this.#word("located", { metres: this.#format.roughLength(metres), heading });
    const sure = this.#word("accuracy", { metres: this.#format.roughLength(Math.max(LEAST_ACCURACY_M, accuracy)) });
    byId("position").textContent = `${where} (${sure})`;
  }

  #locate() {
    if (this.#here) {
      this.#map.goTo(this.#here);
      return;
    }
    if (!navigator.geolocation) {
      this.#lost();
      return;
    }
    byId("position").textContent = this.#word("locating");
    if (this.#watching !== null) navigator.geolocation.clearWatch(this.#watching);
    this.#watching = navigator.geolocation.watchPosition((position) => this.#found(position), () => this.#lost(), POSITION);
  }

  /** @param {GeolocationPosition} position */
  #found({ coords }) {
    const first = this.#here === null;
    this.#here = { lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy };
    this.#map.showPosition(this.#here);
    if (first) this.#map.showNext(this.#progress.at, { walking: this.#progress.arrived === null, here: this.#here });
    this.#showPosition();
    this.#showLate();
  }

  #lost() {
    this.#here = null;
    this.#map.showPosition(null);
    byId("position").textContent = this.#word("no_position");
  }
}

new FieldPage(JSON.parse(byId("tour").textContent ?? ""));
