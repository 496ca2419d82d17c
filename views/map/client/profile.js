// The heights along a route, below the map and tied to it: pointing at one shows the place on the other.
import { el, svg } from "./dom.js";
import { say, length, number } from "./words.js";

const [LEFT, RIGHT, TOP, FOOT] = [34, 8, 8, 18];
const [LEAST_RISE_M, WINDOW_M, NEAR_PX, KEYS] = [20, 25, 28, 200];
const STEEP_PCT = [6, 10];
const CLASSES = ["gentle", "steep", "very"];
const HATCHES = { gentle: "", steep: "M-2 8L8 -2M3 13L13 3", very: "M0 5H10M5 0V10" };
const TICKS_M = [100, 250, 500, 1000, 2000, 5000, 10000, 20000];
const MOST_TICKS = 7;

const classOf = (slope) => STEEP_PCT.filter((limit) => Math.abs(slope) >= limit).length;

// The slope at each point in per cent, over some 50 m around it, so that one odd height does not count.
function slopesOf(points) {
  let [low, high] = [0, 0];
  return points.map(([, , at]) => {
    while (low + 1 < points.length && points[low + 1][2] <= at - WINDOW_M) low += 1;
    while (high < points.length - 1 && points[high][2] < at + WINDOW_M) high += 1;
    return (100 * (points[high][3] - points[low][3])) / Math.max(points[high][2] - points[low][2], 1);
  });
}

// Stretches of one steepness: [class, first point, last point].
function stretches(slopes) {
  const found = [];
  slopes.slice(1).forEach((slope, row) => {
    const kind = classOf(slope);
    if (found.at(-1)?.[0] === kind) found.at(-1)[2] = row + 1;
    else found.push([kind, row, row + 1]);
  });
  return found;
}

function hatch(kind, name) {
  return svg("pattern", { id: `${name}-${kind}`, patternUnits: "userSpaceOnUse", width: 10, height: 10 },
    svg("rect", { class: `ground-${kind}`, width: 10, height: 10 }), svg("path", { class: "hatch", d: HATCHES[kind] }));
}

export function makeProfile(atlas) {
  const { map } = atlas;
  const root = el("section", { class: "profile", hidden: true });
  const spot = L.circleMarker([0, 0], { radius: 8, color: "#ffffff", weight: 3, fillColor: "#b3261e", fillOpacity: 1, interactive: false, pane: "tooltipPane" });
  let points = [];
  let plot = null;

  function apply(next) {
    points = next ?? [];
    root.hidden = points.length < 2;
    document.documentElement.classList.toggle("with-profile", !root.hidden);
    map.invalidateSize({ animate: false });
    spot.remove();
    plot = null;
    if (!root.hidden) render();
  }

  function render() {
    const slopes = slopesOf(points);
    const heights = points.map((point) => point[3]);
    const told = {
      length: length(points.at(-1)[2]), low: number(Math.min(...heights)), high: number(Math.max(...heights)),
      steepest: number(Math.max(...slopes.map(Math.abs))),
    };
    const label = el("p", { class: "profile-label", text: say("profile_label", told) });
    const help = el("p", { class: "visually-hidden", id: "profile-help", text: say("profile_help", told) });
    plot = draw(slopes, label);
    root.setAttribute("aria-label", say("profile"));
    root.replaceChildren(label, plot.root, legend(), help);
  }

  function draw(slopes, label) {
    const width = Math.max(240, root.clientWidth - 24);
    const height = 96;
    const heights = points.map((point) => point[3]);
    const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
    const spare = Math.max(0, LEAST_RISE_M - (highest - lowest)) / 2;
    const [low, high] = [lowest - spare, highest + spare];
    const total = points.at(-1)[2] || 1;
    const x = (at) => LEFT + (at / total) * (width - LEFT - RIGHT);
    const y = (metres) => height - FOOT - ((metres - low) / (high - low)) * (height - FOOT - TOP);
    const xy = points.map((point) => [x(point[2]).toFixed(1), y(point[3]).toFixed(1)].join(","));
    const areas = stretches(slopes).map(([kind, first, last]) => svg("polygon", {
      class: `profile-${CLASSES[kind]}`, fill: `url(#slope-${CLASSES[kind]})`,
      points: `${x(points[first][2])},${height - FOOT} ${xy.slice(first, last + 1).join(" ")} ${x(points[last][2])},${height - FOOT}`,
    }));
    const cursor = svg("line", { class: "profile-cursor", y1: TOP - 4, y2: height - FOOT, x1: -9, x2: -9 });
    const drawn = svg("svg", {
      width, height, viewBox: `0 0 ${width} ${height}`, role: "slider", tabindex: 0, focusable: "true",
      "aria-label": say("profile"), "aria-describedby": "profile-help",
      "aria-valuemin": 0, "aria-valuemax": Math.round(total), "aria-valuenow": 0, "aria-valuetext": written(0, slopes),
    }, svg("defs", {}, ...CLASSES.map((kind) => hatch(kind, "slope"))), ...areas, svg("polyline", { points: xy.join(" ") }),
    ...axes({ x, y, low: lowest, high: highest, total, base: height - FOOT }), cursor);
    return listen({ root: drawn, cursor, label, slopes, index: 0, x, at: (px) => ((px - LEFT) / (width - LEFT - RIGHT)) * total });
  }

  function axes({ x, y, low, high, total, base }) {
    const step = TICKS_M.find((tick) => total / tick <= MOST_TICKS) ?? TICKS_M.at(-1);
    const along = Array.from({ length: Math.floor(total / step) + 1 }, (_, tick) => tick * step);
    const words = (text, where) => svg("text", { class: "profile-tick", ...where }, text);
    const flat = y(low) - y(high) < 14;
    return [
      words(`${number(high)}\u00a0m`, { x: LEFT - 4, y: y(high) + 4, "text-anchor": "end" }),
      flat ? "" : words(`${number(low)}\u00a0m`, { x: LEFT - 4, y: Math.min(y(low) + 2, base), "text-anchor": "end" }),
      ...along.map((at) => words(at ? length(at).replace(/([.,]\d*?)0+(?=\D)/, "$1").replace(/[.,](?=\D)/, "") : "0", { x: x(at), y: base + 14, "text-anchor": at ? "middle" : "start" })),
    ].filter(Boolean);
  }

  function written(index, slopes) {
    const [, , at, height] = points[index];
    const slope = slopes[index];
    const plain = `${length(at)}, ${number(height)}\u00a0m`;
    return classOf(slope) ? say("profile_slope", { place: plain, slope: number(slope) }) : plain;
  }

  function go(index) {
    if (!plot) return;
    plot.index = Math.max(0, Math.min(points.length - 1, index));
    const [lon, lat, at] = points[plot.index];
    const text = written(plot.index, plot.slopes);
    for (const end of ["x1", "x2"]) plot.cursor.setAttribute(end, plot.x(at));
    plot.label.textContent = text;
    plot.root.setAttribute("aria-valuenow", Math.round(at));
    plot.root.setAttribute("aria-valuetext", text);
    spot.setLatLng([lat, lon]).addTo(map);
  }

  function listen(made) {
    const point = (event) => {
      const at = made.at(event.clientX - made.root.getBoundingClientRect().left);
      const index = points.findIndex((place) => place[2] >= at);
      go(index < 0 ? points.length - 1 : index);
    };
    for (const kind of ["pointermove", "pointerdown"]) made.root.addEventListener(kind, point);
    made.root.addEventListener("keydown", (event) => {
      const step = Math.max(1, Math.round(points.length / KEYS));
      const far = Math.max(1, Math.round(points.length / 10));
      const next = {
        ArrowLeft: made.index - step, ArrowDown: made.index - step, ArrowRight: made.index + step, ArrowUp: made.index + step,
        PageDown: made.index - far, PageUp: made.index + far, Home: 0, End: points.length - 1,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      go(next);
    });
    return made;
  }

  // The other way: pointing at the route on the map moves the profile.
  let waiting = false;
  map.on("mousemove click", ({ latlng }) => {
    if (!plot || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const here = map.latLngToContainerPoint(latlng);
      const away = points.map(([lon, lat]) => here.distanceTo(map.latLngToContainerPoint([lat, lon])));
      const nearest = away.indexOf(Math.min(...away));
      if (away[nearest] <= NEAR_PX) go(nearest);
    });
  });

  function legend() {
    const entry = (kind) => el("li", {}, svg("svg", { width: 22, height: 12, "aria-hidden": "true", class: `profile-${kind}` },
      svg("rect", { width: 22, height: 12, fill: `url(#slope-${kind})` })), el("span", { text: say(`profile_${kind}`) }));
    return el("ul", { class: "profile-legend" }, el("li", { text: say("profile_slopes") }), ...CLASSES.map(entry));
  }

  let drawnAt = 0;
  new ResizeObserver(() => {
    if (root.hidden || root.clientWidth === drawnAt) return;
    drawnAt = root.clientWidth;
    const index = plot?.index ?? 0;
    render();
    if (index) go(index);
  }).observe(root);
  document.querySelector("main").append(root);
  return { apply };
}
