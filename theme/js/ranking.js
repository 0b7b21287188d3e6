/** BM25 over the shards: the scores of kbgen/search/scoring.py, added in the same order, and the same order of equals. */

/**
 * @typedef {import("./plan.js").Meta} Meta
 * @typedef {import("./entries.js").TermEntry} TermEntry
 * @typedef {import("./query.js").Alternative} Alternative
 * @typedef {import("./query.js").Group} Group
 * @typedef {[document: number, score: number]} Scored
 * @typedef {(document: number) => number} Place what goes before a document's score: lower is better
 *
 * @typedef {object} Standing
 * @property {number} document
 * @property {number} place
 * @property {number} score rounded
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
    for (let document = 0; document < scores.length; document += 1) {
      const score = /** @type {number} */ (scores[document]);
      if (score === 0) continue;
      total[document] = Number(total[document]) + score;
      matched[document] = Number(matched[document]) + 1;
    }
  }
  const lost = corpus.meta.plan.coverage / Math.max(groups.length, 1);
  for (let at = 0; at < total.length; at += 1) {
    if (matched[at]) total[at] = Number(total[at]) * (1 - lost * (groups.length - Number(matched[at])));
  }
  for (const [document, factor] of corpus.meta.boosts) total[document] = Number(total[document]) * factor;
  return total;
}

/**
 * The best of some documents with their scores, best first.
 * @param {Iterable<number>} documents by number
 * @param {Float64Array} scores
 * @param {Place} place
 * @param {number} limit
 * @returns {Scored[]}
 */
export function bestOf(documents, scores, place, limit) {
  /** @type {Standing[]} */
  const best = [];
  for (const document of documents) {
    const standing = standingOf(document, Number(scores[document]), place);
    let at = best.length;
    if (at === limit && !isBefore(standing, best[at - 1])) continue;
    while (at > 0 && isBefore(standing, best[at - 1])) at -= 1; // an equal one goes behind
    best.splice(at, 0, standing);
    if (best.length > limit) best.pop();
  }
  return best.map(({ document }) => [document, Number(scores[document])]);
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
  for (const alternative of alternatives) addAlternative(scores, alternative, most, corpus);
  return scores;
}

/**
 * Raises the scores of the documents that hold all terms of an alternative, which is worth no more than the words
 * themselves.
 * @param {Float64Array} scores
 * @param {Alternative} alternative
 * @param {number} most
 * @param {Corpus} corpus
 */
function addAlternative(scores, { entries, weight, why }, most, corpus) {
  const shares = new Float64Array(scores.length);
  const holding = new Uint8Array(scores.length);
  let sum = 0;
  for (const entry of entries) {
    sum += rarity(scores.length, entry.documents);
    addShares(shares, entry, 1, corpus);
    for (const number of entry.postings.numbers) holding[number] = Number(holding[number]) + 1;
  }
  const worth = sum / entries.length;
  const capped = most && why !== "begun" ? Math.min(worth, most) : worth;
  for (const at of entries[0]?.postings.numbers ?? []) {
    if (holding[at] !== entries.length) continue;
    scores[at] = Math.max(Number(scores[at]), (weight * capped * Number(shares[at])) / entries.length);
  }
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
 * Documents by place and score, best first; equals by number.
 * @template {{document: number, score: number}} Document
 * @param {Document[]} documents
 * @param {Place} place
 */
export function inOrder(documents, place) {
  return documents
    .map((each) => ({ each, standing: standingOf(each.document, each.score, place) }))
    .sort(({ standing: one }, { standing: other }) =>
      one.place - other.place || other.score - one.score || one.document - other.document)
    .map(({ each }) => each);
}

/**
 * A document as it is put in order. Scores that agree to nine decimals are equal: two engines may still round differently.
 * @param {number} document
 * @param {number} score
 * @param {Place} place
 * @returns {Standing}
 */
function standingOf(document, score, place) {
  return { document, place: place(document), score: Math.floor(score * 1e9 + 0.5) };
}

/**
 * @param {Standing} one
 * @param {Standing | undefined} other
 */
function isBefore(one, other) {
  return !other || one.place < other.place || (one.place === other.place && one.score > other.score);
}
