// Answers from the address: text, for declared fields, within limits, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LONGEST_PREFILL, clip, plainText, prefilledAnswers } from "../../theme/js/ticket-prefill.js";

const PRODUCTS = ["alder-14", "pressmark-p200", "other"];

/**
 * The answer to one field of this kind for `?x=…`.
 *
 * @param {string} value
 * @param {string} kind
 * @param {{maxLength?: number, options?: string[]}} limits
 */
function answer(value, kind, { maxLength = 0, options = [] } = {}) {
  const field = { id: "field", kind, parameter: "x", maxLength, options };
  return prefilledAnswers(`?${new URLSearchParams({ x: value })}`, [field]).get("field");
}

test("an article's link fills in the product and the page", () => {
  const fields = [
    { id: "p", kind: "select", parameter: "product", maxLength: 0, options: PRODUCTS },
    { id: "u", kind: "text", parameter: "page", maxLength: 300, options: [] },
  ];
  const answers = prefilledAnswers("?product=pressmark-p200&page=guides%2Fpaper%20jam%2F", fields);
  assert.deepEqual([...answers], [["p", "pressmark-p200"], ["u", "guides/paper jam/"]]);
});

test("parameters that no field asks for are nothing", () => {
  const field = { id: "u", kind: "text", parameter: "page", maxLength: 0, options: [] };
  assert.deepEqual([...prefilledAnswers("?email=a@b.example&PAGE=x&page", [field])], []);
});

test("of a parameter given twice the first counts", () => {
  const field = { id: "u", kind: "text", parameter: "page", maxLength: 0, options: [] };
  assert.deepEqual([...prefilledAnswers("?page=a&page=b", [field]).values()], ["a"]);
});

test("a choice must exist, to the letter", () => {
  for (const kind of ["select", "radios"]) {
    assert.equal(answer("alder-14", kind, { options: PRODUCTS }), "alder-14");
    for (const wrong of ["Alder-14", "alder-14 ", "alder", "", "alder-14\n", "__proto__", "<b>", "alder-14,other"]) {
      assert.equal(answer(wrong, kind, { options: PRODUCTS }), undefined, wrong);
    }
  }
});

test("checkboxes and files are never filled in", () => {
  for (const kind of ["checkboxes", "files", "unheard-of"]) assert.equal(answer("a", kind, { options: ["a"] }), undefined);
});

test("numbers, days and addresses must be that", () => {
  assert.deepEqual(["3", "-2.5", "1e9", "0x10", "3 pieces", "NaN"].map((text) => answer(text, "number")),
    ["3", "-2.5", undefined, undefined, undefined, undefined]);
  assert.deepEqual(["2026-01-31", "31.1.2026", "2026-1-1"].map((text) => answer(text, "date")),
    ["2026-01-31", undefined, undefined]);
  assert.deepEqual(["a@b.example", "a@b@c", "a b@c", "nobody"].map((text) => answer(text, "email")),
    ["a@b.example", undefined, undefined, undefined]);
});

test("a long text is cut to the field's limit, and to our own where it has none", () => {
  assert.equal(answer("x".repeat(900), "text", { maxLength: 30 })?.length, 30);
  assert.equal(answer("x".repeat(9000), "textarea")?.length, LONGEST_PREFILL);
  assert.equal(clip("ab🖨", 3), "ab");
});

test("a line stays a line; a text keeps its line breaks", () => {
  assert.equal(answer("a\r\nBcc: b\tc\0", "text"), "a Bcc: b c");
  assert.equal(answer("a\r\nb\rc\0", "textarea"), "a\nb\nc");
});

test("what hides or turns text is taken out", () => {
  assert.equal(plainText("a\u202egpj.exe\u2066\u200f b\u2028c", false), "a gpj.exe   b c");
  assert.equal(plainText("\ud83da\udda8", true), "a");
});

test("markup and code are text of the same letters", () => {
  const hostile = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}", "';--"];
  for (const text of hostile) assert.equal(answer(text, "text"), text);
});
