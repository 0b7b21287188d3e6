/**
 * <kb-ticket-form>: fills in what the page's address says and what was there before, shows the fields that matter, says what
 * does not fit, sends once, writes the email. The form inside works without it.
 */
import { addressesOf } from "../kb.js";
import { forgetJourney } from "../journey.js";
import { answerIn, fillIn, firstControl, givenIn, prefillFieldOf, tidy } from "../ticket-fields.js";
import { writeMail } from "../ticket-mail.js";
import { prefilledAnswers } from "../ticket-prefill.js";
import { problemOf } from "../ticket-problems.js";
import { showFields } from "../ticket-shown.js";
import { FormDraft } from "./form-draft.js";
import { copyReport, showHandover } from "./form-handover.js";
import { showProblems } from "./form-problems.js";
import { JourneyField } from "./form-journey.js";
import { showProductHints } from "./form-product-hints.js";

/** How long a second click counts as impatience, where the page is still there, in milliseconds. */
const IMPATIENCE = 20000;

class TicketForm extends HTMLElement {
  sending = false;
  pageTitle = "";
  site = addressesOf(this).site;
  draft = new FormDraft(this.site, location.pathname);
  journey = new JourneyField(this, this.site);

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || form.noValidate) return;
    form.noValidate = true; // our messages from here on; without this script the browser's own
    this.pageTitle = document.title;
    this.fill();
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    this.find(".kb-form__mail")?.addEventListener("click", (event) => this.openMail(event));
    this.find(".kb-form__copy")?.addEventListener("click", () => copyReport(this));
    this.find(".kb-form__clear")?.addEventListener("click", () => this.clear());
    window.addEventListener("pageshow", (event) => event.persisted && this.ready());
    window.addEventListener("pagehide", () => this.keep());
  }

  /** @returns {HTMLElement[]} */
  get fields() {
    return [...this.querySelectorAll(/** @type {"div"} */ (".kb-form__field"))];
  }

  get shownFields() {
    return this.fields.filter((field) => !field.hidden);
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  find(selector) {
    return this.querySelector(selector);
  }

  /** Put back what was given before, then take what the address says, then what the customer has done so far. */
  fill() {
    const back = this.draft.putBack(this.fields);
    this.tell(".kb-form__draft", back);
    this.prefill();
    this.journey.fill();
    showFields(this.fields);
    showProductHints(this);
  }

  prefill() {
    const fields = this.fields.flatMap((field) => prefillFieldOf(field) ?? []);
    const answers = prefilledAnswers(location.search, fields);
    const filled = this.fields.filter((field) => fillIn(field, answers.get(firstControl(field).id)));
    const list = this.find(".kb-form__prefilled-list");
    if (list) list.textContent = filled.map((field) => `“${labelOf(field)}”`).join(", ");
    this.tell(".kb-form__prefilled", filled.length > 0);
  }

  /**
   * @param {string} selector - of a note
   * @param {boolean} shown
   */
  tell(selector, shown) {
    const note = this.find(selector);
    if (note) note.hidden = !shown;
  }

  changed() {
    this.ready();
    showFields(this.fields);
    showProductHints(this);
    this.draft.keepSoon(this.fields);
  }

  keep() {
    if (this.fields.some((field) => answerIn(field))) this.draft.keep(this.fields);
  }

  /** Forget what was given, and what was done on the way here. */
  clear() {
    this.querySelector("form")?.reset();
    this.draft.drop();
    forgetJourney(this.site);
    for (const selector of [".kb-form__draft", ".kb-form__prefilled"]) this.tell(selector, false);
    showProblems(this.fields.map((field) => ({ field, problem: "" })));
    showFields(this.fields);
    showProductHints(this);
    const first = this.shownFields[0];
    if (first) firstControl(first).focus();
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const problems = this.check();
    if (problems || this.sending) event.preventDefault();
    else if (this.getAttribute("mechanism") === "mailto") this.openMail(event);
    else this.send();
  }

  send() {
    this.keep(); // whatever happens to the request, the text is still here
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
    for (const field of this.shownFields) tidy(field);
    const hidden = this.fields.filter((field) => field.hidden).map((field) => ({ field, problem: "" }));
    const shown = this.shownFields.map((field) => ({ field, problem: problemOf(givenIn(field)) }));
    const found = showProblems([...shown, ...hidden]);
    document.title = found ? `Error: ${this.pageTitle}` : this.pageTitle;
    return found;
  }

  /**
   * Open the mail program with the answers so far, and show what to do where none opens.
   *
   * @param {Event} event
   */
  openMail(event) {
    event.preventDefault();
    const mail = writeMail(this.mailbox, this.answers, this.topic);
    showHandover(this, mail);
    location.href = mail.href;
  }

  get mailbox() {
    /** @param {string} name */
    const read = (name) => this.getAttribute(name) ?? "";
    const budget = Number(read("budget"));
    return { to: read("mail-to"), cc: read("mail-cc"), subject: read("mail-subject"), budget };
  }

  get answers() {
    return this.shownFields.map((field) => {
      const section = field.closest("section")?.dataset.kbTitle ?? "";
      return { section, label: labelOf(field), value: answerIn(field) };
    });
  }

  get topic() {
    const subject = this.getAttribute("subject-field");
    const field = this.shownFields.find((one) => firstControl(one).id === subject);
    return field ? answerIn(field) : "";
  }
}

/** @param {HTMLElement} field */
function labelOf(field) {
  return field.dataset.kbLabel ?? "";
}

if (!customElements.get("kb-ticket-form")) customElements.define("kb-ticket-form", TicketForm);
