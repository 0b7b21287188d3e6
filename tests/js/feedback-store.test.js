// What a browser keeps of answers about pages: bounded, one a page, and nothing where storage is denied.
import assert from "node:assert/strict";
import { test } from "node:test";

import { FeedbackStore, MOST_SAID, MOST_WAITING } from "../../theme/js/feedback-store.js";

function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    kept,
  };
}

const answer = (page, text = "x") => ({ page, pairs: [["helpful", "no"], ["comment", text]] });

test("what was said about a page is remembered for that page, of that site", () => {
  const place = storage();
  const store = new FeedbackStore(() => place, "/kb/");
  store.remember("faq/a/", "yes");
  store.remember("faq/a/", "no");
  assert.equal(store.said("faq/a/"), "no");
  assert.equal(store.said("faq/b/"), "");
  assert.equal(new FeedbackStore(() => place, "/other/").said("faq/a/"), "");
  store.forget("faq/a/");
  assert.equal(place.kept.size, 0);
});

test("answers wait in their order, one a page, and come out once", () => {
  const place = storage();
  const [one, other] = [new FeedbackStore(() => place, "/"), new FeedbackStore(() => place, "/")];
  for (const page of ["a", "b", "a"]) assert.equal(one.keep(answer(page, `about ${page}`)), true);
  assert.equal(other.waiting, 2);
  assert.equal(one.take().page, "b");
  assert.equal(other.take().pairs[1][1], "about a");
  assert.equal(one.take(), undefined);
});

test("neither list grows without an end", () => {
  const place = storage();
  const store = new FeedbackStore(() => place, "/");
  for (let at = 0; at < MOST_WAITING; at += 1) assert.equal(store.keep(answer(`p${at}`)), true);
  assert.equal(store.keep(answer("one more")), false);
  assert.equal(store.keep(answer("p3", "changed")), true);
  assert.equal(store.waiting, MOST_WAITING);
  assert.equal(store.keep(answer("p3", "x".repeat(10_000))), false);
  for (let at = 0; at < MOST_SAID + 5; at += 1) store.remember(`p${at}`, "yes");
  assert.equal(store.said("p0"), "");
  assert.equal(store.said(`p${MOST_SAID + 4}`), "yes");
});

test("denied storage keeps nothing and says so", () => {
  const denied = new FeedbackStore(() => { throw new Error("denied"); }, "/");
  assert.equal(denied.keep(answer("a")), false);
  denied.remember("a", "yes");
  assert.equal(denied.said("a"), "");
  assert.equal(denied.take(), undefined);
  const full = storage();
  full.setItem = () => { throw new Error("quota"); };
  assert.equal(new FeedbackStore(() => full, "/").keep(answer("a")), false);
});

test("what others have written there is left aside", () => {
  for (const text of ["{", "null", "{}", '["a", 1, null, {"page": 1, "pairs": []}, {"page": "a", "pairs": [["x"]]}]']) {
    const place = storage();
    place.setItem("kbgen-feedback /", text);
    place.setItem("kbgen-said /", text);
    const store = new FeedbackStore(() => place, "/");
    assert.equal(store.waiting, 0);
    assert.equal(store.said("a"), "");
    assert.equal(store.keep(answer("a")), true);
  }
});
