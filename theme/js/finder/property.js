/** How the data of a family tell a property, and in what order values stand; as kbgen/search/finder/sheets.py. */

export const [ID, LABEL, KIND, DIMENSION, SYMBOL, BETTER, REQUIRED, LOWEST, HIGHEST] =
  /** @type {const} */ ([0, 1, 2, 3, 4, 5, 6, 7, 8]);
const NEVER = 1e9;

/**
 * By what factor a number is below or above all values of a property.
 * @param {import("./items.js").Property} declared
 * @param {number} value in base units
 */
export function distanceFrom(declared, value) {
  if (value >= declared[LOWEST] && value <= declared[HIGHEST]) return 1;
  if (value < declared[LOWEST]) return value > 0 ? declared[LOWEST] / value : NEVER;
  return declared[HIGHEST] > 0 ? value / declared[HIGHEST] : NEVER;
}

/**
 * Compares lists of numbers by the first that differs.
 * @param {number[]} one
 * @param {number[]} other
 */
export function byNumbers(one, other) {
  const at = one.findIndex((number, place) => number !== other[place]);
  return at < 0 ? 0 : Number(one[at]) - Number(other[at]);
}

/**
 * @template Value
 * @param {Value[]} values
 * @param {(value: Value) => number[]} key
 */
export function sortedBy(values, key) {
  return values.map((value) => ({ value, key: key(value) })).sort((one, other) => byNumbers(one.key, other.key)).map(({ value }) => value);
}
