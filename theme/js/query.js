/**
 * Reads what a customer typed as groups of terms, with the words that shards know; kbgen/search/query.py reads it with the
 * index itself. The plan decides, and both have the same plan.
 *
 * Reading is a plain function over what has been loaded. What it would need besides, it asks the words for, and is called
 * again when that is there: each time is one round of requests.
 */
import { codePoints, isAlphabetic, isGrammar, isUnspaced } from "./analysis.js";
import { askedChunks, isPasted, joined } from "./asked.js";
import { namedIssues } from "./named-issues.js";
import { pinned } from "./pins.js";
import { byPopularity, knownWord } from "./spelling.js";
import { spokenOf } from "./synonyms.js";

/**
 * @typedef {import("./asked.js").AskedChunk} AskedChunk
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./entries.js").TermEntry} TermEntry
 *
 * @typedef {object} KnownWords what has been loaded of the site's words; undefined stands for what has not
 * @property {(word: string) => TermEntry | undefined} entry the term that a word belongs to
 * @property {(word: string) => [string, TermEntry][] | undefined} neighbours the words of its range, by code point
 * @property {(prefix: string) => [string, TermEntry][]} startingWith words with a beginning
 * @property {(letter: string) => [string, number][] | undefined} spellings words of a first letter, frequency classes
 *
 * @typedef {object} WantedTerm a term that a query asks for
 * @property {TermEntry} entry
 * @property {number} weight
 *
 * @typedef {object} Alternative terms that will do instead, all of them together
 * @property {TermEntry[]} entries
 * @property {number} weight
 * @property {"synonym" | "completed" | "begun" | "near"} why
 * @property {string} words
 *
 * @typedef {object} Group words that are worth the sum of theirs, or as much as their best alternative
 * @property {WantedTerm[]} words
 * @property {Alternative[]} alternatives
 * @property {boolean} quoted
 * @property {string} typed
 *
 * @typedef {object} Correction a word that the site does not know, and the one that was looked for
 * @property {string} from
 * @property {string} to
 *
 * @typedef {object} Reading what a query asks for
 * @property {Group[]} groups
 * @property {Correction[]} corrections
 * @property {string[][]} phrases
 * @property {import("./pins.js").Pin[]} pins pages that are put first for it, known issues before others
 */

/**
 * Reads a query.
 * @param {string} query
 * @param {Plan} plan
 * @param {KnownWords} known
 * @param {{typing: boolean, exact: boolean, product: string}} how `typing` takes the last word for the start of longer
 *   ones, `exact` every word as it is typed; `product` is the one that was chosen, for pins that hold for one
 * @returns {Reading}
 */
export function readQuery(query, plan, known, { typing, exact, product }) {
  const { asked, phrases } = askedChunks(query, plan, typing);
  const reader = new Reader(plan, known, exact, !exact && !isPasted(asked, plan));
  const groups = reader.groups(asked).filter((group) => group.words.length || group.alternatives.length);
  const corrected = new Map(reader.corrections.map(({ from, to }) => [from, to]));
  const issues = namedIssues(asked, corrected, product, plan);
  const pins = pinned(asked, corrected, product, plan).filter((pin) => !issues.some((issue) => issue[1] === pin[1]));
  return { groups, corrections: reader.corrections, phrases, pins: [...issues, ...pins] };
}

class Reader {
  /** @type {Correction[]} */
  corrections = [];
  /** @type {Set<string>} */
  #seen = new Set();

  /**
   * @param {Plan} plan
   * @param {KnownWords} known
   * @param {boolean} exact
   * @param {boolean} correcting
   */
  constructor(plan, known, exact, correcting) {
    this.plan = plan;
    this.known = known;
    this.exact = exact;
    this.correcting = correcting;
  }

  /**
   * @param {AskedChunk[]} asked
   * @returns {Group[]}
   */
  groups(asked) {
    const known = asked.map((each) => each.meaningful.map((word) => this.#known(word, each)));
    const heads = asked.map((each, at) => this.#head(each, known[at]?.[0]));
    /** @type {Group[]} */
    const groups = [];
    for (let at = 0; at < asked.length; ) {
      let { span, meant } = spokenOf(heads, at, this.plan);
      const together = span <= 2 ? this.#together(asked.slice(at, at + 2), heads.slice(at, at + 2)) : [];
      if (together.length && span < 2) [span, meant] = [2, []];
      const here = asked.slice(at, at + Math.max(span, 1));
      groups.push(...this.#joined(asked.slice(at, at + 2)));
      const words = here.flatMap((each, place) => this.#wanted(each, known[at + place] ?? []));
      const alternatives = here.flatMap((each) => this.#alternatives(each));
      const typed = here.map((each) => each.text).join(" ");
      const quoted = here[0]?.quoted ?? false;
      const { synonym_weight: weight, together_weight: whole } = this.plan;
      const synonyms = [...this.#synonyms(meant, weight), ...this.#synonyms(together, whole)];
      groups.push({ words, alternatives: [...synonyms, ...alternatives], quoted, typed });
      at += here.length;
    }
    return groups;
  }

  /**
   * An identifier in two pieces: "E 47".
   * @param {AskedChunk[]} pair
   * @returns {Group[]}
   */
  #joined(pair) {
    const whole = joined(pair, this.plan);
    const entry = whole ? this.known.entry(whole) : undefined;
    if (!entry || !this.#first(entry)) return [];
    const words = [{ entry, weight: this.plan.identifier_weight }];
    return [{ words, alternatives: [], quoted: false, typed: "" }];
  }

  /**
   * The word of the site that was written as two: "print head" for "printhead".
   * @param {AskedChunk[]} pair
   * @param {(string | undefined)[]} heads
   * @returns {string[]}
   */
  #together(pair, heads) {
    const single = pair.filter(({ words, meaningful }) => words.length === 1 && meaningful.length === 1);
    const [first = "", second = ""] = single.map(({ words }) => words[0]);
    const whole = first + second;
    const apart = second && !heads.includes(undefined) && isAlphabetic(whole) && !isUnspaced(whole);
    if (!apart || codePoints(whole) < 2 * this.plan.part_from) return [];
    return this.known.neighbours(first)?.some(([each]) => each === whole) ? [whole] : []; // its range has been loaded
  }

  /**
   * The word that synonyms know a chunk by, as the site spells it; undefined where they are switched off.
   * @param {AskedChunk} chunk
   * @param {string | undefined} found
   */
  #head(chunk, found) {
    if (this.exact || chunk.quoted) return undefined;
    return (chunk.meaningful[0] === chunk.words[0] ? found : undefined) ?? chunk.words[0];
  }

  /**
   * @param {AskedChunk} chunk
   * @param {(string | undefined)[]} found the words that the site knows for its own
   * @returns {WantedTerm[]}
   */
  #wanted(chunk, found) {
    const whole = chunk.compound && this.known.entry(chunk.words[0] ?? "") !== undefined;
    return found.flatMap((known, at) =>
      (known?.split(" ") ?? []).flatMap((word) => {
        const entry = this.known.entry(word);
        return entry && this.#first(entry) ? [{ entry, weight: this.#weight(chunk, word, whole, at === 0) }] : [];
      }),
    );
  }

  /**
   * @param {AskedChunk} chunk
   * @param {string} word
   * @param {boolean} whole
   * @param {boolean} first
   */
  #weight(chunk, word, whole, first) {
    if (!whole) return isGrammar(word) ? this.plan.grammar_weight : 1;
    if (!chunk.identifier) return first ? 1 : this.plan.compound_part_weight;
    return first ? this.plan.identifier_weight : this.plan.identifier_part_weight;
  }

  /**
   * Whether a term has not been asked for before; a word said twice counts once.
   * @param {TermEntry} entry
   */
  #first(entry) {
    const first = !this.#seen.has(entry.key);
    this.#seen.add(entry.key);
    return first;
  }

  /**
   * The word that the site knows for one that was typed.
   * @param {string} word
   * @param {AskedChunk} chunk
   * @returns {string | undefined}
   */
  #known(word, chunk) {
    if (this.known.entry(word)) return word;
    if (chunk.quoted || this.exact || !isAlphabetic(word)) return undefined;
    const correcting = this.correcting && chunk.words.length === 1 && !this.#completed(chunk);
    const { found, misspelled } = knownWord(word, this.plan, this.known, correcting);
    if (found !== undefined && misspelled) this.corrections.push({ from: chunk.text, to: found });
    return found;
  }

  /**
   * @param {AskedChunk} chunk
   * @returns {Alternative[]}
   */
  #alternatives(chunk) {
    const { plan } = this;
    const word = chunk.words[0] ?? "";
    if (chunk.unfinished) {
      return this.#completions(word).map(([each, entry]) => alternative([entry], plan.complete_weight, "completed", each));
    }
    if (this.exact || !chunk.identifier || codePoints(word) < plan.begun_identifier_from || this.known.entry(word)) return [];
    const near = (this.known.neighbours(word) ?? []).filter(([each]) => each.startsWith(word));
    const begun = near.sort(byPopularity).slice(0, plan.complete_limit);
    return begun.map(([each, entry]) => alternative([entry], plan.begun_weight, "begun", each));
  }

  /** @param {AskedChunk} chunk */
  #completed(chunk) {
    return chunk.unfinished && this.#completions(chunk.words[0] ?? "").length > 0;
  }

  /**
   * Known words that a word being typed may become: those in most documents first.
   * @param {string} word
   */
  #completions(word) {
    if (!longEnough(word, this.plan)) return [];
    const longer = this.known.startingWith(word).filter(([each]) => each !== word);
    return longer.sort(byPopularity).slice(0, this.plan.complete_limit);
  }

  /**
   * @param {string[]} meant
   * @param {number} weight
   * @returns {Alternative[]}
   */
  #synonyms(meant, weight) {
    return meant.flatMap((words) => {
      const entries = words.split(" ").map((word) => this.known.entry(word));
      const found = [...new Set(entries.flatMap((entry) => entry ?? []))];
      return entries.includes(undefined) ? [] : [alternative(found, weight, "synonym", words)];
    });
  }
}

/**
 * @param {TermEntry[]} entries
 * @param {number} weight
 * @param {Alternative["why"]} why
 * @param {string} words
 * @returns {Alternative}
 */
export function alternative(entries, weight, why, words) {
  return { entries, weight, why, words };
}

/**
 * Whether so few words start like it that it is worth completing.
 * @param {string} word
 * @param {Plan} plan
 */
function longEnough(word, plan) {
  if (isUnspaced(word)) return true;
  return codePoints(word) >= (isAlphabetic(word) ? plan.complete_from : plan.complete_number_from);
}
