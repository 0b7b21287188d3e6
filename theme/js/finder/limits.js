/** What is asked of a number: an interval in base units; as kbgen/search/finder/limits.py, where the comments are. */
import { decimals, numberOf, written } from "./tokens.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./items.js").TypedNumber} TypedNumber
 * @typedef {import("./items.js").Unit} Unit
 *
 * @typedef {object} Limits
 * @property {string} sign
 * @property {number | null} low
 * @property {number | null} high
 * @property {boolean} strict
 * @property {number} value what was typed, in base units
 * @property {[number, number]} near
 * @property {string[]} text
 * @property {string} symbol
 */

const SLACK = 1e-9;
const ABOUT = 0.1;
const [ROUNDED_UP, CUT_OFF] = [0.05, 0.1];

/**
 * Reads what is asked of a property.
 * @param {Item} item
 * @param {string} sign
 * @param {number} better
 * @param {Unit | undefined} unit
 * @returns {Limits}
 */
export function readLimits({ numbers }, sign, better, unit) {
  const text = numbers.map(({ token, negative }) => (negative ? "-" : "") + written(token));
  const values = numbers.map((each) => base(signed(each), unit)).sort((one, other) => one - other);
  const first = /** @type {TypedNumber} */ (numbers[0]);
  const value = values[0] ?? 0;
  const near = nearOf(signed(first), decimals(first.token), unit);
  const common = { value, near, text, symbol: unit?.[0] ?? "" };
  if (values.length > 1) return { sign: "-", low: value, high: values.at(-1) ?? value, strict: false, ...common };
  const [low, high] = endsOf(sign, better, value, near, aboutOf(signed(first), unit));
  return { sign, low, high, strict: sign === "<" || sign === ">" || (!sign && low === null), ...common };
}

/**
 * @param {string} sign
 * @param {number} better
 * @param {number} value
 * @param {[number, number]} near
 * @param {[number, number]} about
 * @returns {[number | null, number | null]}
 */
function endsOf(sign, better, value, near, about) {
  if (sign === "~") return about;
  if (sign === "=") return near;
  if (sign.startsWith("<") || sign === "to") return [null, value];
  if (sign.startsWith(">")) return [value, null];
  return [better >= 0 ? near[0] : null, better <= 0 ? near[1] : null];
}

/**
 * @param {number} number
 * @param {number} typed
 * @param {Unit | undefined} unit
 * @returns {[number, number]}
 */
function nearOf(number, typed, unit) {
  const step = Number(`1e-${typed}`);
  const [down, up] = [Math.abs(number) * ROUNDED_UP || step, Math.abs(number) * CUT_OFF || step];
  return [base(number - Math.min(step / 2, down), unit), base(number + Math.min(step, up), unit)];
}

/**
 * @param {number} number
 * @param {Unit | undefined} unit
 * @returns {[number, number]}
 */
function aboutOf(number, unit) {
  const [one, other] = [base(number * (1 - ABOUT), unit), base(number * (1 + ABOUT), unit)];
  return [Math.min(one, other), Math.max(one, other)];
}

/** @param {TypedNumber} number */
function signed({ token, negative }) {
  return negative ? -numberOf(token) : numberOf(token);
}

/**
 * @param {number} number
 * @param {Unit | undefined} unit
 */
function base(number, unit) {
  return rounded(unit ? number * unit[2] + unit[3] : number);
}

/** @param {number} number */
export function rounded(number) {
  return Number(number.toPrecision(12));
}

/**
 * The first number of an item in base units.
 * @param {Item} item
 * @param {Unit} unit
 */
export function valueOf({ numbers }, unit) {
  return base(signed(/** @type {TypedNumber} */ (numbers[0])), unit);
}

/**
 * Whether a value is as asked; a range holds what is asked, or reaches it.
 * @param {string} kind
 * @param {number[]} numbers
 * @param {Limits} limits
 */
export function meets(kind, numbers, limits) {
  if (kind === "r") return rangeMeets(Number(numbers[0]), Number(numbers.at(-1)), limits);
  if (kind === "d" && !["", "=", "~"].includes(limits.sign)) return isInside(Math.max(...numbers), limits);
  return numbers.some((number) => isInside(number, limits));
}

/**
 * @param {number} low
 * @param {number} high
 * @param {Limits} limits
 */
function rangeMeets(low, high, limits) {
  const { sign, strict, value } = limits;
  if (sign.startsWith(">") && limits.low !== null) return isAtLeast(high, limits.low, strict);
  if (sign.startsWith("<") && limits.high !== null) return isAtLeast(limits.high, low, strict);
  if (sign === "-" && limits.low !== null && limits.high !== null) {
    return isAtLeast(limits.low, low, false) && isAtLeast(high, limits.high, false);
  }
  return isAtLeast(value, low, false) && isAtLeast(high, value, false);
}

/**
 * @param {number} number
 * @param {Limits} limits
 */
function isInside(number, limits) {
  const { sign, low, high, strict } = limits;
  if ((sign === "" || sign === "=") && low !== null && high !== null) return isNear(number, limits);
  return (low === null || isAtLeast(number, low, strict)) && (high === null || isAtLeast(high, number, strict));
}

/**
 * @param {number} number
 * @param {number} least
 * @param {boolean} strict
 */
function isAtLeast(number, least, strict) {
  const slack = SLACK * Math.max(Math.abs(number), Math.abs(least));
  return strict ? number > least + slack : number >= least - slack;
}

/**
 * Whether a value is what was typed, as it was rounded.
 * @param {number} number
 * @param {Limits} limits
 */
export function isNear(number, { near: [low, high] }) {
  return isAtLeast(number, low, false) && isAtLeast(high, number, true);
}

/**
 * By what share of it a value misses what is asked.
 * @param {string} kind
 * @param {number[]} numbers
 * @param {Limits} limits
 */
export function missedBy(kind, numbers, { low, high }) {
  const ends = kind === "r" ? [numbers[0], numbers.at(-1)] : numbers;
  let [least, from] = [Infinity, Infinity];
  for (const number of ends) {
    for (const bound of [low, high]) {
      if (bound === null) continue;
      const gap = Math.abs(Number(number) - bound);
      if (gap < least || (gap === least && bound < from)) [least, from] = [gap, bound];
    }
  }
  return rounded(from ? least / Math.abs(from) : least);
}
