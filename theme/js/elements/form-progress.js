/** Says that a request is on its way, and what is known where no answer comes. */

/** After how many milliseconds waiting needs a word. */
const LONG = 8000;
const SENDING = "Sending your request…";
const SLOW = "Still sending: the desk's system is slow. Leave this page open; your answers stay here.";
const DOUBT = "No answer from the desk so far. Your request may have arrived: before you send it again, look for a confirmation by email.";

export class FormProgress {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Element} element - <kb-ticket-form> */
  constructor(element) {
    this.element = element;
  }

  begin() {
    this.#tell(SENDING);
    this.#timer = setTimeout(() => this.#tell(SLOW), LONG);
  }

  end() {
    this.#tell("");
  }

  /** Nobody knows what became of the request. */
  doubt() {
    this.#tell(DOUBT);
  }

  /** @param {string} text */
  #tell(text) {
    clearTimeout(this.#timer);
    const line = this.element.querySelector(".kb-form__progress");
    if (line && line.textContent !== text) line.textContent = text;
  }
}
