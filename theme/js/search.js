/** Answers a query from the search data of the site: the browser's counterpart of `kbgen search`. */
import { HIDDEN } from "./facets.js";
import { askedInTexts, hitOf, readDocument } from "./hits.js";
import { holdsPhrases } from "./phrase.js";
import { readNearest } from "./nearest.js";
import { readQuery } from "./query.js";
import { bestOf, groupScores, inOrder, scoresOf } from "./ranking.js";
import { openShards } from "./shards.js";

/**
 * @typedef {import("./facets.js").Counts} Counts
 * @typedef {import("./facets.js").Product} Product
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
 * @property {number} own how many of them fit the products that were chosen, or name none
 * @property {Correction[]} corrections words that were taken for others
 * @property {boolean} unquoted whether no page holds the phrases in quotes, so that the hits are those of their words
 * @property {boolean} nearest whether nothing was found, and the hits are the nearest that the site has
 * @property {boolean} complete false when some of the search data could not be used
 * @property {Counts | null} facets null where nobody asked for them
 * @property {Product | null} product the one that was chosen
 *
 * @typedef {object} How
 * @property {number} [limit]
 * @property {boolean} [typing] takes the last word for one that is still being typed
 * @property {boolean} [exact] takes every word as it is spelled
 * @property {typeof import("./facet-counts.js").countFacets} [facets] also counts by what results can be narrowed
 *
 * @typedef {How & import("./facets.js").Chosen} Options
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
async function answer(shards, query, options) {
  const { plan } = shards.meta;
  const { limit = 10, typing = false, exact = false, product = "" } = options;
  const first = await shards.whenLoaded(() => ({
    facets: isNarrowed(options) ? shards.facets() : null,
    reading: readQuery(query, plan, shards, { typing, exact, product }),
  }));
  let { reading } = first;
  let scores = scoresOf(reading.groups, shards);
  let matching = matchingDocuments(scores, reading.pins);
  const nearest = !matching.length;
  if (nearest) {
    reading = await shards.whenLoaded(() => readNearest(query, plan, shards));
    scores = scoresOf(reading.groups, shards);
    matching = matchingDocuments(scores, []);
  }
  const standing = new Standing(first.facets ?? null, options, reading.pins);
  const shown = standing.narrowed ? matching.filter((document) => standing.tier(document) !== HIDDEN) : matching;
  const held = reading.phrases.length ? await withPhrases(shards, scores, shown, reading, standing) : [];
  const found = held.length ? held : shown;
  const best = bestOf(found, scores, standing.place, limit);
  return {
    hits: await reordered(shards, best, reading, standing),
    total: found.length,
    own: standing.narrowed ? found.filter((document) => !standing.tier(document)).length : found.length,
    corrections: reading.corrections,
    unquoted: reading.phrases.length > 0 && shown.length > 0 && !held.length,
    nearest: nearest && shown.length > 0,
    complete: shards.unusable.size === 0,
    facets: standing.counts(held.length ? held : matching, options.facets),
    product: first.facets?.products.find(({ id }) => id === product) ?? null,
  };
}

/** @param {Options} options */
function isNarrowed({ facets, product, family, manufacturer, types, languages }) {
  return facets || product || family || manufacturer || types?.length || languages?.length;
}

/** What goes before a document's score: whether it is of other products than the chosen, and where it is pinned. */
class Standing {
  #facets;
  #choice;
  /** Set of facets → tier. @type {number[]} */
  #tiers;
  /** Document → its place among the pins. @type {Map<number, number>} */
  #pinned;

  /**
   * @param {import("./facets.js").Facets | null} facets null where nothing is narrowed
   * @param {Options} chosen
   * @param {import("./pins.js").Pin[]} pins
   */
  constructor(facets, chosen, pins) {
    this.#facets = facets;
    this.#choice = facets?.choice(chosen);
    this.#tiers = facets && this.#choice ? facets.tiers(this.#choice) : [];
    this.pins = pins;
    this.#pinned = new Map(pins.map(([, document], at) => [document, at]));
  }

  /** Whether anything was chosen that puts documents last or hides them. */
  get narrowed() {
    return this.#tiers.some(Boolean);
  }

  /**
   * 0 for a document that fits, 1 for one of other products, HIDDEN for one that is not shown.
   * @param {number} document
   */
  tier(document) {
    return this.#facets ? this.#tiers[Number(this.#facets.setOf[document])] ?? 0 : 0;
  }

  /**
   * Tier, and the place among the pins, as one number.
   * @param {number} document
   */
  place = (document) => {
    const pins = this.pins.length;
    return this.tier(document) * (pins + 1) + (this.#pinned.get(document) ?? pins);
  };

  /** @param {number} document */
  pin(document) {
    return this.pins[this.#pinned.get(document) ?? -1];
  }

  /**
   * @param {number[]} documents
   * @param {How["facets"]} count
   */
  counts(documents, count) {
    return count && this.#facets && this.#choice ? count(this.#facets, documents, this.#choice) : null;
  }
}

/**
 * The documents with a score, and those that are pinned, by number.
 * @param {Float64Array} scores
 * @param {import("./pins.js").Pin[]} pins
 */
function matchingDocuments(scores, pins) {
  const pinned = new Set(pins.map(([, document]) => document));
  /** @type {number[]} */
  const found = [];
  for (let document = 0; document < scores.length; document += 1) {
    if (scores[document] !== 0 || pinned.has(document)) found.push(document);
  }
  return found;
}

/**
 * Of the pages with all words in quotes the best, as far as they hold them as they are quoted; by number.
 * @param {Shards} shards
 * @param {Float64Array} scores
 * @param {number[]} shown
 * @param {Reading} reading
 * @param {Standing} standing
 */
async function withPhrases(shards, scores, shown, { groups, phrases }, standing) {
  const quoted = groups.filter((group) => group.quoted).map((group) => groupScores(group, shards));
  const candidates = shown.filter((document) => quoted.every((each) => each[document] !== 0));
  const best = bestOf(candidates, scores, standing.place, shards.meta.plan.phrase_candidates);
  const pages = await shards.whenLoaded(() => best.map(([document]) => shards.page(document)));
  const held = best.filter((_, at) => {
    const page = pages[at];
    return page && holdsPhrases(page, phrases);
  });
  return held.map(([document]) => document).sort((one, other) => one - other);
}

/**
 * The hits, a few at a time put in order again by what is read in them.
 * @param {Shards} shards
 * @param {Scored[]} ranked
 * @param {Reading} reading
 * @param {Standing} standing
 * @returns {Promise<Hit[]>}
 */
async function reordered(shards, ranked, { groups }, standing) {
  const { plan, documents } = shards.meta;
  const asked = askedInTexts(groups, documents);
  const pages = await shards.whenLoaded(() => ranked.map(([document]) => shards.page(document)));
  const read = ranked.map(([document, score], at) => {
    const page = pages[at];
    return page ? [readDocument(document, score, page, asked, plan, standing.pin(document)?.[2])] : [];
  });
  /** @type {Hit[]} */
  const hits = [];
  for (let first = 0; first < read.length; first += plan.reordered) {
    const some = inOrder(read.slice(first, first + plan.reordered).flat(), standing.place);
    hits.push(
      ...some.map((each) => {
        const pin = standing.pin(each.document);
        const place = { other: standing.tier(each.document) === 1, pinned: Boolean(pin && !pin[4]) };
        return { ...hitOf(each, asked, groups, place), issue: pin?.[4] ? each.page.issue : undefined };
      }),
    );
  }
  return hits;
}
