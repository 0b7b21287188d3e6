/** Keeps what a customer has filled in until the tab is closed, puts it back, and lets it be cleared. */
import { dropNote, keepNote, readNote } from "../session-notes.js";
import { answersToPutBack, parseDraft } from "../ticket-draft.js";
import { prefillFieldOf, putValues, valuesIn } from "../ticket-fields.js";

const PICKED = new Set(["select", "radios", "checkboxes"]);
/** How long after the last key a draft is kept, in milliseconds. */
const PAUSE = 400;

export class FormDraft {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Whether the browser has refused what was given last. */
  lost = false;

  /**
   * @param {Element} element - <kb-ticket-form>
   * @param {string} site - address of the site
   */
  constructor(element, site) {
    this.element = element;
    this.site = site;
    this.name = `draft ${location.pathname}`;
  }

  /**
   * @param {readonly HTMLElement[]} fields
   * @returns {boolean} whether anything was put back
   */
  putBack(fields) {
    const draft = parseDraft(readNote(this.name, this.site));
    if (!draft) return false;
    const asked = new URLSearchParams(location.search);
    const filled = fields.map((field) => ({
      id: idOf(field),
      chosen: PICKED.has(field.dataset.kbKind ?? ""),
      asked: asked.has(prefillFieldOf(field)?.parameter ?? ""),
    }));
    const answers = answersToPutBack(draft, location.search, filled);
    for (const field of fields) {
      const values = answers.get(idOf(field));
      if (values) putValues(field, values);
    }
    return answers.size > 0;
  }

  /** @param {readonly HTMLElement[]} fields */
  keepSoon(fields) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(fields), PAUSE);
  }

  /**
   * @param {readonly HTMLElement[]} fields
   * @returns {boolean} whether the browser keeps it
   */
  keep(fields) {
    clearTimeout(this.#timer);
    const answers = Object.fromEntries(fields.map((field) => [idOf(field), valuesIn(field)]));
    this.#tell(keepNote(this.name, this.site, { search: location.search, answers }));
    return !this.lost;
  }

  /** @param {boolean} kept */
  #tell(kept) {
    this.lost = !kept;
    const note = this.element.querySelector(".kb-form__unkept");
    if (note instanceof HTMLElement) note.hidden = kept;
  }

  drop() {
    clearTimeout(this.#timer);
    this.#tell(true);
    dropNote(this.name, this.site);
  }
}

/** @param {HTMLElement} field */
function idOf(field) {
  return field.dataset.kbField ?? "";
}
