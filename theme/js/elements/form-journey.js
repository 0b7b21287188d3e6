/** The field that says what the customer has done so far: filled in where it can be read and changed before it is sent. */
import { forgetJourney, journeyInWords, journeyOn, TOLD } from "../journey.js";
import { keepNote, readNote } from "../session-notes.js";

export class JourneyField {
  /** What this script wrote last; what the customer has changed is left alone. */
  #written = "";

  /**
   * @param {HTMLElement} element - <kb-ticket-form>
   * @param {string} site
   */
  constructor(element, site) {
    this.site = site;
    this.element = element;
    const told = readNote(TOLD, site); // by this page before it was left
    if (typeof told === "string") this.#written = told;
  }

  /** Writes the journey below what the address says, and again whenever it goes on. */
  fill() {
    const control = this.element.querySelector("textarea[data-kb-journey]");
    if (!(control instanceof HTMLTextAreaElement)) return;
    this.#write(control);
    this.element.addEventListener("kb-journey", () => this.#write(control));
  }

  /** What comes from now on is told anew. */
  forget() {
    forgetJourney(this.site);
    this.#written = "";
  }

  /** @param {HTMLTextAreaElement} control */
  #write(control) {
    const labels = JSON.parse(control.dataset.kbJourney ?? "{}");
    const others = control.value.includes(this.#written) ? control.value.replace(this.#written, "") : null;
    if (others === null) return; // the customer has changed it
    const journey = journeyOn(this.site).filter(({ text }) => !others.includes(text)); // a guide's way names the guide
    const told = journeyInWords(journey, labels);
    if (told === this.#written) return;
    const text = [others.trim(), told].filter(Boolean).join("\n");
    if (control.maxLength > 0 && text.length > control.maxLength) return;
    control.value = text;
    this.#written = told;
    keepNote(TOLD, this.site, told);
  }
}
