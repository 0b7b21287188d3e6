/** Says whether a query is a search for products, and what it asks of them; as kbgen/search/finder/reading.py. */
import { FamilyReading, SURE } from "./family-reading.js";
import { itemsOf, ofKind } from "./items.js";
import { normalized, tokens } from "./tokens.js";

/**
 * @typedef {import("./found.js").Constraint} Constraint
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./items.js").Phrases} Phrases
 * @typedef {import("./items.js").Start} Start
 *
 * @typedef {object} Reading a search for products
 * @property {number} family
 * @property {Constraint[]} constraints
 * @property {number[]} mentioned properties that are named besides
 * @property {number[]} makers
 * @property {number[]} products
 * @property {string[]} unused words that say nothing here
 */

const NEUTRAL = ["x", "w", "n", "n0", "b", "or"];
const MEANT = ["f", "p", "o", "d", "s"];

/**
 * The place of the family that a query is about, undefined where it is no search for products.
 * @param {Start} start
 * @param {Phrases} phrases
 * @param {string} query
 * @param {string} chosen id of the family that was chosen, "" for none
 */
export function findFamily(start, phrases, query, chosen) {
  const items = itemsOf(tokens(query), start, phrases, new Map());
  if (items.some(isVeto)) return undefined;
  const named = new Set(items.flatMap((item) => ofKind(item, "f").map(([, family]) => family)));
  if (named.size > 1) return undefined;
  const family = named.size ? [...named][0] : knownFamily(start, chosen);
  if (family === undefined) return onlyFamily(start, items);
  return new FamilyReading(start, family, items).constraints.some(({ sure }) => sure) ? family : undefined;
}

/**
 * @param {Start} start
 * @param {string} chosen
 */
function knownFamily({ families }, chosen) {
  const at = families.findIndex(({ id }) => id === chosen);
  if (at >= 0) return at;
  return families.length === 1 ? 0 : undefined;
}

/**
 * The family that a query names properties of, where no other fits as well.
 * @param {Start} start
 * @param {Item[]} items
 */
function onlyFamily(start, items) {
  const ranked = start.families.flatMap((_, family) => {
    const reading = new FamilyReading(start, family, items);
    const sure = reading.found.filter(([, each]) => each.sure === SURE);
    const plausible = sure.filter(([at, each]) => reading.isPlausible(at, each)).length;
    return sure.length ? [{ plausible, used: reading.used.size, family }] : [];
  });
  ranked.sort((one, other) => other.plausible - one.plausible || other.used - one.used || one.family - other.family);
  const [first, second] = ranked;
  if (!first?.plausible || (second && first.plausible === second.plausible && first.used === second.used)) return undefined;
  return first.family;
}

/**
 * What a query asks of a family, undefined where too much of it means nothing here.
 * @param {Start} start
 * @param {Phrases} phrases
 * @param {number} family
 * @param {Phrases} names names of the family's products
 * @param {string} query
 * @returns {Reading | undefined}
 */
export function readProductQuery(start, phrases, family, names, query) {
  const typed = tokens(query);
  const items = itemsOf(typed, start, phrases, names);
  const read = new FamilyReading(start, family, items);
  const named = items.some((_, at) => read.seen.ofKind(at, "f").length);
  const unused = items.filter((item, at) => !read.used.has(at) && !NEUTRAL.some((kind) => ofKind(item, kind).length));
  if (unused.some((item) => isVeto(item) || item.unread || item.numbers.length)) return undefined;
  if (unused.length * 2 > read.used.size || (unused.length && !named)) return undefined;
  if (!read.constraints.some(({ sure }) => sure)) return undefined;
  const text = normalized(query);
  return {
    family,
    constraints: read.constraints,
    mentioned: [...new Set(read.mentioned)],
    makers: placesOf(items, "m"),
    products: placesOf(items, "d"),
    unused: unused.map(({ start: first, end }) => text.slice(typed[first]?.start, typed[end - 1]?.end)),
  };
}

/** @param {Item} item */
function isVeto(item) {
  return ofKind(item, "v").length > 0 && !MEANT.some((kind) => ofKind(item, kind).length);
}

/**
 * @param {Item[]} items
 * @param {string} kind
 * @returns {number[]}
 */
function placesOf(items, kind) {
  return [...new Set(items.flatMap((item) => ofKind(item, kind).map(([, at]) => at)))];
}
