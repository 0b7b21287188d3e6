/** Answers a query from the search data of the site: the browser's counterpart of `kbgen search`. */
import { askedInTexts, hitOf, readDocument } from "./hits.js";
import { holdsPhrases } from "./phrase.js";
import { readQuery } from "./query.js";
import { bestDocuments, groupScores, inOrder, scoresOf } from "./ranking.js";
import { openShards } from "./shards.js";

/**
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {import("./hits.js").ReadDocument} ReadDocument
 * @typedef {import("./passage.js").Part} Part
 * @typedef {import("./query.js").Correction} Correction
 * @typedef {import("./query.js").Reading} Reading
 * @typedef {import("./ranking.js").Scored} Scored
 * @typedef {import("./shards.js").Shards} Shards
 *
 * @typedef {object} Answer
 * @property {Hit[]} hits
 * @property {number} total how many documents match at all
 * @property {Correction[]} corrections words that were taken for others
 * @property {boolean} unquoted whether no page holds the phrases in quotes, so that the hits are those of their words
 * @property {boolean} complete false when some of the search data could not be used
 *
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {boolean} [typing] takes the last word for one that is still being typed
 * @property {boolean} [exact] takes every word as it is spelled
 */

/**
 * Opens the search of a site.
 * @param {import("./plan.js").Load} load
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
  const { plan } = shards.meta;
  const reading = await shards.whenLoaded(() => readQuery(query, plan, shards, { typing, exact }));
  const scores = scoresOf(reading.groups, shards);
  const all = bestDocuments(scores, limit);
  const held = reading.phrases.length ? await withPhrases(shards, scores, reading) : [];
  const hits = await reordered(shards, held.length ? held.slice(0, limit) : all.best, reading);
  return {
    hits,
    total: held.length || all.total,
    corrections: reading.corrections,
    unquoted: reading.phrases.length > 0 && all.total > 0 && !held.length,
    complete: shards.unusable.size === 0,
  };
}

/**
 * Of the pages with all words in quotes the best, as far as they hold them as they are quoted.
 * @param {Shards} shards
 * @param {Float64Array} scores
 * @param {Reading} reading
 * @returns {Promise<Scored[]>}
 */
async function withPhrases(shards, scores, { groups, phrases }) {
  const quoted = groups.filter((group) => group.quoted).map((group) => groupScores(group, shards));
  const { best } = bestDocuments(scores, shards.meta.plan.phrase_candidates, (document) =>
    quoted.every((each) => each[document] !== 0),
  );
  const pages = await shards.whenLoaded(() => best.map(([document]) => shards.page(document)));
  return best.filter((_, at) => {
    const page = pages[at];
    return page && holdsPhrases(page, phrases);
  });
}

/**
 * The hits, a few at a time put in order again by what is read in them.
 * @param {Shards} shards
 * @param {Scored[]} ranked
 * @param {Reading} reading
 * @returns {Promise<Hit[]>}
 */
async function reordered(shards, ranked, { groups }) {
  const { plan, documents } = shards.meta;
  const asked = askedInTexts(groups, documents);
  const pages = await shards.whenLoaded(() => ranked.map(([document]) => shards.page(document)));
  const read = ranked.map(([document, score], at) => {
    const page = pages[at];
    return page ? [readDocument(document, score, page, asked, plan)] : [];
  });
  /** @type {Hit[]} */
  const hits = [];
  for (let first = 0; first < read.length; first += plan.reordered) {
    const some = inOrder(read.slice(first, first + plan.reordered).flat());
    hits.push(...some.map((each) => hitOf(each, asked, groups)));
  }
  return hits;
}
