/**
 * <kb-sent> on the page of thanks: shows what was sent from this tab, to be copied, saved and printed. Reaching this page means
 * that the request has arrived: then the draft is forgotten.
 */
import { addressesOf, filledIn } from "../kb.js";
import { forgetDraft, keepSentNote, otherTabs, sentNote } from "../sent-note.js";
import { copyReport } from "./form-handover.js";

/** @typedef {import("../sent-note.js").SentNote} SentNote */

class KbSent extends HTMLElement {
  connectedCallback() {
    const { site } = addressesOf(this);
    const note = sentNote(site, location.href);
    this.#reveal(note ? ".kb-form__sent" : ".kb-sent__none");
    if (!note) return;
    if (!note.arrived) {
      forgetDraft(site, note.draft);
      keepSentNote(site, location.href, { ...note, arrived: true });
    }
    this.#announce(note.written);
    this.#show(note);
    this.#narrow(note.chosen ?? {});
  }

  /** @param {string} selector */
  #reveal(selector) {
    for (const part of this.querySelectorAll(/** @type {"div"} */ (selector))) part.hidden = false;
  }

  /** @param {string} written */
  #announce(written) {
    const tabs = otherTabs(location.href);
    tabs?.postMessage(written);
    tabs?.close();
  }

  /** @param {SentNote} note */
  #show({ to, by, when, number, message, report }) {
    const mailed = by === "mail" || by === "link";
    const { passed, mailed: told, mailedTitle, postedTitle } = this.dataset;
    const time = new Date(when).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    this.#tell("h2", (mailed ? mailedTitle : postedTitle) ?? "");
    this.#tell(".kb-sent__whom", filledIn(mailed ? told : passed, { to, when: time }));
    this.#tell(".kb-form__number strong", number, ".kb-form__number");
    this.#tell(".kb-form__answered", message, ".kb-form__answered");
    this.#tell(".kb-sent__paper", report);
    const text = this.querySelector("textarea");
    if (text) text.value = report;
    const lead = this.querySelector(".kb-sent__lead");
    if (lead instanceof HTMLElement) lead.hidden = true;
    const mail = this.querySelector(".kb-sent__mail");
    if (by === "mail" && mail) {
      mail.textContent = to;
      mail.setAttribute("href", `mailto:${to}`);
    }
    this.#offer(report);
  }

  /** @param {string} report */
  #offer(report) {
    const link = this.querySelector(".kb-sent__download");
    link?.setAttribute("href", URL.createObjectURL(new Blob([report, "\n"], { type: "text/plain;charset=utf-8" })));
    this.querySelector(".kb-sent__print")?.addEventListener("click", () => print());
    for (const button of this.querySelectorAll(".kb-form__copy")) button.addEventListener("click", () => copyReport(button));
  }

  /**
   * @param {string} selector
   * @param {string} text
   * @param {string} [line] - shown where there is a text
   */
  #tell(selector, text, line) {
    const place = this.querySelector(selector);
    if (place) place.textContent = text;
    if (line && text) this.#reveal(line);
  }

  /**
   * Of the support plans, only the one that was named; none where the customer has named none of them.
   *
   * @param {Record<string, string[]>} chosen
   */
  #narrow(chosen) {
    const plans = [...this.querySelectorAll(/** @type {"li"} */ (".kb-sent__plan"))];
    const answers = plans.map(({ dataset }) => chosen[dataset.kbField ?? ""] ?? []);
    if (!answers.some((answer) => answer.length)) return;
    for (const [at, plan] of plans.entries()) plan.hidden = !answers[at]?.includes(plan.dataset.kbPlan ?? "");
    const box = this.querySelector(".kb-sent__plans");
    if (box instanceof HTMLElement) box.hidden = plans.every((plan) => plan.hidden);
  }
}

customElements.define("kb-sent", KbSent);
