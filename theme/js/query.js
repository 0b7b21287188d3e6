/**
 * Reads what a customer typed as terms of the index, with the words that shards know; kbgen/search/query.py reads it
 * with the index itself. The plan decides, and both have the same plan.
 */
import { chunkWords, chunks, codePoints, isAlphabetic, isUnspaced, words } from "./analysis.js";

/**
 * @typedef {import("./shards.js").Plan} Plan
 * @typedef {import("./shards.js").TermEntry} TermEntry
 * @typedef {object} KnownWords what the shards say of words
 * @property {(word: string) => Promise<TermEntry | undefined>} entry the term that a word belongs to
 * @property {(prefix: string) => Promise<[string, TermEntry][]>} startingWith words with a beginning, by code point
 *
 * @typedef {object} WantedTerm a term that a query asks for
 * @property {TermEntry} entry
 * @property {number} weight
 */

/**
 * The terms of a query, each once at its highest weight, in the order of the query.
 * @param {string} query
 * @param {Plan} plan
 * @param {KnownWords} known
 * @param {boolean} typing takes the last word for the start of longer ones
 * @returns {Promise<WantedTerm[]>}
 */
export async function wantedTerms(query, plan, known, typing) {
  const asked = meaningful(words(query), plan);
  const unfinished = typing ? unfinishedWord(query) : undefined;
  const read = asked.map((word) => readWord(word, plan, known, word === unfinished));
  /** @type {Map<string, WantedTerm>} */
  const wanted = new Map();
  for (const { entry, weight } of (await Promise.all(read)).flat()) {
    const before = wanted.get(entry.key);
    if (before) before.weight = Math.max(before.weight, weight);
    else wanted.set(entry.key, { entry, weight });
  }
  return [...wanted.values()];
}

/**
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 * @param {boolean} unfinished
 * @returns {Promise<WantedTerm[]>}
 */
async function readWord(word, plan, known, unfinished) {
  const completed = unfinished && longEnough(word, plan) ? await completions(word, plan, known) : [];
  const found = (await known.entry(word)) ?? (await nearestEntry(word, plan, known));
  return [
    ...completed.map((entry) => ({ entry, weight: plan.complete_weight })),
    ...(found ? [{ entry: found, weight: 1 }] : []),
  ];
}

/**
 * The words that are no stop words, or all when there is nothing else.
 * @param {string[]} asked
 * @param {Plan} plan
 */
function meaningful(asked, plan) {
  const left = asked.filter((word) => !plan.stop.includes(word));
  return left.length ? left : asked;
}

/**
 * The term of the known word with the longest common prefix, if that is long enough, or of a shorter word that the
 * whole begins with.
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 * @returns {Promise<TermEntry | undefined>}
 */
async function nearestEntry(word, plan, known) {
  const letters = [...word];
  if (!isAlphabetic(word) || letters.length < plan.nearest_from) return undefined;
  const shared = Math.max(plan.nearest_from, letters.length - plan.nearest_slack);
  const near = await known.startingWith(letters.slice(0, shared).join(""));
  near.sort((one, other) => commonPrefix(word, other[0]) - commonPrefix(word, one[0]) || byPopularity(one, other));
  if (near[0]) return near[0][1];
  const base = letters.slice(0, -plan.nearest_ending);
  return base.length >= plan.nearest_from ? known.entry(base.join("")) : undefined;
}

/**
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 * @returns {Promise<TermEntry[]>}
 */
async function completions(word, plan, known) {
  const longer = (await known.startingWith(word)).sort(byPopularity).slice(0, plan.complete_limit);
  return longer.filter(([each]) => each !== word).map(([, entry]) => entry);
}

/**
 * @param {[string, TermEntry]} one
 * @param {[string, TermEntry]} other
 */
function byPopularity(one, other) {
  return other[1].documents - one[1].documents || byCodePoint(one[0], other[0]);
}

/**
 * The order of words in shards, which is Python's and not UTF-16's.
 * @param {string} one
 * @param {string} other
 */
export function byCodePoint(one, other) {
  const [ones, others] = [[...one], [...other]];
  for (let at = 0; at < ones.length && at < others.length; at += 1) {
    const gap = Number(ones[at]?.codePointAt(0)) - Number(others[at]?.codePointAt(0));
    if (gap) return gap;
  }
  return ones.length - others.length;
}

/**
 * @param {string} word
 * @param {Plan} plan
 */
function longEnough(word, plan) {
  if (isUnspaced(word)) return true;
  return codePoints(word) >= (isAlphabetic(word) ? plan.complete_from : plan.complete_number_from);
}

/**
 * The whole of the last chunk, when nothing follows it.
 * @param {string} query
 */
function unfinishedWord(query) {
  const last = chunks(query).at(-1);
  return last && query.endsWith(last) ? chunkWords(last)[0] : undefined;
}

/**
 * @param {string} one
 * @param {string} other
 */
function commonPrefix(one, other) {
  const [ones, others] = [[...one], [...other]];
  let at = 0;
  while (at < ones.length && ones[at] === others[at]) at += 1;
  return at;
}
