/**
 * Answers queries from an exported index: `node answer-queries.js FOLDER < queries.json > answers.json`, where the
 * queries are a list of {query, …options of search}. tests/search/test_parity.py compares the answers with Whoosh's.
 */
import { readFileSync } from "node:fs";
import { countFacets } from "../../theme/js/facet-counts.js";
import { openSearch } from "../../theme/js/search.js";
import { folderLoader } from "./folder-loader.js";

const search = await openSearch(folderLoader(String(process.argv[2])));
/** @type {({query: string, facets: boolean} & Omit<import("../../theme/js/search.js").Options, "facets">)[]} */
const queries = JSON.parse(readFileSync(0, "utf-8"));
const answers = [];
for (const { query, facets, ...options } of queries) {
  answers.push(await search(query, { ...options, facets: facets ? countFacets : undefined }));
}
process.stdout.write(JSON.stringify(answers));
