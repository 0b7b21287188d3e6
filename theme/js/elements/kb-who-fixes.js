/**
 * <kb-who-fixes>: asks for the day of purchase, the plan and the country, and says which of the cases on the page holds
 * today. Nothing is sent; without this script all cases stand there.
 */
import { localDay } from "../calendar.js";
import { chooseCases, questionDay } from "../case-choice.js";
import { answersInWords, partyOf, requestWith, routeOf, stageInWords } from "../case-words.js";
import { nearestCentre } from "../centre-choice.js";
import { node } from "../kb.js";
import { forgetPurchases, keepPurchase, readMemory } from "../purchase-memory.js";
import { centresIn } from "./centre-cards.js";

/** @typedef {{bought: string, unknown: boolean, plan: string, country: string}} Answers */
/** @typedef {{block: HTMLElement, name: string, rows: HTMLElement[], subject: import("../case-choice.js").Subject}} Asked */

class KbWhoFixes extends HTMLElement {
  all = false;

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form?.hidden) return;
    form.hidden = false;
    this.#fill();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => this.#changed(event));
    this.querySelector(".kb-who__forget")?.addEventListener("click", () => this.#forget());
    this.#show();
  }

  get #site() {
    return new URL(this.getAttribute("site") ?? ".", document.baseURI).href;
  }

  get #product() {
    return this.getAttribute("product") ?? "";
  }

  /** @param {string} name @returns {HTMLInputElement | null} */
  #field(name) {
    return this.querySelector(`[name="${name}"]`);
  }

  /** @returns {Answers} */
  get #answers() {
    const value = (/** @type {string} */ name) => this.#field(name)?.value ?? "";
    return {
      bought: value("bought"),
      unknown: this.#field("unknown")?.checked ?? false,
      plan: value("plan"),
      country: value("country"),
    };
  }

  /** Puts what was said before into the fields. */
  #fill() {
    const { purchases, country } = readMemory(this.#site);
    const purchase = purchases[this.#product] ?? { bought: "", plan: "" };
    for (const [name, text] of Object.entries({ ...purchase, country })) {
      const field = this.#field(name);
      if (field) field.value = text;
      if (field?.value !== text && field instanceof HTMLSelectElement) field.value = "";
    }
  }

  /** @param {Event} event */
  #changed(event) {
    const [day, unknown] = [this.#field("bought"), this.#field("unknown")];
    if (event.target === unknown && unknown?.checked && day) day.value = "";
    if (event.target === day && day?.value && unknown) unknown.checked = false;
    const { bought, plan, country } = this.#answers;
    if (!this.#question().problem) keepPurchase(this.#site, this.#product, { bought, plan }, country);
    this.all = false;
    this.#show();
  }

  #forget() {
    forgetPurchases(this.#site);
    this.querySelector("form")?.reset();
    this.#show();
    this.#field("bought")?.focus();
  }

  /** What is wrong with the day that was typed. */
  #question() {
    const day = this.#field("bought");
    if (!day || (!day.value && !day.validity.badInput)) return { problem: "", hint: "" };
    return questionDay(day.value, localDay(new Date()), this.getAttribute("released") ?? "");
  }

  #show() {
    const answers = this.#answers;
    const { problem, hint } = this.#question();
    const said = answers.bought || answers.unknown || answers.plan || answers.country;
    this.#say(problem, hint);
    const forget = this.querySelector(".kb-who__forget");
    if (forget instanceof HTMLElement) forget.hidden = !said && !problem;
    const panel = this.querySelector(".kb-who__answer");
    const next = this.querySelector(".kb-who__next");
    if (!panel || !next) return;
    const asked = problem || !said ? [] : this.#asked();
    const held = asked.map((each) => ({ ...each, ...holdingOf(each, answers) }));
    panel.replaceChildren(...held.map((each) => this.#sentence(each, answers)), ...this.#where(held[0], answers.country));
    next.replaceChildren(...(held[0] ? [this.#request(held[0], answers), this.#switch()] : []));
    this.#hideOthers(held);
  }

  /** @param {string} problem @param {string} hint */
  #say(problem, hint) {
    const place = this.querySelector(".kb-who__problem");
    if (place) place.textContent = problem || hint;
    place?.classList.toggle("kb-who__problem--hint", !problem);
    this.#field("bought")?.setAttribute("aria-invalid", String(Boolean(problem)));
  }

  /** @returns {Asked[]} the product and its parts as the page lists them */
  #asked() {
    const blocks = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-who__subject")]);
    return blocks.map((block) => {
      const rows = /** @type {HTMLElement[]} */ ([...block.querySelectorAll(".kb-who__case")]);
      const { name = "", ended = "", sold = "" } = block.dataset;
      const cases = rows.map((row) => JSON.parse(row.dataset.case ?? ""));
      return { block, name, rows, subject: { ended, sold, cases } };
    });
  }

  /**
   * @param {Held} held
   * @param {Answers} answers
   */
  #sentence({ name, subject, holding }, { plan }) {
    const line = node("p", "kb-who__line");
    const words = [stageInWords(holding, subject), ...answersInWords(holding, subject, plan)];
    line.append(node("strong", "kb-who__name", name || (this.getAttribute("label") ?? "")), ` ${words.filter(Boolean).join(" ")}`);
    return line;
  }

  /**
   * Where to go with it, and with what.
   *
   * @param {Held | undefined} held - of the product
   * @param {string} country
   */
  #where(held, country) {
    if (!held) return [];
    const row = held.mine[0];
    const lines = [];
    const served = row?.dataset.centres ?? "";
    const centres = centresIn(this).filter(({ id }) => served === "all" || served.split(" ").includes(id));
    if (country && served && !held.nobody) lines.push(nearestLine(nearestCentre(centres, country)));
    const ready = row?.querySelector(".kb-who__bring")?.textContent;
    if (ready) lines.push(node("p", "kb-who__line", `${ready}.`));
    return lines;
  }

  /**
   * @param {Held} held
   * @param {Answers} answers
   */
  #request({ holding, subject }, { plan, country }) {
    const link = node("a", "kb-button kb-button--primary", "Request support");
    const party = partyOf(holding, subject, plan);
    const known = { plan, country: country === "-" ? "" : country, route: routeOf(holding, subject), party };
    const address = this.getAttribute("request") ?? "";
    link.href = requestWith(address, known);
    link.hidden = !address;
    return link;
  }

  /** Shows all cases again, or only those that hold. */
  #switch() {
    const button = node("button", "kb-button", this.all ? "Show only what holds now" : "Show all cases");
    button.type = "button";
    button.addEventListener("click", () => {
      this.all = !this.all;
      this.#show();
      const made = this.querySelector(".kb-who__next button");
      if (made instanceof HTMLElement) made.focus();
    });
    return button;
  }

  /** @param {Held[]} held */
  #hideOthers(held) {
    const shown = new Set(held.flatMap((each) => each.mine));
    for (const row of this.querySelectorAll(".kb-who__case")) {
      if (row instanceof HTMLElement) row.hidden = held.length > 0 && !this.all && !shown.has(row);
    }
    for (const stage of this.querySelectorAll(".kb-who__stage")) {
      if (stage instanceof HTMLElement) stage.hidden = !stage.querySelector(".kb-who__case:not([hidden])");
    }
  }
}

/** @typedef {Asked & ReturnType<typeof holdingOf>} Held */

/**
 * @param {Asked} asked
 * @param {Answers} answers
 */
function holdingOf({ subject, rows }, { bought, plan }) {
  const holding = chooseCases(subject, bought, plan, localDay(new Date()));
  const mine = holding.cases.flatMap((place) => rows[place] ?? []);
  const kinds = holding.cases.map((place) => subject.cases[place]?.kind);
  return { holding, mine, nobody: kinds.every((kind) => kind === "nobody") };
}

/** @param {ReturnType<typeof nearestCentre<import("./centre-cards.js").CentreCard>>} nearest */
function nearestLine(nearest) {
  if (!nearest) return node("p", "kb-who__line", "No service centre takes parcels from your country. Ask us first.");
  const line = node("p", "kb-who__line");
  const link = node("a", "", nearest.centre.title);
  link.href = nearest.centre.url;
  const walk = nearest.way === "walk-in";
  line.append(walk ? "Nearest service centre: " : "Send it by post: ", link, walk ? ", walk in." : `, ${nearest.centre.country}.`);
  return line;
}

customElements.define("kb-who-fixes", KbWhoFixes);
