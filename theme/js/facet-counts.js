/** Counts by what results can be narrowed; only the results page shows it. See kbgen/search/facets.py. */
import { holds } from "./facets.js";

/**
 * Counts documents. A chosen product hides none, so it changes no count.
 * @param {import("./facets.js").Facets} facets
 * @param {Iterable<number>} documents
 * @param {import("./facets.js").Choice} choice
 * @returns {import("./facets.js").Counts}
 */
export function countFacets(facets, documents, { own, types, languages }) {
  const found = new Float64Array(facets.sets.length);
  for (const document of documents) {
    const at = Number(facets.setOf[document]);
    found[at] = Number(found[at]) + 1;
  }
  const [ofType, ofLanguage, ofProduct, ofFamily, ofMaker] = [tally(), tally(), tally(), tally(), tally()];
  const product = new Map(facets.products.map((each) => [each.id, each]));
  facets.sets.forEach(([type, language, ids], at) => {
    const count = Number(found[at]);
    const [typed, spoken] = [holds(types, type), holds(languages, language)];
    add(ofType, [type], spoken ? count : 0);
    add(ofLanguage, [language], typed ? count : 0);
    const named = typed && spoken ? ids.flatMap((id) => product.get(id) ?? []) : [];
    add(ofProduct, named.map((each) => each.id), count);
    add(ofFamily, named.map((each) => each.family), count);
    add(ofMaker, named.map((each) => each.manufacturer), count);
  });
  return {
    products: facets.products
      .map(({ id, name, url, family, manufacturer }) => ({ id, name, url, family, manufacturer, count: ofProduct.get(id) ?? 0 }))
      .filter(({ id, count }) => count || own?.has(id)),
    families: listed(ofFamily, facets.products.map((each) => [each.family, each.familyName])),
    manufacturers: listed(ofMaker, facets.products.map((each) => [each.manufacturer, each.manufacturerName])),
    types: plain(ofType, types),
    languages: plain(ofLanguage, languages),
  };
}

/** @returns {Map<string, number>} id → how many */
function tally() {
  return new Map();
}

/**
 * @param {Map<string, number>} counts
 * @param {string[]} ids
 * @param {number} count
 */
function add(counts, ids, count) {
  if (count) for (const id of new Set(ids)) if (id) counts.set(id, (counts.get(id) ?? 0) + count);
}

/**
 * @param {Map<string, number>} counts
 * @param {[id: string, name: string][]} names
 */
function listed(counts, names) {
  return [...new Map(names)].flatMap(([id, name]) => {
    const count = counts.get(id);
    return count ? [{ id, name, url: "", count }] : [];
  });
}

/**
 * @param {Map<string, number>} counts
 * @param {Set<string>} chosen
 */
function plain(counts, chosen) {
  return [...new Set([...counts.keys(), ...chosen])].map((id) => ({ id, count: counts.get(id) ?? 0 }));
}
