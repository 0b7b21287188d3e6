/**
 * <kb-choice> wraps the products of a site, maker by maker: a field above them narrows them by name and number as one
 * types, on the list that is there. Without this script the list is complete.
 */
import { namesProduct } from "../product-choice.js";

/** Products that are found at a glance. */
const FEW = 6;

class KbChoice extends HTMLElement {
  connectedCallback() {
    const cards = this.#cards;
    if (cards.length <= FEW || this.querySelector(".kb-choice__input")) return;
    const label = document.createElement("label");
    label.className = "kb-choice__label";
    label.textContent = this.dataset.label ?? "";
    this.input = document.createElement("input");
    this.input.className = "kb-choice__input";
    this.input.type = "search";
    this.input.autocomplete = "off";
    this.input.id = "kb-choice";
    label.htmlFor = this.input.id;
    this.status = document.createElement("p");
    this.status.className = "kb-choice__status";
    this.status.setAttribute("role", "status");
    this.input.addEventListener("input", () => this.#narrow(this.input?.value ?? ""));
    this.input.addEventListener("keydown", (event) => this.#openOnly(event));
    this.prepend(label, this.input, this.status);
    if (this.input.value) this.#narrow(this.input.value); // kept by the browser when one comes back
  }

  get #cards() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-card--product")]);
  }

  /** @param {string} query */
  #narrow(query) {
    const asked = query.trim();
    let found = 0;
    for (const card of this.#cards) {
      card.hidden = asked !== "" && !namesProduct(asked, card.textContent ?? "");
      if (!card.hidden) found += 1;
    }
    for (const maker of this.querySelectorAll(".kb-maker")) {
      const shown = maker.querySelector(".kb-card--product:not([hidden])") !== null;
      /** @type {HTMLElement} */ (maker).hidden = !shown;
      if (maker instanceof HTMLDetailsElement) maker.open = asked !== "" && shown;
    }
    const { none = "", one = "", other = "" } = this.dataset;
    const words = found === 0 ? none : found === 1 ? one : other;
    if (this.status) this.status.textContent = asked ? words.replace("{query}", asked).replace("{count}", String(found)) : "";
  }

  /**
   * Enter opens the product that is left.
   * @param {KeyboardEvent} event
   */
  #openOnly(event) {
    const left = this.#cards.filter((card) => !card.hidden);
    if (event.key === "Enter" && !event.isComposing && left.length === 1) left[0]?.querySelector("a")?.click();
  }
}

customElements.define("kb-choice", KbChoice);
