/** Hits as the results page lists them: those of one page together, those of other products apart. */

/**
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {object} PageFound
 * @property {Hit} best
 * @property {Hit[]} others further hits on the same page
 */

/**
 * Pages in the order of their best hits.
 * @param {Hit[]} hits
 * @returns {PageFound[]}
 */
export function pagesFound(hits) {
  /** @type {Map<string, PageFound>} */
  const found = new Map();
  for (const hit of hits) {
    const page = `${hit.other} ${hit.url.split("#")[0]}`;
    const held = found.get(page);
    if (held) held.others.push(hit);
    else found.set(page, { best: hit, others: [] });
  }
  return [...found.values()];
}

/**
 * The lines of the answer of a question, [text, whether it is an item of a list].
 * @param {Hit} hit
 * @returns {[text: string, item: boolean][]}
 */
export function answerLines({ answer }) {
  return answer.split("\n").filter((line) => line.trim()).map((line) => {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+/.exec(line)?.[0];
    return [line.slice(item?.length ?? 0).trim(), item !== undefined];
  });
}
