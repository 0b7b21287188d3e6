/** Choosing what is compared: a box to tick for each of a few products, a search field where there are many. */
import { filledIn, node } from "../kb.js";
import { named } from "../comparison.js";

/**
 * @typedef {import("../comparison.js").Product} Product
 * @typedef {import("./compare-table.js").Table} Table
 *
 * @typedef {object} Choice
 * @property {HTMLElement} element
 * @property {(chosen: Set<string>) => void} show ticks what is chosen
 */

/** Products listed for what was typed. */
const LISTED = 12;

/**
 * A box to tick for every product.
 * @param {Table} table
 * @param {any} words
 * @returns {Choice}
 */
export function boxesOf({ products }, words) {
  const element = node("fieldset", "kb-choice");
  element.append(node("legend", "kb-choice__legend", words.choose), ...products.map((product) => box(product)));
  return { element, show: (chosen) => tick(element, chosen) };
}

/**
 * A field that finds products by name, maker and model number, with a box to tick for each one found.
 * @param {Table} table
 * @param {any} words
 * @returns {Choice}
 */
export function finderOf({ products, heads }, words) {
  const element = node("div", "kb-choice");
  const label = node("label", "kb-choice__legend", words.find);
  const field = node("input", "kb-choice__field");
  const hint = node("p", "kb-choice__hint", words.hint);
  const list = node("div", "kb-choice__list");
  const count = node("p", "kb-choice__count");
  label.htmlFor = field.id = "kb-compare-find";
  hint.id = "kb-compare-hint";
  field.type = "search";
  field.autocomplete = "off";
  field.setAttribute("aria-describedby", hint.id);
  count.setAttribute("role", "status");
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", words.find);
  /** @type {Set<string>} */
  let ticked = new Set();
  field.addEventListener("input", () => {
    const found = field.value.trim() ? named(products, field.value) : [];
    const shown = found.slice(0, LISTED);
    list.replaceChildren(...shown.map((product) => box(product, heads[product.at])));
    tick(list, ticked);
    const more = found.length > shown.length ? filledIn(words.found, { shown: shown.length, total: found.length }) : "";
    count.textContent = field.value.trim() && !found.length ? words.nothing : more;
  });
  element.append(label, hint, field, list, count);
  return { element, show: (chosen) => tick(list, (ticked = chosen)) };
}

/**
 * @param {Product} product
 * @param {HTMLElement} [head] where its picture stands
 */
function box({ id, name, maker }, head) {
  const label = node("label", "kb-choice__product");
  const input = node("input", "kb-choice__tick");
  input.type = "checkbox";
  input.value = id;
  const picture = head?.querySelector("img")?.cloneNode();
  label.append(input, ...(picture ? [picture] : []), node("span", "kb-choice__name", name));
  if (head?.querySelector("small") && maker) label.append(node("small", "kb-choice__maker", maker));
  return label;
}

/**
 * Ticks the boxes of what is chosen.
 * @param {HTMLElement} element
 * @param {Set<string>} chosen
 */
export function tick(element, chosen) {
  for (const input of element.querySelectorAll("input[type=checkbox]")) {
    if (input instanceof HTMLInputElement) input.checked = chosen.has(input.value);
  }
}
