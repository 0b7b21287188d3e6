/**
 * Conditions on the answers of a form, as kbgen/content/conditions.py exports them; both are held to the same cases.
 *
 * @typedef {{field: string, values: string[]} | {all: Condition[]} | {any: Condition[]} | {not: Condition}} Condition
 * @typedef {ReadonlyMap<string, readonly string[]>} Answers - field id → what is answered there; several where ticked
 *
 * @typedef {object} Conditional - a field as far as conditions go
 * @property {string} id
 * @property {Condition | null} showIf
 * @property {readonly string[]} given - what its controls hold, shown or not
 */

/**
 * @param {Condition} condition
 * @param {Answers} answers
 * @returns {boolean}
 */
export function holds(condition, answers) {
  if ("all" in condition) return condition.all.every((part) => holds(part, answers));
  if ("any" in condition) return condition.any.some((part) => holds(part, answers));
  if ("not" in condition) return !holds(condition.not, answers);
  return (answers.get(condition.field) ?? []).some((answer) => condition.values.includes(answer));
}

/**
 * The answers that count: those of the fields that are shown. A condition names fields further up only, so that what
 * depends on a hidden field is hidden with it.
 *
 * @param {readonly Conditional[]} fields - in the order of the form
 * @returns {Map<string, readonly string[]>} one entry for each field that is shown
 */
export function shownAnswers(fields) {
  const answers = new Map();
  for (const { id, showIf, given } of fields) if (!showIf || holds(showIf, answers)) answers.set(id, given);
  return answers;
}
