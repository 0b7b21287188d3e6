/** Reads numbers and words that kbgen/search/coding.py wrote in few signs: the format is described there. */

const FIRST = 0x23;
const BACKSLASH = 0x5c;
const LAST = 72;
const MORE = 19;
const PLAIN_WEIGHTS = 4;

/**
 * @param {string} signs
 * @returns {number[]}
 */
export function decodedNumbers(signs) {
  const numbers = [];
  for (let at = 0, number = 0, scale = 1; at < signs.length; at += 1) {
    const place = placeOf(signs.charCodeAt(at));
    number += scale * place;
    scale *= MORE;
    if (place >= LAST) continue;
    numbers.push(number);
    [number, scale] = [0, 1];
  }
  return numbers;
}

/**
 * The documents of a term, ascending, its weight in each, and the sum of the weights.
 * @param {string} signs
 */
export function decodedPostings(signs) {
  const coded = decodedNumbers(signs);
  const numbers = new Uint32Array(coded.length);
  const weights = new Uint32Array(coded.length);
  let [number, documents] = [0, 0];
  for (let at = 0; at < coded.length; at += 1) {
    const each = Number(coded[at]);
    const plain = (each % PLAIN_WEIGHTS) + 1;
    const weight = plain < PLAIN_WEIGHTS ? plain : plain + Number(coded[(at += 1)]);
    number += Math.floor(each / PLAIN_WEIGHTS);
    numbers[documents] = number;
    weights[documents] = weight;
    documents += 1;
  }
  return { numbers: numbers.subarray(0, documents), weights: weights.subarray(0, documents) };
}

/**
 * Words that were written without what they share with the word before, by the terms that spaces separate.
 * @param {string} coded
 * @returns {string[][]}
 */
export function decodedTerms(coded) {
  let before = "";
  return coded.split(" ").map((term) =>
    Array.from(term.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared = "A", rest = ""]) => {
      // JavaScript counts in units of UTF-16, Python in characters.
      const kept = [...before].slice(0, shared.charCodeAt(0) - 0x41).join("");
      return (before = kept + rest);
    }),
  );
}

/**
 * @param {string} coded
 * @returns {string[]}
 */
export function decodedWords(coded) {
  return decodedTerms(coded).flat();
}

/**
 * Which of the signs a character is: "#" is the first, the backslash is left out.
 * @param {number} code
 */
function placeOf(code) {
  return code - FIRST - (code > BACKSLASH ? 1 : 0);
}
