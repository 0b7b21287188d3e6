import assert from "node:assert/strict";
import { test } from "node:test";

import { countFacets } from "../../theme/js/facet-counts.js";
import { openSearch } from "../../theme/js/search.js";
import { openShards, SearchDataError } from "../../theme/js/shards.js";

const plan = {
  k1: 1.2, b: 0.35, coverage: 0.2, reordered: 5, close_share: 0.7, title_share: 0.3, concise_share: 0.15,
  phrase_candidates: 20, stop: ["the"], synonyms: /** @type {string[]} */ ([]), synonym_weight: 0.5,
  endings: ["", "s"], stem_from: 4, one_slip_from: 4, two_slips_from: 7, longest_corrected: 12, begun_from: 4,
  identifier_weight: 2, identifier_part_weight: 0.25, compound_part_weight: 0.5, joined_from: 3, joined_to: 12,
  begun_identifier_from: 3, begun_weight: 0.7, form_share: 0.7, first_letters: "bpz", first_letter_from: 5, grammar_weight: 0.4,
  part_from: 3, together_weight: 1,
  complete_from: 3, complete_number_from: 2, complete_limit: 8, complete_weight: 0.5,
  near_from: 3, near_limit: 8, near_weight: 0.5, pins: [], issues: [],
  passage_width: 180, passage_lead: 40,
};
const meta = {
  format: 4, folder: "abc", plan, documents: 3, averageLength: 2, lengths: [1, 3], lengthOf: "#$$",
  words: "AaApAz", near: "bpz", pages: "$%", boosts: [],
};
const page = (/** @type {string} */ url) => ({
  url, title: url, type: "article", place: [], products: [], productNames: [], names: [], sections: [["", "", "Some paper."]],
});
const files = /** @type {Record<string, unknown>} */ ({
  meta,
  "abc/words-0": ["AappleFs AprintFing", "#+ *%"],
  "abc/words-1": ["ApaperFs BrintFing", "#'' *%"],
  "abc/words-2": ["Azebra", "+"],
  "abc/near-62": [],
  "abc/near-70": [[2, "ApaperFsBrintFing"]],
  "abc/near-7a": [[1, "Azebra"]],
  "abc/pages-0": [page("one/")],
  "abc/pages-1": [page("two/"), page("three/")],
  "abc/facets": {
    products: [["p", "P", "p/", "f", "F", "m", "M"]], sets: [["article", "en", []], ["faq", "en", ["p"]]], setOf: "##$",
  },
});

/**
 * @param {Record<string, unknown>} changed undefined for a file that is missing
 */
function loader(changed = {}) {
  const held = { ...files, ...changed };
  /** @type {string[]} */
  const asked = [];
  /** @param {string} name */
  const load = async (name) => {
    asked.push(name);
    if (held[name] === undefined) throw new Error("404");
    return held[name];
  };
  return { load, asked };
}

test("postings are gaps and weights", async () => {
  const shards = await openShards(loader({ "abc/words-0": ["Aapple", "#*%'"] }).load);
  const entry = await shards.whenLoaded(() => shards.entry("apple"));
  assert.deepEqual([...(entry?.postings.numbers ?? [])], [0, 1, 2]);
  assert.deepEqual([...(entry?.postings.weights ?? [])], [1, 6, 1]);
});

test("the length of a document is one of those listed", async () => {
  const shards = await openShards(loader().load);
  assert.deepEqual([...shards.lengths], [1, 3, 3]);
});

test("a word is looked for in the one shard whose range holds it, and each file is loaded once", async () => {
  const { load, asked } = loader();
  const shards = await openShards(load);
  await shards.whenLoaded(() => ["paper", "papers", "pa", "yard"].map((word) => shards.entry(word)));
  assert.deepEqual(asked, ["meta", "abc/words-1"]);
});

test("words with a beginning come from every shard that may hold them, each once", async () => {
  const shards = await openShards(loader().load);
  const found = await shards.whenLoaded(() => shards.startingWith("p"));
  assert.deepEqual(found.map(([word]) => word).sort(), ["paper", "papers", "print", "printing"]);
});

test("search data of an unknown format is refused with a sentence", async () => {
  await assert.rejects(openShards(loader({ meta: { ...meta, format: 99 } }).load), (problem) => {
    assert.ok(problem instanceof SearchDataError);
    assert.equal(problem.reason, "format");
    assert.match(problem.message, /format 99\. Reload the page\./);
    return true;
  });
});

for (const [what, broken, reason] of /** @type {const} */ ([
  ["missing", undefined, "missing"], ["not even an object", 7, "broken"], ["empty", {}, "broken"],
])) {
  test(`search data that is ${what} is told`, async () => {
    await assert.rejects(openShards(loader({ meta: broken }).load), { name: "SearchDataError", reason });
  });
}

for (const [what, broken] of /** @type {const} */ ([
  ["missing", undefined], ["no list", { a: 1 }], ["a list of something else", [7]],
])) {
  test(`a shard of words that is ${what} leaves the other words, and the answer says it`, async () => {
    const search = await openSearch(loader({ "abc/words-2": broken }).load);
    const answer = await search("paper zebra");
    assert.deepEqual(answer.hits.map((hit) => hit.url), ["one/", "two/", "three/"]);
    assert.equal(answer.complete, false);
    assert.equal((await (await openSearch(loader().load))("paper")).complete, true);
  });
}

test("a missing block of pages leaves the other hits, and the answer says it", async () => {
  const search = await openSearch(loader({ "abc/pages-1": undefined }).load);
  const answer = await search("paper");
  assert.deepEqual(answer.hits.map((hit) => hit.url), ["one/"]);
  assert.equal(answer.complete, false);
});

test("hits are marked in title and passage", async () => {
  const search = await openSearch(loader().load);
  const { hits } = await search("papers");
  assert.deepEqual(hits[0]?.passage, [["Some ", false], ["paper", true], [".", false]]);
});

test("an answer takes three rounds: the plan, the words, the pages", async () => {
  const { load, asked } = loader();
  await (await openSearch(load))("paper printing");
  assert.deepEqual(asked.sort(), ["abc/pages-0", "abc/pages-1", "abc/words-1", "meta"]);
});

test("a word that is misspelled costs one request more, for the words with its first letter", async () => {
  const { load, asked } = loader();
  const { corrections, hits } = await (await openSearch(load))("papre");
  assert.deepEqual(corrections, [{ from: "papre", to: "paper" }]);
  assert.equal(hits.length, 3);
  assert.deepEqual(asked.sort(), ["abc/near-70", "abc/pages-0", "abc/pages-1", "abc/words-1", "meta"]);
});

test("a word that is misspelled at its beginning is corrected from the list of its letter", async () => {
  const { load, asked } = loader();
  const { corrections } = await (await openSearch(load))("bzebra");
  assert.deepEqual(corrections, [{ from: "bzebra", to: "zebra" }]);
  assert.deepEqual(asked.slice(1, 5), ["abc/words-0", "abc/near-62", "abc/near-7a", "abc/words-2"]);
});

test("a word whose first letter is another or missing is corrected from the lists of all letters", async () => {
  const search = await openSearch(loader().load);
  assert.deepEqual((await search("bebra")).corrections, [{ from: "bebra", to: "zebra" }]);
  assert.deepEqual((await search("rinting")).corrections, [{ from: "rinting", to: "printing" }]);
});

test("two words written as one cost the shards of both", async () => {
  const { load, asked } = loader();
  const { corrections } = await (await openSearch(load))("paperzebra");
  assert.deepEqual(corrections, [{ from: "paperzebra", to: "paper zebra" }]);
  assert.deepEqual(asked.slice(1, 4), ["abc/words-1", "abc/near-70", "abc/words-2"]);
});

test("nothing is corrected where every word is taken as it is spelled", async () => {
  const { corrections, nearest } = await (await openSearch(loader().load))("papre", { exact: true });
  assert.deepEqual([corrections, nearest], [[], true]);
});

test("what results can be narrowed by is loaded with the words, and only where it is asked for", async () => {
  const { load, asked } = loader();
  const search = await openSearch(load);
  await search("apples");
  assert.ok(!asked.includes("abc/facets"));
  const { facets, product } = await search("apples", { facets: countFacets, product: "p" });
  assert.deepEqual(facets?.types, [{ id: "article", count: 1 }, { id: "faq", count: 1 }]);
  assert.deepEqual(facets?.families, [{ id: "f", name: "F", url: "", count: 1 }]);
  assert.equal(product?.url, "p/");
});

test("without that file everything is found, with a notice", async () => {
  const search = await openSearch(loader({ "abc/facets": undefined }).load);
  const answer = await search("apples", { facets: countFacets, product: "p", types: ["faq"] });
  assert.deepEqual([answer.total, answer.facets, answer.complete], [2, null, false]);
});
