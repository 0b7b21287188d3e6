/** <kb-centres>: narrows the list of service centres by product and country. Without this script it is complete. */
import { nearestCentre } from "../centre-choice.js";
import { node } from "../kb.js";
import { centresIn } from "./centre-cards.js";
import "./kb-address.js";

class KbCentres extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form?.hidden) return;
    form.hidden = false;
    const wanted = new URLSearchParams(location.search);
    for (const select of form.querySelectorAll("select")) {
      const value = wanted.get(select.name);
      if (value && [...select.options].some((option) => option.value === value)) select.value = value;
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @param {string} name */
  #chosen(name) {
    const select = this.querySelector(`select[name="${name}"]`);
    return select instanceof HTMLSelectElement ? select.value : "";
  }

  #show() {
    const [product, country] = [this.#chosen("product"), this.#chosen("country")];
    const centres = centresIn(this);
    const serving = centres.filter(({ card }) => !product || servesProduct(card, product));
    const shown = serving.filter((centre) => !country || nearestCentre([centre], country));
    for (const { card } of centres) card.hidden = !shown.some((centre) => centre.card === card);
    for (const section of this.querySelectorAll(".kb-centres__country")) {
      if (section instanceof HTMLElement) section.hidden = !section.querySelector(".kb-centre:not([hidden])");
    }
    this.querySelector(".kb-who__answer")?.replaceChildren(...(product || country ? [this.#answer(shown, country)] : []));
  }

  /**
   * @param {import("./centre-cards.js").CentreCard[]} shown
   * @param {string} country
   */
  #answer(shown, country) {
    const nearest = country ? nearestCentre(shown, country) : null;
    if (!shown.length) return node("p", "kb-who__line", "No service centre takes this product from your country. Ask us first.");
    const count = `${shown.length} ${shown.length === 1 ? "service centre" : "service centres"}.`;
    if (!nearest) return node("p", "kb-who__line", count);
    const how = nearest.way === "walk-in" ? "you can walk in" : "send it by post";
    return node("p", "kb-who__line", `${count} Nearest: ${nearest.centre.title}, ${how}.`);
  }
}

/** @param {HTMLElement} card @param {string} product */
function servesProduct({ dataset }, product) {
  return dataset.everything !== undefined || JSON.parse(dataset.products ?? "[]").includes(product);
}

customElements.define("kb-centres", KbCentres);
