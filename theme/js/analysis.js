/**
 * Cuts what customers type, and the texts that hits are shown from, into words, as kbgen/search/analysis.py cut the site.
 * Both are held to tests/golden/analysis.json; the comments are over there.
 */

const LONGEST_WORD = 48;
/** Chunks whose words are kept, some hundred pages full. */
const MOST_KNOWN = 50_000;

const ACCENTS = "\\u0300-\\u036f";
const VOWEL_POINTS = "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0640\\u064b-\\u065f\\u0670";
const INVISIBLE = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff";
const INDIC_SIGNS =
  "\\u0900-\\u0903\\u093a-\\u094f\\u0951-\\u0957\\u0962\\u0963\\u0980-\\u09cd\\u0a00-\\u0dff";
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff" +
  "\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\uac00-\\ud7a3\\u{20000}-\\u{3fffd}";
const LETTER = "\\p{L}\\p{N}";
const IN_WORD = `[${LETTER}_${ACCENTS}${VOWEL_POINTS}${INVISIBLE}${INDIC_SIGNS}${UNSPACED}]`;
const CONNECTOR = "[-\\u2010\\u2011\\uff0d./'\\u2019\\u02bc]";

const UNITS =
  "gb mb kb tb gib mib kib hz khz mhz ghz v mv kv w kw wh kwh ma mah ah va db dbm dpi ppi ppm fps rpm " +
  "mm cm km nm kg mg ml kbps mbps gbps ohm kohm";
const UNIT = UNITS.replace(/[a-z]/g, (sign) => `[${sign}${sign.toUpperCase()}]`).replaceAll(" ", "|");

const CHUNK = new RegExp(
  `\\p{Nd}+(?:\\.\\p{Nd}+)*[ \\u00a0\\u202f](?:${UNIT})(?!${IN_WORD})` +
    `|${IN_WORD}+(?:${CONNECTOR}${IN_WORD}+)*(?:\\+\\+|#(?!${IN_WORD}))?`,
  "gu",
);
const DROPPED = new RegExp(`[${ACCENTS}${VOWEL_POINTS}${INVISIBLE}]`, "gu");
const UNSPACED_RUN = new RegExp(`([${UNSPACED}]+)`, "u");
const BEFORE_UNSPACED = /^[\x00-\u0dff]*$/;
const UNSPACED_WHOLE = new RegExp(`^[${UNSPACED}]+$`, "u");
const APOSTROPHE = /['\u2019\u02bc]/u;
const PART = new RegExp(`(?:(?!_)[${LETTER}${INDIC_SIGNS}.])+`, "gu");
const DECIMAL = /^[a-z]*\p{Nd}+(?:\.\p{Nd}+)+[a-z]*$/u;
const TWO_RUNS = /^(?:([\p{L}\p{Nl}\p{No}_]+)(\p{Nd}[\p{Nd}.]*)|(\p{Nd}[\p{Nd}.]*)([\p{L}\p{Nl}\p{No}_]+))$/u;
const DIGIT = /\p{Nd}/u;
const RUN = /[\p{L}\p{Nl}\p{No}_]+|\p{Nd}[\p{Nd}.]*/gu;
const SPACE = /[ \u00a0\u202f]/gu;
const MOST_RUNS = 5;
const SHORTEST_TAIL = 3;
const PLAIN = /^[\p{L}\p{N}]+$/u;
const ALPHABETIC = /^\p{L}+$/u;
const ASCII = /^[\x00-\x7f]*$/;

const SPELLED_OUT = /** @type {Record<string, string>} */ ({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ",
});

/** @type {Map<string, readonly string[]>} */
const known = new Map();

/**
 * Lower case without accents.
 * @param {string} text
 */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").replace(DROPPED, "").normalize("NFC").toLowerCase();
  return bare.replace(/[ßæœøđðþłıς]/gu, (letter) => SPELLED_OUT[letter] ?? letter);
}

/** Letters that are not folded, and no more of them than a word may have. */
const PLAIN_WORD = /^[A-Za-z]{1,48}$/;

/**
 * The chunks of a text in their order, as they are written.
 * @param {string} text
 * @returns {string[]}
 */
export function chunks(text) {
  return text.match(CHUNK) ?? [];
}

/**
 * The words of a text in the order of its chunks, repeated as they repeat.
 * @param {string} text
 */
export function words(text) {
  return chunks(text).flatMap((chunk) => [...chunkWords(chunk)]);
}

/**
 * @typedef {object} Piece
 * @property {number} start
 * @property {number} end
 * @property {readonly string[]} words
 */

/**
 * Every place in a text that a query can match.
 * @param {string} text
 * @returns {Piece[]}
 */
export function pieces(text) {
  /** @type {Piece[]} */
  const found = [];
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    if (BEFORE_UNSPACED.test(chunk)) addPiece(found, chunk, index);
    else addRuns(found, chunk, index);
  }
  return found;
}

/**
 * @param {Piece[]} found
 * @param {string} run
 * @param {number} start
 */
function addPiece(found, run, start) {
  const words = chunkWords(run);
  if (words.length) found.push({ start, end: start + run.length, words });
}

/**
 * @param {Piece[]} found
 * @param {string} chunk
 * @param {number} start
 */
function addRuns(found, chunk, start) {
  for (const run of chunk.split(UNSPACED_RUN)) {
    if (isUnspaced(run)) found.push(...pairPieces(run, start));
    else addPiece(found, run, start);
    start += run.length;
  }
}

/**
 * @param {string} run
 * @param {number} at
 */
function pairPieces(run, at) {
  return pairs(run).map((pair) => {
    const start = at;
    at += String.fromCodePoint(/** @type {number} */ (pair.codePointAt(0))).length;
    return { start, end: start + pair.length, words: [pair] };
  });
}

/**
 * Whether a pair of characters holds hiragana, which Japanese writes its endings and particles in.
 * @param {string} word
 */
export function isGrammar(word) {
  return /[\u3041-\u309f]/u.test(word);
}

/**
 * Whether a word is of a script without spaces.
 * @param {string} word
 */
export function isUnspaced(word) {
  return UNSPACED_WHOLE.test(word);
}

/**
 * Whether a word is letters and nothing else.
 * @param {string} word
 */
export function isAlphabetic(word) {
  return ALPHABETIC.test(word);
}

/**
 * Whether there is a digit in a word.
 * @param {string} word
 */
export function hasDigit(word) {
  return DIGIT.test(word);
}

/**
 * Whether a word is letters and digits and nothing else.
 * @param {string} word
 */
export function isPlain(word) {
  return PLAIN.test(word);
}

/**
 * How many characters a text has for a reader's machine that counts code points.
 * @param {string} text
 */
export function codePoints(text) {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs += 1;
  return text.length - pairs;
}

/**
 * The words that a chunk can be found by, each once, the whole before its parts.
 * @param {string} chunk
 * @returns {readonly string[]}
 */
export function chunkWords(chunk) {
  let found = known.get(chunk);
  if (!found && PLAIN_WORD.test(chunk)) {
    found = [chunk.toLowerCase()]; // which all the rest comes to for nearly every word
    keep(chunk, found);
  }
  if (!found) {
    const runs = fold(chunk).replace(SPACE, "").split(UNSPACED_RUN);
    const all = runs.flatMap((run) => (isUnspaced(run) ? pairs(run) : runWords(run)));
    all.push(...tails(all[0] ?? ""));
    found = [...new Set(all.filter((word) => codePoints(word) <= LONGEST_WORD))];
    keep(chunk, found);
  }
  return found;
}

/**
 * @param {string} chunk
 * @param {readonly string[]} words
 */
function keep(chunk, words) {
  if (known.size > MOST_KNOWN) known.clear();
  known.set(chunk, words);
}

/**
 * @param {string} run
 * @returns {string[]}
 */
function pairs(run) {
  const signs = [...run];
  return Array.from({ length: Math.max(1, signs.length - 1) }, (_, at) => signs.slice(at, at + 2).join(""));
}

/**
 * @param {string} run
 * @returns {string[]}
 */
function runWords(run) {
  const letters = run.replace(/[+#]+$/u, "");
  const sign = run.slice(letters.length);
  if (sign && codePoints(letters) === 1) return [run];
  const signed = sign === "++" && PLAIN.test(letters) ? [run] : [];
  return [...signed, ...withoutApostrophes(letters).flatMap(compoundWords)];
}

/**
 * @param {string} run
 * @returns {string[]}
 */
function withoutApostrophes(run) {
  const [first = "", ...rest] = run.split(APOSTROPHE);
  if (rest.at(-1) === "s") rest.pop();
  if (rest.every((part) => codePoints(part) <= 2)) return [[first, ...rest].join("")];
  return [first, ...rest];
}

/**
 * @param {string} compound
 * @returns {string[]}
 */
function compoundWords(compound) {
  const parts = (compound.match(PART) ?? []).flatMap(undotted);
  if (parts.length <= 1) return parts.flatMap(partWords);
  const numbered = DIGIT.test(compound);
  if (!numbered && !/[-_\u2010\u2011]/u.test(compound)) return parts;
  const telling = numbered ? parts : parts.filter((part) => codePoints(part) > 2);
  return [parts.join(""), ...telling.flatMap(partWords)];
}

/**
 * @param {string} part
 * @returns {string[]}
 */
function undotted(part) {
  return DECIMAL.test(part) ? [part] : part.split(".").filter(Boolean);
}

/**
 * @param {string} part
 * @returns {string[]}
 */
function partWords(part) {
  const runs = TWO_RUNS.exec(part);
  return runs ? [part, ...runs.slice(1).filter(Boolean)] : [part];
}

/**
 * An identifier from where digits begin in it.
 * @param {string} word
 * @returns {string[]}
 */
function tails(word) {
  const runs = word.match(RUN) ?? [];
  if (runs.length < 2 || runs.length > MOST_RUNS || runs.join("") !== word) return [];
  const found = runs.slice(1).map((_, at) => runs.slice(at + 1).join(""));
  return found.filter((tail) => codePoints(tail) >= SHORTEST_TAIL && DIGIT.test(tail.charAt(0)));
}
