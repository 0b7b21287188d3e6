/** Cuts what was typed into numbers, words and signs, as kbgen/search/finder/tokens.py does; the comments are over there. */
import { fold } from "../analysis.js";

/**
 * @typedef {object} Token a number, a word or a sign
 * @property {string} text in lower case without accents
 * @property {string} raw
 * @property {boolean} number
 * @property {boolean} glued whether nothing stands between it and what is before it
 * @property {number} start
 * @property {number} end
 */

const LETTER = "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0300-\\u036f\\u0370-\\u1fff\\u2c00-\\u2dff\\u3005-\\ud7ff\\uf900-\\ufaff";
const TOKEN = new RegExp(
  `[0-9]+(?:[.,][0-9]+)*|[${LETTER}]+(?:['’][${LETTER}]+)*|<=|>=|''|[′″]+|[-<>=≤≥+~≈%°"−–—€$£]`, "g",
);
const JOINED = new RegExp(`^[${LETTER}0-9/_.#'’-]$`);
const LETTERS = new RegExp(`^[${LETTER}]$`);
const DASH = /^[-−–—]$/;
const DIGIT = /^[0-9]$/;
const INCH = /^(?:''|["′″]+)$/;
const THOUSANDS = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;

/**
 * A query as its tokens see it.
 * @param {string} text
 */
export function normalized(text) {
  return text.normalize("NFKC");
}

/**
 * The tokens of a text. Hyphens are left out where they are neither minus nor "to".
 * @param {string} query
 * @returns {Token[]}
 */
export function tokens(query) {
  const text = normalized(query);
  const quoted = /(?<![0-9])"/.test(text);
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const [raw, start] = [match[0], match.index];
    const before = start ? text.charAt(start - 1) : "";
    const end = start + raw.length;
    if (DASH.test(raw) && !isSign(before, text.charAt(end))) return [];
    if (INCH.test(raw) && (quoted || !DIGIT.test(before))) return [];
    return [{ text: textOf(raw), raw, number: DIGIT.test(raw.charAt(0)), glued: JOINED.test(before), start, end }];
  });
}

/** @param {Token[]} some */
export function keyOf(some) {
  return some.map(({ text }) => text).join(" ");
}

/** @param {Token} token */
export function numberOf(token) {
  return Number(written(token));
}

/** @param {Token} token */
export function decimals(token) {
  return written(token).split(".")[1]?.length ?? 0;
}

/**
 * A number with a point before decimals, without signs between thousands.
 * @param {Token} token
 */
export function written({ text }) {
  if (text.includes(",") && text.includes(".")) {
    const decimal = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
    return `${text.slice(0, decimal).replace(/[,.]/g, "")}.${text.slice(decimal + 1)}`;
  }
  if (THOUSANDS.test(text)) return text.replaceAll(",", "");
  const [whole = "", ...rest] = text.replaceAll(",", ".").split(".");
  return rest.length ? `${whole}.${rest.join("")}` : whole;
}

/** @param {string} raw */
function textOf(raw) {
  if (INCH.test(raw)) return '"';
  if (DASH.test(raw)) return "-";
  return fold(raw).replace(/['’]/g, "");
}

/**
 * @param {string} before
 * @param {string} after
 */
function isSign(before, after) {
  return (DIGIT.test(after) && !LETTERS.test(before)) || (before === " " && after === " ");
}
