/** Shows the fields of a form whose conditions hold and puts the others away: hidden and disabled, so that nothing of them is sent. */
import { holds, shownAnswers } from "./conditions.js";
import { controlsOf, valuesIn } from "./ticket-fields.js";

/** @typedef {import("./conditions.js").Condition} Condition */

/**
 * @param {readonly HTMLElement[]} fields `.kb-form__field`, in the order of the form
 * @returns {HTMLElement[]} those that came into view
 */
export function showFields(fields) {
  const answers = shownAnswers(fields.map(conditionalOf));
  const came = fields.filter((field) => show(field, answers.has(idOf(field))));
  for (const field of fields) requireWhere(field, answers);
  for (const section of new Set(fields.map((field) => field.closest("section")))) {
    if (section) section.hidden = !fields.some((field) => section.contains(field) && !field.hidden);
  }
  return came;
}

/** @param {HTMLElement} field */
export function conditionalOf(field) {
  return { id: idOf(field), showIf: conditionIn(field.dataset.kbShowIf), given: valuesIn(field) };
}

/** @param {HTMLElement} field */
function idOf(field) {
  return field.dataset.kbField ?? "";
}

/**
 * @param {string | undefined} data
 * @returns {Condition | null}
 */
function conditionIn(data) {
  return data ? JSON.parse(data) : null;
}

/**
 * @param {HTMLElement} field
 * @param {boolean} shown
 * @returns {boolean} whether it was hidden before and is shown now
 */
function show(field, shown) {
  const came = field.hidden && shown;
  field.hidden = !shown;
  for (const control of controlsOf(field)) control.disabled = !shown;
  const words = field.querySelector(".kb-form__only-if"); // for readers without this script
  if (words instanceof HTMLElement) words.hidden = true;
  return came;
}

/**
 * @param {HTMLElement} field
 * @param {import("./conditions.js").Answers} answers
 */
function requireWhere(field, answers) {
  const condition = conditionIn(field.dataset.kbRequiredIf);
  if (!condition) return;
  const required = holds(condition, answers);
  if (required) field.dataset.kbRequired = "";
  else delete field.dataset.kbRequired;
  const label = field.querySelector(".kb-form__label");
  const mark = label?.querySelector(".kb-form__optional");
  if (required) mark?.remove();
  else if (label && !mark) label.append(" ", optionalMark());
}

function optionalMark() {
  const mark = document.createElement("span");
  mark.className = "kb-form__optional";
  mark.textContent = "(optional)";
  return mark;
}
