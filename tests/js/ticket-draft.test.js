import assert from "node:assert/strict";
import { test } from "node:test";

import { answersToPutBack, parseDraft } from "../../theme/js/ticket-draft.js";

const FIELDS = [
  { id: "product", chosen: true, asked: true },
  { id: "plan", chosen: true, asked: false },
  { id: "subject", chosen: false, asked: true },
];
const ANSWERS = { product: ["p200"], plan: ["year"], subject: ["Paper jam"] };

test("a draft of the same address is put back whole", () => {
  const back = answersToPutBack({ search: "?product=p200", answers: ANSWERS }, "?product=p200", FIELDS);
  assert.deepEqual(Object.fromEntries(back), ANSWERS);
});

test("another address wins where something is picked, and not where it was typed", () => {
  const back = answersToPutBack({ search: "?product=p200", answers: ANSWERS }, "?product=p350", FIELDS);
  assert.deepEqual([...back.keys()], ["plan", "subject"]);
});

test("answers to questions that the form no longer asks are left out", () => {
  const back = answersToPutBack({ search: "", answers: { gone: ["x"], plan: ["year"] } }, "", FIELDS);
  assert.deepEqual([...back.keys()], ["plan"]);
});

test("what is no draft is none, and damaged answers are left out", () => {
  for (const note of [null, 1, "x", [], {}, { search: 1, answers: {} }, { search: "", answers: null }, { search: "", answers: { a: [] } }]) {
    assert.equal(parseDraft(note), null, JSON.stringify(note));
  }
  const draft = parseDraft({ search: "", answers: { a: ["x"], b: "x", c: [1], d: {} } });
  assert.deepEqual(draft?.answers, { a: ["x"] });
});
