/**
 * Products compared by their properties. The values have been put in order when the site was built, in base units: here a
 * property knows the rank of each product, equal values having the same.
 *
 * @typedef {object} Product
 * @property {string} id
 * @property {string} name
 * @property {string} maker
 * @property {string} words what it is looked up by: name, maker and model numbers
 * @property {number} at its place in the table, and in the ranks of properties
 *
 * @typedef {object} Property
 * @property {string} name
 * @property {string} label
 * @property {string} group
 * @property {string} type
 * @property {string} better `higher`, `lower` or nothing
 * @property {(number | null)[]} ranks of all products, the smallest being 0; null where a value is not stated
 */

/**
 * Ranks as the page has them: `0 2 - 1`.
 * @param {string} text
 * @returns {(number | null)[]}
 */
export function readRanks(text) {
  return text.split(" ").map((rank) => (rank === "-" ? null : Number(rank)));
}

/**
 * Whether the greatest value comes first: where that is better, and yes comes before no.
 * @param {Property} property
 * @param {boolean} reversed
 */
export function isDescending({ better, type }, reversed) {
  return (better ? better === "higher" : type === "yes/no") !== reversed;
}

/**
 * What an order is called.
 * @param {Property} property
 * @param {boolean} reversed
 */
export function directionOf({ better, type }, reversed) {
  const names = better ? ["best", "worst"] : DIRECTIONS[type] ?? DIRECTIONS.text;
  return names?.[reversed ? 1 : 0] ?? "";
}

/** @type {Record<string, [string, string]>} */
const DIRECTIONS = {
  number: ["smallest", "largest"],
  range: ["smallest", "largest"],
  dimensions: ["smallest", "largest"],
  "yes/no": ["yes", "no"],
  choice: ["listed", "listed-back"],
  text: ["a-z", "z-a"],
};

/**
 * Products in the order of a property. Those that do not state it come last, either way; equal ones keep their order.
 * @param {Product[]} products
 * @param {Property} property
 * @param {boolean} reversed
 */
export function inOrder(products, property, reversed) {
  const sign = isDescending(property, reversed) ? -1 : 1;
  /** @param {Product} product */
  const rank = ({ at }) => property.ranks[at] ?? null;
  return [...products].sort((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

/**
 * Those that do not state a property.
 * @param {Product[]} products
 * @param {Property} property
 */
export function unstated(products, property) {
  return products.filter(({ at }) => (property.ranks[at] ?? null) === null);
}

/**
 * The products whose value is the best, none where all that is stated is alike or nobody has said what is better.
 * @param {Product[]} products
 * @param {Property} property
 */
export function bestOf(products, property) {
  const ranks = products.flatMap(({ at }) => property.ranks[at] ?? []);
  if (!property.better || new Set(ranks).size < 2) return [];
  const best = property.better === "higher" ? Math.max(...ranks) : Math.min(...ranks);
  return products.filter(({ at }) => property.ranks[at] === best);
}

/**
 * Whether products differ in a property: in its value, or in the condition under which it holds.
 * @param {Product[]} products
 * @param {Property} property
 * @param {(product: Product) => string} conditionOf
 */
export function differ(products, property, conditionOf) {
  const said = products.map((product) => {
    const rank = property.ranks[product.at] ?? null;
    return rank === null ? "" : `${rank} ${conditionOf(product).trim().toLowerCase()}`;
  });
  return new Set(said).size > 1;
}

/**
 * The products that a few words name: each word begins one of theirs, or stands inside a number of theirs.
 * @param {Product[]} products
 * @param {string} typed
 */
export function named(products, typed) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return products.filter(({ words }) => {
    const text = ` ${words.toLowerCase()}`;
    return wanted.every((word) => text.includes(` ${word}`) || (/\d/.test(word) && text.includes(word)));
  });
}
