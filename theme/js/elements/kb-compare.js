/**
 * <kb-compare>: chosen products of a family side by side. What is chosen, in what order and how is in the address, so that
 * Back, reload and sharing work. Without this script the page is a table of all products, from which everything is read.
 */
import { filledIn, node } from "../kb.js";
import { readAddress, writeAddress } from "../comparison-address.js";
import { changeInWords } from "../comparison-words.js";
import { differ, directionOf, inOrder, isDescending, unstated } from "../comparison.js";
import { allOf } from "./compare-all.js";
import { boxesOf, finderOf } from "./compare-choice.js";
import { conditionIn, readTable, sideBySide } from "./compare-table.js";
import { toolsOf } from "./compare-tools.js";

/**
 * @typedef {import("../comparison.js").Product} Product
 * @typedef {import("../comparison.js").Property} Property
 * @typedef {import("../comparison-address.js").Compared} Compared
 * @typedef {import("../comparison-address.js").Known} Known
 * @typedef {import("./compare-table.js").Table} Table
 */

class KbCompare extends HTMLElement {
  /** @type {Compared | undefined} */
  #state;

  connectedCallback() {
    const table = this.querySelector("table");
    if (this.table || !table) return;
    this.rows = this.dataset.layout === "rows";
    this.words = JSON.parse(this.dataset.labels ?? "{}");
    this.table = readTable(table, this.rows);
    this.#build(this.table, table);
    this.#listen();
    this.#show();
  }

  /**
   * @param {Table} read
   * @param {HTMLTableElement} table
   */
  #build(read, table) {
    const { products, properties } = read;
    const makers = [...new Set(products.map(({ maker }) => maker).filter(Boolean))].sort((one, other) => one.localeCompare(other));
    const ids = products.map(({ id }) => id);
    /** @type {Known} */
    this.known = { ids, chosen: this.rows ? [] : ids, properties: properties.map(({ name }) => name), makers };
    if (this.rows) this.all = allOf(read, this.words, makers);
    else table.parentElement?.setAttribute("hidden", "");
    this.choice = (this.rows ? finderOf : boxesOf)(read, this.words);
    this.tools = toolsOf(properties, this.words);
    this.note = node("p", "kb-note kb-note--warn");
    this.status = node("p", "kb-compare__status");
    this.status.setAttribute("role", "status");
    this.side = node("div", "kb-side");
    this.prepend(this.note, this.choice.element, this.tools.element, this.status, this.side);
  }

  #listen() {
    this.addEventListener("change", ({ target }) => this.#changed(target));
    this.addEventListener("click", ({ target }) => this.#clicked(target instanceof Element ? target.closest("button") : null));
    window.addEventListener("popstate", () => this.#show());
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (!this.#state) return;
    const { chosen } = this.#state;
    if (target === this.tools?.direction) {
      this.#go({ reversed: this.tools?.direction.value === "true" });
    } else if (target === this.tools?.order) {
      this.#go({ sort: this.tools?.order.value, reversed: false });
    } else if (target instanceof HTMLSelectElement) {
      this.#go({ maker: target.value });
    } else if (target === this.tools?.differences) {
      this.#go({ differences: this.tools?.differences.checked });
    } else if (target instanceof HTMLInputElement && target.type === "checkbox") {
      this.#go({ chosen: target.checked ? [...chosen, target.value] : chosen.filter((id) => id !== target.value) });
    }
  }

  /** @param {HTMLButtonElement | null} button */
  #clicked(button) {
    if (!button || !this.#state) return;
    const { chosen, sort, reversed } = this.#state;
    const { remove, sort: by, does } = button.dataset;
    if (remove !== undefined) this.#go({ chosen: chosen.filter((id) => id !== remove) });
    else if (by !== undefined) this.#go({ sort: by, reversed: by === sort && !reversed });
    else if (does === "over") this.#go({ chosen: this.known?.chosen, differences: false, sort: "", reversed: false, maker: "" });
  }

  /** @param {Partial<Compared>} change */
  #go(change) {
    const { known } = this;
    if (!known || !this.#state) return;
    const address = new URL(location.href);
    address.search = writeAddress({ ...this.#state, ...change }, known);
    try {
      history.pushState(null, "", address);
    } catch {
      location.assign(address); // a page from a folder may not always change its address
    }
    this.#show();
  }

  #show() {
    const { table, known, words } = this;
    if (!table || !known) return;
    const before = this.#state ?? { ...readAddress("", known), chosen: [] };
    const state = (this.#state = readAddress(location.search, known));
    const byId = new Map(table.products.map((product) => [product.id, product]));
    const chosen = state.chosen.flatMap((id) => byId.get(id) ?? []);
    const sorted = table.properties.find(({ name }) => name === state.sort);
    const ordered = sorted ? inOrder(chosen, sorted, state.reversed) : chosen;
    const order = sorted ? { [sorted.name]: isDescending(sorted, state.reversed) ? "descending" : "ascending" } : {};
    const differing = table.properties.filter((property, at) => differ(chosen, property, (product) => conditionIn(table.cell(at, product.at))));
    this.#showSide(ordered, state.differences && chosen.length > 1 ? differing : table.properties, order);
    this.choice?.show(new Set(state.chosen));
    this.all?.show(state, order);
    const changed = writeAddress(state, known) !== "";
    this.tools?.show(state, sorted, { several: chosen.length > 1, changed });
    this.#showUnknown(state.unknown);
    const facts = {
      nameOf: (/** @type {string} */ id) => byId.get(id)?.name ?? id,
      properties: table.properties.length,
      differing: differing.length,
      sorted: sorted?.label ?? "",
      direction: sorted ? words.directions[directionOf(sorted, state.reversed)] : "",
      unstated: sorted ? unstated(chosen, sorted).map(({ name }) => name) : [],
      others: sorted ? unstated(table.products, sorted).length : 0,
      listed: table.products.filter(({ maker }) => maker === state.maker).length,
    };
    if (this.status) this.status.textContent = changeInWords(before, state, facts, words);
  }

  /**
   * @param {Product[]} products
   * @param {Property[]} properties
   * @param {Record<string, string>} order
   */
  #showSide(products, properties, order) {
    const { table, side, words } = this;
    if (!table || !side) return;
    const pressed = side.contains(document.activeElement) ? focused() : "";
    side.hidden = !products.length;
    this.classList.toggle("kb-compare--chosen", products.length > 0);
    side.dataset.columns = String(products.length);
    side.replaceChildren(sideBySide(table, { products, properties, order, words, removable: true }));
    if (!properties.length) side.append(node("p", "kb-side__alike", words.alike));
    side.classList.toggle("kb-side--pictures", side.querySelector("img") !== null);
    makeRegion(side, words.side);
    if (pressed) this.#focus(pressed);
  }

  /**
   * Puts the focus back on what was pressed, or where that is gone near to it: the table is made anew with every change.
   * @param {string} selector
   */
  #focus(selector) {
    const { side, choice } = this;
    const target = side?.querySelector(selector) ?? side?.querySelector("button") ?? choice?.element.querySelector("input");
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }

  /** @param {string[]} ids */
  #showUnknown(ids) {
    if (!this.note) return;
    this.note.hidden = !ids.length;
    this.note.textContent = ids.length ? filledIn(this.words.unknown, { ids: ids.join(", ") }) : "";
  }
}

/** What has the focus, as a selector. */
function focused() {
  const { sort, remove } = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
  return sort === undefined ? `[data-remove="${CSS.escape(remove ?? "")}"]` : `[data-sort="${CSS.escape(sort)}"]`;
}

/**
 * What scrolls must be reached with the keyboard.
 * @param {HTMLElement} element
 * @param {string} name
 */
function makeRegion(element, name) {
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", name);
  element.tabIndex = 0;
}

customElements.define("kb-compare", KbCompare);
