/**
 * Reads the files that kbgen/search/export.py writes (the format is described there), each once and when it is needed.
 * A file that is missing or broken leaves its words or pages out, and is remembered, so that the customer can be told.
 */
import { byCodePoint } from "./query.js";

export const FORMAT = 1;

/**
 * @typedef {object} Plan how a query is read, scored and shown: kbgen/search/plan.py
 * @property {number} k1
 * @property {number} b
 * @property {string[]} stop
 * @property {number} nearest_from
 * @property {number} nearest_slack
 * @property {number} nearest_ending
 * @property {number} complete_from
 * @property {number} complete_number_from
 * @property {number} complete_limit
 * @property {number} complete_weight
 * @property {number} passage_width
 * @property {number} passage_lead
 *
 * @typedef {object} Meta what `meta.js` says
 * @property {number} format
 * @property {string} folder
 * @property {Plan} plan
 * @property {number} documents
 * @property {number} averageLength
 * @property {number[]} lengths
 * @property {string} lengthOf
 * @property {string} words
 * @property {number[]} pages
 *
 * @typedef {object} TermEntry a term: its words, and where it occurs
 * @property {string} key tells terms apart
 * @property {string[]} words
 * @property {number} documents
 * @property {Uint32Array} numbers the documents, ascending
 * @property {Uint32Array} weights its weight in each
 *
 * @typedef {[fragment: string, heading: string, text: string]} SectionRecord
 *
 * @typedef {object} PageRecord what the result list shows of a document
 * @property {string} url
 * @property {string} title
 * @property {string} type
 * @property {string[]} place
 * @property {string[]} products
 * @property {string[]} productNames
 * @property {SectionRecord[]} sections
 *
 * @typedef {(name: string) => Promise<unknown>} Load gives the data of "meta" or of "<folder>/words-3"
 */

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
  /** @type {Map<string, Promise<Map<string, TermEntry>>>} */
  #wordShards = new Map();
  /** @type {Map<string, Promise<PageRecord[]>>} */
  #pageBlocks = new Map();
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
    this.#begins = meta.words ? meta.words.split(" ") : [];
    let first = 0;
    this.#firstOfBlock = meta.pages.map((count) => (first += count) - count);
    this.lengths = Float64Array.from(meta.lengthOf, (sign) => meta.lengths[lengthAt(sign)] ?? 1);
  }

  /**
   * The term that a word belongs to.
   * @param {string} word
   * @returns {Promise<TermEntry | undefined>}
   */
  async entry(word) {
    return (await this.#wordShard(lastAtMost(this.#begins, word))).get(word);
  }

  /**
   * The words with a beginning and their terms, by code point.
   * @param {string} prefix
   * @returns {Promise<[string, TermEntry][]>}
   */
  async startingWith(prefix) {
    const first = lastAtMost(this.#begins, prefix);
    let past = first + 1;
    while (this.#begins[past]?.startsWith(prefix)) past += 1;
    const numbers = Array.from({ length: past - first }, (_, at) => first + at);
    const shards = await Promise.all(numbers.map((number) => this.#wordShard(number)));
    const found = new Map(shards.flatMap((shard) => [...shard].filter(([word]) => word.startsWith(prefix))));
    return [...found].sort((one, other) => byCodePoint(one[0], other[0]));
  }

  /**
   * What is shown of a document; undefined when its file cannot be used.
   * @param {number} document
   * @returns {Promise<PageRecord | undefined>}
   */
  async page(document) {
    const block = lastBelow(this.#firstOfBlock, document);
    const name = `${this.meta.folder}/pages-${block}`;
    const pages = this.#once(this.#pageBlocks, name, readPages, []);
    return (await pages)[document - (this.#firstOfBlock[block] ?? 0)];
  }

  /**
   * @param {number} number
   * @returns {Promise<Map<string, TermEntry>>}
   */
  #wordShard(number) {
    if (!this.#begins.length) return Promise.resolve(new Map());
    return this.#once(this.#wordShards, `${this.meta.folder}/words-${number}`, readWords, new Map());
  }

  /**
   * @template Value
   * @param {Map<string, Promise<Value>>} kept
   * @param {string} name
   * @param {(data: unknown) => Value} read
   * @param {Value} otherwise
   * @returns {Promise<Value>}
   */
  #once(kept, name, read, otherwise) {
    let value = kept.get(name);
    if (!value) {
      value = this.#load(name).then(read).catch(() => {
        this.unusable.add(name);
        return otherwise;
      });
      kept.set(name, value);
    }
    return value;
  }
}

/**
 * @param {unknown} data
 * @returns {Map<string, TermEntry>}
 */
function readWords(data) {
  if (!Array.isArray(data)) throw new TypeError("a shard of words is a list");
  const entries = data.map(([key, gaps]) => termEntry(key, gaps));
  return new Map(entries.flatMap((entry) => entry.words.map((word) => [word, entry])));
}

/**
 * @param {unknown} data
 * @returns {PageRecord[]}
 */
function readPages(data) {
  if (!Array.isArray(data)) throw new TypeError("a block of pages is a list");
  return data;
}

/**
 * @param {string} key
 * @param {number[]} gaps
 * @returns {TermEntry}
 */
function termEntry(key, gaps) {
  const numbers = new Uint32Array(gaps.length);
  const weights = new Uint32Array(gaps.length);
  let number = 0;
  let documents = 0;
  for (let at = 0; at < gaps.length; at += 1) {
    const gap = Number(gaps[at]);
    number += gap >>> 1;
    numbers[documents] = number;
    weights[documents] = gap & 1 ? Number(gaps[(at += 1)]) : 1;
    documents += 1;
  }
  return {
    key,
    words: key.split(" "),
    documents,
    numbers: numbers.subarray(0, documents),
    weights: weights.subarray(0, documents),
  };
}

/**
 * Which length a sign stands for: "#" is the first, the backslash is left out.
 * @param {string} sign
 */
function lengthAt(sign) {
  const code = Number(sign.codePointAt(0));
  return code - 0x23 - (code > 0x5c ? 1 : 0);
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
