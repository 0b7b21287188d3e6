/**
 * Finds the known word that an unknown one stands for: another form of it, or its right spelling. kbgen/search/near.py
 * does the same.
 */
import { byCodePoint } from "./order.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {[word: string, documents: number]} Counted
 */

/**
 * How many letters two words share if they differ in nothing but known endings, else 0.
 * @param {string} one
 * @param {string} other
 * @param {Plan} plan
 */
export function sharedStem(one, other, plan) {
  const shared = commonPrefix(one, other);
  const endings = endingsOf(plan);
  for (let length = shared; length > shared - 3 && length >= plan.stem_from; length -= 1) {
    if (ends(one, length, endings) && ends(other, length, endings)) return length;
  }
  return 0;
}

/**
 * Whether what follows a stem is an ending, also behind a doubled letter: reset-ting.
 * @param {string} word
 * @param {number} stem
 * @param {Set<string>} endings
 */
function ends(word, stem, endings) {
  if (endings.has(word.slice(stem))) return true;
  return word.length > stem + 1 && word[stem] === word[stem - 1] && endings.has(word.slice(stem + 1));
}

/** @type {WeakMap<Plan, Set<string>>} */
const endingsKept = new WeakMap();

/** @param {Plan} plan */
function endingsOf(plan) {
  const kept = endingsKept.get(plan) ?? new Set(plan.endings);
  endingsKept.set(plan, kept);
  return kept;
}

/**
 * The known word that is another form of a word: the longest stem, then the most frequent, then by code point.
 * @param {string} word
 * @param {Iterable<Counted>} known by code point
 * @param {Plan} plan
 * @returns {string | undefined}
 */
export function inflected(word, known, plan) {
  let [best, bestStem, bestClass] = ["", 0, 0];
  for (const [each, documents] of known) {
    const stem = sharedStem(word, each, plan);
    const often = stem && stem >= bestStem ? frequencyClass(documents) : 0;
    if (stem > bestStem || (stem && stem === bestStem && often > bestClass)) {
      [best, bestStem, bestClass] = [each, stem, often];
    }
  }
  return best || undefined;
}

/**
 * The known word (with its frequency class) that the fewest slips turn into this one, then the most frequent.
 * @param {string} word
 * @param {Iterable<[word: string, often: number]>} known
 * @param {Plan} plan
 * @returns {string | undefined}
 */
export function respelled(word, known, plan) {
  let most = mostEdits(word, plan);
  let [best, bestClass] = ["", 0];
  const letters = [...word];
  for (const [each, often] of known) {
    if (Math.abs(each.length - word.length) > 2 * most) continue;
    const slips = edits(letters, [...each], most);
    if (slips > most) continue;
    if (slips < most || !best || often > bestClass || (often === bestClass && byCodePoint(each, best) < 0)) {
      [best, bestClass, most] = [each, often, slips];
    }
  }
  return best || undefined;
}

/**
 * How many slips a word of this length may hold.
 * @param {string} word
 * @param {Plan} plan
 */
export function mostEdits(word, plan) {
  const length = [...word].length;
  return Number(length >= plan.one_slip_from) + Number(length >= plan.two_slips_from);
}

/**
 * Letters left out, put in, changed, or swapped with their neighbour; `most` + 1 for any more.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    [last, before, row] = [before, row, [at + 1]];
    let least = at + 1;
    for (let place = 0; place < other.length; place += 1) {
      const changed = Number(before[place]) + Number(one[at] !== other[place]);
      let cost = Math.min(Number(before[place + 1]) + 1, Number(row[place]) + 1, changed);
      if (at && place && one[at] === other[place - 1] && one[at - 1] === other[place]) {
        cost = Math.min(cost, Number(last[place - 1]) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
  }
  return Number(row[other.length]);
}

/**
 * 1 for one document, 2 for two or three, 3 for four to seven, …
 * @param {number} documents
 */
export function frequencyClass(documents) {
  return 32 - Math.clz32(documents);
}

/**
 * How many characters two words begin with alike, as JavaScript counts them.
 * @param {string} one
 * @param {string} other
 */
export function commonPrefix(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
