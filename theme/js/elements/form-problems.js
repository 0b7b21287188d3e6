/** What does not fit in a form: at each field, and in a summary above the heading that leads there (GOV.UK's error pattern). */
import { controlsOf, firstControl } from "../ticket-fields.js";

/** @typedef {{field: HTMLElement, problem: string}} Problem - an empty text where the answer is fine */

/**
 * @param {Problem[]} problems - one for each field
 * @returns {number} how many do not fit
 */
export function showProblems(problems) {
  for (const { field, problem } of problems) showProblem(field, problem);
  const found = problems.filter(({ problem }) => problem);
  showSummary(found);
  return found.length;
}

/**
 * The message at a field, below the hint, tied to its control; none takes the last one away.
 *
 * @param {HTMLElement} field
 * @param {string} problem
 */
function showProblem(field, problem) {
  const control = firstControl(field);
  const id = `${control.id}-error`;
  field.querySelector(".kb-form__error")?.remove();
  field.classList.toggle("kb-form__field--wrong", Boolean(problem));
  const described = field.querySelector("fieldset") ?? control;
  const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  setOrRemove(described, "aria-describedby", [...others, ...(problem ? [id] : [])].join(" "));
  for (const one of controlsOf(field)) setOrRemove(one, "aria-invalid", problem ? "true" : "");
  if (problem) errorPlace(field).after(errorMessage(id, problem));
}

/** @param {HTMLElement} field */
function errorPlace(field) {
  const place = field.querySelector(".kb-form__hint") ?? field.querySelector(".kb-form__label");
  return /** @type {Element} */ (place);
}

/**
 * @param {string} id
 * @param {string} problem
 */
function errorMessage(id, problem) {
  const message = document.createElement("p");
  const prefix = document.createElement("span");
  message.id = id;
  message.className = "kb-form__error";
  prefix.className = "kb-form__unseen";
  prefix.textContent = "Error: ";
  message.append(prefix, problem);
  return message;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function setOrRemove(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** @param {{field: HTMLElement, problem: string}[]} found */
function showSummary(found) {
  const summary = document.getElementById("kb-form-summary");
  if (!summary) return;
  summary.querySelector("ul")?.replaceChildren(...found.map(({ field, problem }) => summaryItem(field, problem)));
  summary.hidden = !found.length;
  if (found.length) summary.focus();
}

/**
 * @param {HTMLElement} field
 * @param {string} problem
 */
function summaryItem(field, problem) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const control = firstControl(field);
  link.href = `#${control.id}`;
  link.textContent = problem;
  link.addEventListener("click", (event) => {
    event.preventDefault(); // no entry in the history, and the label comes into view with its control
    field.scrollIntoView();
    control.focus({ preventScroll: true });
  });
  item.className = "kb-form__summary-item";
  item.append(link);
  return item;
}
