/**
 * A request that is not sent yet: which answers are put back when the customer returns to the form.
 *
 * @typedef {object} Draft
 * @property {string} search the form's address from "?" on, when it was filled in
 * @property {Record<string, string[]>} answers field id → what was given; without files
 *
 * @typedef {object} Filled
 * @property {string} id
 * @property {boolean} chosen whether the answer is picked, not typed
 * @property {boolean} asked whether the address now says something for it
 */

/**
 * What is kept, read with care: it may be of an older form, or of somebody else's making.
 *
 * @param {unknown} note
 * @returns {Draft | null}
 */
export function parseDraft(note) {
  if (!note || typeof note !== "object" || !("answers" in note) || !("search" in note)) return null;
  const { search, answers } = note;
  if (typeof search !== "string" || !answers || typeof answers !== "object") return null;
  const fitting = Object.entries(answers).filter(([, values]) => isTexts(values) && values.length);
  return fitting.length ? { search, answers: Object.fromEntries(fitting) } : null;
}

/**
 * @param {unknown} values
 * @returns {values is string[]}
 */
function isTexts(values) {
  return Array.isArray(values) && values.every((value) => typeof value === "string");
}

/**
 * The answers of a draft that are put back. Somebody who comes by another link means what that link says: what is picked
 * there wins, what was typed stays.
 *
 * @param {Draft} draft
 * @param {string} search the form's address now
 * @param {readonly Filled[]} fields
 * @returns {Map<string, string[]>} field id → answers
 */
export function answersToPutBack(draft, search, fields) {
  const other = draft.search !== search;
  const kept = fields.filter(({ id, chosen, asked }) => draft.answers[id] && !(other && chosen && asked));
  return new Map(kept.map(({ id }) => [id, draft.answers[id] ?? []]));
}
