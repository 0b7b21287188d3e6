/** Finds in a query what has synonyms, as kbgen/search/synonyms.py does. */
import { sharedStem } from "./near.js";

/** @typedef {import("./plan.js").Plan} Plan */

/**
 * How many words of a query from one place on have synonyms together, the most there are, and these; 0 for none.
 * @param {(string | undefined)[]} heads undefined where synonyms are switched off
 * @param {number} at
 * @param {Plan} plan
 * @returns {{span: number, meant: string[]}}
 */
export function spokenOf(heads, at, plan) {
  let [span, found] = [0, /** @type {string[]} */ ([])];
  for (const [typed, meant] of plan.synonyms) {
    const words = typed.split(" ");
    if (words.length <= span || at + words.length > heads.length) continue;
    if (words.every((word, place) => isSame(heads[at + place], word, plan))) [span, found] = [words.length, meant];
  }
  return { span, meant: found };
}

/**
 * @param {string | undefined} head
 * @param {string} word
 * @param {Plan} plan
 */
function isSame(head, word, plan) {
  return head !== undefined && (head === word || (head[0] === word[0] && sharedStem(head, word, plan) > 0));
}
