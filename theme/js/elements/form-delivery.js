/** Where a request goes: the form's own target, or that of the first route that the answers meet. */
import { holds, shownAnswers } from "../conditions.js";
import { controlsOf } from "../ticket-fields.js";
import { conditionalOf } from "../ticket-shown.js";

/**
 * @typedef {import("../ticket-api.js").Delivery} Delivery
 * @typedef {{when: import("../conditions.js").Condition, name: string, why: string, delivery: Delivery}} Route
 */

/**
 * What the form's page knows of its targets; see docs/forms.md.
 *
 * @param {Element} element - <kb-ticket-form>
 * @param {string} name - "delivery" or "routes"
 */
function dataIn(element, name) {
  return JSON.parse(element.querySelector(`.kb-form__${name}`)?.textContent ?? "null");
}

export class FormDelivery {
  /**
   * @param {Element} element - <kb-ticket-form>
   * @param {string} site
   */
  constructor(element, site) {
    this.element = element;
    this.site = site;
    /** @type {Delivery} */
    this.own = dataIn(element, "delivery") ?? {};
    /** @type {Route[]} */
    this.routes = dataIn(element, "routes") ?? [];
    /** @type {Route | undefined} */
    this.route = undefined;
    this.desk = element.getAttribute("desk") ?? "";
    for (const list of element.querySelectorAll(/** @type {"ul"} */ (".kb-form__others"))) list.hidden = true; // the routes work now
    this.#leadBack();
  }

  /** Who gets the request now. */
  get whom() {
    return this.route?.name ?? this.desk;
  }

  /** A site that does not know its own address leaves it to the page to say where the customer comes back to. */
  #leadBack() {
    const { redirect } = this.plain;
    const form = this.element.querySelector("form");
    if (redirect?.name && redirect.to && form && !form.elements.namedItem(redirect.name)) {
      form.prepend(hiddenInput({ name: redirect.name, value: this.#full(redirect) }));
    }
  }

  /** How the request is delivered now. */
  get current() {
    return this.route?.delivery ?? this.own;
  }

  /** How the form element itself sends it, where the script does not. */
  get plain() {
    const { current } = this;
    return current.over?.action ? current.over : current;
  }

  /** Where an email goes: that of the target, or else of the fallback. */
  get mailbox() {
    const { mechanism, to, cc = "", subject = "", budget: longest } = this.plain;
    if (mechanism === "mailto" && to) return { to, cc, subject, budget: longest };
    /** @param {string} name */
    const read = (name) => this.element.getAttribute(name) ?? "";
    return { to: read("mail-to"), cc: read("mail-cc"), subject: read("mail-subject"), budget: Number(read("budget")) };
  }

  /**
   * Chooses the route that the answers meet, and makes the form one of that target.
   *
   * @param {readonly HTMLElement[]} fields
   */
  choose(fields) {
    if (!this.routes.length) return;
    const answers = shownAnswers(fields.map(conditionalOf));
    const route = this.routes.find(({ when }) => holds(when, answers));
    if (route === this.route) return;
    this.route = route;
    this.#apply(fields);
    this.#tell();
  }

  /** @param {readonly HTMLElement[]} fields */
  #apply(fields) {
    const form = this.element.querySelector("form");
    if (!form) return;
    const { plain } = this;
    form.method = plain.method;
    form.action = this.#address(plain);
    form.enctype = plain.encoding || "application/x-www-form-urlencoded";
    for (const old of form.querySelectorAll("[data-kb-constant]")) old.remove();
    const redirect = plain.redirect?.name ? [{ name: plain.redirect.name, value: this.#full(plain.redirect) }] : [];
    form.prepend(...[...plain.constants, ...redirect].map(hiddenInput));
    for (const field of fields) {
      const id = field.dataset.kbField ?? "";
      for (const control of controlsOf(field)) control.name = plain.names[id] || id;
    }
  }

  /** @param {Delivery} delivery */
  #address({ place, action }) {
    if (place === "page") return location.pathname;
    return place === "site" ? new URL(action, this.site).href : action;
  }

  /** @param {{to: string, local: boolean, inside?: string}} redirect */
  #full({ to, local, inside }) {
    const address = local ? new URL(to, this.site).href : to;
    return inside ? JSON.stringify({ [inside]: address }) : address;
  }

  /** Says who gets the request, and to which address a mail goes. */
  #tell() {
    const link = this.element.querySelector("a.kb-form__mail");
    const { mechanism, to, action } = this.plain;
    if (link instanceof HTMLAnchorElement && mechanism === "mailto" && to) {
      link.textContent = to;
      link.href = action;
    }
    const name = this.element.querySelector(".kb-form__route-name");
    const why = this.element.querySelector(".kb-form__route-why");
    if (name) name.textContent = this.whom;
    if (why) why.textContent = this.route?.why ? `, because ${this.route.why}` : "";
  }
}

/** @param {{name: string, value: string}} pair */
function hiddenInput({ name, value }) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  input.dataset.kbConstant = "";
  return input;
}
