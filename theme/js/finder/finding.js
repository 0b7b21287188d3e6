/** The products that are as a query asks, in order, or those that come nearest; as kbgen/search/finder/finding.py. */
import { vocabularyOf } from "./items.js";
import { isNear, meets, missedBy, rounded } from "./limits.js";
import { findFamily, readProductQuery } from "./reading.js";
import { BETTER, ID, KIND, LABEL, sortedBy } from "./property.js";
import { keyOf, tokens } from "./tokens.js";

/**
 * @typedef {import("./found.js").Constraint} Constraint
 * @typedef {import("./items.js").Phrases} Phrases
 * @typedef {import("./items.js").Property} Property
 * @typedef {import("./items.js").Start} Start
 * @typedef {import("./limits.js").Limits} Limits
 * @typedef {import("./reading.js").Reading} Reading
 *
 * @typedef {[text: string, numbers: number[], options: number[], condition: string]} Cell
 * @typedef {object} Shard the sheets of a family: kbgen/search/finder/sheets.py
 * @property {[id: string, name: string, url: string, picture: string, maker: number, keys: string[]][]} products
 * @property {string[][]} options
 * @property {[cells: Cell[], of: number[]][]} columns
 * @property {string} compare
 *
 * @typedef {import("./found.js").Found} Found
 * @typedef {import("./found.js").FoundProduct} FoundProduct
 * @typedef {import("./found.js").FoundValue} FoundValue
 * @typedef {import("./found.js").State} State
 * @typedef {import("./found.js").Understood} Understood
 *
 * @typedef {object} Chosen
 * @property {string} [product]
 * @property {string} [family]
 * @property {string} [manufacturer]
 */

const FORMAT = 4;
const NEAREST = 3;
const [MET, MISSED, NOT_STATED] = /** @type {const} */ (["met", "missed", "not stated"]);
const SEVERITY = [MET, MISSED, NOT_STATED];
const UNKNOWN_IS_WORSE = 2;

/**
 * Opens the search for products of a site.
 * @param {import("../plan.js").Load} load
 * @returns {Promise<(query: string, chosen?: Chosen) => Promise<Found | null>>}
 */
export async function openFinder(load) {
  const start = /** @type {Start} */ (await load("specs"));
  if (start.format !== FORMAT) throw new Error(`Spec data of format ${start.format}, not ${FORMAT}`);
  const phrases = vocabularyOf(start);
  /** @type {Map<number, Promise<[Shard, Phrases]>>} */
  const shards = new Map();
  /** @type {(family: number) => Promise<[Shard, Phrases]>} */
  const loaded = async (family) => {
    const sheets = /** @type {Shard} */ (await load(`${start.folder}/${start.families[family]?.file}`));
    return [sheets, namesOf(sheets)];
  };
  return async (query, chosen = {}) => {
    const family = findFamily(start, phrases, query, chosen.family ?? "");
    if (family === undefined) return null;
    const coming = shards.get(family) ?? loaded(family);
    shards.set(family, coming);
    const [sheets, names] = await coming;
    const reading = readProductQuery(start, phrases, family, names, query);
    return reading ? new Finder(start, sheets, reading, chosen).found() : null;
  };
}

/**
 * What the products of a family are called, with their places.
 * @param {Shard} shard
 */
function namesOf({ products }) {
  /** @type {Phrases} */
  const names = new Map();
  products.forEach(([, name, , , , keys], at) => {
    for (const key of [keyOf(tokens(name)), ...keys]) if (/[a-z]/.test(key)) names.set(key, [...(names.get(key) ?? []), ["d", at]]);
  });
  return names;
}

class Finder {
  /**
   * @param {Start} start
   * @param {Shard} shard
   * @param {Reading} reading
   * @param {Chosen} chosen
   */
  constructor(start, shard, reading, chosen) {
    this.start = start;
    this.shard = shard;
    this.reading = reading;
    this.chosen = chosen;
    this.family = /** @type {import("./items.js").Family} */ (start.families[reading.family]);
    this.ids = new Set(shard.products.map(([id]) => id));
  }

  /** @returns {Found | null} */
  found() {
    const { constraints, makers, products, unused } = this.reading;
    const places = [...this.shard.products.entries()].filter(
      ([at, product]) => (!makers.length || makers.includes(product[4])) && (!products.length || products.includes(at)),
    );
    const lookedAt = places.map(([at]) => ({ at, states: constraints.map((each) => this.#state(at, each)) }));
    const fitting = lookedAt.filter(({ states }) => states.every((state) => state === MET)).map(({ at }) => at);
    const listed = fitting.length ? sortedBy(fitting, (at) => this.#order(at)) : this.#nearest(lookedAt);
    if (!listed.length) return null;
    return {
      family: this.family.id,
      label: this.family.label,
      understood: this.#understood(),
      unused,
      products: listed.map((at) => this.#product(at)),
      nearest: !fitting.length,
      of: lookedAt.length,
      compare: this.shard.compare,
    };
  }

  /** @param {{at: number, states: State[]}[]} lookedAt */
  #nearest(lookedAt) {
    const { constraints } = this.reading;
    const near = lookedAt.filter(({ states }) =>
      states.some((state, which) => state === MET || (state === MISSED && constraints[which]?.kind === "limits")),
    );
    return sortedBy(near, ({ at, states }) => this.#nearness(at, states)).slice(0, NEAREST).map(({ at }) => at);
  }

  /**
   * @param {number} at
   * @param {number} number
   */
  #cell(at, number) {
    const [cells, of] = this.shard.columns[number] ?? [[], []];
    return cells[of[at] ?? -1];
  }

  /** @param {number} number */
  #declared(number) {
    return /** @type {Property} */ (this.family.properties[number]);
  }

  /**
   * @param {number} at
   * @param {Constraint} constraint
   * @returns {State}
   */
  #state(at, { property, kind, limits, options, wanted }) {
    const cell = this.#cell(at, property);
    if (!cell || !(cell[1].length || (kind === "options" && cell[2].length))) return NOT_STATED;
    let met = kind === "best" || Boolean(cell[1][0]) === wanted;
    if (limits) met = meets(this.#declared(property)[KIND], cell[1], limits);
    else if (kind === "options") met = cell[2].some((option) => options.includes(option)) === wanted;
    return met ? MET : MISSED;
  }

  /**
   * 0 for what was chosen, 1 for other products, as among the pages.
   * @param {number} at
   */
  #tier(at) {
    const { product = "", manufacturer = "" } = this.chosen;
    const [id, , , , maker] = this.shard.products[at] ?? [];
    const isKnown = this.start.makers.some(([each]) => each === manufacturer);
    const wrongProduct = this.ids.has(product) && id !== product;
    return Number(wrongProduct || (isKnown && this.start.makers[maker ?? -1]?.[0] !== manufacturer));
  }

  /** @param {number} at */
  #order(at) {
    /** @type {number[]} */
    const bests = [];
    /** @type {number[]} */
    const distances = [];
    let exact = 0;
    for (const { property, kind, limits, direction } of this.reading.constraints) {
      const numbers = this.#cell(at, property)?.[1] ?? [];
      if (kind === "best" && numbers.length) bests.push(-direction * Number(numbers[0]));
      else if (limits && numbers.length) {
        exact += Number(isExact(this.#declared(property)[KIND], numbers, limits));
        distances.push(preference(this.#declared(property), numbers, limits));
      }
    }
    return [this.#tier(at), ...bests, -exact, ...distances, at];
  }

  /**
   * @param {number} at
   * @param {State[]} states
   */
  #nearness(at, states) {
    let missed = 0;
    states.forEach((state, which) => {
      const { property, limits } = /** @type {Constraint} */ (this.reading.constraints[which]);
      if (state === NOT_STATED) missed += UNKNOWN_IS_WORSE;
      else if (state === MISSED) {
        const cell = this.#cell(at, property);
        missed += limits && cell ? missedBy(this.#declared(property)[KIND], cell[1], limits) : 1;
      }
    });
    return [-states.filter((state) => state === MET).length, missed, this.#tier(at), at];
  }

  /**
   * @param {number} at
   * @returns {FoundProduct}
   */
  #product(at) {
    const [id = "", name = "", url = "", picture = "", maker = -1] = this.shard.products[at] ?? [];
    const { constraints, mentioned } = this.reading;
    /** @type {Map<number, State>} */
    const asked = new Map();
    for (const constraint of constraints) {
      const state = this.#state(at, constraint);
      const known = asked.get(constraint.property) ?? MET;
      asked.set(constraint.property, SEVERITY.indexOf(state) > SEVERITY.indexOf(known) ? state : known);
    }
    for (const number of mentioned) if (!asked.has(number)) asked.set(number, this.#cell(at, number) ? MET : NOT_STATED);
    const values = [...asked].map(([number, state]) => this.#value(at, number, state));
    const other = this.#tier(at) > 0;
    return { id, name, url, picture, maker: this.start.makers[maker]?.[1] ?? "", other, values };
  }

  /**
   * @param {number} at
   * @param {number} number
   * @param {State} state
   * @returns {FoundValue}
   */
  #value(at, number, state) {
    const [text, , , condition] = this.#cell(at, number) ?? ["", [], [], ""];
    return { id: this.#declared(number)[ID], label: this.#declared(number)[LABEL], text, condition, state };
  }

  /** @returns {Understood[]} */
  #understood() {
    const { makers, products, constraints } = this.reading;
    return [
      ...makers.map((each) => ({ kind: /** @type {const} */ ("maker"), label: this.start.makers[each]?.[1] ?? "" })),
      ...products.map((each) => ({ kind: /** @type {const} */ ("product"), label: this.shard.products[each]?.[1] ?? "" })),
      ...constraints.map((each) => this.#constraint(each)),
    ];
  }

  /**
   * @param {Constraint} constraint
   * @returns {Understood}
   */
  #constraint({ property, kind, limits, options, wanted, direction }) {
    const told = { kind, label: this.#declared(property)[LABEL] };
    if (limits) {
      const { sign, text, symbol } = limits;
      return { ...told, sign, text, symbol, better: this.#declared(property)[BETTER] };
    }
    if (kind === "options") return { ...told, option: shortest(options.map((each) => this.shard.options[property]?.[each] ?? "")), wanted };
    return kind === "best" ? { ...told, direction } : { ...told, wanted };
  }
}

/**
 * The first of the shortest, by code points.
 * @param {string[]} texts
 */
function shortest(texts) {
  return texts.reduce((best, text) => ([...text].length < [...best].length ? text : best));
}

/**
 * Whether a value is what was typed without a comparison: "16 GB" finds 16 GB before 32 GB.
 * @param {string} kind
 * @param {number[]} numbers
 * @param {Limits} limits
 */
function isExact(kind, numbers, limits) {
  return !limits.sign && kind !== "r" && numbers.some((number) => isNear(number, limits));
}

/**
 * The less, the earlier: what is nearest to a number alone, else what is better.
 * @param {Property} declared
 * @param {number[]} numbers
 * @param {Limits} limits
 */
function preference(declared, numbers, { sign, value }) {
  if ("rd".includes(declared[KIND])) return 0;
  if (["", "~", "="].includes(sign)) return rounded(Math.min(...numbers.map((number) => Math.abs(number - value))));
  return -declared[BETTER] * (declared[BETTER] > 0 ? Math.max(...numbers) : Math.min(...numbers));
}
