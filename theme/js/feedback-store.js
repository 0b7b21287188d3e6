/**
 * What a browser keeps of a reader's answers about pages: which were given, and which wait for a connection. All of it is
 * bounded, and a browser that may keep nothing forgets it.
 *
 * @typedef {object} Waiting
 * @property {string} page - site-relative address; one answer a page
 * @property {[string, string][]} pairs - names and values as the form sends them
 */

export const MOST_WAITING = 20;
export const MOST_SAID = 200;
const LONGEST = 8000;

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Kept */

export class FeedbackStore {
  /**
   * @param {() => Kept} storage asked each time: where storage is denied, asking throws
   * @param {string} site path of the site: several may lie on one host
   */
  constructor(storage, site) {
    this.storage = storage;
    this.saidKey = `kbgen-said ${site}`;
    this.waitingKey = `kbgen-feedback ${site}`;
  }

  /**
   * What was said about a page, "" for nothing.
   * @param {string} page
   */
  said(page) {
    return this.#said().find(([one]) => one === page)?.[1] ?? "";
  }

  /**
   * @param {string} page
   * @param {string} vote
   */
  remember(page, vote) {
    const others = this.#said().filter(([one]) => one !== page);
    this.#write(this.saidKey, [...others, [page, vote]].slice(-MOST_SAID));
  }

  /** @param {string} page */
  forget(page) {
    this.#write(this.saidKey, this.#said().filter(([one]) => one !== page));
  }

  /** How many answers wait. */
  get waiting() {
    return this.#waiting().length;
  }

  /**
   * Keeps an answer until there is a connection, in place of an earlier one about the same page.
   * @param {Waiting} answer
   * @returns {boolean} whether it is kept: not where storage is denied, nor where too much waits already
   */
  keep(answer) {
    const others = this.#waiting().filter(({ page }) => page !== answer.page);
    if (others.length >= MOST_WAITING || JSON.stringify(answer).length > LONGEST) return false;
    return this.#write(this.waitingKey, [...others, answer]);
  }

  /**
   * Takes the oldest answer out, so that no second page of the site sends it too.
   * @returns {Waiting | undefined}
   */
  take() {
    const [first, ...others] = this.#waiting();
    return first && this.#write(this.waitingKey, others) ? first : undefined;
  }

  /** @returns {[string, string][]} */
  #said() {
    return this.#read(this.saidKey).filter(isPair);
  }

  /** @returns {Waiting[]} */
  #waiting() {
    return this.#read(this.waitingKey).filter(isWaiting);
  }

  /**
   * @param {string} key
   * @returns {unknown[]}
   */
  #read(key) {
    try {
      const kept = JSON.parse(this.storage().getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return []; // nothing is kept, it is not ours, or storage is denied
    }
  }

  /**
   * @param {string} key
   * @param {unknown[]} entries
   */
  #write(key, entries) {
    try {
      if (entries.length) this.storage().setItem(key, JSON.stringify(entries));
      else this.storage().removeItem(key);
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * @param {unknown} entry
 * @returns {entry is [string, string]}
 */
function isPair(entry) {
  return Array.isArray(entry) && entry.length === 2 && entry.every((text) => typeof text === "string");
}

/**
 * @param {unknown} entry
 * @returns {entry is Waiting}
 */
function isWaiting(entry) {
  if (typeof entry !== "object" || entry === null || !("page" in entry) || !("pairs" in entry)) return false;
  return typeof entry.page === "string" && Array.isArray(entry.pairs) && entry.pairs.every(isPair);
}
