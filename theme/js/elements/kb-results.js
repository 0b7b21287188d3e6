/**
 * <kb-results>: the results page. The query stands in the address (`?q=…`), so that it can be shared and Back works.
 * Without this script the element says so, and links to the A–Z index.
 */
import {
  addressesOf, countInWords, filledIn, hitNodes, labelsOf, node, noticesInWords, problemInWords, requestAddress, siteSearch,
} from "./search-view.js";

/** Hits at first, and how many each "more" adds. */
const SHOWN = 10;

class KbResults extends HTMLElement {
  #shown = SHOWN;
  #asked = "";
  /** Whether the address asks for the words as they were typed. */
  #exact = false;
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
    this.#answerAddress();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #build() {
    this.querySelector(".kb-results__fallback")?.remove();
    this.status = node("p", "kb-results__status");
    this.status.setAttribute("role", "status");
    this.list = node("ol", "kb-results__list");
    this.more = node("button", "kb-results__more md-button", this.labels?.more);
    this.more.type = "button";
    this.more.hidden = true;
    this.request = node("p", "kb-results__request");
    this.instead = node("p", "kb-results__instead");
    this.append(this.status, this.instead, this.list, this.more, this.request);
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.form?.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.more?.addEventListener("click", () => this.#showMore(), { signal });
    window.addEventListener("popstate", () => this.#answerAddress(), { signal });
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const query = this.input?.value.trim() ?? "";
    history.pushState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    this.#answerAddress();
  }

  #answerAddress() {
    const asked = new URLSearchParams(location.search);
    const query = asked.get("q")?.trim() ?? "";
    this.#exact = asked.has("exact");
    if (this.input) this.input.value = query;
    this.#shown = SHOWN;
    document.title = query ? filledIn(this.labels?.title, { query, title: this.#title }) : this.#title;
    this.#offerRequest(query);
    return this.#answer(query);
  }

  /** @param {string} query */
  async #answer(query) {
    const { labels } = this;
    if (!labels) return;
    this.#asked = query;
    if (!query) {
      this.#show(labels.hint);
      return;
    }
    try {
      const search = await siteSearch(this.addresses?.folder ?? "");
      const answer = await search(query, { limit: this.#shown, exact: this.#exact });
      if (query !== this.#asked) return;
      const words = [...noticesInWords(labels, answer), countInWords(labels, answer, query)];
      this.#offerExact(query, answer.corrections.length > 0);
      this.#show(words.join(" "), answer.hits, answer.total > answer.hits.length);
    } catch (problem) {
      this.#show(problemInWords(labels, problem));
    }
  }

  /**
   * @param {string} words
   * @param {import("../search.js").Hit[]} hits
   * @param {boolean} more
   */
  #show(words, hits = [], more = false) {
    if (this.status) this.status.textContent = words;
    this.list?.replaceChildren(...hits.map((hit) => this.#item(hit)));
    if (this.more) this.more.hidden = !more;
  }

  /** @param {import("../search.js").Hit} hit */
  #item(hit) {
    const link = node("a", "kb-hit__title");
    link.href = new URL(hit.url, this.addresses?.site).href;
    const item = node("li", "kb-results__item kb-hit");
    if (this.labels) item.append(...hitNodes(hit, this.labels, link));
    return item;
  }

  /**
   * A way back from corrected words.
   * @param {string} query
   * @param {boolean} corrected
   */
  #offerExact(query, corrected) {
    const link = node("a", "kb-results__instead-link", filledIn(this.labels?.instead, { query }));
    link.href = `?${new URLSearchParams({ q: query, exact: "1" })}`;
    this.instead?.replaceChildren(...(corrected ? [link] : []));
  }

  /** Shows more, and puts the focus on the first that is new. */
  async #showMore() {
    const first = this.#shown;
    this.#shown += SHOWN;
    await this.#answer(this.#asked);
    this.list?.children[first]?.querySelector("a")?.focus();
  }

  /** @param {string} query */
  #offerRequest(query) {
    const address = requestAddress(this.dataset.request, query);
    if (!address) return;
    const link = node("a", "kb-results__request-link", this.labels?.request);
    link.href = address;
    this.request?.replaceChildren(link);
  }
}

customElements.define("kb-results", KbResults);
