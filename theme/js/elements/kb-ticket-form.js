/**
 * <kb-ticket-form>: fills in what the page's address says, says what does not fit, sends once, writes the email.
 * The form inside works without it.
 */

import { answerIn, chosenIn, controlsOf, fillIn, firstControl, givenIn, prefillFieldOf } from "../ticket-fields.js";
import { describedRest, writeLink } from "../ticket-link.js";
import { writeMail } from "../ticket-mail.js";
import { prefilledAnswers } from "../ticket-prefill.js";
import { problemOf } from "../ticket-problems.js";

/** How long a second click counts as impatience, where the page is still there, in milliseconds. */
const IMPATIENCE = 20000;

class TicketForm extends HTMLElement {
  sending = false;
  pageTitle = "";

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || form.noValidate) return;
    form.noValidate = true; // our messages from here on; without this script the browser's own
    this.pageTitle = document.title;
    this.prefill();
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("input", () => this.ready());
    form.addEventListener("formdata", (event) => this.addRest(event.formData));
    this.find(".kb-form__mail")?.addEventListener("click", (event) => this.openMail(event));
    for (const button of this.querySelectorAll(".kb-form__copy")) button.addEventListener("click", () => copyReport(button));
    window.addEventListener("pageshow", (event) => event.persisted && this.ready());
  }

  /** @returns {HTMLElement[]} */
  get fields() {
    return [...this.querySelectorAll(/** @type {"div"} */ (".kb-form__field"))];
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  find(selector) {
    return this.querySelector(selector);
  }

  prefill() {
    const fields = this.fields.flatMap((field) => prefillFieldOf(field) ?? []);
    const answers = prefilledAnswers(location.search, fields);
    const filled = this.fields.filter((field) => fillIn(field, answers.get(firstControl(field).id)));
    const note = this.find(".kb-form__prefilled");
    const list = this.find(".kb-form__prefilled-list");
    if (!note || !list || !filled.length) return;
    list.textContent = filled.map((field) => `“${labelOf(field)}”`).join(", ");
    note.hidden = false;
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const problems = this.check();
    if (problems || this.sending) event.preventDefault();
    else if (this.delivery.mechanism === "mailto") this.openMail(event);
    else if (this.delivery.mechanism === "link") this.openLink(event);
    else this.send();
  }

  /**
   * Open the desk's page with the answers; where they are too long for a link, say so first and keep the page.
   *
   * @param {SubmitEvent} event
   */
  openLink(event) {
    event.preventDefault();
    const link = writeLink(this.delivery, this.given);
    if (link.shortened.length) this.showHandover("link", link);
    else location.href = link.href;
  }

  /**
   * Put what the desk has no name for into the description of what is sent.
   *
   * @param {FormData} data
   */
  addRest(data) {
    const { names, rest, rest_into: into } = this.delivery;
    if (!into || !rest?.length) return;
    data.set(names[into] ?? into, describedRest(this.delivery, this.given));
    for (const id of rest) data.delete(names[id] ?? id);
  }

  /** @returns {import("../ticket-link.js").Destination} what the page knows of its target, without a script */
  get delivery() {
    const data = JSON.parse(this.find(".kb-form__delivery")?.textContent ?? "{}");
    return data.over?.action ? data.over : data;
  }

  get given() {
    const answers = this.answers;
    return this.fields.map((field, index) => ({
      ...(answers[index] ?? { section: "", label: "", value: "" }),
      id: firstControl(field).id.replace("kb-field-", ""),
      chosen: chosenIn(field),
    }));
  }

  send() {
    this.sending = true;
    this.find(".kb-form__submit")?.setAttribute("aria-disabled", "true");
    setTimeout(() => this.ready(), IMPATIENCE);
  }

  ready() {
    this.sending = false;
    this.find(".kb-form__submit")?.removeAttribute("aria-disabled");
  }

  /** Show what does not fit, above the heading and at each field, and go there. */
  check() {
    const problems = this.fields.map((field) => ({ field, problem: problemOf(givenIn(field)) }));
    for (const { field, problem } of problems) showProblem(field, problem);
    const found = problems.filter(({ problem }) => problem);
    document.title = found.length ? `Error: ${this.pageTitle}` : this.pageTitle;
    showSummary(found);
    return found.length;
  }

  /**
   * Open the mail program with the answers so far, and show what to do where none opens.
   *
   * @param {Event} event
   */
  openMail(event) {
    event.preventDefault();
    const mail = writeMail(this.mailbox, this.answers, this.topic);
    this.showHandover("mail", mail);
    location.href = mail.href;
  }

  get mailbox() {
    /** @param {string} name */
    const read = (name) => this.getAttribute(name) ?? "";
    const budget = Number(read("budget"));
    return { to: read("mail-to"), cc: read("mail-cc"), subject: read("mail-subject"), budget };
  }

  get answers() {
    return this.fields.map((field) => {
      const section = field.closest("section")?.dataset.kbTitle ?? "";
      return { section, label: labelOf(field), value: answerIn(field) };
    });
  }

  get topic() {
    const subject = this.getAttribute("subject-field");
    const field = this.fields.find((one) => firstControl(one).id === subject);
    return field ? answerIn(field) : "";
  }

  /**
   * @param {"mail" | "link"} kind
   * @param {import("../ticket-mail.js").Mail | import("../ticket-link.js").Link} request
   */
  showHandover(kind, { href, report, shortened }) {
    const panel = this.find(`.kb-form__handover--${kind}`);
    const text = panel?.querySelector("textarea");
    const cut = panel?.querySelector(".kb-form__cut");
    const note = panel?.querySelector("p.kb-form__shortened");
    if (!panel || !text || !cut || !(note instanceof HTMLElement)) return;
    text.value = report;
    cut.textContent = shortened.join(", ");
    note.hidden = !shortened.length;
    panel.querySelector(".kb-form__reopen")?.setAttribute("href", href);
    panel.hidden = false;
    panel.focus();
  }
}

/** @param {Element} button */
async function copyReport(button) {
  const panel = button.closest(".kb-form__handover");
  const text = panel?.querySelector("textarea");
  const status = panel?.querySelector(".kb-form__copied");
  if (!text || !status) return;
  text.select();
  const copied = await copy(text.value);
  status.textContent = copied ? "Copied." : "The request is selected: copy it with Ctrl+C or from the menu.";
}

/** @param {HTMLElement} field */
function labelOf(field) {
  return field.dataset.kbLabel ?? "";
}

/**
 * Copy a text; browsers refuse without a secure connection or permission.
 *
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
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

if (!customElements.get("kb-ticket-form")) customElements.define("kb-ticket-form", TicketForm);
