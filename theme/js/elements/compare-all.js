/** The table of all products of a family, a row each: put in order by its columns, narrowed to a maker, rows to choose. */
import { filledIn, node } from "../kb.js";
import { inOrder } from "../comparison.js";
import { tick } from "./compare-choice.js";
import { sortButton } from "./compare-table.js";

/**
 * @typedef {import("./compare-table.js").Table} Table
 * @typedef {import("../comparison-address.js").Compared} Compared
 */

/**
 * Gives the table its controls.
 * @param {Table} table
 * @param {any} words
 * @param {string[]} makers
 * @returns {{show: (state: Compared, order: Record<string, string>) => void}}
 */
export function allOf(table, words, makers) {
  const { heads, labels, products, properties } = table;
  const rows = heads.map((head) => /** @type {HTMLTableRowElement} */ (head.parentElement));
  const body = rows[0]?.parentElement;
  heads.forEach((head, at) => head.prepend(rowBox(products[at]?.id ?? "", filledIn(words.adds, { product: products[at]?.name ?? "" }))));
  labels.forEach((label, at) => {
    const property = properties[at];
    if (property) label.replaceChildren(sortButton(property));
  });
  const filter = makers.length > 1 ? makerFilter(words, makers) : undefined;
  if (filter) body?.closest("[role=region]")?.before(filter);
  let ordered = "";
  return {
    show(state, order) {
      if (body) tick(body, new Set(state.chosen));
      const now = `${state.sort} ${state.reversed}`;
      if (now !== ordered && (ordered || state.sort)) {
        const property = properties.find(({ name }) => name === state.sort);
        const products_ = property ? inOrder(products, property, state.reversed) : products;
        body?.append(...products_.flatMap(({ at }) => rows[at] ?? []));
      }
      ordered = now;
      for (const label of labels) setSort(label, order[label.dataset.name ?? ""]);
      rows.forEach((row, at) => (row.hidden = state.maker !== "" && products[at]?.maker !== state.maker));
      const select = filter?.querySelector("select");
      if (select) select.value = state.maker;
    },
  };
}

/**
 * @param {HTMLElement} label
 * @param {string | undefined} sorted
 */
function setSort(label, sorted) {
  if (sorted) label.setAttribute("aria-sort", sorted);
  else label.removeAttribute("aria-sort");
}

/**
 * @param {string} id
 * @param {string} name
 */
function rowBox(id, name) {
  const input = node("input", "kb-all__tick");
  input.type = "checkbox";
  input.value = id;
  input.setAttribute("aria-label", name);
  return input;
}

/**
 * @param {any} words
 * @param {string[]} makers
 */
function makerFilter(words, makers) {
  const label = node("label", "kb-compare__filter", words.maker);
  const select = node("select", "kb-compare__select");
  select.append(new Option(words.makers, ""), ...makers.map((maker) => new Option(maker, maker)));
  label.append(select);
  return label;
}
