/**
 * <kb-who-short>: on a page about one product, the exact answer to who fixes it, where the customer has told the day of
 * purchase before.
 */
import { isDay, localDay, spoken } from "../calendar.js";
import { chooseCases } from "../case-choice.js";
import { answersInWords, requestWith, routeOf, stageInWords } from "../case-words.js";
import { readMemory } from "../purchase-memory.js";

class KbWhoShort extends HTMLElement {
  connectedCallback() {
    const site = new URL(this.getAttribute("site") ?? ".", document.baseURI).href;
    const { purchases, country } = readMemory(site);
    const { bought = "", plan = "" } = purchases[this.getAttribute("product") ?? ""] ?? {};
    const today = localDay(new Date());
    if (isDay(bought) && bought <= today) this.#show(bought, plan, country, today);
  }

  /**
   * @param {string} bought
   * @param {string} plan
   * @param {string} country
   * @param {string} today
   */
  #show(bought, plan, country, today) {
    /** @type {import("../case-choice.js").Subject} */
    const subject = JSON.parse(this.getAttribute("subject") ?? "");
    const holding = chooseCases(subject, bought, plan, today);
    const [first, ...rest] = [stageInWords(holding, subject), ...answersInWords(holding, subject, plan)].filter(Boolean);
    const lines = [first, rest.join(" "), `Bought on ${spoken(bought)}, as you said.`];
    this.querySelector(".kb-who-short__lines")?.replaceChildren(...lines.map(listItem));
    const link = this.closest(".kb-stuck")?.querySelector("a.kb-button");
    const known = { plan, route: routeOf(holding, subject), country: country === "-" ? "" : country };
    link?.setAttribute("href", requestWith(link.getAttribute("href") ?? "", known));
  }
}

/** @param {string | undefined} text */
function listItem(text) {
  const item = document.createElement("li");
  item.textContent = text ?? "";
  return item;
}

customElements.define("kb-who-short", KbWhoShort);
