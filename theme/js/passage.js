/**
 * Chooses the section of a hit and the stretch of its text that say best why it is one, as kbgen/search/passage.py does.
 */
import { codePoints, fold, pieces } from "./analysis.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./plan.js").SectionRecord} SectionRecord
 *
 * @typedef {object} Asked a query's words as they may stand in a text
 * @property {Map<string, string>} termOf word → term
 * @property {Map<string, number>} valueOf term → how much finding it is worth
 * @property {number} full what a text is worth that holds everything
 * @property {Set<string>} typed the terms of the words themselves, without what stands in for them
 * @property {Map<string, string[]>} probes term → what a text that holds one of its words holds when it is `flat`
 *
 * @typedef {[text: string, marked: boolean]} Part
 *
 * @typedef {object} Passage
 * @property {string} fragment
 * @property {string} heading
 * @property {Part[]} parts stretches of text; line ends are still "\n"
 * @property {number} near what the terms in it are worth, or those in its heading
 *
 * @typedef {import("./analysis.js").Piece} Piece
 *
 * @typedef {object} Found a text in pieces
 * @property {Piece[]} pieces
 * @property {Map<number, string[]>} matches which piece matches what terms
 */

const JOINTS = /[-\u2010\u2011\uff0d./'\u2019\u02bc_]/gu;
const AFTER_DIGIT = /(\p{Nd})[ \u00a0\u202f]/gu;
const SENTENCE_END = /[.!?。！？…:;\n]\s*$|\n/u;

/**
 * The passage of the section that holds most of what was asked, closest together; of equals the first.
 * @param {SectionRecord[]} sections
 * @param {Asked} asked
 * @param {Plan} plan
 * @returns {Passage}
 */
export function bestPassage(sections, asked, plan) {
  /** @type {Passage} */
  let best = { fragment: "", heading: "", parts: [], near: 0 };
  let bestValue = -1;
  for (const section of sections) {
    const [fragment, heading, text] = section;
    if (2 * mostWorth(section, asked) <= bestValue) continue;
    const found = matching(text, asked);
    const named = termsOf(matching(heading, asked));
    const { at, near: inText } = densest(found, asked, plan.passage_width);
    const value = worth(new Set([...named, ...termsOf(found)]), asked) + inText;
    if (value > bestValue) {
      bestValue = value;
      const parts = cut(text, found, at, plan);
      const near = Math.max(inText, worth(named, asked));
      best = value > 0 ? { fragment, heading, parts, near } : { fragment: "", heading: "", parts, near };
    }
  }
  return best;
}

/**
 * Of a page's other names the one that holds most of what title and passage lack, "" for none.
 * @param {string} title
 * @param {string[]} names
 * @param {Passage} passage
 * @param {Asked} asked
 */
export function tellingName(title, names, { heading, parts }, asked) {
  if (!names.length) return "";
  const shown = parts.map(([text]) => text).join("");
  const seen = new Set([title, heading, shown].flatMap((text) => [...termsOf(matching(text, asked))]));
  let [best, most] = ["", 0];
  for (const name of names) {
    const value = worth(new Set([...termsOf(matching(name, asked))].filter((term) => asked.typed.has(term) && !seen.has(term))), asked);
    if (value > most) [best, most] = [name, value];
  }
  return best;
}

/**
 * How well a page answers by what is read in it, from 0 to the sum of the plan's three shares.
 * @param {string} title
 * @param {Passage} passage
 * @param {Asked} asked
 * @param {Plan} plan
 */
export function closeness(title, passage, asked, plan) {
  const found = matching(title, asked);
  if (!found.pieces.length || !asked.full) return 0;
  const named = Math.min(1, worth(termsOf(found), asked) / asked.full);
  const near = Math.min(1, passage.near / asked.full);
  const concise = found.matches.size / found.pieces.length;
  return plan.close_share * Math.max(near, named) + plan.title_share * named + plan.concise_share * concise;
}

/** @param {Found} found */
function termsOf(found) {
  return new Set([...found.matches.values()].flat());
}

/** @type {WeakMap<SectionRecord, string>} */
const flattened = new WeakMap();

/**
 * No less than a section's terms are worth, without cutting it into words: most sections are passed over by this.
 * @param {SectionRecord} section
 * @param {Asked} asked
 */
function mostWorth(section, asked) {
  let text = flattened.get(section);
  if (text === undefined) {
    text = flat(`${section[1]}\n${section[2]}`);
    flattened.set(section, text);
  }
  let sum = 0;
  for (const [term, value] of asked.valueOf) {
    if (asked.probes.get(term)?.some((probe) => text.includes(probe))) sum += value;
  }
  return sum;
}

/**
 * A text without what its words may lose: the words of a piece are parts of it.
 * @param {string} text
 */
export function flat(text) {
  return fold(text).replace(JOINTS, "").replace(AFTER_DIGIT, "$1");
}

/**
 * A line of text in stretches, marked where it matches.
 * @param {string} text
 * @param {Asked} asked
 * @returns {Part[]}
 */
export function markedLine(text, asked) {
  return marked(text, matching(text, asked), 0, Infinity, [0, text.length]);
}

/** Texts that are kept in pieces: those that answers of the last minutes showed. */
const MOST_KEPT = 6000;
/** @type {Map<string, Piece[]>} */
const kept = new Map();

/**
 * @param {string} text
 * @param {Asked} asked
 * @returns {Found}
 */
function matching(text, { termOf }) {
  let all = kept.get(text);
  if (!all) {
    all = pieces(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, all);
  }
  /** @type {Map<number, string[]>} */
  const matches = new Map();
  for (let at = 0; at < all.length; at += 1) {
    for (const word of all[at]?.words ?? []) {
      const term = termOf.get(word);
      if (term === undefined) continue;
      const before = matches.get(at);
      if (before) before.push(term);
      else matches.set(at, [term]);
    }
  }
  return { pieces: all, matches };
}

/**
 * What terms are worth together; added in the query's order, so that equal sets are equally much.
 * @param {Set<string>} terms
 * @param {Asked} asked
 */
function worth(terms, asked) {
  let sum = 0;
  for (const [term, value] of asked.valueOf) if (terms.has(term)) sum += value;
  return sum;
}

/**
 * Where the stretch of a width starts that holds most of what was asked, and what it is worth.
 * @param {Found} found
 * @param {Asked} asked
 * @param {number} width
 */
function densest(found, asked, width) {
  let [bestAt, near] = [0, 0];
  const matches = [...found.matches];
  matches.forEach(([at], number) => {
    const past = reach(found.pieces, at, width);
    /** @type {Set<string>} */
    const terms = new Set();
    for (let next = number; next < matches.length; next += 1) {
      const [place, here] = /** @type {[number, string[]]} */ (matches[next]);
      if (place >= past) break;
      for (const term of here) terms.add(term);
    }
    const value = worth(terms, asked);
    if (value > near) [bestAt, near] = [at, value];
  });
  return { at: bestAt, near };
}

/**
 * The first piece after `at` that a stretch of a width no longer holds; at least one is held.
 * @param {Piece[]} all
 * @param {number} at
 * @param {number} width
 */
function reach(all, at, width) {
  for (let past = at; past < all.length; past += 1) {
    width -= widthOf(all[past]);
    if (width < 0) return Math.max(past, at + 1);
  }
  return all.length;
}

/** @param {Piece | undefined} piece */
function widthOf(piece) {
  return codePoints(piece?.words[0] ?? "") + 1;
}

/**
 * @param {string} text
 * @param {Found} found
 * @param {number} at
 * @param {Plan} plan
 * @returns {Part[]}
 */
function cut(text, found, at, plan) {
  const all = found.pieces;
  if (!all.length) return text ? [[text, false]] : [];
  const first = lead(text, all, at, plan.passage_lead);
  const past = reach(all, first, plan.passage_width);
  const start = first === 0 ? 0 : /** @type {Piece} */ (all[first]).start;
  const end = past === all.length ? text.length : /** @type {Piece} */ (all[past - 1]).end;
  return marked(text, found, first, past, [start, end]);
}

/**
 * The start of the sentence, or as near to it as the width allows.
 * @param {string} text
 * @param {Piece[]} all
 * @param {number} at
 * @param {number} width
 */
function lead(text, all, at, width) {
  let first = at;
  while (first > 0) {
    const before = /** @type {Piece} */ (all[first - 1]);
    width -= widthOf(before);
    if (width < 0 || SENTENCE_END.test(text.slice(before.end, all[first]?.start))) break;
    first -= 1;
  }
  return first;
}

/**
 * A stretch of a text, marked where a piece from the first on and before `past` matches.
 * @param {string} text
 * @param {Found} found
 * @param {number} first
 * @param {number} past
 * @param {[start: number, end: number]} stretch
 * @returns {Part[]}
 */
function marked(text, found, first, past, [start, end]) {
  /** @type {Part[]} */
  const parts = [];
  let at = start;
  const shown = [...found.matches.keys()].filter((place) => place >= first && place < past);
  for (const mark of joined(shown.flatMap((place) => found.pieces[place] ?? []))) {
    if (mark.start > at) parts.push([text.slice(at, mark.start), false]);
    at = Math.min(mark.end, end);
    parts.push([text.slice(mark.start, at), true]);
  }
  if (at < end) parts.push([text.slice(at, end), false]);
  return parts;
}

/**
 * Where marks start and end, those that overlap made one.
 * @param {Piece[]} matching
 */
function joined(matching) {
  /** @type {{start: number, end: number}[]} */
  const marks = [];
  for (const { start, end } of matching) {
    const last = marks.at(-1);
    if (last && start < last.end) last.end = Math.max(end, last.end);
    else marks.push({ start, end });
  }
  return marks;
}
