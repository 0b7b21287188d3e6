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
 * The known word (with its frequency class) that the fewest slips turn into this one, but not too many; then the most
 * frequent.
 * @param {string} word
 * @param {Iterable<[word: string, often: number]>} known
 * @param {number} slips
 * @returns {string | undefined}
 */
export function respelled(word, known, slips) {
  let most = SLIP * slips;
  let [best, bestClass] = ["", 0];
  const letters = [...word];
  for (const [each, often] of known) {
    if (Math.abs(each.length - word.length) > most) continue;
    const cost = edits(letters, [...each], most);
    if (cost > most) continue;
    if (cost < most || !best || often > bestClass || (often === bestClass && byCodePoint(each, best) < 0)) {
      [best, bestClass, most] = [each, often, cost];
    }
  }
  return best || undefined;
}

/**
 * How many slips a word of this length may hold.
 * @param {string} word
 * @param {Plan} plan
 */
export function mostSlips(word, plan) {
  const length = [...word].length;
  return Number(length >= plan.one_slip_from) + Number(length >= plan.two_slips_from);
}

/** What a slip costs; letters that change places, and those doubled or not, are more likely than others. */
const [SLIP, SWAPPED, DOUBLED] = [4, 3, 2];

/**
 * What letters left out, put in, changed, or swapped with their neighbour cost; `most` + 1 for any more.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) * DOUBLED > most) return most + 1;
  const [leftOut, putIn] = [indels(other), indels(one)];
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = [0];
  for (const cost of leftOut) row.push(Number(row.at(-1)) + cost);
  for (let at = 0; at < one.length; at += 1) {
    const more = Number(putIn[at]);
    let least = Number(row[0]) + more;
    [last, before, row] = [before, row, [least]];
    for (let place = 0; place < other.length; place += 1) {
      const changed = Number(before[place]) + (one[at] === other[place] ? 0 : SLIP);
      let cost = Math.min(Number(before[place + 1]) + more, Number(row[place]) + Number(leftOut[place]), changed);
      if (at && place && one[at] === other[place - 1] && one[at - 1] === other[place]) {
        cost = Math.min(cost, Number(last[place - 1]) + SWAPPED);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
  }
  return Number(row[other.length]);
}

/**
 * What each letter of a word costs where the other word lacks it: half beside its like.
 * @param {string[]} letters
 */
function indels(letters) {
  return letters.map((letter, at) => (at && letter === letters[at - 1] ? DOUBLED : SLIP));
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
