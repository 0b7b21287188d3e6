/** The tables of a compare page: what the server wrote is read, and the chosen products are put side by side. */
import { filledIn, node } from "../kb.js";
import { bestOf, readRanks } from "../comparison.js";

/**
 * @typedef {import("../comparison.js").Product} Product
 * @typedef {import("../comparison.js").Property} Property
 *
 * @typedef {object} Table
 * @property {Product[]} products
 * @property {Property[]} properties
 * @property {HTMLTableCellElement[]} heads of the products
 * @property {HTMLTableCellElement[]} labels of the properties
 * @property {(property: number, product: number) => HTMLTableCellElement | undefined} cell
 */

/**
 * The products and properties of the server's table, whichever way it is laid out.
 * @param {HTMLTableElement} table
 * @param {boolean} rows whether products are rows
 * @returns {Table}
 */
export function readTable(table, rows) {
  /** @type {HTMLTableCellElement[]} */
  const heads = [...table.querySelectorAll("th[data-product]")].filter((head) => head instanceof HTMLTableCellElement);
  /** @type {HTMLTableCellElement[]} */
  const labels = [...table.querySelectorAll("th[data-name]")].filter((label) => label instanceof HTMLTableCellElement);
  const lines = (rows ? heads : labels).map((head) => /** @type {HTMLTableRowElement} */ (head.parentElement));
  return {
    heads,
    labels,
    products: heads.map(productOf),
    properties: labels.map(propertyOf),
    cell: (property, product) => (rows ? lines[product]?.cells[property + 1] : lines[property]?.cells[product + 1]),
  };
}

/**
 * @param {HTMLTableCellElement} head
 * @param {number} at
 * @returns {Product}
 */
function productOf(head, at) {
  const { product: id = "", maker = "", numbers = "" } = head.dataset;
  const name = head.querySelector("a")?.textContent ?? id;
  return { id, name, maker, words: `${name} ${maker} ${numbers}`, at };
}

/**
 * @param {HTMLTableCellElement} head
 * @returns {Property}
 */
function propertyOf(head) {
  const { name = "", group = "", type = "text", better = "", ranks = "" } = head.dataset;
  return { name, group, type, better, label: head.textContent ?? "", ranks: readRanks(ranks) };
}

/**
 * The condition under which a value holds, "" for none.
 * @param {HTMLTableCellElement | undefined} cell
 */
export function conditionIn(cell) {
  return cell?.querySelector("small")?.textContent ?? "";
}

/**
 * @typedef {object} Side what is shown side by side
 * @property {Product[]} products
 * @property {Property[]} properties
 * @property {Record<string, string>} order name of the property that gives the order → its `aria-sort`
 * @property {any} words
 * @property {boolean} removable
 */

/**
 * The table of the chosen products: properties are rows.
 * @param {Table} table
 * @param {Side} side
 */
export function sideBySide(table, { products, properties, order, words, removable }) {
  const made = withRole(node("table", "kb-table kb-side__table"), "table");
  made.setAttribute("aria-label", words.side);
  const head = withRole(node("tr", ""), "row");
  head.append(withRole(node("td", ""), "cell"), ...products.map((product) => productHead(table, product, removable ? words : null)));
  const top = withRole(node("thead", ""), "rowgroup");
  top.append(head);
  made.append(top);
  for (const [group, inside] of grouped(properties)) {
    const body = withRole(node("tbody", ""), "rowgroup");
    if (group) body.append(groupRow(group, products.length + 1));
    body.append(...inside.map((property) => propertyRow(table, property, products, order[property.name], words)));
    made.append(body);
  }
  return made;
}

/**
 * @param {Table} table
 * @param {Product} product
 * @param {any} words null where it cannot be removed
 */
function productHead({ heads }, { id, name, at }, words) {
  const head = withRole(node("th", ""), "columnheader");
  head.scope = "col";
  head.append(...[...(heads[at]?.childNodes ?? [])].filter((child) => !(child instanceof HTMLInputElement)).map((child) => child.cloneNode(true)));
  if (words) {
    const button = node("button", "kb-side__remove", words.remove);
    button.type = "button";
    button.dataset.remove = id;
    button.setAttribute("aria-label", filledIn(words.removes, { product: name }));
    head.append(button);
  }
  return head;
}

/**
 * @param {string} group
 * @param {number} width
 */
function groupRow(group, width) {
  const row = withRole(node("tr", "kb-side__heading"), "row");
  const head = withRole(node("th", "kb-side__group", group), "rowheader");
  head.scope = "rowgroup";
  head.colSpan = width;
  row.append(head);
  return row;
}

/**
 * @param {Table} table
 * @param {Property} property
 * @param {Product[]} products
 * @param {string | undefined} sorted its `aria-sort`
 * @param {any} words
 */
function propertyRow({ cell, properties }, property, products, sorted, words) {
  const row = withRole(node("tr", ""), "row");
  const label = withRole(node("th", ""), "rowheader");
  label.scope = "row";
  label.append(sortButton(property));
  if (sorted) label.setAttribute("aria-sort", sorted);
  const best = new Set(bestOf(products, property));
  const at = properties.indexOf(property);
  row.append(label, ...products.map((product) => {
    const made = withRole(node("td", ""), "cell");
    made.append(...[...(cell(at, product.at)?.childNodes ?? [])].map((child) => child.cloneNode(true)));
    if (best.has(product)) made.append(" ", node("b", "kb-side__best", words.best));
    return made;
  }));
  return row;
}

/**
 * The label of a property; pressed, products come in its order.
 * @param {Property} property
 */
export function sortButton({ name, label }) {
  const button = node("button", "kb-sort", label);
  button.type = "button";
  button.dataset.sort = name;
  return button;
}

/** @param {Property[]} properties */
function grouped(properties) {
  /** @type {Map<string, Property[]>} */
  const groups = new Map();
  for (const property of properties) groups.set(property.group, [...(groups.get(property.group) ?? []), property]);
  return groups;
}

/**
 * @template {HTMLElement} Made
 * @param {Made} made
 * @param {string} role
 */
function withRole(made, role) {
  if (!made.className) made.removeAttribute("class");
  made.setAttribute("role", role);
  return made;
}
