/** Answers a query from the search data of the site: the browser's counterpart of `kbgen search`. */
import { commonPrefix } from "./near.js";
import { bestPassage, flat, markedLine } from "./passage.js";
import { readQuery } from "./query.js";
import { rankedDocuments, rarity } from "./ranking.js";
import { openShards } from "./shards.js";

/**
 * @typedef {import("./passage.js").Part} Part
 * @typedef {import("./passage.js").Asked} Asked
 * @typedef {import("./query.js").Correction} Correction
 * @typedef {import("./query.js").Group} Group
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
 * @property {Correction[]} corrections words that were taken for others
 * @property {boolean} complete false when some of the search data could not be used
 */

const SHORTEST_PROBE = 3;

/**
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {boolean} [typing] takes the last word for one that is still being typed
 * @property {boolean} [exact] takes every word as it is spelled
 */

/**
 * Opens the search of a site.
 * @param {import("./shards.js").Load} load
 * @returns {Promise<(query: string, options?: Options) => Promise<Answer>>}
 */
export async function openSearch(load) {
  const shards = await openShards(load);
  return (query, options = {}) => answer(shards, query, options);
}

/**
 * @param {Shards} shards
 * @param {string} query
 * @param {Options} options
 * @returns {Promise<Answer>}
 */
async function answer(shards, query, { limit = 10, typing = false, exact = false }) {
  const { meta } = shards;
  const { groups, corrections } = await shards.whenLoaded(() => readQuery(query, meta.plan, shards, { typing, exact }));
  const { best, total } = rankedDocuments(groups, shards, limit);
  const asked = askedOf(groups, meta.documents);
  const pages = await shards.whenLoaded(() => best.map(([document]) => shards.page(document)));
  const hits = best.flatMap(([, score], at) => {
    const page = pages[at];
    return page ? [hit(page, score, asked, meta.plan)] : [];
  });
  return { hits, total, corrections, complete: shards.unusable.size === 0 };
}

/**
 * What is looked for in texts: not the single letters of an identifier's parts, unless there is nothing else.
 * @param {Group[]} groups
 * @param {number} documents
 * @returns {Asked}
 */
function askedOf(groups, documents) {
  /** @type {Map<string, number>} */
  const valueOf = new Map();
  /** @type {[string, string][]} */
  const words = [];
  for (const { entry, weight } of groups.flatMap(weights)) {
    const worth = weight * rarity(documents, entry.documents);
    if (!valueOf.has(entry.key)) for (const word of entry.words) words.push([word, entry.key]);
    valueOf.set(entry.key, Math.max(worth, valueOf.get(entry.key) ?? 0));
  }
  const telling = words.filter(([word]) => !/^[a-z]$/.test(word));
  const termOf = new Map(telling.length ? telling : words);
  return { termOf, valueOf, probes: probesOf(termOf) };
}

/**
 * @param {Map<string, string>} termOf
 * @returns {Map<string, string[]>}
 */
function probesOf(termOf) {
  /** @type {Map<string, string[]>} */
  const probes = new Map();
  for (const [word, term] of termOf) {
    const probe = flat(word);
    const [first, ...rest] = probes.get(term) ?? [];
    const shared = first === undefined ? 0 : commonPrefix(first, probe);
    if (first !== undefined && shared >= SHORTEST_PROBE) probes.set(term, [first.slice(0, shared), ...rest]);
    else probes.set(term, first === undefined ? [probe] : [first, ...rest, probe]);
  }
  return probes;
}

/** @param {Group} group */
function weights({ words, alternatives }) {
  return [...words, ...alternatives.flatMap(({ entries, weight }) => entries.map((entry) => ({ entry, weight })))];
}

/**
 * @param {import("./shards.js").PageRecord} page
 * @param {number} score
 * @param {Asked} asked
 * @param {import("./shards.js").Plan} plan
 * @returns {Hit}
 */
function hit(page, score, asked, plan) {
  const { fragment, heading, parts } = bestPassage(page.sections, asked, plan);
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
