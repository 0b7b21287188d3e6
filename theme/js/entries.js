/** What the files of the search data hold, as kbgen/search/export.py writes it. */
import { frequencyClass } from "./near.js";

/** @typedef {import("./plan.js").PageRecord} PageRecord */

/** A term: its words, and where it occurs. */
export class TermEntry {
  /** @type {{numbers: Uint32Array, weights: Uint32Array, total: number} | undefined} */
  #read;
  #gaps;

  /**
   * @param {string} key its words with spaces between, which tells terms apart
   * @param {number[]} gaps
   */
  constructor(key, gaps) {
    this.key = key;
    this.words = key.split(" ");
    this.#gaps = gaps;
  }

  /** The documents, ascending, and the term's weight in each. */
  get postings() {
    this.#read ??= readPostings(this.#gaps);
    return this.#read;
  }

  /** In how many documents it occurs. */
  get documents() {
    return this.postings.numbers.length;
  }

  /**
   * Whether it occurs in a document.
   * @param {number} document
   */
  isIn(document) {
    return this.postings.numbers.includes(document);
  }

  /** Its frequency class, 0 for a term that is too rare to correct spelling by. */
  get often() {
    return this.postings.total > 1 ? frequencyClass(this.documents) : 0;
  }
}

/**
 * Word → its term.
 * @param {unknown} data
 * @returns {Map<string, TermEntry>}
 */
export function readWords(data) {
  if (!Array.isArray(data)) throw new TypeError("a shard of words is a list");
  const entries = data.map(([key, gaps]) => new TermEntry(key, gaps));
  return new Map(entries.flatMap((entry) => entry.words.map((word) => [word, entry])));
}

/**
 * What is shown of some documents.
 * @param {unknown} data
 * @returns {PageRecord[]}
 */
export function readPages(data) {
  if (!Array.isArray(data)) throw new TypeError("a block of pages is a list");
  return data;
}

/**
 * Words with their frequency classes.
 * @param {unknown} data
 * @returns {[string, number][]}
 */
export function readSpellings(data) {
  if (!Array.isArray(data)) throw new TypeError("a list of spellings is a list");
  return data.flatMap(([often, words]) => words.split(" ").map((/** @type {string} */ word) => [word, often]));
}

/** @param {number[]} gaps */
function readPostings(gaps) {
  const numbers = new Uint32Array(gaps.length);
  const weights = new Uint32Array(gaps.length);
  let [number, documents, total] = [0, 0, 0];
  for (let at = 0; at < gaps.length; at += 1) {
    const gap = Number(gaps[at]);
    const weight = gap & 1 ? Number(gaps[(at += 1)]) : 1;
    number += gap >>> 1;
    numbers[documents] = number;
    weights[documents] = weight;
    documents += 1;
    total += weight;
  }
  return { numbers: numbers.subarray(0, documents), weights: weights.subarray(0, documents), total };
}
