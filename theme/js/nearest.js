/** Reads a query of which nothing was found, as kbgen/search/nearest.py does. */
import { isUnspaced } from "./analysis.js";
import { askedChunks } from "./asked.js";
import { commonPrefix } from "./near.js";
import { alternative } from "./query.js";
import { byPopularity } from "./spelling.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./query.js").KnownWords} KnownWords
 * @typedef {import("./query.js").Reading} Reading
 */

/**
 * For each word of the query the known ones that begin most like it.
 * @param {string} query
 * @param {Plan} plan
 * @param {KnownWords} known
 * @returns {Reading}
 */
export function readNearest(query, plan, known) {
  const chunks = askedChunks(query, plan, false).asked.filter((chunk) => chunk.meaningful.length);
  const groups = chunks.map(({ words, text }) => ({
    words: [], alternatives: nearest(words[0] ?? "", plan, known), quoted: false, typed: text,
  }));
  return { groups: groups.filter((group) => group.alternatives.length), corrections: [], phrases: [], pins: [] };
}

/**
 * @param {string} word
 * @param {Plan} plan
 * @param {KnownWords} known
 */
function nearest(word, plan, known) {
  const least = isUnspaced(word) ? 1 : plan.near_from;
  return (known.neighbours(word) ?? [])
    .map((near) => ({ near, shared: commonPrefix(word, near[0]) }))
    .filter(({ shared }) => shared >= least)
    .sort((one, other) => other.shared - one.shared || byPopularity(one.near, other.near))
    .slice(0, plan.near_limit)
    .map(({ near: [each, entry] }) => alternative([entry], plan.near_weight, "near", each));
}
