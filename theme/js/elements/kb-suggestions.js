/**
 * <kb-suggestions>: while a request is written, shows the pages of this site that may answer it. It says politely how many
 * there are, takes no focus and opens them beside the form.
 */
import { addressesOf, filledIn, node, siteSearch } from "../kb.js";
import { addStop } from "../journey.js";
import { questionOf } from "../ticket-question.js";

/** @typedef {import("../search.js").Hit} Hit */

const MOST = 4;
/** Pages with less than this part of the best one's score have some word in common, not the subject. */
const FAR_BEHIND = 0.4;
/** How long after the last key the site is searched, in milliseconds. */
const PAUSE = 500;

class KbSuggestions extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = "";

  connectedCallback() {
    this.closest("form")?.addEventListener("input", this.#soon);
    this.closest("form")?.addEventListener("change", this.#soon);
    this.#soon();
  }

  disconnectedCallback() {
    this.closest("form")?.removeEventListener("input", this.#soon);
    this.closest("form")?.removeEventListener("change", this.#soon);
    clearTimeout(this.#timer);
  }

  #soon = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#suggest().catch(() => {}), PAUSE); // without search data there is nothing to suggest
  };

  async #suggest() {
    const question = questionOf(this.#texts());
    const product = this.#product();
    const asked = `${question}\n${product}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    const hits = question ? await this.#search(question, product) : [];
    if (asked === this.#asked) this.#show(hits); // nothing newer was asked in the meantime
  }

  #texts() {
    const ids = (this.getAttribute("for") ?? "").split(" ");
    return ids.map((id) => {
      const control = document.getElementById(id);
      return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.value : "";
    });
  }

  /** The product that is chosen in the form, if the search knows it. */
  #product() {
    const chosen = this.closest("form")?.querySelector('[data-kb-field="product"] select');
    return chosen instanceof HTMLSelectElement ? chosen.value : "";
  }

  /**
   * @param {string} question
   * @param {string} product
   */
  async #search(question, product) {
    const search = await siteSearch(addressesOf(this).folder);
    const answer = await search(question, { limit: MOST + 2, product });
    const fitting = answer.nearest ? [] : answer.hits.filter(({ other }) => !other);
    const best = Math.max(0, ...fitting.map(({ score }) => score));
    return fitting.filter(({ score }) => score >= best * FAR_BEHIND).slice(0, MOST);
  }

  /** @param {Hit[]} hits */
  #show(hits) {
    const status = this.querySelector('[role="status"]');
    const list = this.querySelector("ul");
    if (!status || !list) return;
    const { one = "", other = "" } = this.dataset;
    status.textContent = hits.length ? filledIn(hits.length === 1 ? one : other, { count: hits.length }) : "";
    list.replaceChildren(...hits.map((hit) => this.#item(hit)));
    this.classList.toggle("kb-suggestions--some", hits.length > 0);
    for (const hit of hits) this.#tell("suggested", hit);
  }

  /** @param {Hit} hit */
  #item(hit) {
    const link = node("a", "kb-suggestions__link", textOf(hit.title));
    const { site } = addressesOf(this);
    link.href = new URL(hit.url, site).href;
    link.target = "_blank";
    link.addEventListener("click", () => this.#tell("opened", hit));
    const item = node("li", "kb-suggestions__item");
    item.append(link, " ", node("span", "kb-suggestions__note", this.dataset.elsewhere));
    if (hit.passage.length) item.append(node("p", "kb-suggestions__text", textOf(hit.passage)));
    return item;
  }

  /**
   * Adds a page to what the customer has seen, for whoever shows that.
   * @param {"suggested" | "opened"} kind
   * @param {Hit} hit
   */
  #tell(kind, hit) {
    addStop(addressesOf(this).site, { kind, text: textOf(hit.title) });
    this.dispatchEvent(new Event("kb-journey", { bubbles: true }));
  }
}

/** @param {import("../passage.js").Part[]} parts */
function textOf(parts) {
  return parts.map(([text]) => text).join("");
}

customElements.define("kb-suggestions", KbSuggestions);
