/** Notes what leaves the form for the page of thanks, goes there, and knows what was sent before. */
import { keepSentNote, otherTabs, sentNote } from "../sent-note.js";
import { chosenIn } from "../ticket-fields.js";

/** @typedef {import("../sent-note.js").SentNote} SentNote */

export class FormSent {
  /** What other tabs have sent. @type {Set<string>} */
  #elsewhere = new Set();
  /** @type {BroadcastChannel | null} */
  #tabs = null;

  /**
   * @param {Element} element - <kb-ticket-form>
   * @param {string} site
   * @param {() => void} changed - called when another tab has sent something
   */
  constructor(element, site, changed) {
    this.site = site;
    const address = element.getAttribute("thanks");
    const page = address ? new URL(address, document.baseURI).href : "";
    /** Address of the page of thanks, "" where there is none of ours. */
    this.page = new URL(page || site).origin === new URL(site).origin ? page : "";
    this.changed = changed;
  }

  /** Learn from now on what other tabs send. A browser that keeps a page for the way back drops it for a message to it. */
  listen() {
    if (this.#tabs || !this.page) return;
    this.#tabs = otherTabs(this.page);
    this.#tabs?.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#elsewhere.add(data);
      this.changed();
    });
  }

  hangUp() {
    this.#tabs?.close();
    this.#tabs = null;
  }

  /** @returns {SentNote | null} */
  get note() {
    return this.page ? sentNote(this.site, this.page) : null;
  }

  /**
   * Whether a request with this text has gone out already, from here or from another tab.
   *
   * @param {string} written
   */
  has(written) {
    const { note } = this;
    return Boolean(written) && (this.#elsewhere.has(written) || (note !== null && note.arrived && note.written === written));
  }

  /**
   * Whether a request has gone out of which nobody has said that it arrived.
   *
   * @param {string} written
   */
  isUnsure(written) {
    const { note } = this;
    return note !== null && note.by === "post" && !note.arrived && note.written === written;
  }

  /**
   * @param {Pick<SentNote, "draft" | "to" | "by" | "report" | "written"> & Partial<SentNote>} sent
   * @param {readonly HTMLElement[]} fields
   * @returns {boolean} whether the page of thanks will know of it
   */
  keep(sent, fields) {
    if (!this.page) return false;
    const chosen = Object.fromEntries(fields.map((field) => [field.dataset.kbField ?? "", chosenIn(field) ?? []]));
    return keepSentNote(this.site, this.page, { number: "", message: "", arrived: false, when: Date.now(), chosen, ...sent });
  }

  forget() {
    if (this.page) keepSentNote(this.site, this.page, null);
  }

  go() {
    location.assign(this.page);
  }
}
