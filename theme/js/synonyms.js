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
  for (const [typed, meant] of meaningsOf(plan)) {
    if (typed[0] !== heads[at]?.[0]) continue;
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

/** @type {WeakMap<Plan, Map<string, string[]>>} */
const kept = new WeakMap();

/**
 * What is typed → what is meant; not what only has more words than what is typed.
 * @param {Plan} plan
 */
function meaningsOf(plan) {
  let found = kept.get(plan);
  if (!found) {
    found = new Map();
    for (const rule of plan.synonyms) {
      const [both = [], typed = [], meant = []] = rule.split(";").map((names) => names.split(",").filter(Boolean));
      for (const name of [...both, ...typed]) {
        const words = name.split(" ");
        const more = [...both, ...meant].filter((each) => !words.every((word) => each.split(" ").includes(word)));
        if (more.length) found.set(name, [...new Set([...(found.get(name) ?? []), ...more])]);
      }
    }
    kept.set(plan, found);
  }
  return found;
}
