/**
 * Chooses the section of a hit and the stretch of its text that say best why it is one, as kbgen/search/passage.py does.
 */
import { codePoints, pieces } from "./analysis.js";

/**
 * @typedef {import("./shards.js").Plan} Plan
 * @typedef {import("./shards.js").SectionRecord} SectionRecord
 *
 * @typedef {object} Asked a query's words as they may stand in a text
 * @property {Map<string, string>} termOf word → term
 * @property {Map<string, number>} valueOf term → how much finding it is worth
 *
 * @typedef {[text: string, marked: boolean]} Part
 *
 * @typedef {object} Passage
 * @property {string} fragment
 * @property {string} heading
 * @property {Part[]} parts stretches of text; line ends are still "\n"
 *
 * @typedef {object} Piece
 * @property {number} start
 * @property {number} end
 * @property {number} width
 * @property {string[]} terms the terms asked for that it matches
 */

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
  let best = { fragment: "", heading: "", parts: [] };
  let bestValue = -1;
  for (const [fragment, heading, text] of sections) {
    const found = askedPieces(text, asked);
    const named = askedPieces(heading, asked).flatMap((piece) => piece.terms);
    const { at, near } = densest(found, asked, plan.passage_width);
    const value = worth([...named, ...found.flatMap((piece) => piece.terms)], asked) + near;
    if (value > bestValue) {
      bestValue = value;
      const parts = cut(text, found, at, plan);
      best = value > 0 ? { fragment, heading, parts } : { fragment: "", heading: "", parts };
    }
  }
  return best;
}

/**
 * A line of text in stretches, marked where it matches.
 * @param {string} text
 * @param {Asked} asked
 * @returns {Part[]}
 */
export function markedLine(text, asked) {
  return marked(text, askedPieces(text, asked), 0, text.length);
}

/**
 * @param {string} text
 * @param {Asked} asked
 * @returns {Piece[]}
 */
function askedPieces(text, asked) {
  return pieces(text).map(({ start, end, words }) => ({
    start,
    end,
    width: codePoints(words[0] ?? "") + 1,
    terms: words.flatMap((word) => asked.termOf.get(word) ?? []),
  }));
}

/**
 * What terms are worth together; added in the query's order, so that equal sets are equally much.
 * @param {string[]} terms
 * @param {Asked} asked
 */
function worth(terms, asked) {
  const held = new Set(terms);
  let sum = 0;
  for (const [term, value] of asked.valueOf) if (held.has(term)) sum += value;
  return sum;
}

/**
 * Where the stretch of a width starts that holds most of what was asked, and what it is worth.
 * @param {Piece[]} found
 * @param {Asked} asked
 * @param {number} width
 */
function densest(found, asked, width) {
  let [bestAt, near] = [0, 0];
  found.forEach((piece, at) => {
    if (!piece.terms.length) return;
    const value = worth(found.slice(at, reach(found, at, width)).flatMap((each) => each.terms), asked);
    if (value > near) [bestAt, near] = [at, value];
  });
  return { at: bestAt, near };
}

/**
 * The first piece after `at` that a stretch of a width no longer holds; at least one is held.
 * @param {Piece[]} found
 * @param {number} at
 * @param {number} width
 */
function reach(found, at, width) {
  for (let past = at; past < found.length; past += 1) {
    width -= found[past]?.width ?? 0;
    if (width < 0) return Math.max(past, at + 1);
  }
  return found.length;
}

/**
 * @param {string} text
 * @param {Piece[]} found
 * @param {number} at
 * @param {Plan} plan
 * @returns {Part[]}
 */
function cut(text, found, at, plan) {
  if (!found.length) return text ? [[text, false]] : [];
  const first = lead(text, found, at, plan.passage_lead);
  const past = reach(found, first, plan.passage_width);
  const start = first === 0 ? 0 : /** @type {Piece} */ (found[first]).start;
  const end = past === found.length ? text.length : /** @type {Piece} */ (found[past - 1]).end;
  return marked(text, found.slice(first, past), start, end);
}

/**
 * The start of the sentence, or as near to it as the width allows.
 * @param {string} text
 * @param {Piece[]} found
 * @param {number} at
 * @param {number} width
 */
function lead(text, found, at, width) {
  let first = at;
  while (first > 0) {
    const before = /** @type {Piece} */ (found[first - 1]);
    width -= before.width;
    if (width < 0 || SENTENCE_END.test(text.slice(before.end, found[first]?.start))) break;
    first -= 1;
  }
  return first;
}

/**
 * @param {string} text
 * @param {Piece[]} shown
 * @param {number} start
 * @param {number} end
 * @returns {Part[]}
 */
function marked(text, shown, start, end) {
  /** @type {Part[]} */
  const parts = [];
  let at = start;
  for (const mark of joined(shown.filter((piece) => piece.terms.length))) {
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
