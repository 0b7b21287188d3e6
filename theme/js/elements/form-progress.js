/** Says that a request is on its way, and what is known where no answer comes. */

/** After how many milliseconds waiting needs a word. */
const LONG = 8000;
const SENDING = "Sending your request…";
const SLOW = "Still sending: the desk's system is slow. Leave this page open; your answers stay here.";
const OFFLINE = "Nothing was sent: there is no connection to the internet. Your answers stay here: send them when you are online again.";
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

  /** Nothing has left this page. */
  offline() {
    this.#tell(OFFLINE);
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
