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
}

/**
 * @param {Set<string>} filter
 * @param {string} value
 */
export function holds(filter, value) {
  return !filter.size || filter.has(value);
}
