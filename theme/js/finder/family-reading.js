/** What the items of a query ask of the products of one family; as kbgen/search/finder/family_reading.py, with the comments. */
import { FamilyItems } from "./family-items.js";
import { readLimits, valueOf } from "./limits.js";
import { BETTER, byNumbers, DIMENSION, distanceFrom, KIND, REQUIRED, SYMBOL } from "./property.js";

/**
 * @typedef {import("./found.js").Constraint} Constraint
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./items.js").Meaning} Meaning
 * @typedef {import("./items.js").Start} Start
 * @typedef {import("./items.js").Unit} Unit
 */

export const [UNSURE, SURE_IN_FAMILY, SURE] = /** @type {const} */ ([0, 1, 2]);
const OF_THAT_ORDER = 2;
const FAR_OFF = 10;
const NUMERIC = "nrdlc";
const UNNAMED = "nlr";

export class FamilyReading {
  /** Constraints with the places of their items. @type {[number, Constraint][]} */
  found = [];
  /** Places of the items that say something here. @type {Set<number>} */
  used = new Set();
  /** Properties that are named and nothing asked of. @type {number[]} */
  mentioned = [];

  /**
   * @param {Start} start
   * @param {number} family
   * @param {Item[]} items
   */
  constructor(start, family, items) {
    this.start = start;
    this.family = family;
    this.items = items;
    this.seen = new FamilyItems(family, items);
    this.properties = start.families[family]?.properties ?? [];
    this.#read();
  }

  /** In the order of the query. */
  get constraints() {
    return [...this.found].sort(([one], [other]) => one - other).map(([, constraint]) => constraint);
  }

  #read() {
    const places = [...this.items.keys()];
    for (const at of places) if (["f", "m", "d"].some((kind) => this.seen.is(at, kind))) this.used.add(at);
    const numbers = places.filter((at) => this.items[at]?.numbers.length);
    const signs = new Map(numbers.map((at) => [at, this.#sign(at)]));
    const left = numbers.filter((at) => !this.#readNamed(at, .../** @type {[string, Meaning[]]} */ (signs.get(at))));
    for (const at of left) this.#readUnnamed(at, signs.get(at)?.[0] ?? "");
    for (const at of places) this.#readBest(at);
    this.#readOptions();
    this.#readMentions();
  }

  /**
   * The comparison of a number, and the properties that it says it is about.
   * @param {number} at
   * @returns {[string, Meaning[]]}
   */
  #sign(at) {
    const before = this.seen.next(at, -1);
    if (this.seen.is(before, "b")) this.used.add(before);
    if (before >= 0 && !this.used.has(before)) {
      const hints = this.seen.ofKind(before, "h");
      const plain = this.seen.ofKind(before, "c").filter(([, , place]) => place !== "a").map(([, sign]) => sign);
      const signs = [...hints.map((hint) => hint[3]), ...plain];
      if (signs.length) {
        this.used.add(before);
        return [signs[0], hints];
      }
    }
    return [this.#signAfter(at), []];
  }

  /** @param {number} at */
  #signAfter(at) {
    for (let place = at + 1; place < this.items.length; place += 1) {
      for (const [, sign, where] of this.seen.ofKind(place, "c")) {
        if (where === "a" || (where === "e" && !this.items[this.seen.next(place, 1)]?.numbers.length)) {
          this.used.add(place);
          return String(sign);
        }
      }
      if (!this.seen.isFiller(place) && !this.seen.is(place, "p")) break;
    }
    return "";
  }

  /**
   * Reads a number with the name of its property beside it.
   * @param {number} at
   * @param {string} sign
   * @param {Meaning[]} hints
   */
  #readNamed(at, sign, hints) {
    for (const place of [this.#namedBefore(at), this.#namedAfter(at)]) {
      const fitting = this.seen.ofKind(place, "p").filter((each) => this.#fits(at, each[2], each[3]));
      if (!fitting.length) continue;
      const strong = Math.max(...fitting.map((each) => each[3]));
      const best = this.#likeliest(at, fitting.filter((each) => each[3] === strong).map((each) => each[2]));
      this.used.add(place);
      this.#addLimits(at, best, sign, this.items[at]?.units.length ? SURE : SURE_IN_FAMILY);
      return true;
    }
    const hinted = hints.find((each) => this.#fits(at, each[2], 1));
    if (hinted) this.#addLimits(at, hinted[2], sign, SURE_IN_FAMILY);
    return hinted !== undefined;
  }

  /** @param {number} at */
  #namedBefore(at) {
    for (let place = at - 1; place >= 0; place -= 1) {
      if (this.#isFreeName(place)) return place;
      if (!(this.seen.isFiller(place) || ["c", "h", "b", "w"].some((kind) => this.seen.is(place, kind)))) return -1;
    }
    return -1;
  }

  /** @param {number} at */
  #namedAfter(at) {
    for (let place = at + 1; place < this.items.length; place += 1) {
      if (this.#isFreeName(place)) return place;
      const after = this.seen.ofKind(place, "c").some((meaning) => meaning[2] !== "b");
      if (!(this.seen.isFiller(place) || after || this.seen.is(place, "o") || this.#yesNo(place).length)) return -1;
    }
    return -1;
  }

  /** @param {number} place */
  #isFreeName(place) {
    return !this.used.has(place) && this.seen.ofKind(place, "p").some((each) => NUMERIC.includes(this.#kind(each[2])));
  }

  /** @param {number} number */
  #kind(number) {
    return this.properties[number]?.[KIND] ?? "t";
  }

  /**
   * Whether a number can be one of a property: in its dimension, or without a unit.
   * @param {number} at
   * @param {number} number
   * @param {number} strong
   */
  #fits(at, number, strong) {
    const units = this.items[at]?.units ?? [];
    const dimension = this.properties[number]?.[DIMENSION];
    if (units.length) return units.some((unit) => this.start.units[unit]?.[1] === dimension);
    return "nr".includes(this.#kind(number)) && (strong > 0 || !dimension);
  }

  /**
   * Reads a number by its unit and its order of magnitude.
   * @param {number} at
   * @param {string} sign
   */
  #readUnnamed(at, sign) {
    const taken = new Set(this.found.filter(([, { kind }]) => kind === "limits").map(([, { property }]) => property));
    const fitting = [...this.properties.entries()].filter(
      ([number, declared]) =>
        this.items[at]?.units.length &&
        !taken.has(number) &&
        UNNAMED.includes(declared[KIND]) &&
        !this.start.common.includes(declared[DIMENSION]) &&
        !(declared[KIND] === "l" && declared[DIMENSION] === "frequency") &&
        this.#fits(at, number, 1) &&
        this.#distance(at, number) <= FAR_OFF,
    );
    if (fitting.length) this.#addLimits(at, this.#likeliest(at, fitting.map(([number]) => number)), sign, SURE_IN_FAMILY);
  }

  /**
   * Of some properties the one whose values are of that order.
   * @param {number} at
   * @param {number[]} numbers
   */
  #likeliest(at, numbers) {
    const ranked = numbers.map((number) => {
      const distance = this.#distance(at, number);
      return [distance <= OF_THAT_ORDER ? 1 : distance, -(this.properties[number]?.[REQUIRED] ?? 0), number];
    });
    return Number(ranked.sort(byNumbers)[0]?.[2]);
  }

  /**
   * By what factor a number is below or above all values of a property.
   * @param {number} at
   * @param {number} number
   */
  #distance(at, number) {
    const [declared, unit, item] = [this.properties[number], this.#unit(at, number), this.items[at]];
    if (!declared || !unit || !item) return 1;
    return distanceFrom(declared, valueOf(item, unit));
  }

  /**
   * Whether the values of a property are of the order of what was asked.
   * @param {number} at
   * @param {Constraint} constraint
   */
  isPlausible(at, { property }) {
    return this.#distance(at, property) <= OF_THAT_ORDER;
  }

  /**
   * @param {number} at
   * @param {number} number
   * @returns {Unit | undefined}
   */
  #unit(at, number) {
    const { units } = this.start;
    const [dimension, symbol] = [this.properties[number]?.[DIMENSION], this.properties[number]?.[SYMBOL]];
    const typed = this.items[at]?.units.find((unit) => units[unit]?.[1] === dimension);
    return typed === undefined ? units.find((unit) => unit[0] === symbol) : units[typed];
  }

  /**
   * @param {number} at
   * @param {number} property
   * @param {string} sign
   * @param {number} sure
   */
  #addLimits(at, property, sign, sure) {
    const item = /** @type {Item} */ (this.items[at]);
    const limits = readLimits(item, sign, this.properties[property]?.[BETTER] ?? 0, this.#unit(at, property));
    this.used.add(at);
    this.found.push([at, { property, kind: "limits", limits, options: [], wanted: true, direction: 0, sure }]);
  }

  /**
   * Reads "lightest" and "longest battery life".
   * @param {number} at
   */
  #readBest(at) {
    const place = this.seen.next(at, 1);
    const named = this.seen.ofKind(place, "p").map((each) => each[2]);
    const numbers = named.filter((each) => this.#kind(each) === "n" && this.properties[each]?.[BETTER]);
    const superlatives = [
      ...this.seen.ofKind(at, "s").filter((each) => !named.length || named.includes(each[2])).map((each) => [each[2], each[3]]),
      ...this.seen.ofKind(at, "g").flatMap(([, direction]) =>
        numbers.map((each) => [each, direction || this.properties[each]?.[BETTER]]),
      ),
    ];
    const [first] = superlatives;
    if (!first || (named.length && this.used.has(place))) return;
    this.used.add(at);
    if (named.length) this.used.add(place);
    const [property, direction] = first;
    this.found.push([at, { property, kind: "best", limits: null, options: [], wanted: true, direction, sure: SURE_IN_FAMILY }]);
  }

  /** @param {number} at */
  #yesNo(at) {
    return this.seen.ofKind(at, "p").map((each) => each[2]).filter((number) => this.#kind(number) === "b");
  }

  /** Reads options, and properties that a product has or has not. */
  #readOptions() {
    let negative = "";
    for (const at of this.items.keys()) {
      const [[yesNo], options] = [this.#yesNo(at), this.seen.ofKind(at, "o")];
      if (this.used.has(at) || (yesNo === undefined && !options.length)) {
        if (!this.seen.isFiller(at) && !this.seen.is(at, "w")) negative = ["n", "n0"].find((kind) => this.seen.is(at, kind)) ?? "";
        continue;
      }
      const sure = negative !== "n0" && (negative || this.#isAttribute(at)) ? SURE_IN_FAMILY : UNSURE;
      const common = { limits: null, wanted: !negative, direction: 0, sure };
      if (yesNo === undefined) {
        const rank = (/** @type {Meaning} */ each) => [Number(this.#kind(each[2]) !== "l"), each[2]];
        const [option] = [...options].sort((one, other) => byNumbers(rank(one), rank(other)));
        this.found.push([at, { property: option?.[2], kind: "options", options: option?.[3], ...common }]);
      } else {
        this.found.push([at, { property: yesNo, kind: "yes/no", options: [], ...common }]);
      }
      this.used.add(at);
      if (!this.seen.is(at + 1, "or")) negative = "";
    }
  }

  /**
   * Whether it is said of a product: "with wifi", "wifi printer"; "printer wifi" is a subject.
   * @param {number} at
   */
  #isAttribute(at) {
    return this.items.some((_, each) => (each > at && this.seen.is(each, "f")) || (each < at && this.seen.is(each, "w")));
  }

  #readMentions() {
    for (const at of this.items.keys()) {
      const named = this.seen.ofKind(at, "p").find((each) => each[3]);
      if (this.used.has(at) || !named) continue;
      this.used.add(at);
      this.mentioned.push(named[2]);
    }
  }
}
