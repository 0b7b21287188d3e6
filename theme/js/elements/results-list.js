/** The list of the results page: pages with the best hit on each, answers that open in place, other products after. */
import { filledIn, hitNodes, node } from "../kb.js";
import { answerLines, pagesFound } from "../pages-found.js";

/**
 * @typedef {import("../hits.js").Hit} Hit
 * @typedef {import("../pages-found.js").PageFound} PageFound
 * @typedef {import("./search-view.js").Labels & {answer: string, open: string, alsoOnPage: string, otherProducts: string}} ListLabels
 */

/**
 * The hits as lists, the second with its heading.
 * @param {Hit[]} hits
 * @param {ListLabels} labels
 * @param {string} site
 * @returns {HTMLElement[]}
 */
export function resultNodes(hits, labels, site) {
  const pages = pagesFound(hits);
  const own = pages.filter(({ best }) => !best.other);
  const others = pages.filter(({ best }) => best.other);
  const heading = node("h2", "kb-results__heading", labels.otherProducts);
  return [
    ...(own.length ? [listNode(own, labels, site)] : []),
    ...(others.length ? [heading, listNode(others, labels, site)] : []),
  ];
}

/**
 * @param {PageFound[]} pages
 * @param {ListLabels} labels
 * @param {string} site
 */
function listNode(pages, labels, site) {
  const list = node("ol", "kb-results__list");
  list.append(...pages.map((page) => itemNode(page, labels, site)));
  return list;
}

/**
 * @param {PageFound} page
 * @param {ListLabels} labels
 * @param {string} site
 */
function itemNode({ best, others }, labels, site) {
  const item = node("li", "kb-results__item kb-hit");
  const link = node("a", "kb-hit__title");
  link.href = new URL(best.url, site).href;
  item.append(...hitNodes(best, labels, link), ...answerNodes(best, labels));
  if (others.length) item.append(alsoNode(others, labels, site));
  return item;
}

/**
 * The answer of a question, where the passage does not say it all.
 * @param {Hit} hit
 * @param {ListLabels} labels
 */
function answerNodes(hit, labels) {
  const lines = answerLines(hit);
  if (!lines.length || plain(hit.passage) === lines.map(([line]) => line).join("\n")) return [];
  const summary = node("summary", "kb-answer__summary", labels.answer);
  summary.append(node("span", "kb-unseen", `: ${plain(hit.title)}`));
  return [answerNode(summary, lines)];
}

/**
 * @param {HTMLElement} summary
 * @param {[text: string, item: boolean][]} lines
 */
function answerNode(summary, lines) {
  const details = node("details", "kb-answer");
  const text = node("div", "kb-answer__text");
  text.append(...lines.map(([line, item]) => node("p", `kb-answer__line${item ? " kb-answer__line--item" : ""}`, line)));
  details.append(summary, text);
  return details;
}

/**
 * @param {Hit[]} hits
 * @param {ListLabels} labels
 * @param {string} site
 */
function alsoNode(hits, labels, site) {
  const also = node("div", "kb-hit__also", labels.alsoOnPage);
  const list = node("ul", "kb-hit__others");
  list.append(...hits.map((hit) => otherNode(hit, labels, site)));
  also.append(list);
  return also;
}

/**
 * A further hit of a page: a question opens, anything else leads there.
 * @param {Hit} hit
 * @param {ListLabels} labels
 * @param {string} site
 */
function otherNode(hit, labels, site) {
  const item = node("li", "kb-hit__other");
  const lines = answerLines(hit);
  const link = node("a", "kb-hit__other-link", lines.length ? labels.open : plain(hit.section) || plain(hit.title));
  link.href = new URL(hit.url, site).href;
  if (!lines.length) {
    item.append(link);
    return item;
  }
  const details = answerNode(node("summary", "kb-answer__summary", plain(hit.title)), lines);
  details.lastElementChild?.append(link);
  item.append(details);
  return item;
}

/** @param {Hit["title"]} parts */
function plain(parts) {
  return parts.map(([text]) => text).join("");
}

/**
 * What to do where nothing fits: the chosen product's hub, the index, the request form.
 * @param {{product: {name: string, url: string} | null, index: string | undefined, request: string | undefined}} ways
 * @param {{hub: string, index: string, request: string}} labels
 * @param {string} site
 */
export function wayNodes({ product, index, request }, labels, site) {
  /** @type {[string | undefined, string, string][]} */
  const ways = [
    [product?.url && new URL(product.url, site).href, "hub", filledIn(labels.hub, { product: product?.name ?? "" })],
    [index, "index", labels.index],
    [request, "request", labels.request],
  ];
  return ways.flatMap(([address, name, text]) => {
    if (!address) return [];
    const link = node("a", `kb-results__way kb-results__${name}-link`, text);
    link.href = address;
    return [link];
  });
}
