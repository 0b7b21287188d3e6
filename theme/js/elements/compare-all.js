/** The table of all products of a family, a row each: put in order by its columns, narrowed to a maker, rows to choose. */
import { filledIn, node } from "../kb.js";
import { inOrder } from "../comparison.js";
import { tick } from "./compare-choice.js";
import { sortButton } from "./compare-table.js";

/**
 * @typedef {import("./compare-table.js").Table} Table
 * @typedef {import("../comparison-address.js").Compared} Compared
 */

/** Rows shown until all are asked for: putting 18,000 cells in order takes a phone a second. */
const ROWS = 100;

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
  const region = body?.closest("[role=region]");
  addControls(table, words);
  const filter = makers.length > 1 ? makerFilter(words, makers) : undefined;
  if (filter) region?.before(filter.label);
  const whole = node("button", "kb-button", filledIn(words.whole, { count: rows.length }));
  whole.type = "button";
  region?.after(whole);
  let limit = ROWS;
  let ordered = "";
  /** @param {string} maker */
  const narrow = (maker) => {
    const fitting = [...(body?.children ?? [])].filter((row) => row instanceof HTMLTableRowElement && fits(row, maker));
    const shown = new Set(fitting.slice(0, limit));
    for (const row of rows) row.hidden = !shown.has(row);
    whole.hidden = fitting.length <= limit;
  };
  whole.addEventListener("click", () => {
    limit = Infinity;
    narrow(filter?.select.value ?? "");
    if (region instanceof HTMLElement) region.focus({ preventScroll: true });
  });
  return {
    show(state, order) {
      const property = properties.find(({ name }) => name === state.sort);
      const now = property ? `${state.sort} ${state.reversed}` : "";
      if (now !== ordered) {
        const sorted = property ? inOrder(products, property, state.reversed) : products;
        body?.append(...sorted.flatMap(({ at }) => rows[at] ?? []));
        ordered = now;
      }
      narrow(state.maker);
      for (const label of labels) setSort(label, order[label.dataset.name ?? ""]);
      if (body) tick(body, new Set(state.chosen));
      if (filter) filter.select.value = state.maker;
    },
  };
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string} maker nothing for all
 */
function fits(row, maker) {
  return !maker || row.cells[0]?.dataset.maker === maker;
}

/**
 * @param {Table} table
 * @param {any} words
 */
function addControls({ heads, labels, products, properties }, words) {
  heads.forEach((head, at) => {
    const { id = "", name = "" } = products[at] ?? {};
    head.prepend(rowBox(id, filledIn(words.adds, { product: name })));
  });
  labels.forEach((label, at) => {
    const property = properties[at];
    if (property) label.replaceChildren(sortButton(property));
  });
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
  return { label, select };
}
