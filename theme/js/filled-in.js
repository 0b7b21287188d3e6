/** Words that the server gives, with what the script knows in their blanks. */

/**
 * A label with its blanks filled in.
 * @param {string | undefined} label
 * @param {Record<string, string | number>} values
 */
export function filledIn(label, values) {
  return (label ?? "").replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}
