/** BM25 over the shards: the scores of kbgen/search/scoring.py, added in the same order, and the same order of equals. */

/**
 * @typedef {import("./plan.js").Meta} Meta
 * @typedef {import("./entries.js").TermEntry} TermEntry
 * @typedef {import("./query.js").Alternative} Alternative
 * @typedef {import("./query.js").Group} Group
 * @typedef {[document: number, score: number]} Scored
 *
 * @typedef {object} Corpus
 * @property {Meta} meta
 * @property {Float64Array} lengths of the documents
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
 * The score of every document, 0 for one that does not match. One with more of the words goes before one with fewer where
 * their scores are close.
 * @param {Group[]} groups
 * @param {Corpus} corpus
 * @returns {Float64Array}
 */
export function scoresOf(groups, corpus) {
  const total = new Float64Array(corpus.lengths.length);
  const matched = new Uint16Array(total.length);
  for (const group of groups) {
    const scores = groupScores(group, corpus);
    for (let at = 0; at < total.length; at += 1) {
      const score = /** @type {number} */ (scores[at]);
      if (score === 0) continue;
      total[at] = Number(total[at]) + score;
      matched[at] = Number(matched[at]) + 1;
    }
  }
  const lost = corpus.meta.plan.coverage / Math.max(groups.length, 1);
  for (let at = 0; at < total.length; at += 1) {
    total[at] = Number(total[at]) * (1 - lost * (groups.length - Number(matched[at])));
  }
  return total;
}

/**
 * The best documents with their scores, best first, and how many there are in all.
 * @param {Float64Array} scores
 * @param {number} limit
 * @param {(document: number) => boolean} [wanted]
 * @returns {{best: Scored[], total: number}}
 */
export function bestDocuments(scores, limit, wanted = () => true) {
  /** @type {Scored[]} */
  const best = [];
  let total = 0;
  for (let document = 0; document < scores.length; document += 1) {
    const score = /** @type {number} */ (scores[document]);
    if (score === 0 || !wanted(document)) continue;
    total += 1;
    insert(best, [document, score], limit);
  }
  return { best, total };
}

/**
 * The scores of the documents that hold a word or an alternative of a group.
 * @param {Group} group
 * @param {Corpus} corpus
 */
export function groupScores({ words, alternatives }, corpus) {
  const scores = new Float64Array(corpus.lengths.length);
  let most = 0;
  for (const { entry, weight } of words) {
    const worth = weight * rarity(scores.length, entry.documents);
    most += worth;
    addShares(scores, entry, worth, corpus);
  }
  for (const alternative of alternatives) {
    const values = alternativeScores(alternative, most, corpus);
    for (let at = 0; at < scores.length; at += 1) scores[at] = Math.max(Number(scores[at]), Number(values[at]));
  }
  return scores;
}

/**
 * The scores of the documents that hold all terms of an alternative, which is worth no more than the words themselves.
 * @param {Alternative} alternative
 * @param {number} most
 * @param {Corpus} corpus
 */
function alternativeScores({ entries, weight, why }, most, corpus) {
  const documents = corpus.lengths.length;
  const shares = new Float64Array(documents);
  const holding = new Uint8Array(documents);
  let sum = 0;
  for (const entry of entries) {
    sum += rarity(documents, entry.documents);
    addShares(shares, entry, 1, corpus);
    for (const number of entry.postings.numbers) holding[number] = Number(holding[number]) + 1;
  }
  const worth = sum / entries.length;
  const capped = most && why !== "begun" ? Math.min(worth, most) : worth;
  return shares.map((share, at) => (holding[at] === entries.length ? (weight * capped * share) / entries.length : 0));
}

/**
 * Adds what a term's weight in each document is worth.
 * @param {Float64Array} scores
 * @param {TermEntry} entry
 * @param {number} worth
 * @param {Corpus} corpus
 */
function addShares(scores, entry, worth, { meta: { plan, averageLength }, lengths }) {
  const base = plan.k1 * (1 - plan.b);
  const slope = (plan.k1 * plan.b) / averageLength;
  const { numbers, weights } = entry.postings;
  for (let at = 0; at < numbers.length; at += 1) {
    const document = /** @type {number} */ (numbers[at]);
    const weight = /** @type {number} */ (weights[at]);
    const length = /** @type {number} */ (lengths[document]);
    scores[document] = Number(scores[document]) + worth * (((plan.k1 + 1) * weight) / (weight + base + slope * length));
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
  if (at === limit && rankOf(best[at - 1]) >= rank(scored[1])) return;
  while (at > 0 && rankOf(best[at - 1]) < rank(scored[1])) at -= 1;
  best.splice(at, 0, scored);
  if (best.length > limit) best.pop();
}

/**
 * Documents by score, best first; equals by number.
 * @template {{document: number, score: number}} Document
 * @param {Document[]} documents
 */
export function inOrder(documents) {
  return documents.sort((one, other) => rank(other.score) - rank(one.score) || one.document - other.document);
}

/** @param {Scored | undefined} scored */
function rankOf(scored) {
  return rank(scored?.[1] ?? 0);
}

/**
 * Scores that agree to nine decimals are equal: two engines may still round differently.
 * @param {number} score
 */
function rank(score) {
  return Math.floor(score * 1e9 + 0.5);
}
