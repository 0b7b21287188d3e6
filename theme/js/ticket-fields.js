/**
 * The fields of a form in the page, read as plain values for the pure modules. Writes nothing but answers.
 *
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

import { withoutHarmless } from "./ticket-harmless.js";

const LIMITS = ["minlength", "maxlength", "min", "max", "step"];

/**
 * @param {Element} field - `.kb-form__field`
 * @returns {Control[]} one, or each option of a group
 */
export function controlsOf(field) {
  return [...field.querySelectorAll(/** @type {"input"} */ ("input, select, textarea"))];
}

/**
 * The first control, which has the field's id; every field has one.
 *
 * @param {Element} field
 */
export function firstControl(field) {
  return /** @type {Control} */ (controlsOf(field)[0]);
}

/**
 * @param {Element} field
 * @returns {import("./ticket-prefill.js").PrefillField | undefined} nothing where the address fills nothing in
 */
export function prefillFieldOf(field) {
  const control = firstControl(field);
  const parameter = control.dataset.kbPrefill;
  if (!parameter) return undefined;
  const maxLength = Number(control.getAttribute("maxlength"));
  return { id: control.id, kind: kindOf(field), parameter, maxLength, options: optionsOf(field) };
}

/**
 * What a field holds and what it asks for.
 *
 * @param {Element} field
 * @returns {import("./ticket-problems.js").Given}
 */
export function givenIn(field) {
  const control = firstControl(field);
  const { kbLabel = "", kbError = "", kbRequired } = /** @type {HTMLElement} */ (field).dataset;
  return {
    kind: kindOf(field),
    label: kbLabel,
    error: kbError,
    required: kbRequired !== undefined,
    value: answerIn(field),
    validity: validityOf(control),
    limits: Object.fromEntries(LIMITS.map((name) => [name, control.getAttribute(name) ?? ""])),
    files: filesIn(control),
    fileLimits: {
      accept: control.getAttribute("accept") ?? "",
      count: Number(control.dataset.maxFiles ?? 0),
      bytes: Number(control.dataset.maxBytes ?? 0),
    },
  };
}

/**
 * A field's answer as the customer reads it: labels instead of what is sent, names of files.
 *
 * @param {Element} field
 */
export function answerIn(field) {
  return controlsOf(field).map(wordsOf).filter(Boolean).join(", ");
}

/**
 * What a field would send: the values of its controls, shown or not; nothing for files.
 *
 * @param {Element} field
 * @returns {string[]}
 */
export function valuesIn(field) {
  /** @param {Control} control */
  const valueOf = (control) => (control.type === "file" || (isTickable(control) && !control.checked) ? "" : control.value);
  return controlsOf(field).map(valueOf).filter(Boolean);
}

/**
 * Put values into a field, as `valuesIn` gave them. An option that is not offered any more is left out.
 *
 * @param {Element} field
 * @param {readonly string[]} values
 */
export function putValues(field, values) {
  for (const control of controlsOf(field)) {
    if (isTickable(control)) control.checked = values.includes(control.value);
    else if (control.type !== "file" && (!isChoice(control) || offers(control, values[0] ?? ""))) control.value = values[0] ?? "";
  }
}

/**
 * @param {Control} control
 * @returns {control is HTMLSelectElement}
 */
function isChoice(control) {
  return "options" in control;
}

/**
 * @param {HTMLSelectElement} control
 * @param {string} value
 */
function offers(control, value) {
  return [...control.options].some((option) => option.value === value);
}

/**
 * What is sent for a field with options; nothing for one to type in.
 *
 * @param {Element} field
 * @returns {string[] | undefined}
 */
export function chosenIn(field) {
  const controls = controlsOf(field);
  if (controls.every(isTickable)) return controls.filter(({ checked }) => checked).map(({ value }) => value);
  const [first] = controls;
  return first && "selectedOptions" in first ? [first.value].filter(Boolean) : undefined;
}

/** @param {HTMLElement} field */
export function labelOf(field) {
  return field.dataset.kbLabel ?? "";
}

/**
 * A field's answer as it goes into words: where it stands, what it is called, what the customer reads there.
 *
 * @param {HTMLElement} field
 */
export function givenAnswer(field) {
  const section = field.closest("section")?.dataset.kbTitle ?? "";
  return { id: field.dataset.kbField ?? "", section, label: labelOf(field), value: answerIn(field), chosen: chosenIn(field) };
}

/**
 * Give a field an answer where it has none. A browser that restored what was typed wins.
 *
 * @param {Element} field
 * @param {string | undefined} answer
 * @returns {boolean} whether the field took it
 */
export function fillIn(field, answer) {
  if (!answer || answerIn(field)) return false;
  for (const control of controlsOf(field)) {
    if (isTickable(control)) control.checked = control.value === answer;
    else control.value = answer;
  }
  return true;
}

/**
 * What the browser says of a control, and what it cannot: a pattern that is met once harmless signs are taken out.
 *
 * @param {Control} control
 * @returns {Partial<Record<keyof ValidityState, boolean>>}
 */
function validityOf(control) {
  const { kbPattern, kbIgnore = "" } = control.dataset;
  if (!kbPattern || !control.value.trim()) return control.validity;
  const fits = new RegExp(`^(?:${kbPattern})$`, "v").test(withoutHarmless(control.value.trim(), kbIgnore));
  return { patternMismatch: !fits };
}

/**
 * Take harmless signs out of what is typed, so that the desk gets it in one form.
 *
 * @param {Element} field
 */
export function tidy(field) {
  for (const control of controlsOf(field)) {
    if (control.dataset.kbIgnore) control.value = withoutHarmless(control.value.trim(), control.dataset.kbIgnore);
  }
}

/** @param {Control} control */
function wordsOf(control) {
  if (isTickable(control)) return control.checked ? (control.labels?.[0]?.textContent ?? "").trim() : "";
  if ("selectedOptions" in control) return control.value && (control.selectedOptions[0]?.label ?? "");
  return filesIn(control).map(({ name }) => name).join(", ") || (control.type === "file" ? "" : control.value.trim());
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement}
 */
function isTickable(control) {
  return control.type === "radio" || control.type === "checkbox";
}

/** @param {Control} control */
function filesIn(control) {
  return "files" in control ? [...(control.files ?? [])] : [];
}

/** @param {Element} field */
function kindOf(field) {
  return /** @type {HTMLElement} */ (field).dataset.kbKind ?? "";
}

/** @param {Element} field */
function optionsOf(field) {
  /** @param {Control} control */
  const values = (control) => ("options" in control ? [...control.options].map(({ value }) => value) : [control.value]);
  return controlsOf(field).flatMap(values).filter(Boolean);
}
