import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, answersOn, wayInWords, wayOf } from "../../theme/js/guide-way.js";

const steps = new Map([
  ["light", { title: "Is the light on?", answers: new Map([["copy", "Yes"], ["power", "No"]]) }],
  ["power", { title: "Is there power?", answers: new Map([["light", "Yes"], ["ask", "No"]]) }],
  ["copy", { title: "Does it copy?", answers: new Map([["ask", "No"]]) }],
  ["ask", { title: "Ask us", answers: new Map() }],
]);
const page = new URL("https://example.org/guides/printer/?q=1");

/** @param {string} address */
const way = (address) => wayOf(new URL(address, page), steps);

test("a way is written into the address and read from it", () => {
  for (const each of [["light", "power", "ask"], ["light", "power", "light", "copy"], ["copy"], ["copy", "ask"]]) {
    assert.deepEqual(way(addressOf(page, each, steps)), each);
  }
  assert.equal(addressOf(page, ["light", "power"], steps), "https://example.org/guides/printer/?q=1&step=light&step=power#power");
});

test("the first step alone needs nothing in the address", () => {
  assert.equal(addressOf(new URL("?step=copy#copy", page), ["light"], steps), "https://example.org/guides/printer/");
  assert.deepEqual(way("?"), ["light"]);
});

test("a step that is linked to is shown without a way to it", () => {
  assert.deepEqual(way("#copy"), ["copy"]);
  assert.deepEqual(way("?step=light&step=power#copy"), ["copy"]);
});

test("a fragment on the way leads back to it, one of another kind changes nothing", () => {
  assert.deepEqual(way("?step=light&step=power&step=ask#power"), ["light", "power"]);
  assert.deepEqual(way("?step=light&step=power#fn:1"), ["light", "power"]);
});

test("what does not follow from one another is left out", () => {
  assert.deepEqual(way("?step=light&step=ask"), ["light"]);
  assert.deepEqual(way("?step=%3Cb%3E&step=light&step=gone&step=copy#copy"), ["light", "copy"]);
  assert.deepEqual(way("?step=copy&step=light#%E0"), ["copy"]);
});

test("the way can be read, and goes into the request", () => {
  assert.deepEqual(answersOn(["light", "power", "ask"], steps), [
    { id: "light", title: "Is the light on?", answer: "No" },
    { id: "power", title: "Is there power?", answer: "No" },
  ]);
  assert.equal(
    wayInWords("Printer", ["light", "power", "ask"], steps),
    "Printer\nIs the light on? – No\nIs there power? – No\nAsk us",
  );
});
