import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { bundles, FOLDER } from "../../theme/bundle.js";

/** What the engine with its loader may cost over the wire, in bytes; and with the box and all else that every page has. */
const ENGINE = 12_000;
const EVERY_PAGE = 15_000;

const fresh = await bundles();

test("the bundles in git are those that their sources make", () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), [...fresh.keys()].sort(), "run: npm run bundle");
  for (const [name, text] of fresh) assert.ok(readFileSync(FOLDER + name, "utf-8") === text, `${name} is old; run: npm run bundle`);
});

test("each bundle is a classic script that says where it comes from", () => {
  for (const [name, text] of fresh) {
    assert.match(text.split("\n")[0] ?? "", /^\/\* Made from theme\/js\/\S+\.js by "npm run bundle"/, name);
    assert.doesNotThrow(() => new Function(text), name);
  }
});

/** @param {string | Uint8Array} text */
const zipped = (text) => gzipSync(text, { level: 9 }).length;

test("the engine is small", async () => {
  const contents = 'export { openSearch } from "./search.js"; export { scriptLoader } from "./script-loader.js";';
  const resolveDir = fileURLToPath(new URL("../../theme/js/", import.meta.url));
  const how = /** @type {const} */ ({ bundle: true, minify: true, write: false, format: "iife", globalName: "kbgen", target: "es2022" });
  const { outputFiles } = await build({ stdin: { contents, resolveDir }, ...how });
  const size = zipped(outputFiles[0]?.contents ?? "");
  assert.ok(size > 5_000 && size <= ENGINE, `the engine has ${size} bytes`);
});

test("only the first bundle holds the search, and all are small", () => {
  const sizes = Object.fromEntries([...fresh].map(([name, text]) => [name, zipped(text)]));
  assert.ok(Number(sizes["kb.js"]) <= EVERY_PAGE, `kb.js has ${sizes["kb.js"]} bytes`);
  assert.ok(Number(sizes["results.js"]) <= 5_000, `results.js has ${sizes["results.js"]} bytes`);
  assert.ok(Number(sizes["finder.js"]) <= 9_000, `finder.js has ${sizes["finder.js"]} bytes`);
  assert.ok(Number(sizes["lost.js"]) <= 1_500, `lost.js has ${sizes["lost.js"]} bytes`);
});
