/**
 * Answers cut to what an address can carry: the longest first, each as little as possible, and it says so.
 *
 * @typedef {object} Answer
 * @property {string} section - title
 * @property {string} label
 * @property {string} value - as the customer reads it; "" where not answered
 */

import { clip } from "./ticket-prefill.js";

/** What stands where an answer was cut. */
export const CUT = "… [cut: paste the full request from the page here]";

const SHORTEST = 40;

/**
 * The answers, cut one after the other, the longest first, until they fit; each as little as possible.
 *
 * @template {{value: string}} T
 * @param {T[]} answers
 * @param {(answers: T[]) => boolean} fits
 * @returns {T[]}
 */
export function shortenAnswers(answers, fits) {
  let current = answers;
  const byLength = answers.map((_, index) => index).sort((a, b) => encodedLength(answers, b) - encodedLength(answers, a));
  for (const index of byLength) {
    if (fits(current)) break;
    current = cutLongest(current, index, fits);
  }
  return current;
}

/**
 * The answers with one of them cut to the longest beginning that fits, or to the shortest worth keeping.
 *
 * @template {{value: string}} T
 * @param {T[]} answers
 * @param {number} index - which
 * @param {(answers: T[]) => boolean} fits
 */
function cutLongest(answers, index, fits) {
  const full = answers[index]?.value ?? "";
  if (full.length <= SHORTEST + CUT.length) return answers;
  /** @param {number} length */
  const cutAt = (length) => {
    const value = clip(full, length).trimEnd() + CUT;
    return answers.map((answer, position) => (position === index ? { ...answer, value } : answer));
  };
  let kept = SHORTEST;
  let tooLong = full.length;
  while (tooLong - kept > 1) {
    const middle = Math.floor((kept + tooLong) / 2);
    if (fits(cutAt(middle))) kept = middle;
    else tooLong = middle;
  }
  return cutAt(kept);
}

/**
 * @param {{value: string}[]} answers
 * @param {number} index
 */
function encodedLength(answers, index) {
  return encode(answers[index]?.value ?? "").length;
}

/**
 * Percent-encoded text with the line breaks of mail; broken characters would throw and become U+FFFD.
 *
 * @param {string} text
 */
export function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\r\n?|\n/g, "\r\n"));
}
