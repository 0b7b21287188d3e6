/**
 * Takes a query apart: its chunks without stop words, its phrases in quotes, identifiers typed in pieces.
 * kbgen/search/asked.py does the same.
 */
import { chunkWords, chunks, codePoints, fold, hasDigit, isPlain } from "./analysis.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 *
 * @typedef {object} AskedChunk a chunk of a query
 * @property {string} text
 * @property {readonly string[]} words
 * @property {string[]} meaningful its words that are no stop words
 * @property {boolean} quoted
 * @property {boolean} unfinished whether it is still being typed
 * @property {boolean} compound whether its first word is the whole and the others are parts of it
 * @property {boolean} identifier whether there is a number in it
 */

const QUOTED = /"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»/gu;

/**
 * The chunks of a query that say something, and its phrases in quotes as words, one for each chunk.
 * @param {string} query
 * @param {Plan} plan
 * @param {boolean} typing
 * @returns {{asked: AskedChunk[], phrases: string[][]}}
 */
export function askedChunks(query, plan, typing) {
  const stretches = stretchesOf(query);
  const told = stretches.flatMap(([stretch, quoted]) =>
    chunks(stretch).filter((text) => chunkWords(text).length).map((text) => /** @type {const} */ ([text, quoted])),
  );
  const last = told.at(-1)?.[0];
  const unfinished = typing && last && query.endsWith(last) ? told.length - 1 : -1;
  let stopped = new Set(plan.stop);
  if (told.every(([text]) => chunkWords(text).every((word) => stopped.has(word)))) stopped = new Set();
  const asked = told.map(([text, quoted], at) => askedChunk(text, quoted, stopped, at === unfinished));
  return { asked, phrases: isPasted(asked, plan) ? [] : phrasesOf(stretches) };
}

/**
 * @param {string} text
 * @param {boolean} quoted
 * @param {Set<string>} stopped
 * @param {boolean} unfinished
 * @returns {AskedChunk}
 */
function askedChunk(text, quoted, stopped, unfinished) {
  const words = chunkWords(text);
  const meaningful = words.filter((word) => !stopped.has(word));
  return {
    text, words, meaningful, quoted, unfinished, compound: isCompound(words), identifier: hasDigit(words[0] ?? ""),
  };
}

/**
 * Whether there are so many words that they were hardly typed: an error message, with quotes of its own.
 * @param {AskedChunk[]} asked
 * @param {Plan} plan
 */
export function isPasted(asked, plan) {
  return asked.filter((chunk) => chunk.meaningful.length).length > plan.longest_corrected;
}

/**
 * The query in stretches, each with whether it stood in quotes; a quote without its other is only text.
 * @param {string} query
 * @returns {[string, boolean][]}
 */
function stretchesOf(query) {
  /** @type {[string, boolean][]} */
  const found = [];
  let at = 0;
  for (const quote of query.matchAll(QUOTED)) {
    found.push([query.slice(at, quote.index), false], [quote.slice(1).find(Boolean) ?? "", true]);
    at = quote.index + quote[0].length;
  }
  return [...found, [query.slice(at), false]];
}

/** @param {[string, boolean][]} stretches */
function phrasesOf(stretches) {
  const quoted = stretches.filter(([, isQuoted]) => isQuoted).map(([text]) => phraseWords(text));
  return quoted.filter((phrase) => phrase.length);
}

/**
 * A text as phrases compare it: what each chunk is as a whole.
 * @param {string} text
 */
export function phraseWords(text) {
  return chunks(text).flatMap((chunk) => wholeWords(chunkWords(chunk)));
}

/**
 * Of the words of a chunk those that say all of it once: a compound's first.
 * @param {readonly string[]} words
 */
export function wholeWords(words) {
  return isCompound(words) ? words.slice(0, 1) : words;
}

/** @param {readonly string[]} words */
function isCompound(words) {
  return words.length > 1 && words.every((word) => words[0]?.includes(word));
}

/**
 * Two chunks as one identifier, "" where they can be none: letters and digits, short, not in quotes.
 * @param {AskedChunk[]} pair
 * @param {Plan} plan
 */
export function joined(pair, plan) {
  if (pair.length < 2 || pair.some((each) => each.quoted || each.meaningful.length < each.words.length)) return "";
  const words = pair.map((each) => fold(each.text));
  const whole = words.join("");
  const plain = words.every((word, at) => word === pair[at]?.words[0] && isPlain(word));
  const mixed = hasDigit(whole) && !/^\p{Nd}+$/u.test(whole);
  const length = codePoints(whole);
  return plain && mixed && length >= plan.joined_from && length <= plan.joined_to ? whole : "";
}
