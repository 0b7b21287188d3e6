// The address of a request: nothing lost without a word, nothing injected, never longer than the desk takes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CUT } from "../../theme/js/ticket-cut.js";
import { describedRest, writeLink } from "../../theme/js/ticket-link.js";
import { reportText } from "../../theme/js/ticket-mail.js";

const DESK = {
  mechanism: "link",
  action: "https://desk.example/new?dropped=1#x",
  constants: [{ name: "template", value: "request.yml" }],
  names: { subject: "title", description: "body", kind: "kind", serial: "serial" },
  rest: ["serial"],
  rest_into: "description",
  budget: 2000,
};

/**
 * @param {string} id
 * @param {string} value
 * @param {string[]} [chosen]
 */
const given = (id, value, chosen) => ({ id, section: "All", label: id.toUpperCase(), value, chosen });

/** @param {string} href */
const read = (href) => [...new URL(href).searchParams];

test("answers go under the desk's names, behind the constants, and the query of the action is dropped", () => {
  const { href, shortened } = writeLink(DESK, [given("subject", "It is loud"), given("kind", "A fault", ["fault"])]);
  assert.deepEqual(read(href), [["template", "request.yml"], ["title", "It is loud"], ["kind", "fault"]]);
  assert.deepEqual(shortened, []);
});

test("several answers to one question go as one where the desk takes one", () => {
  const lights = [given("kind", "Red, green", ["red", "green"])];
  assert.deepEqual(read(writeLink(DESK, lights).href).slice(1), [["kind", "red"], ["kind", "green"]]);
  assert.deepEqual(read(writeLink({ ...DESK, join: ", " }, lights).href).slice(1), [["kind", "red, green"]]);
  assert.deepEqual(read(writeLink({ ...DESK, join: ", " }, [given("kind", " ", [])]).href).slice(1), []);
});

test("what was typed arrives as it was typed, and adds no parameter", () => {
  for (const typed of ["a&labels=bug", "a#b?c=d", "100 % + ; „Ä“ 日本 🖨", "two\nlines", "a\ud83d b", "\"'<>"]) {
    const found = read(writeLink(DESK, [given("description", typed)]).href);
    assert.equal(found.length, 2);
    assert.equal(found[1]?.[1], typed.replaceAll("\n", "\r\n").replace("\ud83d ", "\ufffd "));
  }
});

test("what the desk has no name for goes behind the description", () => {
  const answers = [given("serial", "AL4K"), given("description", "It hums")];
  const words = "It hums\n\nAll\n---\nSERIAL: AL4K";
  assert.equal(describedRest(DESK, answers), words);
  assert.deepEqual(read(writeLink(DESK, answers).href).at(-1), ["body", words.replaceAll("\n", "\r\n")]);
  assert.equal(describedRest(DESK, [given("serial", "AL4K")]), "All\n---\nSERIAL: AL4K");
});

test("the longest answer is cut as little as possible, and it is said which", () => {
  const answers = [given("subject", "It is loud"), given("description", "x ".repeat(3000)), given("serial", "AL4K")];
  const link = writeLink(DESK, answers);
  assert.ok(link.href.length <= 2000 && link.href.length > 1980, String(link.href.length));
  assert.ok(read(link.href).at(-1)?.[1].endsWith(CUT));
  assert.deepEqual(link.shortened, ["DESCRIPTION", "SERIAL"]);
  assert.equal(link.report, reportText(answers));
});

test("more than fits in any case leaves a link that says what to paste", () => {
  const many = Array.from({ length: 300 }, (_, index) => given(`f${index}`, "yes"));
  const link = writeLink(DESK, [...many, given("description", "x")]);
  assert.deepEqual(read(link.href).at(-1), ["body", CUT]);
  assert.equal(link.shortened.length, 301);
  assert.equal(writeLink({ ...DESK, rest_into: "" }, many).href, "https://desk.example/new?template=request.yml");
});

test("whatever is typed, the address keeps within the budget and is valid", () => {
  const alphabet = ["a", " ", "\n", "&", "%", "ß", "日", "🖨", "\ud83d", "\udda8", '"', "<"];
  for (let seed = 1; seed <= 60; seed += 1) {
    const word = alphabet[seed % alphabet.length] ?? "";
    const answers = ["subject", "description", "serial", "kind"].map((id, index) => given(id, word.repeat(seed * 40 * (index + 1))));
    const { href } = writeLink(DESK, answers);
    assert.ok(href.length <= DESK.budget, `${seed}: ${href.length}`);
    assert.ok(read(href).every(([name]) => ["template", "title", "body", "kind"].includes(name)));
  }
});
