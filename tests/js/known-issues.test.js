import assert from "node:assert/strict";
import { test } from "node:test";

import { hasPassed } from "../../theme/js/days.js";
import { issuesFor } from "../../theme/js/known-issues.js";
import { namesProduct } from "../../theme/js/product-choice.js";

const ISSUES = [
  { spared: { p200: ["3.3.2", "3.4.2"] }, symptoms: ["E-31", "Cartridge not recognised"] },
  { spared: { p200: [], p600: ["5.1.6"] }, symptoms: ["Load A4 in tray 2"] },
];

/** @param {Partial<import("../../theme/js/known-issues.js").Request>} request */
const found = (request) => issuesFor(ISSUES, { product: "", version: "", words: "", ...request });

test("nothing is shown before a product is chosen or a symptom written", () => {
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ version: "3.4.1", words: "my printer" }), []);
});

test("the issues of the chosen product are shown, not those of others", () => {
  assert.deepEqual(found({ product: "p200" }), [0, 1]);
  assert.deepEqual(found({ product: "p600" }), [1]);
  assert.deepEqual(found({ product: "alder-14" }), []);
});

test("an issue that does not affect the version that is typed is not shown", () => {
  for (const version of ["3.4.2", "firmware 3.4.2", "v3.4.2 (2026)", "3.04.2.0", "Windows 11 24H2, firmware 3.4.2"]) {
    assert.deepEqual(found({ product: "p200", version }), [1], version);
  }
  for (const version of ["3.4.1", "3.4", "I do not know", "13.4.2"]) {
    assert.deepEqual(found({ product: "p200", version }), [0, 1], version);
  }
});

test("what is written puts the issue first that it names, in any spelling of a code", () => {
  assert.deepEqual(found({ product: "p200", words: "It says: load a4 in tray 2!" }), [1, 0]);
  for (const words of ["E-31", "since today e31", "E 31 again", "Cartridge   not recognised"]) {
    assert.deepEqual(found({ words }), [0], words);
  }
  assert.deepEqual(found({ product: "p600", words: "E-31" }), [1], "an issue of another product is none of ours");
  assert.deepEqual(found({ words: "load a4 in tray 20" }), []);
});

test("products are found by name and number in any spelling", () => {
  const text = "Pressmark P200 PM-P200-EU, PM-P200-UK";
  for (const typed of ["p200", "P 200", "pm-p200-eu", "pmp200uk", "press 200", "PRESSMARK"]) assert.ok(namesProduct(typed, text), typed);
  for (const typed of ["p350", "200 alder"]) assert.ok(!namesProduct(typed, text), typed);
  assert.ok(namesProduct("cafe", "Café 3"));
});

test("a day has passed when the next one has begun where the reader is", () => {
  assert.ok(!hasPassed("2025-12-31", new Date(2025, 11, 31, 23, 59)));
  assert.ok(hasPassed("2025-12-31", new Date(2026, 0, 1)));
  assert.ok(!hasPassed("", new Date()));
  assert.ok(!hasPassed("soon", new Date()));
});
