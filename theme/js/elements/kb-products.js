/**
 * <kb-products>: the products that are as a query asks, above the results. Its script and data are loaded when a query may ask
 * for products; kb-results calls `find`.
 */
import { addressesOf, filledIn, labelsOf, node, scriptLoader } from "../kb.js";
import { openFinder } from "../finder/finding.js";
import { productNode, understoodInWords } from "./products-list.js";

/**
 * @typedef {import("../finder/finding.js").Chosen} Chosen
 * @typedef {import("../finder/found.js").Found} Found
 */

/** Products at first. */
const SHOWN = 5;
/** Products that are compared at most: what fits side by side. */
const COMPARED = 4;

export class KbProducts extends HTMLElement {
  /** @type {ReturnType<typeof openFinder> | undefined} */
  #finder;
  #asked = "";
  #head = node("div", "kb-products__head");
  #status = node("p", "kb-products__status");
  #body = node("div", "kb-products__body");

  connectedCallback() {
    this.labels = labelsOf(this);
    this.#status.setAttribute("role", "status");
    this.append(this.#head, this.#status, this.#body);
  }

  /**
   * Shows the products that a query asks for, or nothing.
   * @param {string} query
   * @param {Chosen} chosen
   */
  async find(query, chosen) {
    const asked = JSON.stringify([query, chosen]);
    this.#asked = asked;
    const found = await this.#answer(query, chosen);
    if (asked === this.#asked) this.#show(found);
  }

  clear() {
    this.#asked = "";
    this.#show(null);
  }

  /**
   * @param {string} query
   * @param {Chosen} chosen
   */
  async #answer(query, chosen) {
    try {
      this.#finder ??= openFinder(scriptLoader(addressesOf(this).folder));
      const find = await this.#finder;
      return await find(query, chosen);
    } catch {
      this.#finder = undefined; // the pages are found without
      return null;
    }
  }

  /** @param {Found | null} found */
  #show(found) {
    this.#status.textContent = found ? this.#countInWords(found) : "";
    this.#head.replaceChildren(...(found ? this.#headNodes(found) : []));
    this.#body.replaceChildren(...(found ? [...this.#listNodes(found), ...this.#compareNodes(found)] : []));
    this.toggleAttribute("data-found", found !== null);
  }

  /** @param {Found} found */
  #countInWords({ products, nearest, of }) {
    const { none, one, other } = this.labels.products;
    if (nearest) return filledIn(none, { count: of });
    return products.length === 1 ? one : filledIn(other, { count: products.length });
  }

  /** @param {Found} found */
  #headNodes(found) {
    const { labels } = this;
    const heading = node("h2", "kb-products__heading", found.nearest ? labels.products.near : labels.products.heading);
    const understood = node("p", "kb-products__understood", understoodInWords(found, labels.products));
    const words = found.unused.map((word) => `“${word}”`).join(", ");
    const unused = node("p", "kb-products__unused", filledIn(labels.products.unused, { words }));
    return [heading, understood, ...(words ? [unused] : [])];
  }

  /** @param {Found} found */
  #listNodes({ products }) {
    const { site } = addressesOf(this);
    const list = node("ul", "kb-products__list");
    const items = products.map((product) => productNode(product, this.labels, site));
    list.append(...items.slice(0, SHOWN));
    if (items.length <= SHOWN) return [list];
    const all = node("button", "kb-products__all md-button", filledIn(this.labels.products.all, { count: items.length }));
    all.type = "button";
    all.addEventListener("click", () => {
      list.append(...items.slice(SHOWN));
      all.remove();
      items[SHOWN]?.querySelector("a")?.focus();
    });
    return [list, all];
  }

  /** @param {Found} found */
  #compareNodes({ products, compare }) {
    const compared = products.slice(0, COMPARED);
    if (!compare || compared.length < 2) return [];
    const link = node("a", "kb-products__compare", filledIn(this.labels.products.compare, { count: compared.length }));
    link.href = new URL(`${compare}?p=${compared.map(({ id }) => encodeURIComponent(id)).join(",")}`, addressesOf(this).site).href;
    return [link];
  }
}

customElements.define("kb-products", KbProducts);
