/** The order of words in shards, which is Python's and not UTF-16's. */

const SURROGATE = /[\ud800-\udfff]/;

/**
 * Negative, zero or positive, by code point.
 * @param {string} one
 * @param {string} other
 */
export function byCodePoint(one, other) {
  if (one === other) return 0;
  if (!SURROGATE.test(one) && !SURROGATE.test(other)) return one < other ? -1 : 1;
  const [ones, others] = [[...one], [...other]];
  for (let at = 0; at < ones.length && at < others.length; at += 1) {
    const gap = Number(ones[at]?.codePointAt(0)) - Number(others[at]?.codePointAt(0));
    if (gap) return gap;
  }
  return ones.length - others.length;
}
