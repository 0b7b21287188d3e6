import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { words } from "../../theme/js/analysis.js";

/** @type {{name: string, text: string, words: string[]}[]} */
const cases = JSON.parse(readFileSync(new URL("../golden/analysis.json", import.meta.url), "utf-8"));

for (const { name, text, words: expected } of cases) {
  test(`text becomes the words of the golden file: ${name}`, () => {
    assert.deepEqual(words(text), expected);
  });
}

test("the golden file is not empty", () => {
  assert.ok(cases.length >= 60);
});
