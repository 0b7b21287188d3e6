/** What a request is about, as a query for the site's own search. */

const FEWEST_WORDS = 3;
const MOST_WORDS = 14;
/** Chinese, Japanese and Korean need no spaces between words: two characters say something. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2}/u;
/** Error codes and model numbers: letters and digits in one word. */
const CODE = /(?=\S*\d)(?=\S*\p{L})[\p{L}\p{N}][\p{L}\p{N}.\-]{1,20}/gu;

/**
 * @param {readonly string[]} texts - the subject first, then what happens
 * @returns {string} "" while there is too little to search for
 */
export function questionOf(texts) {
  const [subject = "", ...others] = texts.map((text) => text.trim());
  const rest = others.join(" ");
  const codes = [...new Set(rest.match(CODE) ?? [])].filter((code) => !subject.includes(code));
  const words = wordsOf(subject);
  if (words.length < FEWEST_WORDS) words.push(...wordsOf(rest).filter((word) => !codes.includes(word)));
  const asked = [...words, ...codes].slice(0, MOST_WORDS).join(" ");
  const enough = words.length >= FEWEST_WORDS || codes.length > 0 || UNSPACED.test(asked) || asked.match(CODE);
  return enough ? asked : "";
}

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/u).filter(Boolean);
}
