/** The state of the results page as the query of its address, so that results can be shared and Back works. */

/**
 * @typedef {object} Asked
 * @property {string} query
 * @property {string} product
 * @property {string} family
 * @property {string} manufacturer
 * @property {string[]} types
 * @property {string[]} languages
 * @property {boolean} exact whether words are taken as they are spelled
 */

/**
 * What an address asks for.
 * @param {string} search with its question mark
 * @returns {Asked}
 */
export function readAddress(search) {
  const told = new URLSearchParams(search);
  /** @param {string} name */
  const one = (name) => told.get(name)?.trim() ?? "";
  return {
    query: one("q"), product: one("product"), family: one("family"), manufacturer: one("manufacturer"),
    types: told.getAll("type"), languages: told.getAll("language"), exact: told.has("exact"),
  };
}

/**
 * The address that asks for it; empty where nothing is asked.
 * @param {Asked} asked
 */
export function writeAddress({ query, product, family, manufacturer, types, languages, exact }) {
  const told = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: query, product, family, manufacturer })) if (value) told.set(name, value);
  for (const type of types) told.append("type", type);
  for (const language of languages) told.append("language", language);
  if (exact) told.set("exact", "1");
  return told.size ? `?${told}` : "";
}

/**
 * Whether results are hidden by type or language.
 * @param {Asked} asked
 */
export function isFiltered({ types, languages }) {
  return types.length + languages.length > 0;
}
