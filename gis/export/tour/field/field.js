"use strict";
(() => {
  const tour = JSON.parse(document.getElementById("tour").textContent);
  const KEY = `cailloux-field-${tour.id}`;
  const NEAR_M = 40;
  // Where the group goes, one after the other: the stops, and the way back to where the tour ends.
  const goals = tour.home ? [...tour.stops, tour.home] : tour.stops;
  const last = goals.length;
  const state = Object.assign({ at: 0, arrived: null, left: null, over: null, lang: tour.lang }, read());
  let here = null;
  let watching = null;

  const by = (id) => document.getElementById(id);
  const told = () => tour.told[state.lang];
  const word = (key, gaps = {}) => told().words[key].replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? "");

  // A phone may refuse a file its storage: the page then only forgets.
  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
  }
  function keep() {
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch { /* see above */ }
  }

  function make(tag, text = "", attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }
  const clock = (minutes) =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(Math.round(minutes) % 60).padStart(2, "0")}`;
  const distance = (metres) => (metres < 1000 ? `${Math.round(metres / 10) * 10}\u00a0m`
    : `${new Intl.NumberFormat(state.lang, { maximumFractionDigits: 1 }).format(metres / 1000)}\u00a0km`);

  // Minutes since midnight in Europe/Paris, where the tour is, whatever the phone is set to.
  function today() {
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Paris", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).formatToParts(new Date()).map(({ type, value }) => [type, value]));
    return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) };
  }

  function bearing(from, to) {
    const rad = Math.PI / 180;
    const dx = (to[0] - from[0]) * Math.cos(from[1] * rad);
    const turn = Math.atan2(dx, to[1] - from[1]) / rad;
    return told().headings[Math.round(((turn + 360) % 360) / 45) % 8];
  }
  const metresTo = (stop) => map.distance([here.lat, here.lon], [stop.lonlat[1], stop.lonlat[0]]);

  // How late: at a stop, by when the group will leave it; on the way, by when it will reach the next one,
  // from where it is or, without a position, from when it set out.
  function lateness(now) {
    if (state.at >= last) return (state.over ?? now) - tour.end;
    const stop = goals[state.at];
    if (state.arrived !== null) {
      const leaves = Math.max(now, Math.max(state.arrived, stop.begin) + stop.minutes);
      return leaves - stop.leave;
    }
    // A meal before this way is not yet walking.
    const meal = tour.lunch;
    const pause = meal && meal[0] === state.at ? meal[2] - meal[1] : 0;
    const sets = state.left === null ? now : Math.max(now, state.left + pause);
    if (here && stop.walk) {
      const straight = metresTo(stop);
      const share = stop.metres ? Math.min(1, (straight * 1.3) / stop.metres) : 0;
      return Math.max(sets + stop.walk * share, stop.arrive - stop.walk) - stop.arrive;
    }
    if (state.left === null) return Math.max(0, now - stop.arrive);
    return Math.max(now, state.left + pause + stop.walk) - stop.arrive;
  }

  function showLate() {
    const box = by("late");
    const now = today();
    box.className = "";
    if (now.day !== tour.day) {
      box.textContent = word("other_day", { day: told().day });
      return;
    }
    const late = Math.round(lateness(now.minute));
    box.className = late > 2 ? "is-late" : "is-fine";
    box.textContent = late > 2 ? word("late", { minutes: late })
      : late < -2 ? word("early", { minutes: -late }) : word("on_time");
    const rest = [word("end", { time: clock(tour.end + Math.max(0, late)) }), word("sunset", { time: tour.sunset })];
    box.append(make("small", rest.join(" · ")));
  }

  function showPosition() {
    if (!here) return;
    const stop = goals[Math.min(state.at, last - 1)];
    const metres = metresTo(stop);
    const where = metres < Math.max(NEAR_M, here.accuracy) ? word("here")
      : word("located", { metres: distance(metres), heading: bearing([here.lon, here.lat], stop.lonlat) });
    by("position").textContent = `${where} (${word("accuracy", { metres: distance(Math.max(10, here.accuracy)) })})`;
  }

  function section(title, content, open = false) {
    const box = make("details");
    box.open = open;
    box.append(make("summary", title), ...content);
    return box;
  }
  function listed(items, tag = "ul") {
    const list = make(tag);
    for (const item of items) {
      const [first, ...rest] = Array.isArray(item) ? item : [item];
      const line = make("li", first);
      for (const text of rest) if (text) line.append(make("small", text));
      list.append(line);
    }
    return list;
  }

  function showStop() {
    const box = by("stop");
    box.replaceChildren();
    if (state.at >= last) {
      box.append(make("h2", word("finished")));
      const again = make("button", word("again"), { type: "button", class: "go" });
      again.addEventListener("click", () => go(0));
      box.append(again);
      return;
    }
    if (goals[state.at] === tour.home) { showWayHome(box); return; }
    const stop = tour.stops[state.at];
    const text = told().stops[state.at];
    box.append(make("p", state.arrived === null ? word("heading_to") : word("now_at"), { class: "kicker" }));
    box.append(make("h2", `${state.at + 1}. ${stop.name}`));
    box.append(make("p", `${word("planned", { begin: clock(stop.begin), leave: clock(stop.leave) })} · ${text.theme}`, { class: "times" }));
    const next = make("button", state.arrived === null ? word("arrived") : word("leave"), { type: "button", class: "go", id: "go" });
    next.addEventListener("click", advance);
    box.append(next);
    const meal = tour.lunch;
    if (meal && meal[0] === state.at + 1) box.append(make("p", word("lunch", { time: clock(meal[1]) }), { class: "times" }));
    if (state.arrived === null && text.cues.length) box.append(section(word("cues"), [listed(text.cues, "ol")], true));
    box.append(make("h3", word("tell")), make("p", text.tell, { class: "tell" }));
    if (text.figures.length) box.append(section(word("figures"), [listed(text.figures)]));
    const facts = make("dl");
    for (const [name, value] of text.facts) facts.append(make("dt", name), make("dd", value));
    const more = [facts];
    if (stop.call) more.push(make("a", stop.call, { class: "call", href: `tel:${stop.call}` }));
    box.append(section(word("facts"), more));
  }

  function showWayHome(box) {
    box.append(make("p", word("heading_to"), { class: "kicker" }));
    box.append(make("h2", told().home.title));
    box.append(make("p", word("end", { time: clock(tour.end) }), { class: "times" }));
    const done = make("button", word("arrived"), { type: "button", class: "go", id: "go" });
    done.addEventListener("click", advance);
    box.append(done);
    if (told().home.cues.length) box.append(section(word("cues"), [listed(told().home.cues, "ol")], true));
  }

  function advance() {
    if (state.arrived === null && goals[state.at] !== tour.home) state.arrived = today().minute;
    else { state.at += 1; state.arrived = null; state.left = today().minute; }
    state.over = state.at >= last ? today().minute : null;
    changed(true);
  }
  function go(row) {
    state.at = Math.max(0, Math.min(last, row));
    state.arrived = state.left = null;
    state.over = state.at >= last ? today().minute : null;
    changed(true);
  }

  function showAround() {
    document.documentElement.lang = state.lang;
    document.title = told().title;
    by("title").textContent = told().title;
    by("map").setAttribute("aria-label", word("map"));
    by("locate").textContent = word("locate");
    by("whole").textContent = word("whole");
    by("before").textContent = word("before");
    by("after").textContent = word("after");
    by("before").disabled = state.at === 0;
    by("after").disabled = state.at >= last;
    const group = by("languages");
    group.setAttribute("aria-label", word("language"));
    group.replaceChildren();
    for (const code of Object.keys(tour.told)) {
      const button = make("button", code.toUpperCase(), { type: "button", "aria-pressed": String(code === state.lang), lang: code });
      button.addEventListener("click", () => { state.lang = code; changed(false); });
      group.append(button);
    }
    showList();
    const call = make("div", "", { class: "row" });
    call.append(make("a", word("call_18"), { class: "call", href: "tel:18" }), make("a", word("call_112"), { class: "call", href: "tel:112" }));
    by("safety").replaceChildren(section(word("safety"), [listed(told().safety), call]));
    by("sources").replaceChildren(section(word("sources"), [listed(told().sources), make("p", told().notice)]));
    by("sources").className = "sources";
  }
  function showList() {
    const list = make("ol");
    goals.forEach((stop, row) => {
      const line = make("li");
      const name = stop === tour.home ? told().home.title : `${row + 1}. ${stop.name}`;
      const button = make("button", "", { type: "button" });
      button.append(make("span", name), make("span", row < state.at ? word("done") : clock(stop.begin)));
      if (row === state.at) button.setAttribute("aria-current", "step");
      button.addEventListener("click", () => { go(row); by("stop").scrollIntoView(); });
      line.append(button);
      list.append(line);
    });
    by("list").replaceChildren(make("h3", word("all_stops")), list);
  }

  // The map: no tiles, everything it shows is in this file.
  const still = { animate: false };
  const map = L.map("map", { preferCanvas: true, attributionControl: false, zoomSnap: 0.5, minZoom: 11, maxZoom: 20, zoomAnimation: false, fadeAnimation: false });
  const stopsOn = L.layerGroup();
  function draw() {
    for (const layer of tour.layers) {
      const style = { color: layer.closed ? "#8f1d00" : layer.stroke, weight: layer.closed ? 3 : layer.weight, dashArray: layer.closed ? "3 5" : layer.dash || null, interactive: false };
      if (layer.kind === "area") {
        for (const ring of layer.shapes) {
          L.polygon(ring, { ...style, fill: Boolean(layer.fill), fillColor: layer.closed ? "#8f1d00" : layer.fill, fillOpacity: 0.25 }).addTo(map);
        }
      } else for (const line of layer.shapes) L.polyline(line, style).addTo(map);
    }
    for (const leg of tour.legs) {
      const line = leg.map(([lon, lat]) => [lat, lon]);
      L.polyline(line, { color: "#fff", weight: 9, interactive: false }).addTo(map);
      L.polyline(line, { color: "#000", weight: 5, interactive: false }).addTo(map);
    }
    stopsOn.addTo(map);
  }
  function drawStops() {
    stopsOn.clearLayers();
    // Stops at one place share a plate, so that no number hides another.
    const places = new Map();
    goals.forEach((stop, row) => {
      const key = stop.lonlat.map((value) => value.toFixed(4)).join();
      places.set(key, [...(places.get(key) ?? []), row]);
    });
    for (const rows of places.values()) {
      const [lon, lat] = goals[rows[0]].lonlat;
      const text = rows.map((row) => (goals[row] === tour.home ? word("end_short") : row + 1)).join("·");
      const width = 16 + 10 * text.length;
      const look = rows.includes(state.at) ? "number is-next" : "number";
      const icon = L.divIcon({ className: look, html: text, iconSize: [width, 28] });
      L.marker([lat, lon], { icon, keyboard: false, interactive: false }).addTo(stopsOn);
    }
  }
  function bounds() {
    const points = [...tour.legs.flat(), ...goals.map((stop) => stop.lonlat)];
    return L.latLngBounds(points.map(([lon, lat]) => [lat, lon])).pad(0.08);
  }
  function lookAhead() {
    if (state.at >= last) { map.fitBounds(bounds(), still); return; }
    const stop = goals[state.at];
    const leg = state.arrived === null ? tour.legs[state.at - tour.offset] ?? [] : [];
    const points = [...leg, stop.lonlat].map(([lon, lat]) => [lat, lon]);
    if (here && state.arrived === null && metresTo(stop) < 5000) points.push([here.lat, here.lon]);
    map.fitBounds(L.latLngBounds(points).pad(0.15), { ...still, maxZoom: 17 });
  }

  const dot = L.circleMarker([0, 0], { radius: 9, color: "#fff", weight: 3, fillColor: "#0050c8", fillOpacity: 1, interactive: false });
  const halo = L.circle([0, 0], { radius: 1, color: "#0050c8", weight: 1, fillOpacity: 0.12, interactive: false });
  function found({ coords }) {
    const first = here === null;
    here = { lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy };
    halo.setLatLng([here.lat, here.lon]).setRadius(here.accuracy).addTo(map);
    dot.setLatLng([here.lat, here.lon]).addTo(map);
    if (first) lookAhead();
    showPosition();
    showLate();
  }
  function lost() {
    here = null;
    dot.remove();
    halo.remove();
    by("position").textContent = word("no_position");
  }
  function locate() {
    if (here) { map.setView([here.lat, here.lon], Math.max(map.getZoom(), 17), still); return; }
    if (!navigator.geolocation) { lost(); return; }
    by("position").textContent = word("locating");
    if (watching !== null) navigator.geolocation.clearWatch(watching);
    watching = navigator.geolocation.watchPosition(found, lost, { enableHighAccuracy: true, maximumAge: 5000, timeout: 20000 });
  }

  function changed(moved) {
    keep();
    showAround();
    showStop();
    showLate();
    showPosition();
    drawStops();
    if (moved) lookAhead();
  }

  map.fitBounds(bounds(), still);
  draw();
  by("locate").addEventListener("click", locate);
  by("whole").addEventListener("click", () => map.fitBounds(bounds(), still));
  by("before").addEventListener("click", () => go(state.at - 1));
  by("after").addEventListener("click", () => go(state.at + 1));
  setInterval(showLate, 15000);
  changed(false);
  navigator.permissions?.query({ name: "geolocation" }).then(({ state: allowed }) => { if (allowed === "granted") locate(); }).catch(() => {});
})();
