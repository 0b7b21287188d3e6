/** What is shown of a page, and why it was found, as kbgen/search/hits.py has it. */
import { commonPrefix } from "./near.js";
import { bestPassage, closeness, flat, markedLine, tellingName } from "./passage.js";
import { rarity } from "./ranking.js";

/**
 * @typedef {import("./entries.js").TermEntry} TermEntry
 * @typedef {import("./passage.js").Asked} Asked
 * @typedef {import("./passage.js").Part} Part
 * @typedef {import("./passage.js").Passage} Passage
 * @typedef {import("./plan.js").PageRecord} PageRecord
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./query.js").Group} Group
 *
 * @typedef {object} Why a word of a query that a page does not have, and what was found instead
 * @property {string} typed
 * @property {string} found
 * @property {"synonym" | "begun" | "completed" | "near" | "alias"} kind "alias" for another name of the page
 *
 * @typedef {object} Hit one answer to a query
 * @property {string} url relative to the site, with the fragment of the section that fits best
 * @property {Part[]} title
 * @property {Part[]} section heading of that section, empty for the page as a whole
 * @property {string} type
 * @property {string} language BCP 47, "" for the site's
 * @property {string[]} place
 * @property {string[]} products
 * @property {string[]} productNames
 * @property {number} score
 * @property {Part[]} passage
 * @property {Why[]} why
 * @property {string} answer the whole answer of a question, one line for each paragraph; "" for a page
 * @property {boolean} other whether it is of other products than those that were chosen
 * @property {boolean} pinned whether it was put first for this query
 * @property {[state: string, workaround: string]} [issue] of a known issue that the query names and that is not fixed
 *
 * @typedef {object} ReadDocument a document that was read for a query
 * @property {number} document
 * @property {number} score with what was read counted in
 * @property {PageRecord} page
 * @property {Passage} passage
 */

const SHORTEST_PROBE = 3;

/**
 * Reads a document for what was asked.
 * @param {number} document
 * @param {number} score
 * @param {PageRecord} page
 * @param {Asked} asked
 * @param {Plan} plan
 * @param {string} [fragment] the section to show of it
 * @returns {ReadDocument}
 */
export function readDocument(document, score, page, asked, plan, fragment) {
  const named = fragment ? page.sections.filter((section) => section[0] === fragment) : [];
  const passage = bestPassage(named.length ? named : page.sections, asked, plan);
  if (named[0]) [passage.fragment, passage.heading] = named[0];
  const close = Math.max(...[page.title, ...page.names].map((name) => closeness(name, passage, asked, plan)));
  return { document, score: score * (1 + close), page, passage };
}

/**
 * A document as it is shown.
 * @param {ReadDocument} read
 * @param {Asked} asked
 * @param {Group[]} groups
 * @param {{other: boolean, pinned: boolean}} standing
 * @returns {Hit}
 */
export function hitOf({ document, score, page, passage }, asked, groups, standing) {
  const { fragment, heading, parts } = passage;
  const alias = tellingName(page.title, page.names, passage, asked);
  const why = groups.flatMap((group) => whyFound(group, document));
  return {
    ...standing,
    url: fragment && !page.url.includes("#") ? `${page.url}#${fragment}` : page.url,
    title: markedLine(page.title, asked),
    section: markedLine(heading, asked),
    type: page.type,
    language: page.language ?? "",
    place: page.place,
    products: page.products,
    productNames: page.productNames,
    score,
    passage: parts,
    why: alias ? [...why, { typed: "", found: alias, kind: "alias" }] : why,
    answer: page.type === "faq" && page.url.includes("#") ? page.sections.map((section) => section[2]).join("\n") : "",
  };
}

/**
 * What is looked for in texts: not the single letters of an identifier's parts, unless there is nothing else.
 * @param {Group[]} groups
 * @param {number} documents
 * @returns {Asked}
 */
export function askedInTexts(groups, documents) {
  /** @type {Map<string, number>} */
  const valueOf = new Map();
  /** @type {[string, string][]} */
  const words = [];
  let full = 0;
  for (const group of groups) {
    const worths = worthsOf(group, documents);
    for (const [entry, worth] of worths) {
      if (!valueOf.has(entry.key)) for (const word of entry.words) words.push([word, entry.key]);
      valueOf.set(entry.key, Math.max(worth, valueOf.get(entry.key) ?? 0));
    }
    const own = group.words.reduce((sum, { entry }) => sum + (worths.get(entry) ?? 0), 0);
    const others = group.alternatives.flatMap(({ entries }) => entries.map((entry) => worths.get(entry) ?? 0));
    full += Math.max(own, ...others);
  }
  const telling = words.filter(([word]) => !/^[a-z]$/.test(word));
  const termOf = new Map(telling.length ? telling : words);
  const typed = new Set(groups.flatMap(({ words: own }) => own.map(({ entry }) => entry.key)));
  return { termOf, valueOf, full, typed, probes: probesOf(termOf) };
}

/**
 * What the terms of a group are worth where they are found.
 * @param {Group} group
 * @param {number} documents
 * @returns {Map<TermEntry, number>}
 */
function worthsOf({ words, alternatives }, documents) {
  const others = alternatives.flatMap(({ entries, weight }) => entries.map((entry) => ({ entry, weight })));
  return new Map(
    [...others, ...words].map(({ entry, weight }) => [entry, weight * rarity(documents, entry.documents)]),
  );
}

/**
 * Parts that the words of a term share, as they stand in a text that is `flat`.
 * @param {Map<string, string>} termOf
 * @returns {Map<string, string[]>}
 */
function probesOf(termOf) {
  /** @type {Map<string, string[]>} */
  const probes = new Map();
  for (const [word, term] of termOf) {
    const probe = flat(word);
    const [first, ...rest] = probes.get(term) ?? [];
    const shared = first === undefined ? 0 : commonPrefix(first, probe);
    if (first !== undefined && shared >= SHORTEST_PROBE) probes.set(term, [first.slice(0, shared), ...rest]);
    else probes.set(term, first === undefined ? [probe] : [first, ...rest, probe]);
  }
  return probes;
}

/**
 * What a document has instead of a group's own words; what is still being typed needs no reason.
 * @param {Group} group
 * @param {number} document
 * @returns {Why[]}
 */
function whyFound({ words, alternatives, typed }, document) {
  if (words.some(({ entry }) => entry.isIn(document))) return [];
  const found = alternatives.find(
    ({ entries, why }) => why !== "completed" && entries.every((entry) => entry.isIn(document)),
  );
  return found ? [{ typed, found: found.words, kind: found.why }] : [];
}
