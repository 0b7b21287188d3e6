import assert from "node:assert/strict";
import { test } from "node:test";

import { readAddress, writeAddress } from "../../theme/js/comparison-address.js";
import { changeInWords } from "../../theme/js/comparison-words.js";
import { bestOf, differ, directionOf, inOrder, isDescending, named, readRanks, unstated } from "../../theme/js/comparison.js";

const products = [
  { id: "a13", name: "Alder 13", maker: "Alder", words: "Alder 13 Alder AL13-1011 AL13-1012", at: 0 },
  { id: "a14", name: "Alder 14", maker: "Alder", words: "Alder 14 Alder AL14-2041", at: 1 },
  { id: "b2", name: "Birch Two", maker: "Birch", words: "Birch Two Birch", at: 2 },
  { id: "b3", name: "Birch Three", maker: "Birch", words: "Birch Three Birch BI-300", at: 3 },
];
/**
 * @param {string} ranks
 * @param {Partial<import("../../theme/js/comparison.js").Property>} [more]
 */
const property = (ranks, more) => ({ name: "p", label: "P", group: "", type: "number", better: "", ranks: readRanks(ranks), ...more });
/** @param {{id: string}[]} list */
const ids = (list) => list.map(({ id }) => id).join(" ");
const none = () => "";

test("products come in the order of a property, the better ones first where it is known what is better", () => {
  assert.equal(ids(inOrder(products, property("2 0 3 1"), false)), "a14 b3 a13 b2");
  assert.equal(ids(inOrder(products, property("2 0 3 1", { better: "higher" }), false)), "b2 a13 b3 a14");
  assert.equal(ids(inOrder(products, property("2 0 3 1", { better: "lower" }), true)), "b2 a13 b3 a14");
  assert.equal(ids(inOrder(products, property("0 1 1 0", { type: "yes/no" }), false)), "a14 b2 a13 b3");
});

test("what is not stated comes last in either direction, and equal products keep their order", () => {
  for (const reversed of [false, true]) {
    assert.equal(ids(inOrder(products, property("- 1 - 1"), reversed)), "a14 b3 a13 b2");
  }
  assert.equal(ids(unstated(products, property("- 1 - 1"))), "a13 b2");
});

test("the name of an order says what comes first, and aria-sort agrees", () => {
  const names = [property("0", { better: "lower" }), property("0"), property("0", { type: "list" }), property("0", { type: "choice" })];
  assert.deepEqual(names.map((each) => [directionOf(each, false), directionOf(each, true)]), [
    ["best", "worst"], ["smallest", "largest"], ["a-z", "z-a"], ["listed", "listed-back"],
  ]);
  assert.equal(isDescending(property("0", { better: "higher" }), false), true);
  assert.equal(isDescending(property("0", { better: "lower" }), false), false);
  assert.equal(isDescending(property("0"), true), true);
});

test("the best are all that share the best value, and none where there is no better", () => {
  assert.equal(ids(bestOf(products, property("0 2 - 2", { better: "higher" }))), "a14 b3");
  assert.equal(ids(bestOf(products, property("0 2 - 2", { better: "lower" }))), "a13");
  assert.equal(ids(bestOf(products.slice(1, 2), property("0 2 - 2", { better: "higher" }))), "");
  assert.equal(ids(bestOf(products, property("1 1 - 1", { better: "lower" }))), "");
  assert.equal(ids(bestOf(products, property("0 1 2 3"))), "");
});

test("products differ in a value, in what is stated, and in the condition of a value", () => {
  assert.equal(differ(products, property("4 4 4 4"), none), false);
  assert.equal(differ(products, property("4 4 4 5"), none), true);
  assert.equal(differ(products.slice(0, 3), property("4 4 4 5"), none), false);
  assert.equal(differ(products, property("4 4 - 4"), none), true);
  assert.equal(differ(products, property("- - - -"), ({ id }) => id), false);
  assert.equal(differ(products, property("4 4 4 4"), ({ at }) => (at ? "at 1 m" : " At 1 m")), false);
  assert.equal(differ(products, property("4 4 4 4"), ({ at }) => (at ? "at 1 m" : "at 2 m")), true);
});

test("a product is found by the beginnings of its words, and by a stretch of its numbers", () => {
  assert.equal(ids(named(products, "ald 14")), "a14");
  assert.equal(ids(named(products, " BIRCH ")), "b2 b3");
  assert.equal(ids(named(products, "2041")), "a14");
  assert.equal(ids(named(products, "lder")), "");
});

const known = { ids: ["a13", "a14", "b2", "b3", "o,dd"], chosen: ["a13", "a14"], properties: ["weight", "a&b"], makers: ["Alder", "B & C"] };
const plain = { chosen: ["a13", "a14"], unknown: [], differences: false, sort: "", reversed: false, maker: "" };

test("what is compared is written into the address and read from it", () => {
  const states = [
    plain,
    { ...plain, chosen: [] },
    { ...plain, chosen: ["b3", "a13", "a14"], differences: true, sort: "a&b", reversed: true, maker: "B & C" },
    { ...plain, chosen: ["o,dd"] },
    { ...plain, chosen: ["b2", "o,dd"], sort: "weight" },
  ];
  for (const state of states) assert.deepEqual(readAddress(writeAddress(state, known), known), state);
});

test("the address can be read by people, and is empty where the page shows that anyway", () => {
  assert.equal(writeAddress({ ...plain, chosen: ["a14", "b2"], differences: true }, known), "?p=a14,b2&differences=1");
  assert.equal(writeAddress(plain, known), "");
  assert.equal(writeAddress({ ...plain, chosen: [] }, known), "?p=");
});

test("ids that no product has are named and left out, and nothing is there twice", () => {
  const { chosen, unknown } = readAddress("?p=a14,gone,%20b2,a14,,gone,%3Cb%3E", known);
  assert.deepEqual([chosen, unknown], [["a14", "b2"], ["gone", "<b>"]]);
  assert.deepEqual(readAddress("?p=gone", known).chosen, known.chosen, "an old address still shows something");
  assert.deepEqual(readAddress("?p=a14%2Cb2&p=b3", known).chosen, ["a14", "b2", "b3"]);
});

test("a property or maker that the page does not have orders and narrows nothing", () => {
  const { sort, reversed, maker } = readAddress("?sort=price&reversed=1&maker=Nobody", known);
  assert.deepEqual([sort, reversed, maker], ["", false, ""]);
});

const labels = {
  added: "Added: {names}.", removed: "Removed: {names}.", comparing: "Comparing {names}.", none: "Nothing is chosen.",
  differing: "{shown} of {total} differ.", all: "All {total}.", ordered: "By {property}, {direction}.", last: "Last: {names}.",
  lasts: "{count} last.", unordered: "As chosen.", by: "{count} by {maker}.", any: "All makers.",
};
const facts = {
  nameOf: (/** @type {string} */ id) => id.toUpperCase(), properties: 22, differing: 9, sorted: "Weight", direction: "best first",
  unstated: ["B2"], others: 3, listed: 30,
};
/** @param {Partial<import("../../theme/js/comparison-address.js").Compared>} after */
const changed = (after, before = plain) => changeInWords(before, { ...before, ...after }, facts, labels);

test("a change is said in words, and only what has changed", () => {
  assert.equal(changed({}), "");
  assert.equal(changed({ chosen: ["a13", "a14", "b2"] }), "Added: B2. Comparing A13, A14, B2.");
  assert.equal(changed({ chosen: ["a14"] }), "Removed: A13. Comparing A14.");
  assert.equal(changed({ chosen: [] }), "Removed: A13, A14. Nothing is chosen.");
  assert.equal(changed({ differences: true }), "9 of 22 differ.");
  assert.equal(changed({ differences: false }, { ...plain, differences: true }), "All 22.");
  assert.equal(changed({ sort: "weight" }), "By Weight, best first. Last: B2.");
  assert.equal(changed({ sort: "" }, { ...plain, sort: "weight" }), "As chosen.");
  assert.equal(changed({ maker: "Alder" }), "30 by Alder.");
  assert.equal(changed({ maker: "" }, { ...plain, maker: "Alder" }), "All makers.");
});

test("how many properties differ is said again when other products are compared", () => {
  assert.match(changed({ chosen: ["a13", "b2"] }, { ...plain, differences: true }), /9 of 22 differ\.$/);
});

test("where nothing is chosen the order is that of all products", () => {
  assert.equal(changed({ sort: "weight" }, { ...plain, chosen: [] }), "By Weight, best first. Last: B2. 3 last.");
});
