/**
 * <kb-results>: the results page. What is asked and chosen stands in the address, so that it can be shared and Back works.
 * Without this script the element says so, and links to the A–Z index.
 */
import {
  addressesOf, chosenChip, chosenProduct, countInWords, filledIn, keepProduct, labelsOf, node, noticesInWords,
  problemInWords, requestAddress, siteSearch,
} from "../kb.js";
import { countFacets } from "../facet-counts.js";
import { mayAskForProducts } from "../finder/trigger.js";
import { isFiltered, readAddress, writeAddress } from "../results-address.js";
import { scriptOnce } from "../script-once.js";
import { chosenIn, facetNodes } from "./facets-view.js";
import { resultNodes, wayNodes } from "./results-list.js";

/**
 * @typedef {import("../results-address.js").Asked} Asked
 * @typedef {import("../search.js").Answer} Answer
 * @typedef {import("./kb-products.js").KbProducts} KbProducts
 */

/** Hits at first, and how many each "more" adds. */
const SHOWN = 10;
const WIDE = "(min-width: 60em)";
/** Types of pages that say what products are like: chosen others leave the products out. */
const OF_PRODUCTS = ["product", "spec"];

class KbResults extends HTMLElement {
  #shown = SHOWN;
  /** What the latest answer is awaited for. */
  #asked = readAddress("");
  #title = "";
  /** @type {AbortController | undefined} */
  #listening;

  connectedCallback() {
    const form = this.querySelector("form");
    const input = this.querySelector("input");
    if (!form || !input || this.#listening) return;
    this.form = form;
    this.input = input;
    this.labels = labelsOf(this);
    this.addresses = addressesOf(this);
    this.#title = document.title;
    this.#build();
    this.#listen();
    this.#answerAddress(this.#withKept(readAddress(location.search)));
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #build() {
    this.querySelector(".kb-results__fallback")?.remove();
    this.chosen = node("p", "kb-results__chosen");
    this.status = node("p", "kb-results__status");
    this.status.setAttribute("role", "status");
    this.instead = node("p", "kb-results__instead");
    this.lists = node("div", "kb-results__lists");
    this.more = node("button", "kb-results__more md-button", this.labels?.more);
    this.more.type = "button";
    this.more.hidden = true;
    this.ways = node("p", "kb-results__ways");
    const main = node("div", "kb-results__main");
    this.products = /** @type {KbProducts | null} */ (this.querySelector("kb-products"));
    main.append(this.chosen, this.status, this.instead, ...(this.products ? [this.products] : []), this.lists, this.more, this.ways);
    const body = node("div", "kb-results__body");
    body.append(this.#buildPanel(), main);
    this.append(body);
  }

  #buildPanel() {
    this.facets = node("div", "kb-facets__controls");
    this.clear = node("button", "kb-facets__clear", this.labels?.clear);
    this.clear.type = "button";
    this.summary = node("summary", "kb-facets__summary", this.labels?.narrow);
    this.panel = node("details", "kb-facets");
    this.panel.hidden = true;
    this.panel.append(this.summary, this.facets, this.clear);
    return this.panel;
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.form?.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.facets?.addEventListener("change", () => this.#choose(chosenIn(/** @type {HTMLElement} */ (this.facets))), { signal });
    this.clear?.addEventListener("click", () => this.#clearFilters(), { signal });
    this.more?.addEventListener("click", () => this.#showMore(), { signal });
    window.addEventListener("popstate", () => this.#goBack(), { signal });
    const wide = matchMedia(WIDE);
    const fit = () => this.panel?.toggleAttribute("open", wide.matches);
    wide.addEventListener("change", fit, { signal });
    fit();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#go({ ...this.#asked, query: this.input?.value.trim() ?? "", exact: false });
  }

  #clearFilters() {
    this.#choose({ types: [], languages: [] });
    this.input?.focus();
  }

  /** @param {Partial<Asked>} chosen */
  #choose(chosen) {
    const next = { ...this.#asked, ...chosen };
    if (!next.product && this.addresses) keepProduct(this.addresses.site, null); // a new one is kept once its name is known
    this.#go(next);
  }

  /** @param {Asked} asked */
  #go(asked) {
    const address = writeAddress(asked) || location.pathname;
    try {
      history.pushState(null, "", address);
    } catch {
      location.assign(address); // some browsers keep no history on file://
      return;
    }
    this.#answerAddress(asked);
  }

  /** What was chosen since is no longer. */
  #goBack() {
    const asked = readAddress(location.search);
    if (!asked.product && this.addresses) keepProduct(this.addresses.site, null);
    this.#answerAddress(asked);
  }

  /**
   * With the product that was chosen before, where the address names none.
   * @param {Asked} asked
   */
  #withKept(asked) {
    const kept = this.addresses && chosenProduct(this.addresses.site);
    if (!kept || asked.product || asked.family || asked.manufacturer) return asked;
    const narrowed = { ...asked, product: kept.id };
    this.#shareable(narrowed);
    return narrowed;
  }

  /** @param {Asked} asked */
  #answerAddress(asked) {
    if (this.input) this.input.value = asked.query;
    this.#shown = SHOWN;
    document.title = asked.query ? filledIn(this.labels?.title, { query: asked.query, title: this.#title }) : this.#title;
    return this.#answer(asked);
  }

  /**
   * Others to whom the address is sent should see the same.
   * @param {Asked} asked
   */
  #shareable(asked) {
    try {
      history.replaceState(history.state, "", writeAddress(asked));
    } catch {
      // as on file://: the address stays without the product
    }
  }

  /** @param {Asked} asked */
  async #answer(asked) {
    this.#asked = asked;
    const { query, exact, ...chosen } = asked;
    const finder = this.#finderFor(asked);
    try {
      const search = await siteSearch(this.addresses?.folder ?? "");
      const answer = await search(query, { limit: this.#shown, exact, facets: countFacets, ...chosen });
      if (asked !== this.#asked) return;
      this.#show(asked, answer);
      const { product, manufacturer, family = answer.product?.family } = { ...chosen, family: chosen.family || undefined };
      const found = await finder.catch(() => null);
      if (asked === this.#asked) await found?.find(query, { product, manufacturer, family });
    } catch (problem) {
      if (this.status) this.status.textContent = problemInWords(this.labels, problem);
      this.#offerWays(asked, null, true);
    }
  }

  /**
   * The element that finds products, once it can; null where a query asks for none.
   * @param {Asked} asked
   */
  async #finderFor({ query, types }) {
    const { products } = this;
    if (!products) return null;
    const { families = "", script = "" } = products.dataset;
    const left = !types.length || types.some((type) => OF_PRODUCTS.includes(type));
    if (!left || !mayAskForProducts(query, families.split("|"))) {
      products.clear?.();
      return null;
    }
    await scriptOnce(script);
    return products;
  }

  /**
   * @param {Asked} asked
   * @param {Answer} answer
   */
  #show(asked, answer) {
    const { labels, addresses } = this;
    if (!labels || !addresses) return;
    const { query } = asked;
    if (answer.product) keepProduct(addresses.site, answer.product);
    const words = query ? [...noticesInWords(labels, answer), this.#countInWords(asked, answer)] : [labels.hint];
    if (this.status) this.status.textContent = words.join(" ");
    this.lists?.replaceChildren(...(query ? resultNodes(answer.hits, labels, addresses.site) : []));
    if (this.more) this.more.hidden = answer.total <= answer.hits.length;
    this.#showChosen(asked, answer);
    this.#offerExact(asked, answer.corrections.length > 0);
    this.#offerWays(asked, answer, Boolean(query) && (!answer.hits.length || answer.nearest));
  }

  /**
   * @param {Asked} asked
   * @param {Answer} answer
   */
  #countInWords(asked, answer) {
    const hidden = !answer.hits.length && isFiltered(asked);
    return hidden ? filledIn(this.labels.filtered, { query: asked.query }) : countInWords(this.labels, answer, asked.query);
  }

  /**
   * The panel, with the focus where it was, and what is chosen above the results.
   * @param {Asked} asked
   * @param {Answer} answer
   */
  #showChosen(asked, { facets, product }) {
    const { panel, labels } = this;
    if (!panel || !facets) return;
    const focused = document.activeElement;
    const controls = asked.query ? facetNodes(facets, asked, labels) : [];
    const held = this.facets?.contains(focused) && focused;
    this.facets?.replaceChildren(...controls);
    if (held && (held instanceof HTMLInputElement || held instanceof HTMLSelectElement)) {
      const value = held instanceof HTMLInputElement ? `[value="${CSS.escape(held.value)}"]` : "";
      panel.querySelector(/** @type {"input"} */ (`[name=${held.name}]${value}`))?.focus();
    }
    panel.hidden = !controls.length;
    if (this.clear) this.clear.hidden = !isFiltered(asked);
    const filters = asked.types.length + asked.languages.length;
    if (this.summary) this.summary.textContent = filters ? filledIn(labels.narrowed, { count: filters }) : labels.narrow;
    this.chosen?.replaceChildren(...(product ? [chosenChip(labels, product.name, () => this.#forget())] : []));
  }

  #forget() {
    this.#choose({ product: "" });
    this.input?.focus();
  }

  /**
   * A way back from corrected words.
   * @param {Asked} asked
   * @param {boolean} corrected
   */
  #offerExact(asked, corrected) {
    const link = node("a", "kb-results__instead-link", filledIn(this.labels?.instead, { query: asked.query }));
    link.href = writeAddress({ ...asked, exact: true });
    this.instead?.replaceChildren(...(corrected ? [link] : []));
  }

  /**
   * @param {Asked} asked
   * @param {Answer | null} answer
   * @param {boolean} stuck
   */
  #offerWays(asked, answer, stuck) {
    const request = requestAddress(this.dataset.request, asked.query, answer?.product?.id);
    const index = stuck ? this.dataset.index : undefined;
    const product = stuck ? answer?.product ?? null : null;
    this.ways?.replaceChildren(...wayNodes({ product, index, request }, this.labels, this.addresses?.site ?? ""));
  }

  /** Shows more, and puts the focus on the first that is new. */
  async #showMore() {
    const links = () => [...(this.lists?.querySelectorAll("a") ?? [])];
    const before = new Set(links().map(({ href }) => href));
    this.#shown += SHOWN;
    await this.#answer(this.#asked);
    links().find(({ href }) => !before.has(href))?.focus();
  }
}

customElements.define("kb-results", KbResults);
