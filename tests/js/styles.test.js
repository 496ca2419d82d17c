import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { state } from "../../views/map/client/state.js";
import { dashes, groundColour, pathOptions, readable, styleOf } from "../../views/map/client/styles.js";

const STYLE = { stroke: "#123456", fill: "#abcdef", weight: 3, dash: "", hatch: "cross", icon: "star", opacity: 0.4 };

/** @param {Partial<import("../../views/map/client/types.js").LegendStyle>} about */
const entry = (about, stroke = "#000000") => ({
  column: "", value: "", low: null, high: null, ...about, style: { ...STYLE, stroke },
});

beforeEach(() => {
  Object.assign(state, { dark: false, base: "none" });
});

test("a feature takes the first entry of the legend that speaks of it", () => {
  const looks = [
    entry({ column: "kind", value: "wood" }, "#111111"),
    entry({ column: "kind", value: "true" }, "#222222"),
    entry({ column: "width", low: 2, high: 5 }, "#333333"),
    entry({ column: "width", low: 5 }, "#444444"),
  ];
  assert.equal(styleOf({ looks }, { kind: "wood", width: 3 }).stroke, "#111111");
  assert.equal(styleOf({ looks }, { kind: true }).stroke, "#222222");
  assert.equal(styleOf({ looks }, { kind: "field", width: 5 }).stroke, "#333333");
  assert.equal(styleOf({ looks }, { kind: "field", width: 9 }).stroke, "#444444");
});

test("an unknown value matches no class, and a feature of no class looks like the first", () => {
  const looks = [entry({ column: "kind", value: "wood" }, "#111111"), entry({ column: "width", low: 0 }, "#222222")];
  assert.equal(styleOf({ looks }, { kind: null, width: null }).stroke, "#111111");
  assert.equal(styleOf({ looks }, {}).stroke, "#111111");
});

test("what is illustrative is striped or hollow, and nothing else is", () => {
  const surface = pathOptions(STYLE, { kind: "polygon", status: "illustrative" });
  const line = pathOptions(STYLE, { kind: "line", status: "illustrative" });
  assert.deepEqual([surface.striped, surface.hollow], [true, false]);
  assert.deepEqual([line.striped, line.hollow], [false, true]);
  for (const kind of /** @type {const} */ (["polygon", "line", "point"])) {
    const official = pathOptions(STYLE, { kind, status: "official" });
    assert.deepEqual([official.striped, official.hollow], [false, false]);
  }
});

test("lines have no inside and points have a symbol", () => {
  assert.equal(pathOptions(STYLE, { kind: "line", status: "official" }).fill, false);
  assert.equal(pathOptions(STYLE, { kind: "point", status: "official" }).symbol, "star");
  assert.equal(pathOptions({ ...STYLE, icon: "" }, { kind: "point", status: "official" }).symbol, "circle");
  assert.equal(pathOptions(STYLE, { kind: "polygon", status: "official" }).symbol, "");
});

test("what has not changed yet in a year is grey and not hatched", () => {
  const drawn = pathOptions(STYLE, { kind: "polygon", status: "official", pending: true });
  assert.notEqual(drawn.color, STYLE.stroke);
  assert.equal(drawn.hatch, "");
});

test("dark strokes are lightened on a dark ground until they show, light ones stay", () => {
  assert.equal(readable("#101010", false), "#101010");
  assert.equal(readable("#ffffff", true), "#ffffff");
  assert.ok(Number.parseInt(readable("#101010", true).slice(1, 3), 16) > 0x70);
  assert.equal(readable("#111", true), readable("#111111", true));
  assert.equal(readable("", true), "");
});

test("an aerial picture is dark, and hollow drawings are white on it", () => {
  Object.assign(state, { dark: true, base: "aerial_1950" });
  assert.equal(groundColour(), "#ffffff");
  assert.notEqual(readable("#101010"), "#101010");
  state.base = "plan";
  assert.notEqual(groundColour(), "#ffffff");
});

test("a dash pattern is read with spaces or commas, and a full line has none", () => {
  assert.deepEqual(dashes("6 4"), [6, 4]);
  assert.deepEqual(dashes("1,3 2"), [1, 3, 2]);
  assert.deepEqual(dashes(undefined), []);
});

test("what lies around the commune is paler, in all that is drawn of it", () => {
  const inside = pathOptions(STYLE, { kind: "polygon", status: "official" });
  const around = pathOptions(STYLE, { kind: "polygon", status: "official", around: true });
  assert.equal(inside.opacity, 1);
  assert.ok(around.opacity < 0.6);
  assert.ok(around.fillOpacity < inside.fillOpacity);
  assert.equal(around.color, inside.color);
});
