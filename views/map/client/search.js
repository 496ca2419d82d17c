// The search box: places, streets, parcels and layers, by the server's forgiving search.
import { el, icon } from "./dom.js";
import { room } from "./room.js";
import { on, setVisible } from "./state.js";
import { say, words } from "./words.js";

const PAUSE_MS = 180;
const CLOSE_ZOOM = 17;

export function makeSearch(atlas, layers, pointer, territory) {
  const { map } = atlas;
  const input = el("input", { type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list" });
  const list = el("ul", { id: "hits", class: "hits", role: "listbox", hidden: true });
  const told = el("p", { class: "visually-hidden", role: "status" });
  const box = el("div", { class: "search", role: "search" }, icon("search"), input, list, told);
  let hits = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  async function ask() {
    const text = input.value.trim();
    const turn = ++asked;
    if (!text) return close();
    const query = new URLSearchParams({ q: text, lang: words().language, territory });
    try {
      const answer = await fetch(`/map/search?${query}`);
      const found = await answer.json();
      if (turn !== asked) return undefined;
      if (answer.ok) showHits(found.hits);
      else message(found.error ?? say("search_failed"));
    } catch {
      if (turn === asked) message(say("search_failed"));
    }
  }

  function message(text) {
    hits = [];
    show([el("li", { class: "hits-none", role: "option", "aria-disabled": "true", text })]);
    told.textContent = text;
  }

  function showHits(found) {
    if (!found.length) return message(say("search_none"));
    hits = found;
    active = -1;
    show(found.map((hit, index) =>
      el("li", { role: "option", id: `hit-${index}`, "aria-selected": "false", onmousedown: (event) => {
        event.preventDefault();
        go(hit);
      } }, el("strong", { text: hit.title }), el("span", { text: hit.subtitle }))));
    told.textContent = say("search_count", { count: found.length });
  }

  function show(items) {
    list.replaceChildren(...items);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    if (!hits.length) return;
    active = (active + step + hits.length) % hits.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", `hit-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function go(hit) {
    close();
    input.value = hit.title;
    const layer = layers.get(hit.layer);
    if (layer) setVisible(hit.layer, true);
    if (hit.bounds) {
      const [west, south, east, north] = hit.bounds;
      map.fitBounds([[south, west], [north, east]], { maxZoom: CLOSE_ZOOM, animate: false, ...room() });
    } else if (hit.lonlat) map.setView([hit.lonlat[1], hit.lonlat[0]], CLOSE_ZOOM, { animate: false });
    if (layer && hit.id) reveal(layer, hit);
    map.getContainer().focus({ preventScroll: true });
  }

  function reveal(layer, hit, tries = 40) {
    const path = layer.find(hit.id);
    const spot = hit.lonlat ? L.latLng(hit.lonlat[1], hit.lonlat[0]) : undefined;
    if (path && map.hasLayer(layer.group)) pointer.showFeature(path, spot);
    else if (tries && layer.status !== "failed") setTimeout(() => reveal(layer, hit, tries - 1), 100);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && hits.length && !list.hidden) go(hits[Math.max(0, active)]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("focus", () => {
    if (hits.length && input.value) list.hidden = false;
  });

  on("words", () => {
    input.placeholder = say("search");
    input.setAttribute("aria-label", say("search_label"));
    list.setAttribute("aria-label", say("search_label"));
  });
  document.querySelector("main").prepend(box);
}
