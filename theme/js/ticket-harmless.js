/** Answers without the signs that do no harm: a serial number may be typed with spaces, hyphens or in small letters. */

/** @type {Record<string, RegExp>} */
const SIGNS = { spaces: /\s+/gu, hyphens: /[-\u2010-\u2015\u2212]+/gu, dots: /\.+/gu, slashes: /[/\\]+/gu };

/**
 * @param {string} answer
 * @param {string} ignored what a field ignores: "spaces", "hyphens", "dots", "slashes", "case", separated by spaces
 */
export function withoutHarmless(answer, ignored) {
  const names = ignored.split(" ").filter(Boolean);
  const plain = names.reduce((text, name) => text.replace(SIGNS[name] ?? /$^/u, ""), answer);
  return names.includes("case") ? plain.toUpperCase() : plain;
}
