/**
 * <kb-search>: the search box of the header. It shows hits while one types (ARIA's combobox with a listbox); without this
 * script, or with Enter and nothing chosen, its form leads to the results page.
 */
import { chosenProduct, keepProduct } from "../chosen-product.js";
import {
  addressesOf, chosenChip, countInWords, filledIn, hitNodes, labelsOf, node, noticesInWords, problemInWords, requestAddress,
  siteSearch,
} from "./search-view.js";

/** Hits in the box: what fits above the fold of a small laptop. */
const SHOWN = 5;
/** Milliseconds without a key before an answer is looked for. */
const PAUSE = 60;
/** Milliseconds without a key before the count is read out: not every key has something to say. */
const SILENCE = 900;

class KbSearch extends HTMLElement {
  #active = -1;
  #asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {HTMLElement | null} */
  #before = null;
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
    this.#build();
    this.#listen();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = undefined;
    this.panel?.remove();
    this.said?.remove();
  }

  #build() {
    const { input } = this;
    if (!input) return;
    this.list = node("div", "kb-search__list");
    this.list.id = `${input.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.getAttribute("aria-label") ?? input.placeholder);
    this.status = node("p", "kb-search__status");
    this.said = node("p", "kb-search__said kb-unseen");
    this.said.setAttribute("role", "status");
    this.chosen = node("p", "kb-search__chosen");
    this.links = node("p", "kb-search__links");
    this.panel = node("div", "kb-search__panel");
    this.panel.hidden = true;
    this.panel.append(this.chosen, this.list, this.status, this.links);
    this.form?.append(this.panel, this.said);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
    })) {
      input.setAttribute(name, value);
    }
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener("keydown", (event) => this.#openBySlash(event), { signal });
    this.querySelector(".kb-search__open")?.addEventListener("click", (event) => this.#open(event), { signal });
    this.querySelector(".kb-search__close")?.addEventListener("click", () => this.#leave(), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("focusout", (event) => this.#focusLeaves(event), { signal });
    this.input?.addEventListener("focus", () => this.#focused(), { signal });
    this.input?.addEventListener("input", () => this.#typed(), { signal });
  }

  /** @param {KeyboardEvent} event */
  #openBySlash(event) {
    const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || event.defaultPrevented || isWritten(event.target)) return;
    this.#open(event);
  }

  /** @param {Event} event */
  #open(event) {
    event.preventDefault();
    this.#before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.toggleAttribute("data-open", true);
    this.input?.focus();
    this.input?.select();
  }

  #focused() {
    this.toggleAttribute("data-open", true);
    siteSearch(this.addresses?.folder ?? "").catch(() => {}); // the first answer says what is wrong
    if (this.input?.value.trim()) this.#typed();
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(this.input?.value ?? ""), PAUSE);
  }

  /** @param {string} query */
  async #ask(query) {
    this.#asked = query;
    if (!query.trim()) {
      this.#hide();
      return;
    }
    try {
      const search = await siteSearch(this.addresses?.folder ?? "");
      const product = this.#product?.id;
      const answer = await search(query, { limit: SHOWN, typing: true, product });
      if (query === this.#asked && this.hasAttribute("data-open")) this.#show(answer, query);
    } catch (problem) {
      const words = this.labels ? problemInWords(this.labels, problem) : "";
      this.#say(words, query);
      this.#announce(words);
    }
  }

  /**
   * @param {import("../search.js").Answer} answer
   * @param {string} query
   */
  #show(answer, query) {
    const { labels } = this;
    if (!labels) return;
    this.#choose(-1);
    this.list?.replaceChildren(...answer.hits.map((hit, at) => this.#option(hit, at)));
    const words = [...noticesInWords(labels, answer), countInWords(labels, answer, query)];
    this.#say(words.join(" "), query);
    this.#announce(words.join(" "));
    this.chosen?.replaceChildren(...this.#chip());
    if (this.list) this.list.hidden = !answer.hits.length;
    this.input?.setAttribute("aria-expanded", String(answer.hits.length > 0));
  }

  get #product() {
    return this.addresses ? chosenProduct(this.addresses.site) : null;
  }

  #chip() {
    const [product, { labels, addresses }] = [this.#product, this];
    if (!product || !labels || !addresses) return [];
    const forget = () => {
      keepProduct(addresses.site, null);
      this.input?.focus();
      this.#ask(this.input?.value ?? "");
    };
    return [chosenChip(labels, product.name, forget)];
  }

  /** @param {string} words */
  #announce(words) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.said && !this.panel?.hidden) this.said.textContent = words;
    }, SILENCE);
  }

  /**
   * @param {import("../search.js").Hit} hit
   * @param {number} at
   */
  #option(hit, at) {
    const option = node("a", "kb-search__option kb-hit");
    option.id = `${this.list?.id}-${at}`;
    option.href = new URL(hit.url, this.addresses?.site).href;
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (this.labels) option.append(...hitNodes(hit, this.labels, node("span", "kb-hit__title")));
    option.addEventListener("click", () => this.#hide());
    return option;
  }

  /**
   * @param {string} words
   * @param {string} query
   */
  #say(words, query) {
    if (!this.panel || !this.status) return;
    this.status.textContent = words;
    this.links?.replaceChildren(...this.#wayOut(query));
    this.panel.hidden = false;
  }

  /** @param {string} query */
  #wayOut(query) {
    const all = node("a", "kb-search__link", filledIn(this.labels?.all, { query }));
    all.href = `${this.form?.action}?${new URLSearchParams({ q: query })}`;
    const address = requestAddress(this.dataset.request, query, this.#product?.id);
    if (!address) return [all];
    const request = node("a", "kb-search__link", this.labels?.request);
    request.href = address;
    return [all, request];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && event.target === this.input) {
      event.preventDefault();
      this.#step(steps[/** @type {keyof typeof steps} */ (event.key)]);
    } else if (event.key === "Enter" && this.#active >= 0 && event.target === this.input) {
      event.preventDefault();
      this.#options[this.#active]?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#leave();
    }
  }

  get #options() {
    return [...(this.list?.querySelectorAll("a") ?? [])];
  }

  /** @param {number} step */
  #step(step) {
    const places = this.#options.length + 1; // one of them is the input itself
    if (places === 1) return;
    this.#choose(((this.#active + 1 + step + places) % places) - 1);
  }

  /** @param {number} at */
  #choose(at) {
    this.#active = at;
    this.#options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const chosen = this.#options[at];
    if (chosen) this.input?.setAttribute("aria-activedescendant", chosen.id);
    else this.input?.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {FocusEvent} event */
  #focusLeaves(event) {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.#hide();
    this.toggleAttribute("data-open", false);
  }

  #hide() {
    this.#choose(-1);
    if (this.panel) this.panel.hidden = true;
    if (this.said) this.said.textContent = "";
    this.input?.setAttribute("aria-expanded", "false");
  }

  /** Closes, and puts the focus back where it was. */
  #leave() {
    this.#asked = "";
    clearTimeout(this.#pause);
    this.#hide();
    this.toggleAttribute("data-open", false);
    const back = this.#before?.isConnected ? this.#before : this.querySelector(".kb-search__open");
    this.input?.blur();
    if (back instanceof HTMLElement) back.focus();
    this.#before = null;
  }
}

/** @param {EventTarget | null} target */
function isWritten(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

customElements.define("kb-search", KbSearch);
