/**
 * Finds the known word for one that the site does not have: another form of it, or its right spelling.
 * kbgen/search/spelling.py does the same with the index itself.
 */
import { codePoints, isAlphabetic } from "./analysis.js";
import { byCodePoint } from "./order.js";
import { frequencyClass, inflected, mostSlips, respelled, sharedStem } from "./near.js";

/**
 * @typedef {import("./entries.js").TermEntry} TermEntry
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./query.js").KnownWords} KnownWords
 */

/**
 * The known word, or two, that an unknown one stands for, and whether that corrects its spelling.
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 * @param {boolean} correcting
 * @returns {{found: string | undefined, misspelled: boolean}}
 */
export function knownWord(word, plan, known, correcting) {
  const near = known.neighbours(word);
  if (!near) return { found: undefined, misspelled: false };
  const form = inflected(word, near.map(([each, { documents }]) => [each, documents]), plan);
  if (!correcting || isSure(form, word, plan)) return { found: form, misspelled: false };
  const found = form === undefined ? corrected(word, near, plan, known) : oneSlip(word, plan, known);
  if (found === undefined || (form && known.entry(form)?.key === known.entry(found)?.key)) {
    return { found: form, misspelled: false };
  }
  return { found, misspelled: true };
}

/**
 * Whether a word is a form with an ending, or has so much of it that it is hardly misspelled.
 * @param {string | undefined} form
 * @param {string} word
 * @param {Plan} plan
 */
function isSure(form, word, plan) {
  if (form === undefined) return false;
  const stem = sharedStem(word, form, plan);
  return stem === form.length || stem >= plan.form_share * codePoints(word);
}

/**
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 */
function oneSlip(word, plan, known) {
  return respelled(word, known.spellings(firstLetters(word, 1)[0] ?? "") ?? [], Math.min(mostSlips(word, plan), 1));
}

/**
 * The right spelling: one slip away with the same first letter; begun by the word; two words written as one; two slips
 * away; beginning with the word's second letter, or with any. What is not loaded is waited for before the next is tried.
 * @param {string} word
 * @param {[string, TermEntry][]} near
 * @param {Plan} plan
 * @param {KnownWords} known
 */
function corrected(word, near, plan, known) {
  const slips = mostSlips(word, plan);
  const [first = "", second = first] = firstLetters(word, 2);
  if (!slips || !known.spellings(first)) return undefined;
  const found = oneSlip(word, plan, known) ?? begunBy(word, near, plan) ?? inTwo(word, plan, known);
  if (found !== undefined) return found ?? undefined;
  for (const letter of [first, second]) {
    const listed = known.spellings(letter);
    if (!listed) return undefined;
    const respelt = respelled(word, listed, slips);
    if (respelt !== undefined) return respelt;
  }
  if (codePoints(word) < plan.first_letter_from) return undefined;
  return respelled(word, [...plan.first_letters].flatMap((letter) => known.spellings(letter) ?? []), 1);
}

/**
 * The most frequent word that an unknown one is the beginning of.
 * @param {string} word
 * @param {[string, TermEntry][]} near
 * @param {Plan} plan
 */
function begunBy(word, near, plan) {
  if (codePoints(word) < plan.begun_from) return undefined;
  const begun = near.filter(([each]) => each.startsWith(word) && isAlphabetic(each));
  return begun.sort(byPopularity)[0]?.[0];
}

/**
 * The two words, with a space between, that were written as one, of which the rarer is most frequent; null while what may
 * be such words is not loaded.
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 */
function inTwo(word, plan, known) {
  const letters = [...word];
  let [best, bestClass, waiting] = [/** @type {string | undefined} */ (undefined), 0, false];
  for (let at = plan.part_from; at <= letters.length - plan.part_from; at += 1) {
    const [left, right] = [letters.slice(0, at).join(""), letters.slice(at).join("")];
    const first = known.entry(left);
    const second = first && known.entry(right);
    waiting ||= !known.neighbours(left) || (first !== undefined && !known.neighbours(right));
    const often = first && second ? frequencyClass(Math.min(first.documents, second.documents)) : 0;
    if (often > bestClass) [best, bestClass] = [`${left} ${right}`, often];
  }
  return waiting ? null : best;
}

/**
 * @param {string} word
 * @param {number} count
 */
function firstLetters(word, count) {
  return [...word].slice(0, count);
}

/**
 * Those in most documents first, then by code point.
 * @param {[string, TermEntry]} one
 * @param {[string, TermEntry]} other
 */
export function byPopularity(one, other) {
  return other[1].documents - one[1].documents || byCodePoint(one[0], other[0]);
}
