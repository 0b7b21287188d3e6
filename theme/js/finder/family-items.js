/** The items of a query as a family takes them: the words of other families mean nothing to it. */
import { ofKind } from "./items.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./items.js").Meaning} Meaning
 */

const OWN = ["p", "o", "s", "h", "f"];
const SAID = ["f", "p", "o", "s"];

export class FamilyItems {
  /**
   * @param {number} family
   * @param {Item[]} items
   */
  constructor(family, items) {
    this.family = family;
    this.items = items;
  }

  /**
   * The meanings of an item that hold for this family.
   * @param {number} at
   * @param {string} kind
   */
  ofKind(at, kind) {
    const item = this.items[at];
    const meanings = item ? ofKind(item, kind) : [];
    return OWN.includes(kind) ? meanings.filter((meaning) => meaning[1] === this.family) : meanings;
  }

  /**
   * @param {number} at
   * @param {string} kind
   */
  is(at, kind) {
    return this.ofKind(at, kind).length > 0;
  }

  /** @param {number} at */
  isFiller(at) {
    return this.is(at, "x") && !SAID.some((kind) => this.is(at, kind));
  }

  /**
   * The next item that is no filler, in a direction; -1 where there is none.
   * @param {number} at
   * @param {1 | -1} step
   */
  next(at, step) {
    let place = at + step;
    while (place >= 0 && place < this.items.length && this.isFiller(place)) place += step;
    return place < this.items.length ? place : -1;
  }
}
