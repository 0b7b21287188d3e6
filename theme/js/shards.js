/**
 * Reads the files that kbgen/search/export.py writes (the format is described there), each once and when it is needed.
 * A file that is missing or broken leaves its words or pages out, and is remembered, so that the customer can be told.
 */
import { decodedNumbers, decodedWords } from "./coding.js";
import { readPages, readSpellings, readWords } from "./entries.js";
import { Facets } from "./facets.js";
import { byCodePoint } from "./order.js";

/**
 * @typedef {import("./entries.js").TermEntry} TermEntry
 * @typedef {import("./plan.js").Load} Load
 * @typedef {import("./plan.js").Meta} Meta
 * @typedef {import("./plan.js").PageRecord} PageRecord
 */

export const FORMAT = 4;

/** The search data cannot be used at all; `reason` is "missing", "broken" or "format". */
export class SearchDataError extends Error {
  /**
   * @param {"missing" | "broken" | "format"} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.name = "SearchDataError";
    this.reason = reason;
  }
}

/**
 * Opens the search data of a site.
 * @param {Load} load
 */
export async function openShards(load) {
  const meta = checkedMeta(
    await load("meta").catch(() => {
      throw new SearchDataError("missing", "The search data of this site could not be loaded.");
    }),
  );
  return new Shards(load, meta);
}

/**
 * @param {unknown} data
 * @returns {Meta}
 */
function checkedMeta(data) {
  const meta = /** @type {Partial<Meta> | null} */ (data);
  if (typeof meta !== "object" || meta === null || typeof meta.format !== "number") {
    throw new SearchDataError("broken", "The search data of this site is broken.");
  }
  if (meta.format !== FORMAT) {
    throw new SearchDataError(
      "format",
      `This page reads search data of format ${FORMAT}, but the site has format ${meta.format}. Reload the page.`,
    );
  }
  return /** @type {Meta} */ (meta);
}

export class Shards {
  /** Names of files that could not be used. @type {Set<string>} */
  unusable = new Set();
  /** What was asked for since and is not there yet. @type {Set<Promise<void>>} */
  #needed = new Set();
  /** @type {Map<string, unknown>} */
  #held = new Map();
  /** @type {Map<string, Promise<void>>} */
  #coming = new Map();
  #load;
  #begins;
  #firstOfBlock;

  /**
   * @param {Load} load
   * @param {Meta} meta
   */
  constructor(load, meta) {
    this.meta = meta;
    this.#load = load;
    this.#begins = decodedWords(meta.words);
    let first = 0;
    this.#firstOfBlock = decodedNumbers(meta.pages).map((count) => (first += count) - count);
    this.lengths = Float64Array.from(decodedNumbers(meta.lengthOf), (at) => meta.lengths[at] ?? 1);
  }

  /**
   * The term that a word belongs to, if its shard is there.
   * @param {string} word
   * @returns {TermEntry | undefined}
   */
  entry(word) {
    return this.#wordShard(this.#rangeOf(word))?.get(word);
  }

  /**
   * The words of the range that a word falls into, by code point.
   * @param {string} word
   * @returns {[string, TermEntry][] | undefined}
   */
  neighbours(word) {
    const at = this.#rangeOf(word);
    const shard = this.#wordShard(at);
    if (!shard) return undefined;
    const [begin = "", past] = [this.#begins[at], this.#begins[at + 1]];
    const inside = [...shard].filter(
      ([each]) => (at === 0 || byCodePoint(begin, each) <= 0) && (past === undefined || byCodePoint(each, past) < 0),
    );
    return inside.sort((one, other) => byCodePoint(one[0], other[0]));
  }

  /**
   * The words with a beginning and their terms, of the shards that are there.
   * @param {string} prefix
   * @returns {[string, TermEntry][]}
   */
  startingWith(prefix) {
    /** @type {Map<string, TermEntry>} */
    const found = new Map();
    for (let at = this.#rangeOf(prefix), first = at; at === first || this.#begins[at]?.startsWith(prefix); at += 1) {
      for (const [word, entry] of this.#wordShard(at) ?? []) if (word.startsWith(prefix)) found.set(word, entry);
    }
    return [...found];
  }

  /**
   * The words of a first letter that spelling is corrected by, with their frequency classes.
   * @param {string} letter
   * @returns {[string, number][] | undefined}
   */
  spellings(letter) {
    if (!this.meta.near.includes(letter)) return [];
    const code = Number(letter.codePointAt(0)).toString(16);
    return this.#have(`${this.meta.folder}/near-${code}`, readSpellings, []);
  }

  /**
   * What results can be narrowed by; undefined while it is not there, null when it cannot be used.
   * @returns {Facets | null | undefined}
   */
  facets() {
    return this.#have(`${this.meta.folder}/facets`, (data) => new Facets(data), null);
  }

  /**
   * What a function of these shards returns once all is there that it needs: it is called again after each round of
   * requests that it caused.
   * @template Result
   * @param {() => Result} read
   * @returns {Promise<Result>}
   */
  async whenLoaded(read) {
    for (;;) {
      this.#needed.clear();
      const result = read();
      if (!this.#needed.size) return result;
      await Promise.all(this.#needed);
    }
  }

  /**
   * What is shown of a document; undefined while its file is not there, null when it cannot be used.
   * @param {number} document
   * @returns {PageRecord | null | undefined}
   */
  page(document) {
    const block = lastBelow(this.#firstOfBlock, document);
    const pages = this.#have(`${this.meta.folder}/pages-${block}`, readPages, []);
    return pages && (pages[document - (this.#firstOfBlock[block] ?? 0)] ?? null);
  }

  /** @param {string} word */
  #rangeOf(word) {
    return lastAtMost(this.#begins, word);
  }

  /**
   * @param {number} number
   * @returns {Map<string, TermEntry> | undefined}
   */
  #wordShard(number) {
    if (!this.#begins.length) return new Map();
    return this.#have(`${this.meta.folder}/words-${number}`, readWords, new Map());
  }

  /**
   * What a file holds; where it is not there yet it is sent for.
   * @template Value
   * @param {string} name
   * @param {(data: unknown) => Value} read
   * @param {Value} otherwise
   * @returns {Value | undefined}
   */
  #have(name, read, otherwise) {
    if (this.#held.has(name)) return /** @type {Value} */ (this.#held.get(name));
    const coming = this.#coming.get(name) ?? this.#fetch(name, read, otherwise);
    this.#coming.set(name, coming);
    this.#needed.add(coming);
    return undefined;
  }

  /**
   * @template Value
   * @param {string} name
   * @param {(data: unknown) => Value} read
   * @param {Value} otherwise
   */
  async #fetch(name, read, otherwise) {
    try {
      this.#held.set(name, read(await this.#load(name)));
    } catch {
      this.unusable.add(name);
      this.#held.set(name, otherwise);
    }
  }
}

/**
 * The last of the sorted beginnings that is not after a word; 0 before the first.
 * @param {string[]} begins
 * @param {string} word
 */
function lastAtMost(begins, word) {
  return lastWhere(begins, (begin) => byCodePoint(begin, word) <= 0);
}

/**
 * @param {number[]} firsts
 * @param {number} number
 */
function lastBelow(firsts, number) {
  return lastWhere(firsts, (first) => first <= number);
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => boolean} holds true for a first part of the items, false for the rest
 */
function lastWhere(items, holds) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(/** @type {Item} */ (items[middle]))) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
