/** BM25 over the shards: the scores of kbgen/search/scoring.py, and the same order among equals. */

/**
 * @typedef {import("./shards.js").Plan} Plan
 * @typedef {import("./query.js").WantedTerm} WantedTerm
 * @typedef {[document: number, score: number]} Scored
 */

/**
 * The idf of a term that occurs in `frequency` of `documents`.
 * @param {number} documents
 * @param {number} frequency
 */
export function rarity(documents, frequency) {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/**
 * The best documents with their scores, best first, and how many match at all.
 * @param {WantedTerm[]} wanted
 * @param {{plan: Plan, averageLength: number}} meta
 * @param {Float64Array} lengths
 * @param {number} limit
 * @returns {{best: Scored[], total: number}}
 */
export function rankedDocuments(wanted, meta, lengths, limit) {
  const scores = new Float64Array(lengths.length);
  for (const term of wanted) addScores(scores, term, meta, lengths);
  /** @type {Scored[]} */
  const best = [];
  let total = 0;
  scores.forEach((score, document) => {
    if (score === 0) return;
    total += 1;
    insert(best, [document, score], limit);
  });
  return { best, total };
}

/**
 * @param {Float64Array} scores
 * @param {WantedTerm} wanted
 * @param {{plan: Plan, averageLength: number}} meta
 * @param {Float64Array} lengths
 */
function addScores(scores, { entry, weight }, { plan, averageLength }, lengths) {
  const top = rarity(lengths.length, entry.documents) * (plan.k1 + 1);
  const base = plan.k1 * (1 - plan.b);
  const slope = (plan.k1 * plan.b) / averageLength;
  const { numbers, weights } = entry;
  for (let at = 0; at < numbers.length; at += 1) {
    const document = /** @type {number} */ (numbers[at]);
    const held = /** @type {number} */ (weights[at]);
    const length = /** @type {number} */ (lengths[document]);
    scores[document] = Number(scores[document]) + (weight * (top * held)) / (held + base + slope * length);
  }
}

/**
 * Keeps a list of the best in order; documents come by number, so an equal one goes behind.
 * @param {Scored[]} best
 * @param {Scored} scored
 * @param {number} limit
 */
function insert(best, scored, limit) {
  let at = best.length;
  while (at > 0 && rank(/** @type {Scored} */ (best[at - 1])) < rank(scored)) at -= 1;
  if (at >= limit) return;
  best.splice(at, 0, scored);
  if (best.length > limit) best.pop();
}

/**
 * Scores that agree to nine decimals are equal: two engines add the same numbers in different order.
 * @param {Scored} scored
 */
function rank([, score]) {
  return Math.floor(score * 1e9 + 0.5);
}
