import assert from "node:assert/strict";
import { before, test } from "node:test";
import { say, setWords, theme, valueText } from "../../views/map/client/words.js";
import { CATALOGUE } from "./catalogue.js";

before(() => setWords(CATALOGUE));

test("a sentence is filled, and one that nobody knows is its key", () => {
  assert.equal(say("search_count", { count: 3 }), "3 réponses");
  assert.equal(say("search_count"), "{count} réponses");
  assert.equal(say("nothing_of_the_kind"), "nothing_of_the_kind");
  assert.equal(theme("none"), null);
});

test("unknown is never written as a value", () => {
  for (const unit of ["", "m2", "yes_no", "year"]) {
    for (const unknown of [null, undefined, ""]) assert.equal(valueText(unknown, unit, {}), null);
  }
});

test("sizes take the unit that suits them", () => {
  assert.equal(valueText(9999, "m2", {}), "9\u202f999\u00a0m²");
  assert.equal(valueText(10000, "m2", {}), "1,00\u00a0ha");
  assert.equal(valueText(12.25, "m", {}), "12,2\u00a0m");
  assert.equal(valueText(1250, "m", {}), "1,25\u00a0km");
  assert.equal(valueText(3, "km", {}), "3\u00a0km");
  assert.equal(valueText("0.5", "ha", {}), "0,50\u00a0ha");
});

test("a text where a number was awaited stays as it is", () => {
  assert.equal(valueText("vers 1900", "year", {}), "vers 1900");
  assert.equal(valueText("inconnue", "m2", {}), "inconnue");
  assert.equal(valueText("1906", "year", {}), "1906");
});

test("yes and no are words in every form that data have them", () => {
  for (const yes of [true, 1, "true", "True", "1", "yes"]) assert.equal(valueText(yes, "yes_no", {}), "oui");
  for (const no of [false, 0, "false", "no"]) assert.equal(valueText(no, "yes_no", {}), "non");
  assert.equal(valueText(true, "", {}), "oui");
});

test("keys of a theme become its words, one after the other", () => {
  assert.equal(valueText("oak; ash ;elm", "words", { oak: "chêne", ash: "frêne" }), "chêne, frêne, elm");
});
