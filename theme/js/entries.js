/** What the files of the search data hold, as kbgen/search/export.py writes it. */
import { decodedPostings, decodedTerms, decodedWords } from "./coding.js";

/** @typedef {import("./plan.js").PageRecord} PageRecord */

/** A term: its words, and where it occurs. */
export class TermEntry {
  /** @type {{numbers: Uint32Array, weights: Uint32Array} | undefined} */
  #read;
  #coded;

  /**
   * @param {string[]} words
   * @param {string} coded its postings
   */
  constructor(words, coded) {
    this.words = words;
    /** Tells terms apart. */
    this.key = words.join(" ");
    this.#coded = coded;
  }

  /** The documents, ascending, and the term's weight in each. */
  get postings() {
    this.#read ??= decodedPostings(this.#coded);
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
}

/**
 * Word → its term.
 * @param {unknown} data
 * @returns {Map<string, TermEntry>}
 */
export function readWords(data) {
  const [terms, postings] = /** @type {unknown[]} */ (data);
  if (typeof terms !== "string" || typeof postings !== "string") throw new TypeError("a shard of words is two strings");
  const coded = postings.split(" ");
  const entries = decodedTerms(terms).map((words, at) => new TermEntry(words, coded[at] ?? ""));
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
  return data.flatMap(([often, words]) => decodedWords(words).map((word) => /** @type {[string, number]} */ ([word, often])));
}
