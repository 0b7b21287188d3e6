/**
 * What is wrong with an answer, in the words of the error summary and of the field (GOV.UK error messages).
 *
 * @typedef {object} Given
 * @property {string} kind - field type, such as "text" or "files"
 * @property {string} label
 * @property {string} error - the writer's words, or ""
 * @property {boolean} required
 * @property {string} value - "" where nothing is typed, chosen or ticked
 * @property {Partial<Record<keyof ValidityState, boolean>>} validity - what the browser says
 * @property {Record<string, string>} limits - minlength, maxlength, min, max, as in the page
 * @property {{name: string, size: number, type: string}[]} files
 * @property {{accept: string, count: number, bytes: number}} fileLimits - "" and 0 for no limit
 */

const PICKED = new Set(["select", "radios", "checkboxes", "files"]);

/**
 * @param {Given} given
 * @returns {string} "" where the answer is fine
 */
export function problemOf(given) {
  const empty = !given.value.trim() && !given.validity.badInput;
  if (empty) return given.required ? given.error || missing(given) : "";
  if (given.kind === "files") return fileProblem(given);
  return lengthProblem(given) || (wrongForm(given) ? given.error || mismatch(given) : "");
}

/** @param {Given} given */
function missing({ kind, label }) {
  if (label.endsWith("?")) return `Answer “${label}”`;
  return `${PICKED.has(kind) ? "Select" : "Enter"} ${midSentence(label)}`;
}

/** @param {Given} given */
function lengthProblem({ label, value, limits }) {
  const { minlength, maxlength } = limits;
  if (maxlength && value.length > Number(maxlength)) return `${label} must be ${maxlength} characters or fewer`;
  if (minlength && value.length < Number(minlength)) return `${label} must be ${minlength} characters or more`;
  return "";
}

/** @param {Given} given */
function wrongForm({ validity }) {
  const { typeMismatch, patternMismatch, badInput, rangeUnderflow, rangeOverflow, stepMismatch } = validity;
  return typeMismatch || patternMismatch || badInput || rangeUnderflow || rangeOverflow || stepMismatch;
}

/** @param {Given} given */
function mismatch({ kind, label, limits, validity }) {
  const day = kind === "date";
  if (kind === "email") return "Enter an email address in the correct format, like name@example.com";
  if (validity.rangeUnderflow) return `${label} must be ${limits.min} or ${day ? "later" : "more"}`;
  if (validity.rangeOverflow) return `${label} must be ${limits.max} or ${day ? "earlier" : "less"}`;
  if (day) return `${label} must be a real date`;
  if (validity.stepMismatch && !limits.step) return `${label} must be a whole number`;
  if (kind === "number") return `${label} must be a number${limits.step ? `, in steps of ${limits.step}` : ""}`;
  return `Enter ${midSentence(label)} in the form that the hint shows`;
}

/** @param {Given} given */
function fileProblem({ files, fileLimits: { accept, count, bytes } }) {
  if (count && files.length > count) return count === 1 ? "Select one file only" : `Select at most ${count} files`;
  const large = files.find((file) => bytes && file.size > bytes);
  if (large) return `“${large.name}” must be smaller than ${sizeInWords(bytes)}`;
  const strange = files.find((file) => !isAccepted(file, accept));
  return strange ? `“${strange.name}” must be one of ${accept.replaceAll(",", ", ")}` : "";
}

/**
 * Whether the `accept` attribute lets a file through; browsers only suggest it.
 *
 * @param {{name: string, type: string}} file
 * @param {string} accept
 */
function isAccepted(file, accept) {
  if (!accept) return true;
  const name = file.name.toLowerCase();
  return accept.toLowerCase().split(",").some((kind) =>
    kind.startsWith(".") ? name.endsWith(kind) : file.type === kind || file.type.startsWith(kind.replace("*", "")),
  );
}

/** @param {number} bytes */
function sizeInWords(bytes) {
  return bytes >= 1e6 ? `${Number((bytes / 1e6).toFixed(1))} MB` : `${Number((bytes / 1e3).toFixed(1))} kB`;
}

/**
 * A label inside a sentence: lower case, but for an abbreviation or a name such as "USB".
 *
 * @param {string} label
 */
function midSentence(label) {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
