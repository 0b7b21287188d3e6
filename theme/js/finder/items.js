/** A query as items: numbers with their units, phrases, and what is neither; as kbgen/search/finder/items.py. */
import { keyOf } from "./tokens.js";

/**
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {[kind: string, ...rest: any[]]} Meaning see kbgen/search/finder/phrases.py
 * @typedef {Map<string, Meaning[]>} Phrases
 *
 * @typedef {[symbol: string, dimension: string, factor: number, offset: number]} Unit
 * @typedef {[
 *   id: string, label: string, kind: string, dimension: string, symbol: string, better: number, required: number,
 *   lowest: number, highest: number,
 * ]} Property
 * @typedef {object} Family
 * @property {string} id
 * @property {string} label
 * @property {string} file
 * @property {Property[]} properties
 * @property {[Meaning, string][]} words
 *
 * @typedef {object} Start what `specs.js` says: kbgen/search/finder/sheets.py
 * @property {number} format
 * @property {string} folder
 * @property {Family[]} families
 * @property {Unit[]} units
 * @property {Record<string, [number, string][]>} unitWords
 * @property {[Meaning, string][]} words
 * @property {[id: string, name: string][]} makers
 * @property {string[]} common dimensions whose numbers need the name of a property beside them
 *
 * @typedef {object} TypedNumber
 * @property {Token} token
 * @property {boolean} negative
 *
 * @typedef {object} Item what stands in a query from one token up to another
 * @property {number} start
 * @property {number} end
 * @property {Meaning[]} meanings
 * @property {TypedNumber[]} numbers one, or the two ends of a range
 * @property {number[]} units
 * @property {boolean} unread whether there is a number in it that means nothing here
 * @property {boolean} money
 */

const LONGEST_PHRASE = 7;
const LONGEST_UNIT = 4;
const LONGEST_NUMBER = 15;
const CURRENCIES = new Set(["€", "$", "£", "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp"]);

/**
 * What words can mean.
 * @param {Start} start
 * @returns {Phrases}
 */
export function vocabularyOf({ words, families }) {
  /** @type {Phrases} */
  const found = new Map();
  /** @type {(keys: string, meaning: Meaning) => void} */
  const add = (keys, meaning) => {
    for (const key of keys.split("|")) found.set(key, [...(found.get(key) ?? []), meaning]);
  };
  for (const [meaning, keys] of words) add(keys, meaning);
  families.forEach((family, at) => {
    for (const [[kind, ...rest], keys] of family.words) add(keys, [kind, at, ...rest]);
  });
  return found;
}

/**
 * @param {Item} item
 * @param {string} kind
 */
export function ofKind(item, kind) {
  return item.meanings.filter((meaning) => meaning[0] === kind);
}

/**
 * Cuts a query into items, the longest phrase first.
 * @param {Token[]} tokens
 * @param {Start} start
 * @param {Phrases} phrases
 * @param {Phrases} names phrases besides: the names of products
 */
export function itemsOf(tokens, start, phrases, names) {
  /** @type {Item[]} */
  const items = [];
  for (let at = 0; at < tokens.length; at = /** @type {Item} */ (items.at(-1)).end) {
    items.push(itemAt(tokens, at, start, phraseAt(tokens, at, phrases, names), items.at(-1)));
  }
  return items;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {Partial<Item>} [more]
 * @returns {Item}
 */
function item(start, end, more) {
  return { start, end, meanings: [], numbers: [], units: [], unread: false, money: false, ...more };
}

/**
 * @param {Token[]} tokens
 * @param {number} at
 * @param {Start} start
 * @param {Item | undefined} phrase
 * @param {Item | undefined} before
 * @returns {Item}
 */
function itemAt(tokens, at, start, phrase, before) {
  const quantity = quantityAt(tokens, at, start.unitWords);
  if (phrase && (!quantity || phrase.end >= quantity.end)) return phrase;
  const { number = false, text = "" } = tokens[at] ?? {};
  if (!quantity) return item(at, at + 1, { unread: number, money: CURRENCIES.has(text) });
  return (quantity.numbers.length && rangeAt(tokens, quantity, start, before)) || quantity;
}

/**
 * @param {Token[]} tokens
 * @param {number} at
 * @param {Phrases} phrases
 * @param {Phrases} names
 */
function phraseAt(tokens, at, phrases, names) {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 0; length -= 1) {
    const key = keyOf(tokens.slice(at, at + length));
    const meanings = [...(phrases.get(key) ?? []), ...(names.get(key) ?? [])];
    if (meanings.length) return item(at, at + length, { meanings });
  }
  return undefined;
}

/**
 * A number with its unit, or without.
 * @param {Token[]} tokens
 * @param {number} at
 * @param {Start["unitWords"]} words
 */
function quantityAt(tokens, at, words) {
  const next = tokens[at + 1];
  const negative = tokens[at]?.text === "-" && next !== undefined && next.number && next.glued;
  const first = negative ? at + 1 : at;
  const token = tokens[first];
  if (!token?.number) return undefined;
  const end = first + 1;
  const glued = token.glued && !negative && at > 0 && tokens[at - 1]?.text !== "-";
  if (glued || token.text.length > LONGEST_NUMBER) return item(at, end, { unread: true });
  if (CURRENCIES.has(tokens[at - 1]?.text ?? "") || CURRENCIES.has(tokens[end]?.text ?? "")) return item(at, end, { money: true });
  const [units, length] = unitsAt(tokens, end, words);
  const after = tokens[end];
  if (!length && after?.glued && after.text !== "-" && after.text !== "+") return item(at, end, { unread: true });
  return item(at, end + length, { numbers: [{ token, negative }], units });
}

/**
 * The units that stand at a place, and how many tokens they are.
 * @param {Token[]} tokens
 * @param {number} at
 * @param {Start["unitWords"]} words
 * @returns {[number[], number]}
 */
function unitsAt(tokens, at, words) {
  for (let length = Math.min(LONGEST_UNIT, tokens.length - at); length > 0; length -= 1) {
    const typed = tokens.slice(at, at + length);
    const key = keyOf(typed);
    const spelled = Object.hasOwn(words, key) ? words[key] ?? [] : [];
    const found = spelled.filter(([, spelling]) => isSpelled(typed, spelling)).map(([place]) => place);
    if (found.length && !(key === "in" && tokens[at + length]?.number)) return [found, length];
  }
  return [[], 0];
}

/**
 * A single letter is told by its case: 5G is no weight; but a "w" will do for watts.
 * @param {Token[]} typed
 * @param {string} spelling
 */
function isSpelled(typed, spelling) {
  const raw = typed[0]?.raw ?? "";
  if (typed.length > 1 || raw.length > 1 || [...spelling].length > 1 || raw === '"') return true;
  return raw === spelling || raw === spelling.toLowerCase();
}

/**
 * Two numbers with "-", "to" or, after "between", "and" in the midst.
 * @param {Token[]} tokens
 * @param {Item} first
 * @param {Start} start
 * @param {Item | undefined} before
 */
function rangeAt(tokens, first, start, before) {
  const midst = tokens[first.end]?.text;
  const between = before !== undefined && ofKind(before, "b").length > 0;
  if (midst !== "-" && midst !== "to" && !(between && midst === "and")) return undefined;
  const at = first.end + 1;
  const token = tokens[at];
  if (!token?.number) return undefined;
  const [units, length] = unitsAt(tokens, at + 1, start.unitWords);
  const dimensions = new Set(units.map((unit) => start.units[unit]?.[1]));
  if (first.units.length && units.length && !first.units.some((unit) => dimensions.has(start.units[unit]?.[1]))) return undefined;
  const numbers = [...first.numbers, { token, negative: false }];
  return item(first.start, at + 1 + length, { numbers, units: units.length ? units : first.units });
}
