/** Puts a known issue that is not fixed first where a query names it, as kbgen/search/named_issues.py does. */
import { hasDigit } from "./analysis.js";
import { joined } from "./asked.js";
import { isSame, tellingWords } from "./pins.js";

/**
 * @typedef {import("./asked.js").AskedChunk} AskedChunk
 * @typedef {import("./pins.js").Pin} Pin
 * @typedef {import("./plan.js").Plan} Plan
 *
 * @typedef {[document: number, products: string[], names: string[][], title: string[], others: string[]]} IssueNames
 */

const MOST = 3;

/**
 * The issues that a query names, as pins.
 * @param {AskedChunk[]} asked
 * @param {Map<string, string>} corrected words that were taken for others
 * @param {string} product id of the chosen product
 * @param {Plan} plan
 * @returns {Pin[]}
 */
export function namedIssues(asked, corrected, product, plan) {
  const words = tellingWords(asked, corrected);
  const pairs = asked.map((_, at) => joined(asked.slice(at, at + 2), plan));
  /** @param {string} wanted */
  const has = (wanted) => pairs.includes(wanted) || words.some((word) => isSame(word, wanted, false, plan));
  const named = plan.issues.filter(([, products, names, title, others]) => {
    const own = [...others, ...title, ...names.flat()];
    if (product && !products.includes(product)) return false;
    if (words.some((word) => hasDigit(word) && !own.includes(word) && !pairs.some((pair) => own.includes(pair) && pair.endsWith(word)))) return false;
    if (names.some((name) => (3 * name.length >= words.length || name.some(isCode)) && name.every(has))) return true;
    const said = title.filter(has).length;
    return said > 2 && 2 * said >= title.length && words.every((word) => own.some((each) => isSame(word, each, false, plan)));
  });
  return named.slice(0, MOST).map(([document]) => [[], document, "", "", true]);
}

/** @param {string} word */
const isCode = (word) => hasDigit(word) && /\P{Nd}/u.test(word);
