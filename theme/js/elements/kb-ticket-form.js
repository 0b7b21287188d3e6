/**
 * <kb-ticket-form>: fills in what the page's address says and what was there before, shows the fields that matter, says what
 * does not fit, sends once, writes the email. The form inside works without it.
 */
import { addressesOf } from "../kb.js";
import { answerIn, fillIn, firstControl, givenAnswer, givenIn, labelOf, prefillFieldOf, tidy } from "../ticket-fields.js";
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
import { FormSent } from "./form-sent.js";

/** How long a second click counts as impatience, where the page is still there, in milliseconds. */
const IMPATIENCE = 20000;
/** How long a mail program or the desk's page may take to open before the button works again. */
const HANDOVER = 1000;

class TicketForm extends HTMLElement {
  sending = false;
  asking = false; // the script waits for the desk's answer: nothing that is typed meanwhile lets a second request out
  arrived = false;
  pageTitle = "";
  site = addressesOf(this).site;
  draft = new FormDraft(this, this.site);
  sent = new FormSent(this, this.site, () => this.tellEarlier());
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
    for (const button of this.querySelectorAll(".kb-form__clear")) button.addEventListener("click", () => this.clear());
    for (const button of this.querySelectorAll(".kb-form__done")) button.addEventListener("click", () => this.finish());
    window.addEventListener("pageshow", () => this.returned());
    window.addEventListener("pagehide", () => this.left());
    window.addEventListener("beforeunload", (event) => this.draft.lost && !this.sending && event.preventDefault());
  }

  /** @returns {HTMLElement[]} */
  get fields() {
    return [...this.querySelectorAll(/** @type {"div"} */ (".kb-form__field"))];
  }

  get shownFields() {
    return this.fields.filter((field) => !field.hidden);
  }

  /** @type {(selector: string) => HTMLElement | null} */
  find(selector) {
    return this.querySelector(selector);
  }

  /** Put back what was given before, then take what the address says, then what the customer has done so far. */
  fill() {
    this.tell(".kb-form__draft", this.draft.putBack(this.fields));
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

  /** The page is shown, maybe again as it was left: what was being sent is gone, and what is in the form may have been sent. */
  returned() {
    this.sent.listen();
    this.ready();
    this.follow();
    this.tellEarlier();
  }

  left() {
    this.keep();
    this.sent.hangUp();
  }

  tellEarlier() {
    this.tell(".kb-form__already", this.sent.has(this.written));
    this.tell(".kb-form__unsure", this.sent.isUnsure(this.written));
  }

  changed() {
    if (!this.asking) this.ready();
    this.follow();
    this.tellEarlier();
    this.draft.keepSoon(this.fields);
  }

  keep() {
    if (!this.arrived && !this.sent.has(this.written) && this.fields.some((field) => answerIn(field))) this.draft.keep(this.fields);
  }

  /** Forget what was given, and what was done on the way here. */
  clear() {
    this.querySelector("form")?.reset();
    this.draft.drop();
    this.journey.forget();
    if (!this.sent.note?.arrived) this.sent.forget();
    for (const name of ["draft", "prefilled", "already", "unsure"]) this.tell(`.kb-form__${name}`, false);
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
    else if (!navigator.onLine) this.stay(event);
    else if (this.delivery.plain.mechanism === "link") this.openLink(event);
    else this.send();
  }

  send() {
    this.keep(); // whatever happens to the request, the text is still here
    this.noteSent("post");
    this.hold();
    setTimeout(() => this.sending && this.giveUp(), IMPATIENCE);
  }

  /** @param {Event} event - whose way would lead to a page of the browser's own */
  stay(event) {
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
    const byField = new Map(ending.problems.filter(({ field }) => field).map(({ field, message }) => [field, message]));
    if (ending.result === "arrived" && this.finish("json", ending)) return;
    showOutcome(this, ending, reportText(this.given), this.mailInstead);
    if (byField.size) this.showProblems((field) => byField.get(field.dataset.kbField ?? "") ?? "");
  }

  get mailInstead() {
    return this.getAttribute("mail-to") ? writeMail(this.delivery.mailbox, this.given, this.topic).href : "";
  }

  /**
   * What was sent needs no draft, and the next request begins anew. The page of thanks says the rest, if the browser keeps what.
   *
   * @param {"json" | "mail" | "link"} [by]
   * @param {Partial<import("../sent-note.js").SentNote>} [ending]
   * @returns {boolean} whether the customer is taken there
   */
  finish(by = this.delivery.plain.mechanism === "link" ? "link" : "mail", { number = "", message = "" } = {}) {
    const kept = this.noteSent(by, { number, message, arrived: true });
    this.arrived = true;
    this.draft.drop();
    this.journey.forget();
    const goes = kept || (by !== "json" && Boolean(this.sent.page));
    if (goes) this.sent.go();
    return goes;
  }

  /**
   * @param {import("../sent-note.js").SentNote["by"]} by
   * @param {Partial<import("../sent-note.js").SentNote>} [outcome]
   */
  noteSent(by, outcome = {}) {
    const to = by === "mail" ? this.delivery.mailbox.to : this.delivery.whom;
    return this.sent.keep({ draft: this.draft.name, to, by, report: reportText(this.given), written: this.written, ...outcome }, this.shownFields);
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
    else this.leaveFor(link.href);
  }

  get given() {
    return this.shownFields.map(givenAnswer);
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
    const mail = writeMail(this.delivery.mailbox, this.given, this.topic);
    showHandover(this, "mail", mail, this.delivery.mailbox.to);
    this.leaveFor(mail.href);
  }

  /** @param {string} address - of another program, or another site: nothing is lost */
  leaveFor(address) {
    this.sending = true;
    location.href = address;
    setTimeout(() => this.ready(), HANDOVER);
  }

  /** The request in the customer's own words, without what the page tells of the way here: that goes on by itself. */
  get written() {
    return reportText(this.given.filter((_, at) => !this.shownFields[at]?.querySelector("[data-kb-journey]")));
  }

  get topic() {
    const subject = this.getAttribute("subject-field");
    const field = this.shownFields.find((one) => firstControl(one).id === subject);
    return field ? answerIn(field) : "";
  }
}

if (!customElements.get("kb-ticket-form")) customElements.define("kb-ticket-form", TicketForm);
