/**
 * <kb-guide>: a troubleshooting guide, one step at a time. Without this script all steps stand on the page, their answers
 * are links from one to the other. The steps that are not shown can still be found with find-in-page.
 */
import { addressOf, answersOn, idIn, wayInWords, wayOf } from "../guide-way.js";

/** @typedef {import("../guide-way.js").Steps} Steps */

class KbGuide extends HTMLElement {
  /** @type {Steps} */
  #steps = new Map();
  /** @type {Map<string, HTMLElement>} */
  #sections = new Map();
  #all = false;
  /** @type {AbortController | undefined} */
  #listening;

  connectedCallback() {
    if (this.#listening) return;
    for (const section of this.querySelectorAll("section.kb-step")) {
      if (section instanceof HTMLElement && section.id) this.#sections.set(section.id, section);
    }
    this.#steps = stepsOf(this.#sections);
    if (![...this.#steps.values()].some(({ answers }) => answers.size)) return; // causes, one below the other
    this.#build();
    this.#listen();
    this.#show(false);
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  get #way() {
    return wayOf(new URL(location.href), this.#steps);
  }

  #build() {
    this.way = made("nav", "kb-way");
    this.way.setAttribute("aria-label", this.dataset.way ?? "");
    this.list = made("ol", "kb-way__list");
    this.again = made("a", "kb-way__again", this.dataset.again);
    this.toggle = made("button", "kb-way__all kb-button", this.dataset.all);
    this.toggle.type = "button";
    const tools = made("p", "kb-way__tools");
    tools.append(this.again, this.toggle);
    this.way.append(this.list, tools);
    this.#sections.values().next().value?.before(this.way);
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("beforematch", (event) => this.#found(event), { signal });
    this.toggle?.addEventListener("click", () => this.#showAll(!this.#all), { signal });
    window.addEventListener("popstate", () => this.#show(true), { signal });
    window.addEventListener("beforeprint", () => this.#hideAllBut(null), { signal });
    window.addEventListener("afterprint", () => this.#show(false), { signal });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || this.#all) return;
    const to = new URL(link.href, location.href);
    if (to.pathname !== location.pathname || to.origin !== location.origin) return;
    const id = idIn(to.hash);
    if (link === this.again || link.closest(".kb-way")) {
      event.preventDefault();
      this.#go(to.href);
    } else if (this.#steps.has(id)) {
      event.preventDefault();
      this.#go(addressOf(new URL(location.href), nextWay(this.#way, id, this.#steps), this.#steps));
    }
  }

  /** @param {string} address */
  #go(address) {
    try {
      history.pushState(null, "", address);
    } catch {
      location.assign(address); // a page from a folder may not always change its address
    }
    this.#show(true);
  }

  /**
   * What find-in-page found becomes the step that is shown.
   * @param {Event} event
   */
  #found(event) {
    const id = event.target instanceof Element ? event.target.closest("section.kb-step")?.id : undefined;
    if (!id) return;
    history.replaceState(null, "", addressOf(new URL(location.href), [id], this.#steps));
    this.#show(false);
  }

  /** @param {boolean} focus whether the customer has just come to the step */
  #show(focus) {
    const way = this.#way;
    const here = way.at(-1) ?? "";
    this.#hideAllBut(this.#all ? null : here);
    const address = new URL(location.href);
    this.list?.replaceChildren(...answersOn(way, this.#steps).map((asked, at) => {
      const item = made("li", "kb-way__step");
      const link = made("a", "kb-way__question", asked.title);
      link.href = addressOf(address, way.slice(0, at + 1), this.#steps);
      item.append(link, " ", made("span", "kb-way__answer", asked.answer));
      return item;
    }));
    const [first = ""] = this.#steps.keys();
    if (this.again) {
      this.again.href = addressOf(address, [first], this.#steps);
      this.again.hidden = here === first;
    }
    this.#carry(way);
    if (focus) this.#focus(here);
  }

  /** @param {string | null} here null to show all */
  #hideAllBut(here) {
    for (const [id, section] of this.#sections) {
      if (here === null || id === here) section.removeAttribute("hidden");
      else section.setAttribute("hidden", "until-found");
    }
  }

  /** @param {boolean} all */
  #showAll(all) {
    this.#all = all;
    if (this.toggle) this.toggle.textContent = (all ? this.dataset.one : this.dataset.all) ?? "";
    this.#show(false);
  }

  /** @param {string} id */
  #focus(id) {
    const heading = this.#sections.get(id)?.querySelector(".kb-step__title");
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.way?.scrollIntoView({ block: "start" });
  }

  /**
   * Takes the way along to the request form, from every link that leads there.
   * @param {string[]} way
   */
  #carry(way) {
    if (!this.dataset.request) return;
    const form = new URL(this.dataset.request, document.baseURI);
    form.searchParams.set("tried", wayInWords(this.dataset.title ?? "", way, this.#steps));
    for (const link of this.querySelectorAll("a[href]")) {
      if (link instanceof HTMLAnchorElement && link.origin === form.origin && link.pathname === form.pathname) link.href = form.href;
    }
    this.#offerHelp(way, form.href);
  }

  /**
   * Where the guide believes that it has helped, a way on for whom it has not.
   * @param {string[]} way
   * @param {string} address
   */
  #offerHelp(way, address) {
    this.failed?.remove();
    const section = this.#sections.get(way.at(-1) ?? "");
    if (!section || !section.matches(".kb-step--fixed, .kb-step--article, .kb-step--stop")) return;
    this.failed = made("p", "kb-way__failed");
    const link = made("a", "kb-way__failed-link", this.dataset.failed);
    link.href = address;
    this.failed.append(link);
    section.append(this.failed);
  }
}

/**
 * The steps as the page has them.
 * @param {Map<string, HTMLElement>} sections
 * @returns {Steps}
 */
function stepsOf(sections) {
  return new Map([...sections].map(([id, section]) => {
    const links = [...section.querySelectorAll("a[href^='#']")].filter((link) => !link.matches(".headerlink"));
    const answers = links
      .map((link) => /** @type {const} */ ([idIn(link.getAttribute("href") ?? ""), link.textContent ?? ""]))
      .filter(([to]) => sections.has(to));
    const title = section.querySelector(".kb-step__title")?.cloneNode(true);
    if (title instanceof Element) for (const sign of title.querySelectorAll(".headerlink")) sign.remove();
    return [id, { title: title?.textContent?.trim() ?? "", answers: new Map(answers.reverse()) }];
  }));
}

/**
 * The way after a link to a step was followed: longer by it, or back to where it has been.
 * @param {string[]} way
 * @param {string} id
 * @param {Steps} steps
 */
function nextWay(way, id, steps) {
  if (steps.get(way.at(-1) ?? "")?.answers.has(id)) return [...way, id];
  return way.includes(id) ? way.slice(0, way.indexOf(id) + 1) : [id];
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {string} [text]
 */
function made(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

customElements.define("kb-guide", KbGuide);
