import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { emit, on, setBase, setBaseFailed, setLayers, setVisible, setYear, state } from "../../views/map/client/state.js";

/** @type {[topic: string, value: unknown][]} */
const told = [];
for (const topic of /** @type {const} */ (["layers", "base", "year", "base-failed"])) on(topic, (value) => told.push([topic, value]));

beforeEach(() => {
  setLayers([]);
  setBase("none");
  setYear(null);
  told.length = 0;
});

test("each layer that is switched is told once, and no other", () => {
  setLayers(["hedges", "parcels"]);
  setLayers(["parcels", "waters", "waters"]);
  assert.deepEqual(told, [["layers", "hedges"], ["layers", "parcels"], ["layers", "hedges"], ["layers", "waters"]]);
  assert.deepEqual([...state.visible], ["parcels", "waters"]);
});

test("what changes nothing is told to nobody", () => {
  setVisible("hedges", true);
  setBase("plan");
  setYear(1990);
  told.length = 0;
  setVisible("hedges", true);
  setBase("plan");
  setYear(1990);
  setBaseFailed(false);
  assert.deepEqual(told, []);
});

test("base map and year are told with their new value", () => {
  setBase("aerial");
  setYear(1950);
  setYear(null);
  assert.deepEqual(told, [["base", "aerial"], ["year", 1950], ["year", null]]);
});

test("all who listen hear it, in the order in which they came", () => {
  /** @type {string[]} */
  const heard = [];
  on("toast", (text) => heard.push(`first ${text}`));
  on("toast", (text) => heard.push(`second ${text}`));
  emit("toast", "hello");
  assert.deepEqual(heard, ["first hello", "second hello"]);
});
