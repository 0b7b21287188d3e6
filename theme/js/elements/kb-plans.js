/**
 * <kb-plans>: compares support plans with the customer's own numbers: product, incidents in a year, what an hour costs.
 * Nothing is sent; without this script the tables stand there for an hour that costs nothing.
 */
import { node } from "../kb.js";
import { breakEven, cheapestPlaces, inMoney, yearlyCost } from "../plan-costs.js";

/** @typedef {import("../plan-costs.js").PlanTerms} PlanTerms */
/** @typedef {{id: string, title: string, terms: PlanTerms, everything: boolean, products: string[], open: boolean}} Plan */
/** @typedef {{row: HTMLTableRowElement, plan: Plan}} Offer */
/** @typedef {{product: string, incidents: number, hour: number}} Asked */

class KbPlans extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form?.hidden) return;
    form.hidden = false;
    const chosen = new URLSearchParams(location.search).get("product");
    const product = this.#field("product");
    if (product instanceof HTMLSelectElement && [...product.options].some(({ value }) => value === chosen)) product.value = chosen ?? "";
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#show());
    for (const own of this.querySelectorAll(".kb-costs__own")) own.toggleAttribute("hidden", false);
    this.#show();
  }

  /** @param {string} name @returns {HTMLInputElement | HTMLSelectElement | null} */
  #field(name) {
    return this.querySelector(`[name="${name}"]`);
  }

  /** @returns {Asked} */
  get #asked() {
    const number = (/** @type {string} */ name) => Math.max(0, Number(this.#field(name)?.value) || 0);
    return {
      product: this.#field("product")?.value ?? "",
      incidents: Math.min(999, Math.floor(number("incidents"))),
      hour: Math.min(9_999_900, Math.round(number("hour") * 100)),
    };
  }

  #show() {
    const asked = this.#asked;
    const served = new Set();
    const tables = /** @type {HTMLTableElement[]} */ ([...this.querySelectorAll(".kb-costs")]);
    const answers = tables.map((table) => {
      const offers = offersIn(table);
      const shown = offers.filter(({ plan }) => !asked.product || covers(plan, [asked.product]));
      for (const { row, plan } of offers) row.hidden = !shown.some((offer) => offer.plan === plan);
      for (const { plan } of shown) served.add(plan.id);
      return showCosts(table, shown, asked);
    });
    for (const card of this.querySelectorAll(".kb-offer")) {
      if (card instanceof HTMLElement) card.hidden = !served.has(card.dataset.id);
    }
    this.querySelector(".kb-costs__zero")?.toggleAttribute("hidden", asked.hour > 0);
    const said = answers.filter(Boolean).map((text) => node("p", "kb-who__line", text));
    this.querySelector(".kb-who__answer")?.replaceChildren(...said);
  }
}

/** @param {HTMLTableElement} table @returns {Offer[]} */
function offersIn(table) {
  const rows = /** @type {HTMLTableRowElement[]} */ ([...table.querySelectorAll(".kb-costs__plan")]);
  return rows.map((row) => ({ row, plan: JSON.parse(row.dataset.plan ?? "") }));
}

/**
 * Fills in a table, and returns what it says of the number that was asked for.
 *
 * @param {HTMLTableElement} table
 * @param {Offer[]} offers
 * @param {Asked} asked
 */
function showCosts(table, offers, asked) {
  const currency = table.dataset.currency ?? "";
  const heads = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("th[data-count]")]);
  const own = table.querySelector("th.kb-costs__own");
  if (own) own.textContent = incidentsInWords(asked.incidents);
  const counts = [...heads.map((head) => Number(head.dataset.count)), asked.incidents];
  const columns = counts.map((incidents) => costsOf(offers, { ...asked, incidents }, offersIn(table)));
  for (const [place, { row, plan }] of offers.entries()) {
    const cells = row.querySelectorAll("td.kb-costs__cost, td.kb-costs__own");
    for (const [at, { costs, best }] of columns.entries()) {
      cells[at]?.replaceChildren(inMoney(costs[place] ?? null, currency), ...(best.includes(place) ? [" ", node("strong", "kb-costs__mark", "cheapest")] : []));
    }
    const from = row.querySelector(".kb-costs__from");
    if (from) from.textContent = paysFrom(plan, singleFor(plan, offers, asked.product, offersIn(table)), asked.hour);
  }
  const { costs, best } = columns.at(-1) ?? { costs: [], best: [] };
  const cost = costs[best[0] ?? -1];
  if (cost === undefined) return "";
  const names = best.map((place) => offers[place]?.plan.title).join(" and ");
  return `For ${incidentsInWords(asked.incidents)} in a year, ${names} ${best.length > 1 ? "cost" : "costs"} least: ${inMoney(cost, currency)}${asked.hour ? ", waiting included" : ""}.`;
}

/**
 * What each plan costs, and the places of the cheapest that everybody gets for what was asked.
 *
 * @param {Offer[]} offers
 * @param {Asked} asked
 * @param {Offer[]} all
 */
function costsOf(offers, { product, incidents, hour }, all) {
  const costs = offers.map(({ plan }) => yearlyCost(plan.terms, singleFor(plan, offers, product, all)?.terms ?? null, incidents, hour));
  const open = offers.map(({ plan }) => plan.open && (product !== "" || plan.everything));
  return { costs, best: cheapestPlaces(costs.map((cost, place) => (open[place] ? cost : null))) };
}

/**
 * The cheapest single incident that everybody gets, for the product or for all products of a plan.
 *
 * @param {Plan} plan
 * @param {Offer[]} offers - the cheapest first
 * @param {string} product
 * @param {Offer[]} all
 */
function singleFor(plan, offers, product, all) {
  const wanted = product ? [product] : plan.products;
  const fits = (/** @type {Plan} */ each) =>
    !each.terms.periods && each.open && (each.everything || (!(plan.everything && !product) && covers(each, wanted)));
  return (product ? offers : all).map((offer) => offer.plan).find(fits);
}

/** @param {Plan} plan @param {string[]} products */
function covers(plan, products) {
  return plan.everything || products.every((id) => plan.products.includes(id));
}

/**
 * @param {Plan} plan
 * @param {Plan | undefined} single
 * @param {number} hour
 */
function paysFrom(plan, single, hour) {
  const number = single ? breakEven(plan.terms, single.terms, hour) : null;
  return number === null ? "–" : `${incidentsInWords(number)} a ${plan.terms.periods === 2 ? "half-year" : "year"}`;
}

/** @param {number} number */
function incidentsInWords(number) {
  return `${number} ${number === 1 ? "incident" : "incidents"}`;
}

customElements.define("kb-plans", KbPlans);
