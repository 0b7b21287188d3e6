// <kb-units> wraps a table whose values stand in both systems of units: radio buttons show one of them, and are remembered.

import { chosenUnits, keepUnits } from "../unit-choice.js";

class KbUnits extends HTMLElement {
  connectedCallback() {
    const group = this.querySelector("fieldset");
    if (group === null) return;
    const site = new URL(this.dataset.site ?? ".", document.baseURI).href;
    this.#show(chosenUnits(site));
    group.hidden = false;
    group.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      keepUnits(site, target.value);
      this.#show(target.value);
    });
  }

  /** @param {string} units */
  #show(units) {
    this.dataset.units = units;
    for (const input of this.querySelectorAll("input")) input.checked = input.value === units;
  }
}

customElements.define("kb-units", KbUnits);
