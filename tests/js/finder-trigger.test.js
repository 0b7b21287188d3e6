import assert from "node:assert/strict";
import { test } from "node:test";

import { mayAskForProducts } from "../../theme/js/finder/trigger.js";

const families = ["Laptops", "laptop", "notebook", "Payment terminals", "terminal"];

for (const query of [
  "laptop 16 GB RAM", "16gb ram", "under 1.5 kg", ">=16 GB", "lightest laptop", "longest battery life", "terminal with 4G",
  "laptop without touchscreen", "touchscreen laptop", "Wifi Notebooks",
]) {
  test(`what products are found by is loaded for: ${query}`, () => assert.ok(mayAskForProducts(query, families)));
}

for (const query of [
  "paper jam", "laptop", "laptop does not start", "E-47", "error 61 printer", "how to update 3 devices", "my laptop 16 GB",
  "can't print 2 pages", "alder14", "wi-fi password", "",
]) {
  test(`nothing is loaded for: ${query}`, () => assert.ok(!mayAskForProducts(query, families)));
}
