/** Answers a query from the search data of the site: the browser's counterpart of `kbgen search`. */
import { bestPassage, markedLine } from "./passage.js";
import { wantedTerms } from "./query.js";
import { rankedDocuments, rarity } from "./ranking.js";
import { openShards } from "./shards.js";

/**
 * @typedef {import("./passage.js").Part} Part
 * @typedef {import("./passage.js").Asked} Asked
 * @typedef {import("./query.js").WantedTerm} WantedTerm
 * @typedef {import("./shards.js").Shards} Shards
 *
 * @typedef {object} Hit one answer to a query
 * @property {string} url relative to the site, with the fragment of the section that fits best
 * @property {Part[]} title
 * @property {Part[]} section heading of that section, empty for the page as a whole
 * @property {string} type
 * @property {string[]} place
 * @property {string[]} products
 * @property {string[]} productNames
 * @property {number} score
 * @property {Part[]} passage
 *
 * @typedef {object} Answer
 * @property {Hit[]} hits
 * @property {number} total how many documents match at all
 * @property {boolean} complete false when some of the search data could not be used
 */

/**
 * Opens the search of a site.
 * @param {import("./shards.js").Load} load
 * @returns {Promise<(query: string, options?: {limit?: number, typing?: boolean}) => Promise<Answer>>}
 */
export async function openSearch(load) {
  const shards = await openShards(load);
  return (query, { limit = 10, typing = false } = {}) => answer(shards, query, limit, typing);
}

/**
 * @param {Shards} shards
 * @param {string} query
 * @param {number} limit
 * @param {boolean} typing
 * @returns {Promise<Answer>}
 */
async function answer(shards, query, limit, typing) {
  const wanted = await wantedTerms(query, shards.meta.plan, shards, typing);
  const { best, total } = rankedDocuments(wanted, shards.meta, shards.lengths, limit);
  const asked = askedOf(wanted, shards.meta.documents);
  const hits = await Promise.all(best.map(([document, score]) => hit(shards, document, score, asked)));
  return { hits: hits.flatMap((each) => each ?? []), total, complete: shards.unusable.size === 0 };
}

/**
 * What is looked for in texts: not the single letters of an identifier's parts, unless there is nothing else.
 * @param {WantedTerm[]} wanted
 * @param {number} documents
 * @returns {Asked}
 */
function askedOf(wanted, documents) {
  const words = wanted.flatMap(({ entry }) => entry.words.map((word) => /** @type {const} */ ([word, entry.key])));
  const telling = words.filter(([word]) => !/^[a-z]$/.test(word));
  const termOf = new Map(telling.length ? telling : words);
  const valueOf = new Map(
    wanted.map(({ entry, weight }) => [entry.key, weight * rarity(documents, entry.documents)]),
  );
  return { termOf, valueOf };
}

/**
 * @param {Shards} shards
 * @param {number} document
 * @param {number} score
 * @param {Asked} asked
 * @returns {Promise<Hit | undefined>}
 */
async function hit(shards, document, score, asked) {
  const page = await shards.page(document);
  if (!page) return undefined;
  const { fragment, heading, parts } = bestPassage(page.sections, asked, shards.meta.plan);
  return {
    url: fragment && !page.url.includes("#") ? `${page.url}#${fragment}` : page.url,
    title: markedLine(page.title, asked),
    section: markedLine(heading, asked),
    type: page.type,
    place: page.place,
    products: page.products,
    productNames: page.productNames,
    score,
    passage: parts,
  };
}
