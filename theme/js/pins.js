/** Puts chosen pages first for chosen queries, as kbgen/search/pins.py does. */
import { codePoints } from "./analysis.js";
import { wholeWords } from "./asked.js";
import { sharedStem } from "./near.js";

/**
 * @typedef {import("./asked.js").AskedChunk} AskedChunk
 * @typedef {import("./plan.js").Plan} Plan
 *
 * @typedef {[words: string[], document: number, fragment: string, product: string, issue?: boolean]} Pin
 */

/**
 * The pins that a query meets, in the order of the list, one for each document.
 * @param {AskedChunk[]} asked
 * @param {Map<string, string>} corrected words that were taken for others
 * @param {string} product id of the chosen product
 * @param {Plan} plan
 * @returns {Pin[]}
 */
export function pinned(asked, corrected, product, plan) {
  if (!plan.pins.length || asked.some((chunk) => chunk.quoted)) return [];
  const words = tellingWords(asked, corrected);
  const begun = asked.at(-1)?.unfinished ? words.length - 1 : -1;
  /** @type {Map<number, Pin>} */
  const found = new Map();
  for (const pin of plan.pins) {
    const [wanted, document, , of] = pin;
    if (found.has(document) || (of && product && of !== product)) continue;
    if (meets(words, begun, wanted, plan)) found.set(document, pin);
  }
  return [...found.values()];
}

/**
 * The words that a query says something with.
 * @param {AskedChunk[]} asked
 * @param {Map<string, string>} corrected
 */
export function tellingWords(asked, corrected) {
  const telling = asked.filter((chunk) => chunk.meaningful.length);
  return telling.flatMap(({ text, words }) => corrected.get(text) ?? wholeWords(words));
}

/**
 * Whether both say the same; the word being typed may be the beginning of one.
 * @param {string[]} words
 * @param {number} begun
 * @param {string[]} wanted
 * @param {Plan} plan
 */
function meets(words, begun, wanted, plan) {
  const left = [...wanted];
  return words.length === wanted.length && words.every((word, at) => {
    const place = left.findIndex((each) => isSame(word, each, at === begun, plan));
    return place >= 0 && left.splice(place, 1);
  });
}

/**
 * @param {string} word
 * @param {string} wanted
 * @param {boolean} begun
 * @param {Plan} plan
 */
export function isSame(word, wanted, begun, plan) {
  if (word === wanted || sharedStem(word, wanted, plan)) return true;
  return begun && codePoints(word) >= plan.complete_from && wanted.startsWith(word);
}
