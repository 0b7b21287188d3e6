/** What results can be narrowed by: product, with its family and manufacturer, type, language. See kbgen/search/facets.py. */
import { decodedNumbers } from "./coding.js";

/**
 * @typedef {object} Product
 * @property {string} id
 * @property {string} name
 * @property {string} url of its hub, relative to the site
 * @property {string} family
 * @property {string} familyName
 * @property {string} manufacturer
 * @property {string} manufacturerName
 *
 * @typedef {object} Chosen what a customer has chosen; what the site does not have chooses nothing
 * @property {string} [product]
 * @property {string} [family]
 * @property {string} [manufacturer]
 * @property {string[]} [types]
 * @property {string[]} [languages]
 *
 * @typedef {object} Choice what was chosen of what the site has
 * @property {Set<string> | null} own ids of the products that fit, null where none was chosen
 * @property {Set<string>} types
 * @property {Set<string>} languages
 *
 * @typedef {{id: string, name: string, url: string, count: number}} Counted
 *
 * @typedef {object} Counts how many matching documents there are, under the filters of the other kinds
 * @property {(Counted & {family: string, manufacturer: string})[]} products
 * @property {Counted[]} families
 * @property {Counted[]} manufacturers
 * @property {{id: string, count: number}[]} types
 * @property {{id: string, count: number}[]} languages
 *
 * @typedef {[type: string, language: string, products: string[]]} FacetSet
 */

/** The place of a document that is hidden. */
export const HIDDEN = -1;

/** The facets of a site. */
export class Facets {
  /** @type {Product[]} */
  products;
  /** @type {FacetSet[]} */
  sets;
  /** Document → its place in `sets`. @type {Uint32Array} */
  setOf;

  /** @param {any} data as kbgen/search/export.py writes it */
  constructor({ products, sets, setOf }) {
    this.products = products.map(
      ([id, name, url, family, familyName, manufacturer, manufacturerName] = /** @type {string[]} */ ([])) =>
        ({ id, name, url, family, familyName, manufacturer, manufacturerName }),
    );
    this.sets = sets;
    this.setOf = Uint32Array.from(decodedNumbers(setOf));
  }

  /**
   * What was chosen, as far as the site has it.
   * @param {Chosen} chosen
   * @returns {Choice}
   */
  choice({ product, family, manufacturer, types = [], languages = [] }) {
    const wanted = Object.entries({ id: product, family, manufacturer }).filter(([name, value]) =>
      value && this.products.some((each) => each[/** @type {"id"} */ (name)] === value));
    const fitting = this.products.filter((each) =>
      wanted.every(([name, value]) => each[/** @type {"id"} */ (name)] === value));
    return {
      own: wanted.length ? new Set(fitting.map(({ id }) => id)) : null,
      types: new Set(types.filter((type) => this.sets.some((set) => set[0] === type))),
      languages: new Set(languages.filter((language) => this.sets.some((set) => set[1] === language))),
    };
  }

  /**
   * Set → 0 where its documents fit, 1 where they are of other products, HIDDEN where they are not shown.
   * @param {Choice} choice
   */
  tiers({ own, types, languages }) {
    return this.sets.map(([type, language, products]) => {
      if (!holds(types, type) || !holds(languages, language)) return HIDDEN;
      return own && products.length && !products.some((each) => own.has(each)) ? 1 : 0;
    });
  }

  /**
   * Counts documents. A chosen product hides none, so it changes no count.
   * @param {Iterable<number>} documents
   * @param {Choice} choice
   * @returns {Counts}
   */
  counts(documents, { own, types, languages }) {
    const found = new Float64Array(this.sets.length);
    for (const document of documents) {
      const at = Number(this.setOf[document]);
      found[at] = Number(found[at]) + 1;
    }
    const [ofType, ofLanguage, ofProduct, ofFamily, ofMaker] = [tally(), tally(), tally(), tally(), tally()];
    const product = new Map(this.products.map((each) => [each.id, each]));
    this.sets.forEach(([type, language, ids], at) => {
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
      products: this.products
        .map(({ id, name, url, family, manufacturer }) => ({ id, name, url, family, manufacturer, count: ofProduct.get(id) ?? 0 }))
        .filter(({ id, count }) => count || own?.has(id)),
      families: listed(ofFamily, this.products.map((each) => [each.family, each.familyName])),
      manufacturers: listed(ofMaker, this.products.map((each) => [each.manufacturer, each.manufacturerName])),
      types: plain(ofType, types),
      languages: plain(ofLanguage, languages),
    };
  }
}

/** @returns {Map<string, number>} id → how many */
function tally() {
  return new Map();
}

/**
 * @param {Set<string>} filter
 * @param {string} value
 */
function holds(filter, value) {
  return !filter.size || filter.has(value);
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
