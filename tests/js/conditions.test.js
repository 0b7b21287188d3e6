import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { holds, shownAnswers } from "../../theme/js/conditions.js";

const golden = JSON.parse(readFileSync(new URL("../golden/tickets/conditions.json", import.meta.url), "utf8"));

/** @param {Record<string, string[]>} answers */
const asMap = (answers) => new Map(Object.entries(answers));

for (const { says, data, holds: met, fails } of golden.conditions) {
  test(`a condition on ${says}`, () => {
    for (const answers of met) assert.equal(holds(data, asMap(answers)), true, JSON.stringify(answers));
    for (const answers of fails) assert.equal(holds(data, asMap(answers)), false, JSON.stringify(answers));
  });
}

/** What `raw` is in the page: no case of `shown` needs more than one field or a not. @param {any} raw @returns {any} */
function data(raw) {
  if (!raw) return null;
  const [[name, value]] = Object.entries(raw);
  return name === "not" ? { not: data(value) } : { field: name, values: [value] };
}

for (const { says, fields, shown } of golden.shown) {
  test(says, () => {
    const read = fields.map((/** @type {any} */ field) => ({ ...field, showIf: data(field.show_if) }));
    assert.deepEqual([...shownAnswers(read).keys()], shown);
  });
}
