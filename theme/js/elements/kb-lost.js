/** <kb-lost>: on the page that a host shows where no page is, searches for the words of the address and shows what fits. */
import { addressesOf, chosenProduct, hitNodes, labelsOf, node, siteSearch } from "../kb.js";
import { lostWords } from "../lost-words.js";

const SHOWN = 5;

class KbLost extends HTMLElement {
  connectedCallback() {
    const { folder, site } = addressesOf(this);
    const words = lostWords(location.href, site);
    if (!words || this.children.length) return;
    this.#search(words, folder, site).catch(() => {}); // without search data the page is as it was
  }

  /**
   * @param {string} words
   * @param {string} folder
   * @param {string} site
   */
  async #search(words, folder, site) {
    const search = await siteSearch(folder);
    const answer = await search(words, { limit: SHOWN, product: chosenProduct(site)?.id });
    if (answer.hits.length && !answer.nearest) this.#show(answer.hits, site);
  }

  /**
   * @param {import("../search.js").Hit[]} hits
   * @param {string} site
   */
  #show(hits, site) {
    const labels = labelsOf(this);
    const heading = node("h2", "kb-heading", this.dataset.heading);
    const list = node("ol", "kb-results__list");
    heading.id = "kb-lost";
    list.setAttribute("aria-labelledby", heading.id);
    list.append(
      ...hits.map((hit) => {
        const link = node("a", "kb-hit__title");
        link.href = new URL(hit.url, site).href;
        const item = node("li", "kb-results__item kb-hit");
        item.append(...hitNodes(hit, labels, link));
        return item;
      }),
    );
    this.append(heading, list);
  }
}

customElements.define("kb-lost", KbLost);
