/**
 * What is compared and how, as the query of the page's address: `?p=alder-14,alder-13&differences=1&sort=weight&reversed=1`.
 *
 * @typedef {object} Compared
 * @property {string[]} chosen ids, in the order in which they were chosen
 * @property {string[]} unknown ids in the address that no product has
 * @property {boolean} differences whether only properties are shown in which the products differ
 * @property {string} sort name of a property, nothing for the order of choice
 * @property {boolean} reversed
 * @property {string} maker whose products the list of all is narrowed to
 *
 * @typedef {object} Known
 * @property {string[]} ids of all products
 * @property {string[]} chosen ids that are chosen where the address names none
 * @property {string[]} properties names
 * @property {string[]} makers
 */

/**
 * What an address asks for; what the page does not know is left out.
 * @param {string} search with its question mark
 * @param {Known} known
 * @returns {Compared}
 */
export function readAddress(search, known) {
  const told = new URLSearchParams(search);
  const ids = new Set(known.ids);
  const asked = told.getAll("p").flatMap((text) => (ids.has(text) ? [text] : text.split(","))).map((id) => id.trim());
  const [sort = "", maker = ""] = [told.get("sort"), told.get("maker")].map((text) => text ?? "");
  const sorted = known.properties.includes(sort);
  const found = [...new Set(asked)].filter((id) => ids.has(id));
  const unknown = [...new Set(asked)].filter((id) => id && !ids.has(id));
  return {
    chosen: found.length || (told.has("p") && !unknown.length) ? found : known.chosen,
    unknown,
    differences: told.has("differences"),
    sort: sorted ? sort : "",
    reversed: sorted && told.has("reversed"),
    maker: known.makers.includes(maker) ? maker : "",
  };
}

/**
 * The query that asks for it; empty where that is what the page shows anyway. Ids that it does not know are gone from it.
 * @param {Compared} compared
 * @param {Known} known
 */
export function writeAddress({ chosen, differences, sort, reversed, maker }, known) {
  const told = new URLSearchParams();
  if (differences) told.set("differences", "1");
  if (sort) told.set("sort", sort);
  if (sort && reversed) told.set("reversed", "1");
  if (maker) told.set("maker", maker);
  const same = chosen.length === known.chosen.length && chosen.every((id, at) => id === known.chosen[at]);
  const parts = [...(same ? [] : writeIds(chosen)), ...(told.size ? [told.toString()] : [])];
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * Ids with commas between them, as people can read them; an id that has one itself stands alone.
 * @param {string[]} ids
 */
function writeIds(ids) {
  const odd = ids.filter((id) => id.includes(","));
  const plain = ids.filter((id) => !id.includes(","));
  const parts = odd.map((id) => `p=${encodeURIComponent(id)}`);
  return plain.length || !odd.length ? [`p=${plain.map(encodeURIComponent).join(",")}`, ...parts] : parts;
}
