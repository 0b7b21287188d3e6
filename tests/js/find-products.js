/**
 * Finds products in exported sheets: `node find-products.js FOLDER < queries.json > found.json`, where the queries are a list
 * of {query, …chosen}. tests/search/test_finder_parity.py compares what is found with what Python finds.
 */
import { readFileSync } from "node:fs";
import { openFinder } from "../../theme/js/finder/finding.js";
import { folderLoader } from "./folder-loader.js";

const find = await openFinder(folderLoader(String(process.argv[2])));
/** @type {({query: string} & import("../../theme/js/finder/finding.js").Chosen)[]} */
const queries = JSON.parse(readFileSync(0, "utf-8"));
const found = [];
for (const { query, ...chosen } of queries) found.push(await find(query, chosen));
process.stdout.write(JSON.stringify(found));
