/** What the header's box, the results page and the 404 page have in common: opening the search, and a hit as nodes. */
import { filledIn } from "../filled-in.js";
import { scriptLoader } from "../script-loader.js";
import { openSearch } from "../search.js";

export { filledIn };

/**
 * @typedef {import("../search.js").Hit} Hit
 * @typedef {import("../search.js").Part} Part
 * @typedef {Awaited<ReturnType<typeof openSearch>>} Search
 *
 * @typedef {object} Labels words that the server gives, in the site's language
 * @property {string} one count of one hit
 * @property {string} other count of hits, with {count}
 * @property {string} best count where more match than are shown, with {count} and {total}
 * @property {string} none said when nothing is found, with {query}
 * @property {string} nearest said where the hits are only the nearest that there are
 * @property {string} split count where a product is chosen, with {own} and {others}
 * @property {string} all link to all results, with {query}
 * @property {string} corrected said when words were taken for others, with {words}
 * @property {string} unquoted said when no page holds the words in quotes as they are quoted
 * @property {string} request link to the request form
 * @property {string} unavailable said when the search data cannot be loaded
 * @property {string} outdated said when the page is older than the search data
 * @property {string} incomplete said when some of the search data is missing
 * @property {string} chosen says which product is chosen, with {product}
 * @property {string} forget what the button that says it does
 * @property {string} elsewhere marks a hit of other products than the chosen
 * @property {Record<string, string>} why how a hit was found that does not hold what was typed: {typed}, {found}
 * @property {Record<string, string>} types names of the types of pages
 */

/** Products named in a hit before it only says how many more there are. */
const PRODUCTS_NAMED = 3;
/** Reasons given for a hit. */
const REASONS_GIVEN = 2;
const STOP = /[.:;!?…。！？]/u;

/** @type {Map<string, Promise<Search>>} */
const opened = new Map();

/**
 * The search whose data lies in a folder, opened once per page.
 * @param {string} folder address of "search/"
 * @returns {Promise<Search>}
 */
export function siteSearch(folder) {
  let search = opened.get(folder);
  if (!search) {
    search = openSearch(scriptLoader(folder));
    search.catch(() => opened.delete(folder));
    opened.set(folder, search);
  }
  return search;
}

/**
 * The words that the server gave the search, in js/site.js, and an element.
 * @param {HTMLElement} element
 * @returns {any}
 */
export function labelsOf(element) {
  const { labels = "{}", pageLabels = "{}" } = element.dataset;
  const { kbSite } = /** @type {any} */ (globalThis);
  return { ...kbSite?.labels, ...JSON.parse(labels), ...JSON.parse(pageLabels) };
}

/**
 * The address of the search data, and of the site that it belongs to.
 * @param {HTMLElement} element
 */
export function addressesOf(element) {
  const folder = new URL(element.dataset.folder ?? "search/", document.baseURI);
  return { folder: folder.href, site: new URL("..", folder).href };
}

/**
 * How many hits there are, in words.
 * @param {Labels} labels
 * @param {{hits: unknown[], total: number, own: number, nearest: boolean}} answer
 * @param {string} query
 */
export function countInWords(labels, { hits, total, own, nearest }, query) {
  if (!hits.length || nearest) return filledIn(labels.none, { query }) + (hits.length ? ` ${labels.nearest}` : "");
  const split = own < total ? `. ${filledIn(labels.split, { own, others: total - own })}` : "";
  if (total > hits.length) return filledIn(labels.best, { count: hits.length, total }) + split;
  return (hits.length === 1 ? labels.one : filledIn(labels.other, { count: hits.length })) + split;
}

/**
 * What an answer must say besides its count, in words.
 * @param {Labels} labels
 * @param {import("../search.js").Answer} answer
 */
export function noticesInWords(labels, { corrections, unquoted, complete }) {
  const words = corrections.map(({ to }) => `“${to}”`).join(", ");
  return [
    ...(corrections.length ? [filledIn(labels.corrected, { words })] : []),
    ...(unquoted ? [labels.unquoted] : []),
    ...(complete ? [] : [labels.incomplete]),
  ];
}

/**
 * Why there is no search, in words.
 * @param {Labels} labels
 * @param {unknown} problem
 */
export function problemInWords(labels, problem) {
  const reason = problem instanceof Error && "reason" in problem ? problem.reason : "missing";
  return reason === "format" ? labels.outdated : labels.unavailable;
}

/**
 * The request form's address with the query as its subject, and the product that was chosen.
 * @param {string | undefined} address
 * @param {string} query
 * @param {string} [product]
 */
export function requestAddress(address, query, product) {
  if (!address) return undefined;
  const url = new URL(address, document.baseURI);
  if (query) url.searchParams.set("subject", query);
  if (product && !url.searchParams.has("product")) url.searchParams.set("product", product);
  return url.href;
}

/**
 * An element with a class and text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {string} [text]
 */
export function node(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Says which product is chosen; pressed, it is no longer.
 * @param {Labels} labels
 * @param {string} product its name
 * @param {() => void} forget
 */
export function chosenChip(labels, product, forget) {
  const words = filledIn(labels.chosen, { product });
  const chip = node("button", "kb-chosen", words);
  const cross = node("span", "kb-chosen__cross", "✕");
  cross.setAttribute("aria-hidden", "true");
  chip.type = "button";
  chip.setAttribute("aria-label", `${words}: ${labels.forget}`);
  chip.append(cross);
  chip.addEventListener("click", forget);
  return chip;
}

/**
 * A hit's title, where it stands, its passage and why it was found, as children of a link or a list item.
 * @param {Hit} hit
 * @param {Labels} labels
 * @param {HTMLElement} title what holds the title: the link itself where the whole hit is no link
 * @returns {HTMLElement[]}
 */
export function hitNodes(hit, labels, title) {
  title.append(...markedNodes(hit.title));
  const passage = node("span", "kb-hit__passage");
  if (hit.language) title.lang = passage.lang = hit.language;
  if (hit.section.length) {
    const section = node("span", "kb-hit__section");
    section.append(...markedNodes(hit.section));
    if (!STOP.test(section.textContent?.slice(-1) ?? "")) section.append(":");
    passage.append(section, " ");
  }
  passage.append(...markedNodes(withEllipses(onOneLine(hit.passage))));
  const told = hit.issue ? issueNode(hit.issue, labels.types[hit.type]) : passage;
  return [title, placeNode(hit, labels), ...(told.hasChildNodes() ? [told] : []), ...whyNodes(hit, labels)];
}

/**
 * Of a known issue that was asked for how it stands, and what helps until it is fixed.
 * @param {[string, string]} issue
 * @param {string} [type]
 */
function issueNode([state, workaround], type) {
  const told = node("span", "kb-hit__issue", workaround);
  told.prepend(node("strong", "kb-hit__state", `${type} · ${state}`), workaround && ": ");
  return told;
}

/**
 * @param {Hit} hit
 * @param {Labels} labels
 */
function whyNodes({ why }, labels) {
  return why.slice(0, REASONS_GIVEN).flatMap(({ typed, found, kind }) => {
    const words = labels.why[kind];
    return words ? [node("span", "kb-hit__why", filledIn(words, { typed, found }))] : [];
  });
}

/**
 * Type, breadcrumb and products; a folder named like the type says nothing new.
 * @param {Hit} hit
 * @param {Labels} labels
 */
function placeNode(hit, labels) {
  const type = labels.types?.[hit.type] ?? hit.type;
  const place = node("span", "kb-hit__place");
  const texts = [type, hit.place.filter((title) => title !== type).join(" › "), productsInWords(hit.productNames)];
  if (hit.other) place.append(node("span", "kb-hit__elsewhere", labels.elsewhere));
  place.append(...texts.filter(Boolean).map((text) => node("span", "kb-hit__where", text)));
  return place;
}

/** @param {string[]} names */
function productsInWords(names) {
  const more = names.length - PRODUCTS_NAMED;
  return names.slice(0, PRODUCTS_NAMED).join(", ") + (more > 0 ? ` +${more}` : "");
}

/**
 * @param {Part[]} parts
 * @returns {Node[]}
 */
function markedNodes(parts) {
  return parts.map(([text, marked]) =>
    marked ? node("mark", "kb-hit__mark", text) : document.createTextNode(text),
  );
}

/**
 * A passage whose lines are set one after another: after a full stop a space will do, else a dot stands between.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function onOneLine(parts) {
  let before = "";
  return parts.map(([text, marked]) => {
    const joined = text.replace(/\n/g, (_, at) => (STOP.test(at ? text.charAt(at - 1) : before) ? " " : " · "));
    before = text.slice(-1);
    return [joined, marked];
  });
}

/**
 * A passage that begins or ends within a sentence says so.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function withEllipses(parts) {
  const first = parts[0]?.[0] ?? "";
  const last = parts.at(-1)?.[0] ?? "";
  return [
    ...(/^\p{Ll}/u.test(first) ? [/** @type {Part} */ (["… ", false])] : []),
    ...parts,
    ...(last && !STOP.test(last.slice(-1)) ? [/** @type {Part} */ ([" …", false])] : []),
  ];
}
