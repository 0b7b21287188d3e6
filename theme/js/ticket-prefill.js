/**
 * Answers from the page's address: text only, for declared fields, within their limits.
 *
 * @typedef {object} PrefillField
 * @property {string} id - of the control
 * @property {string} kind - field type, such as "text" or "select"
 * @property {string} parameter - of the address
 * @property {number} maxLength - in characters; 0 for no limit of its own
 * @property {string[]} options - values to choose from; empty where the customer types
 */

/** Longest answer taken from an address where the field sets no limit of its own. */
export const LONGEST_PREFILL = 500;

const CHOSEN = new Set(["select", "radios"]);
const TYPED = new Map([
  ["text", /^/],
  ["textarea", /^/],
  ["tel", /^/],
  ["email", /^[^\s@]+@[^\s@]+$/],
  ["number", /^-?\d+(\.\d+)?$/],
  ["date", /^\d{4}-\d{2}-\d{2}$/],
]);

/** Control characters but the line feed, and marks that break lines or turn the direction of text. */
const INVISIBLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const BROKEN = /\p{Surrogate}/gu;

/**
 * The answers that an address gives, by id of the control. Whatever does not fit its field is left out.
 *
 * @param {string} search - the address from "?" on
 * @param {PrefillField[]} fields
 * @returns {Map<string, string>}
 */
export function prefilledAnswers(search, fields) {
  const parameters = new URLSearchParams(search);
  const answers = new Map();
  for (const field of fields) {
    const answer = fittingAnswer(parameters.get(field.parameter) ?? "", field);
    if (answer) answers.set(field.id, answer);
  }
  return answers;
}

/**
 * @param {string} text
 * @param {PrefillField} field
 * @returns {string} "" where the text does not fit
 */
function fittingAnswer(text, field) {
  if (CHOSEN.has(field.kind)) return field.options.includes(text) ? text : "";
  const form = TYPED.get(field.kind);
  const answer = clip(plainText(text, field.kind === "textarea"), field.maxLength || LONGEST_PREFILL);
  return form?.test(answer) ? answer : "";
}

/**
 * Text without invisible and broken characters.
 *
 * @param {string} text
 * @param {boolean} lines - keep line breaks
 */
export function plainText(text, lines) {
  const visible = text.replace(/\r\n?/g, "\n").replace(BROKEN, "").replace(INVISIBLE, lines ? "" : " ");
  return (lines ? visible : visible.replace(/\n/g, " ")).trim();
}

/**
 * The beginning of a text, at most `length` UTF-16 units as `maxlength` counts them, no character cut in half.
 *
 * @param {string} text
 * @param {number} length
 */
export function clip(text, length) {
  return text.slice(0, length).replace(BROKEN, "");
}
