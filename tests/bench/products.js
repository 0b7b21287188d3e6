/** Times searches for products: `node products.js FOLDER TIMES < queries.json > milliseconds.json`; products.py runs it. */
import { readFileSync } from "node:fs";
import { openFinder } from "../../theme/js/finder/finding.js";
import { folderLoader } from "../js/folder-loader.js";

const [folder = "", times = "1"] = process.argv.slice(2);
const find = await openFinder(folderLoader(folder));
/** @type {string[]} */
const queries = JSON.parse(readFileSync(0, "utf-8"));
const taken = [];
for (const query of queries) {
  await find(query);
  const started = performance.now();
  for (let at = 0; at < Number(times); at += 1) await find(query);
  taken.push((performance.now() - started) / Number(times));
}
process.stdout.write(JSON.stringify(taken));
