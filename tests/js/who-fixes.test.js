import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { lastDay, localDay } from "../../theme/js/calendar.js";
import { chooseCases, questionDay } from "../../theme/js/case-choice.js";
import { answersInWords, partyOf, requestWith, routeOf, stageInWords } from "../../theme/js/case-words.js";
import { nearestCentre } from "../../theme/js/centre-choice.js";
import { breakEven, cheapestPlaces, inMoney, yearlyCost } from "../../theme/js/plan-costs.js";
import { forgetPurchases, keepPurchase, readMemory } from "../../theme/js/purchase-memory.js";

const GOLDEN = JSON.parse(readFileSync(new URL("../golden/who.json", import.meta.url), "utf-8"));

for (const { name, start, months, days, last } of GOLDEN.days) {
  test(`calendar: ${name}`, () => assert.equal(lastDay(start, { months, days }), last));
}

for (const { name, subject, bought, plan, today, route, words, ...expected } of GOLDEN.choices) {
  test(`cases: ${name}`, () => {
    const about = GOLDEN.subjects[subject];
    const holding = chooseCases(about, bought, plan, today);
    assert.deepEqual(holding, expected);
    assert.equal([stageInWords(holding, about), ...answersInWords(holding, about, plan)].filter(Boolean).join(" "), words);
    assert.equal(routeOf(holding, about), route);
  });
}

test("a day of purchase is questioned where it cannot be right", () => {
  for (const { bought, today, released, problem, hint } of GOLDEN.questions) {
    const found = questionDay(bought, today, released);
    assert.deepEqual([found.problem !== "", found.hint !== ""], [problem, hint], bought);
  }
});

test("the nearest centre is one to walk in to, else one that takes parcels from there", () => {
  for (const { country, centre, way } of GOLDEN.nearest) {
    const found = nearestCentre(GOLDEN.centres, country);
    assert.deepEqual([found?.centre.id ?? "", found?.way ?? ""], [centre, way], country);
  }
});

test("plans cost what the build says", () => {
  for (const { plan, single, incidents, hour, cost, pays_from } of GOLDEN.costs) {
    const [terms, other] = [GOLDEN.plans[plan], GOLDEN.plans[single] ?? null];
    assert.equal(inMoney(yearlyCost(terms, other, incidents, hour), "EUR"), cost);
    assert.equal(other ? breakEven(terms, other, hour) : null, pays_from);
  }
  assert.deepEqual(cheapestPlaces([3, null, 2, 2]), [2, 3]);
  assert.deepEqual(cheapestPlaces([null]), []);
});

test("today is the customer's date, not that of Greenwich", () => {
  const zone = process.env.TZ;
  process.env.TZ = "Pacific/Auckland";
  assert.equal(localDay(new Date("2026-11-22T12:30:00Z")), "2026-11-23");
  process.env.TZ = "America/Los_Angeles";
  assert.equal(localDay(new Date("2026-11-22T05:30:00Z")), "2026-11-21");
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("a request names the responsible party where it is certain", () => {
  const own = /** @type {const} */ ({ stage: "warranty", plan: "", period: null, customers: false, says: "" });
  const cases = [
    { ...own, kind: /** @type {const} */ ("warranty"), party: /** @type {const} */ ("manufacturer") },
    { ...own, kind: /** @type {const} */ ("guarantee"), party: /** @type {const} */ ("supplier") },
    { ...own, kind: /** @type {const} */ ("plan"), plan: "yearly", party: /** @type {const} */ ("third-party") },
    { ...own, kind: /** @type {const} */ ("nobody"), party: /** @type {const} */ ("") },
  ];
  const subject = { ended: "", sold: "", cases };
  /** @param {number[]} held @param {string} plan @param {import("../../theme/js/case-choice.js").Stage[]} [stages] */
  const party = (held, plan, stages = ["warranty"]) =>
    partyOf({ stages, since: "", until: "", cases: held, uncovered: false }, subject, plan);
  assert.deepEqual([party([0], ""), party([1], "none"), party([2], "yearly"), party([3], "none")], ["manufacturer", "supplier", "third-party", ""]);
  assert.equal(party([0, 2], ""), "manufacturer", "a plan that is not the customer's does not count");
  assert.equal(party([0, 1], ""), "");
  assert.equal(party([0], "", ["warranty", "after-warranty"]), "");
});

test("a request carries plan, route and country, never the day of purchase", () => {
  const known = { plan: "yearly-plan", route: "plan", country: "United Kingdom" };
  const address = requestWith("../support/request/?product=p350&page=products%2Fp350%2F", known);
  const fields = new URLSearchParams(address.split("?")[1]);
  assert.deepEqual(Object.fromEntries(fields), { product: "p350", page: "products/p350/", ...known });
  assert.equal(requestWith("request/", { plan: "", route: "", country: "" }), "request/");
});

test("what was said is kept for each product and forgotten at once", () => {
  const kept = new Map();
  globalThis.localStorage = /** @type {Storage} */ (/** @type {unknown} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  }));
  const site = "https://support.example/kb/";
  keepPurchase(site, "p350", { bought: "2025-03-12", plan: "yearly" }, "Germany");
  keepPurchase(site, "t5", { bought: "", plan: "none" }, "Sweden");
  assert.deepEqual(readMemory(site), {
    purchases: { p350: { bought: "2025-03-12", plan: "yearly" }, t5: { bought: "", plan: "none" } },
    country: "Sweden",
  });
  assert.deepEqual(readMemory("https://support.example/other/"), { purchases: {}, country: "" });
  forgetPurchases(site);
  assert.equal(kept.size, 0);
});

test("nothing is lost where storage is denied or broken", () => {
  const denied = () => {
    throw new Error("denied");
  };
  globalThis.localStorage = /** @type {Storage} */ (/** @type {unknown} */ ({ getItem: denied, setItem: denied, removeItem: denied }));
  const site = "https://support.example/";
  keepPurchase(site, "p", { bought: "2025-01-01", plan: "" }, "");
  forgetPurchases(site);
  assert.deepEqual(readMemory(site), { purchases: {}, country: "" });
  for (const text of ["[]", "3", '{"purchases":7}', '{"purchases":{"p":null}}', '{"purchases":{"p":{"bought":4}}}', "{"]) {
    globalThis.localStorage = /** @type {Storage} */ (/** @type {unknown} */ ({ getItem: () => text }));
    assert.equal(readMemory(site).purchases.p?.bought ?? "", "", text);
  }
});
