/**
 * <kb-feedback>: "Was this helpful?" below a text. The form inside works without this script. With it the answer is sent without
 * leaving the page, kept while there is no connection, and remembered, so that the reader can change it. Nothing is sent before
 * the reader presses the button.
 */
import { post } from "../feedback-post.js";
import { FeedbackStore } from "../feedback-store.js";
import { writeMail } from "../ticket-mail.js";

/** @typedef {[string, string][]} Pairs */

class KbFeedback extends HTMLElement {
  sending = false;
  mailto = "";

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || this.form) return;
    this.form = form;
    this.store = new FeedbackStore(() => localStorage, new URL(this.dataset.site ?? ".", document.baseURI).pathname);
    this.address = this.pageField?.value ?? "";
    form.addEventListener("submit", (event) => this.submit(event));
    for (const link of document.querySelectorAll("a.kb-about__link[href='#kb-feedback']")) {
      link.addEventListener("click", () => this.report());
    }
    this.offerSteps();
    const said = this.store.said(this.page);
    if (said) this.showSaid(said);
    window.addEventListener("online", () => this.sendWaiting());
    this.sendWaiting();
  }

  get page() {
    return this.dataset.page ?? "";
  }

  /** @returns {HTMLInputElement | null} */
  get pageField() {
    return this.querySelector("input[data-kb-page]");
  }

  get byMail() {
    return this.dataset.mechanism === "mailto";
  }

  get vote() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector(".kb-feedback__question input:checked"))?.value ?? "";
  }

  /**
   * What the form sends: fields that are filled in, and of a satisfied reader no reasons.
   * @returns {Pairs}
   */
  get pairs() {
    const asked = [...this.querySelectorAll(".kb-feedback__why [name]")].map((field) => field.getAttribute("name"));
    /** @type {Pairs} */
    const all = [...new FormData(this.form)].map(([name, value]) => [name, String(value)]);
    return all.filter(([name, value]) => value.trim() && (this.vote === "no" || !asked.includes(name)));
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    if (this.dataset.mechanism === "link") return; // the other page says what becomes of it
    event.preventDefault();
    if (this.sending) return;
    if (this.byMail) return this.writeMail();
    this.sending = true;
    this.say("Sending …");
    await this.send();
    this.sending = false;
  }

  async send() {
    const { action } = this;
    if (!action.startsWith("http")) return this.fail("This copy of the site lies in a folder and can send nothing.");
    const { outcome, status } = navigator.onLine
      ? await post(action, this.pairs, location.origin)
      : { outcome: "unreachable", status: 0 };
    if (outcome === "arrived") this.done("Thank you. Your answer has arrived.");
    else if (outcome === "handed-over") this.done(`Thank you. Your answer is sent to ${new URL(action).host}; this page cannot see how it is taken there.`);
    else if (outcome === "refused") this.fail(`Your answer was not taken (error ${status}).`);
    else this.keep();
  }

  get action() {
    return new URL(this.form?.getAttribute("action") ?? "", document.baseURI).href;
  }

  keep() {
    const kept = this.store?.keep({ page: this.page, pairs: this.pairs });
    if (kept) this.done("There is no connection. Your answer is kept in this browser, and sent as soon as you are online on this site again.");
    else this.fail("There is no connection, and this browser keeps nothing more for this site. Your answer is not sent.");
  }

  async sendWaiting() {
    if (this.byMail || !navigator.onLine || !this.action.startsWith("http")) return;
    for (let left = this.store?.waiting ?? 0; left > 0; left -= 1) {
      const answer = this.store?.take();
      if (!answer) return;
      const { outcome } = await post(this.action, answer.pairs, location.origin);
      if (outcome === "unreachable") {
        this.store?.keep(answer);
        return;
      }
      if (answer.page === this.page) this.say(outcome === "refused" ? "The answer that was kept here was not taken." : "The answer that was kept here is sent now.");
    }
  }

  /** Opens the mail program: what happens there is the reader's. */
  writeMail() {
    const { href } = this.mail;
    this.done(`Your email program should show the message now. Nothing is sent until you send it. Nothing opened? Write to ${this.dataset.mailTo}.`);
    location.href = href;
  }

  get mail() {
    const { mailTo = "", mailCc = "", mailSubject = "", mailBudget = "0" } = this.dataset;
    const mailbox = { to: mailTo, cc: mailCc, subject: mailSubject, budget: Number(mailBudget) };
    const answers = this.pairs.flatMap(([name, value]) => {
      const field = [...this.querySelectorAll("[name]")].find((one) => one.getAttribute("name") === name);
      return field instanceof HTMLElement ? answerOf(field, name, value, this) : [];
    });
    return writeMail(mailbox, answers, document.title);
  }

  /** @param {string} message */
  done(message) {
    const { vote } = this;
    this.store?.remember(this.page, vote);
    this.showSaid(vote);
    this.say(message);
    this.status?.focus();
  }

  /** @param {string} message */
  fail(message) {
    this.say(message);
    if (!this.dataset.mailTo) return;
    const link = document.createElement("a");
    link.href = this.mail.href;
    link.textContent = "Write it as an email instead";
    this.status?.append(" ", link);
  }

  /** @returns {HTMLElement | null} */
  get status() {
    return this.querySelector(".kb-feedback__status");
  }

  /** @param {string} message */
  say(message) {
    if (!this.status) return;
    this.status.tabIndex = -1;
    this.status.textContent = message;
  }

  /** @param {string} vote */
  showSaid(vote) {
    this.said?.remove();
    this.said = document.createElement("p");
    this.said.className = "kb-feedback__said";
    const change = document.createElement("button");
    change.type = "button";
    change.className = "kb-feedback__change";
    change.textContent = "Change";
    change.addEventListener("click", () => this.change(vote));
    this.said.append(vote === "yes" ? "You said that this page helped." : "You said that this page did not help.", " ", change);
    this.form?.before(this.said);
    if (this.form) this.form.hidden = true;
  }

  /** @param {string} vote */
  change(vote) {
    this.open();
    this.choose(vote);
  }

  /** Shows the form again, as at first. */
  open() {
    this.said?.remove();
    if (this.form) this.form.hidden = false;
    if (this.pageField) this.pageField.value = this.address ?? "";
    this.stepNote?.remove();
    this.say("");
  }

  /** @param {string} vote */
  choose(vote) {
    const box = this.querySelector(`.kb-feedback__vote--${vote === "yes" ? "yes" : "no"} input`);
    if (!(box instanceof HTMLInputElement)) return;
    box.checked = true;
    box.focus();
  }

  /** Whoever follows "Report a problem" has said already that something is wrong. */
  report() {
    this.open();
    this.choose("no");
  }

  /** At the end of each step of a guide, but where it leads to support anyway: a way to say that the step did not work. */
  offerSteps() {
    const reason = this.querySelector(".kb-feedback__reason input[value=step]");
    if (!(reason instanceof HTMLInputElement)) return;
    for (const section of document.querySelectorAll("kb-guide section.kb-step:not(.kb-step--contact)")) {
      if (!section.querySelector(":scope > :is(p, ol, ul, pre, table, div, dl):not(.kb-answers, .kb-outcome)")) continue; // only asks
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-step__report";
      button.textContent = "This step did not work";
      button.addEventListener("click", () => this.reportStep(section, reason));
      section.append(button);
    }
  }

  /**
   * @param {Element} section
   * @param {HTMLInputElement} reason
   */
  reportStep(section, reason) {
    this.report();
    reason.checked = true;
    if (this.pageField) this.pageField.value = `${this.address}#${section.id}`;
    const title = section.querySelector(".kb-step__title")?.cloneNode(true);
    if (title instanceof Element) for (const sign of title.querySelectorAll(".headerlink")) sign.remove();
    this.stepNote = document.createElement("p");
    this.stepNote.className = "kb-feedback__step";
    this.stepNote.textContent = `About the step “${title?.textContent?.trim() ?? ""}”`;
    this.querySelector(".kb-feedback__why")?.prepend(this.stepNote);
    this.querySelector("textarea")?.focus();
  }
}

/**
 * A field as an email says it: radio buttons by the words that were chosen.
 * @param {HTMLElement} field
 * @param {string} name
 * @param {string} value
 * @param {HTMLElement} root
 */
function answerOf(field, name, value, root) {
  const group = field.closest("fieldset");
  const label = (group ?? field).dataset.kbLabel ?? "";
  if (!label) return []; // fixed values for a form service, a trap for robots
  const chosen = [...root.querySelectorAll("input[type=radio]:checked")].find((one) => one.getAttribute("name") === name);
  return [{ section: "About a page", label, value: group ? (chosen?.nextElementSibling?.textContent ?? value) : value }];
}

if (!customElements.get("kb-feedback")) customElements.define("kb-feedback", KbFeedback);
