/** What a search for products understood, in words, and a product that it found, as nodes. */
import { filledIn, node } from "../kb.js";

/**
 * @typedef {import("../finder/found.js").Found} Found
 * @typedef {import("../finder/found.js").FoundProduct} FoundProduct
 * @typedef {import("../finder/found.js").FoundValue} FoundValue
 * @typedef {import("../finder/found.js").Understood} Understood
 *
 * @typedef {object} ProductLabels
 * @property {Record<string, string>} signs a sign → how a limit is said, with {label} and {value}
 * @property {Record<string, string>} kinds any other kind of constraint → how it is said
 * @property {string} notStated
 * @property {string} missed
 */

/** Places of a number alone among the signs, by which direction is better. */
const ALONE = new Map([[1, ">="], [-1, "<="], [0, "alone"]]);

/**
 * "Laptops · Memory at least 16 GB · Weight under 1.5 kg"
 * @param {Found} found
 * @param {ProductLabels} labels
 */
export function understoodInWords({ label, understood }, labels) {
  return [label, ...understood.map((told) => constraintInWords(told, labels))].join(" · ");
}

/**
 * @param {Understood} told
 * @param {ProductLabels} labels
 */
function constraintInWords(told, { signs, kinds }) {
  const { kind, label, sign, text = [], symbol = "", better = 0, option = "", wanted, direction = 0 } = told;
  if (kind === "limits") {
    const [value = "", high = ""] = text;
    const form = signs[sign || (ALONE.get(better) ?? "alone")];
    return filledIn(form, { label, value: `${value} ${symbol}`.trim(), low: value, high: `${high} ${symbol}`.trim() });
  }
  const which = { options: wanted ? "option" : "noOption", "yes/no": wanted ? "yes" : "no", best: direction > 0 ? "most" : "least" };
  return filledIn(kinds[which[/** @type {keyof typeof which} */ (kind)] ?? "named"], { label, option });
}

/**
 * A product with its picture, its name and the values that were asked for.
 * @param {FoundProduct} product
 * @param {{elsewhere: string, products: ProductLabels}} labels
 * @param {string} site
 */
export function productNode({ name, url, picture, maker, other, values }, labels, site) {
  const item = node("li", "kb-products__item");
  const link = node("a", "kb-products__name", name);
  link.href = new URL(url, site).href;
  const frame = node("span", "kb-products__picture");
  if (picture) frame.append(pictureNode(new URL(picture, site).href));
  const text = node("div", "kb-products__text");
  const about = node("span", "kb-products__maker", maker);
  const list = node("dl", "kb-products__values");
  list.append(...values.map((value) => valueNode(value, labels.products)));
  text.append(link, about, ...(other ? [node("span", "kb-hit__elsewhere", labels.elsewhere)] : []), list);
  item.append(frame, text);
  return item;
}

/** @param {string} address */
function pictureNode(address) {
  const picture = node("img", "kb-products__image");
  picture.alt = "";
  picture.loading = "lazy";
  picture.src = address;
  return picture;
}

/**
 * @param {FoundValue} value
 * @param {ProductLabels} labels
 */
function valueNode({ label, text, condition, state }, labels) {
  const row = node("div", `kb-products__value kb-products__value--${state.replace(" ", "-")}`);
  const told = node("dd", "kb-products__told", text || labels.notStated);
  if (state === "missed") told.append(node("span", "kb-products__missed", labels.missed));
  if (condition) told.append(node("span", "kb-products__condition", condition));
  row.append(node("dt", "kb-products__label", label), told);
  return row;
}
