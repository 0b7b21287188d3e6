/** Which products of a list are meant by what is typed. */

/**
 * A name or number as it is compared: without case, accents, spaces and signs.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Whether every word that is typed stands in a product's name or numbers, in any spelling: "p 200", "al15p3110".
 * @param {string} typed
 * @param {string} text name and numbers
 */
export function namesProduct(typed, text) {
  const whole = plain(text);
  return whole.includes(plain(typed)) || typed.trim().split(/\s+/).every((word) => whole.includes(plain(word)));
}
