/**
 * <kb-ticket-form>: fills in what the page's address says and what was there before, shows the fields that matter, says what
 * does not fit, sends once, writes the email. The form inside works without it.
 */
import { addressesOf } from "../kb.js";
import { forgetJourney } from "../journey.js";
import { answerIn, chosenIn, fillIn, firstControl, givenIn, prefillFieldOf, tidy } from "../ticket-fields.js";
import { writeLink } from "../ticket-link.js";
import { reportText, writeMail } from "../ticket-mail.js";
import { prefilledAnswers } from "../ticket-prefill.js";
import { problemOf } from "../ticket-problems.js";
import { showFields } from "../ticket-shown.js";
import { completeData } from "./form-data.js";
import { FormDelivery } from "./form-delivery.js";
import { FormDraft } from "./form-draft.js";
import { copyReport, showHandover } from "./form-handover.js";
import { JourneyField } from "./form-journey.js";
import { hideOutcome, showOutcome } from "./form-outcome.js";
import { showProblems } from "./form-problems.js";
import { FormProgress } from "./form-progress.js";
import { showProductHints } from "./form-product-hints.js";
import { sendByScript } from "./form-sending.js";

/** How long a second click counts as impatience, where the page is still there, in milliseconds. */
const IMPATIENCE = 20000;

class TicketForm extends HTMLElement {
  sending = false;
  asking = false; // the script waits for the desk's answer: nothing that is typed meanwhile lets a second request out
  arrived = false;
  pageTitle = "";
  site = addressesOf(this).site;
  draft = new FormDraft(this.site, location.pathname);
  journey = new JourneyField(this, this.site);
  delivery = new FormDelivery(this, this.site);
  progress = new FormProgress(this);

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || form.noValidate) return;
    form.noValidate = true; // our messages from here on; without this script the browser's own
    this.pageTitle = document.title;
    this.fill();
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("formdata", ({ formData }) => completeData(formData, this.delivery.plain, this.given));
    this.find(".kb-form__mail")?.addEventListener("click", (event) => this.openMail(event));
    for (const button of this.querySelectorAll(".kb-form__copy")) button.addEventListener("click", () => copyReport(button));
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
    this.follow();
  }

  /** Show what matters now, and choose where the request goes. */
  follow() {
    showFields(this.fields);
    showProductHints(this);
    this.delivery.choose(this.fields);
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
    if (!this.asking) this.ready();
    this.follow();
    this.draft.keepSoon(this.fields);
  }

  keep() {
    if (!this.arrived && this.fields.some((field) => answerIn(field))) this.draft.keep(this.fields);
  }

  /** Forget what was given, and what was done on the way here. */
  clear() {
    this.querySelector("form")?.reset();
    this.draft.drop();
    forgetJourney(this.site);
    for (const selector of [".kb-form__draft", ".kb-form__prefilled"]) this.tell(selector, false);
    showProblems(this.fields.map((field) => ({ field, problem: "" })));
    this.follow();
    const first = this.shownFields[0];
    if (first) firstControl(first).focus();
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const problems = this.check();
    if (problems || this.sending) event.preventDefault();
    else if (this.delivery.current.mechanism === "json") this.sendByScript(event);
    else if (this.delivery.plain.mechanism === "mailto") this.openMail(event);
    else if (!navigator.onLine) this.stayOffline(event);
    else if (this.delivery.plain.mechanism === "link") this.openLink(event);
    else this.send();
  }

  send() {
    this.keep(); // whatever happens to the request, the text is still here
    this.hold();
    setTimeout(() => this.sending && this.giveUp(), IMPATIENCE);
  }

  /**
   * The browser would put its own page in the place of the form.
   *
   * @param {Event} event
   */
  stayOffline(event) {
    event.preventDefault();
    this.keep();
    this.progress.offline();
  }

  /** The page is still here: the desk is slow, or has answered with nothing to see. */
  giveUp() {
    this.ready();
    this.progress.doubt();
  }

  hold() {
    this.sending = true;
    this.progress.begin();
    this.find(".kb-form__submit")?.setAttribute("aria-disabled", "true");
  }

  /** @param {Event} event */
  async sendByScript(event) {
    event.preventDefault();
    this.keep();
    this.hold();
    hideOutcome(this);
    this.asking = true;
    const ending = await sendByScript(this.delivery.current, this.shownFields, this.given);
    this.asking = false;
    this.ready();
    const shown = new Set(this.shownFields.map((field) => field.dataset.kbField));
    const problems = ending.problems.map((one) => (shown.has(one.field) ? one : { ...one, field: "" }));
    const byField = new Map(problems.filter(({ field }) => field).map(({ field, message }) => [field, message]));
    if (ending.result === "arrived") this.forget();
    showOutcome(this, { ...ending, problems }, reportText(this.answers), this.mailInstead);
    if (byField.size) this.showProblems((field) => byField.get(field.dataset.kbField ?? "") ?? "");
  }

  get mailInstead() {
    return this.getAttribute("mail-to") ? writeMail(this.mailbox, this.answers, this.topic).href : "";
  }

  /** What was sent needs no draft, and the next request begins anew. */
  forget() {
    this.arrived = true;
    this.draft.drop();
    forgetJourney(this.site);
  }

  /**
   * Open the desk's page with the answers; where they are too long for a link, say so first and keep the page.
   *
   * @param {Event} event
   */
  openLink(event) {
    event.preventDefault();
    this.keep();
    const link = writeLink(this.delivery.plain, this.given);
    if (link.shortened.length) showHandover(this, "link", link);
    else location.href = link.href;
  }

  get given() {
    const answers = this.answers;
    return this.shownFields.map((field, index) => ({
      ...(answers[index] ?? { section: "", label: "", value: "" }),
      id: field.dataset.kbField ?? "",
      chosen: chosenIn(field),
    }));
  }

  ready() {
    if (this.sending) this.progress.end();
    this.sending = false;
    this.find(".kb-form__submit")?.removeAttribute("aria-disabled");
  }

  /** Show what does not fit, above the heading and at each field, and go there. */
  check() {
    for (const field of this.shownFields) tidy(field);
    return this.showProblems((field) => problemOf(givenIn(field)));
  }

  /** @param {(field: HTMLElement) => string} problem - of a field that is shown, "" where its answer is fine */
  showProblems(problem) {
    const found = showProblems(this.fields.map((field) => ({ field, problem: field.hidden ? "" : problem(field) })));
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
    this.keep();
    const mail = writeMail(this.mailbox, this.answers, this.topic);
    showHandover(this, "mail", mail, this.mailbox.to);
    location.href = mail.href;
  }

  get mailbox() {
    const { mechanism, to, cc = "", subject = "", budget: longest } = this.delivery.plain;
    if (mechanism === "mailto" && to) return { to, cc, subject, budget: longest };
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
