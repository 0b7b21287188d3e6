/**
 * <kb-known-issues>: beside the request form. Where the product that is chosen has open issues, or what is written names
 * one, they are shown with what helps, and a screen reader is told. Without this script all of them stand in a <details>.
 */
import { issuesFor } from "../known-issues.js";

/** Milliseconds without a key before what is written is looked at. */
const PAUSE = 400;

class KbKnownIssues extends HTMLElement {
  /** @type {HTMLElement[]} */
  items = [];
  /** @type {import("../known-issues.js").OpenIssue[]} */
  issues = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  #said = "";

  connectedCallback() {
    this.items = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-known__item")]);
    this.issues = this.items.map(({ dataset }) => ({
      spared: JSON.parse(dataset.spared ?? "{}"),
      symptoms: JSON.parse(dataset.symptoms ?? "[]"),
    }));
    document.addEventListener("change", this.#filled);
    document.addEventListener("input", this.#filled);
    this.#filled();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    document.removeEventListener("change", this.#filled);
    document.removeEventListener("input", this.#filled);
  }

  #filled = () => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#show(), PAUSE);
  };

  #show() {
    const product = fieldOf("product");
    const words = ["subject", "error_code", "description"].map((name) => fieldOf(name)?.value ?? "").join("\n");
    const id = product?.value ?? "";
    const found = issuesFor(this.issues, { product: id, version: fieldOf("version")?.value ?? "", words });
    const name = product instanceof HTMLSelectElement ? (product.selectedOptions[0]?.textContent ?? "").trim() : id;
    this.#list(found, id ? name : "");
  }

  /**
   * @param {number[]} found
   * @param {string} product its name, "" where none is chosen
   */
  #list(found, product) {
    const list = this.querySelector("ul");
    const details = this.querySelector("details");
    const items = this.items;
    const shown = found.flatMap((at) => items[at] ?? []);
    for (const item of items) item.hidden = found.length > 0 && !shown.includes(item);
    list?.append(...shown, ...items.filter((item) => !shown.includes(item)));
    const was = this.hasAttribute("data-found");
    if (found.length && !was) this.#stand();
    this.toggleAttribute("data-found", found.length > 0);
    if (details && was !== found.length > 0) details.open = found.length > 0;
    this.#say(found.length, product);
  }

  /** Where something is found, it stands below the product that was chosen. */
  #stand() {
    const field = fieldOf("product")?.closest(".kb-form__field");
    if (field && field.nextElementSibling !== this) field.after(this);
  }

  /**
   * @param {number} count
   * @param {string} product
   */
  #say(count, product) {
    const { one = "", other = "", words = "" } = this.dataset;
    const text = count === 0 ? "" : !product ? words : count === 1 ? one : other;
    const said = text.replace("{product}", product).replace("{count}", String(count));
    const status = this.querySelector("[role=status]");
    if (status && said !== this.#said) status.textContent = said; // the same is not said twice
    this.#said = said;
  }
}

/**
 * A field of the form by what it is filled from, or by its id.
 * @param {string} name
 */
function fieldOf(name) {
  /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null} */
  const field = document.querySelector(`form [data-kb-prefill="${name}"]`) ?? document.querySelector(`#kb-field-${name}`);
  return field;
}

customElements.define("kb-known-issues", KbKnownIssues);
