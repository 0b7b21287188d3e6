import assert from "node:assert/strict";
import { test } from "node:test";

import { withIndexFile } from "../../theme/js/file-links.js";
import { lostWords } from "../../theme/js/lost-words.js";
import { answerLines, pagesFound } from "../../theme/js/pages-found.js";
import { readAddress, writeAddress } from "../../theme/js/results-address.js";

const hit = (/** @type {string} */ url, more = {}) =>
  /** @type {import("../../theme/js/hits.js").Hit} */ (/** @type {unknown} */ ({ url, other: false, answer: "", ...more }));

for (const address of [
  "", "?q=paper+jam", "?q=a%26b&product=p200&type=faq&type=spec&language=de&exact=1", "?family=printer", "?manufacturer=pressmark",
]) {
  test(`an address says what is asked, and is made of it again: ${address || "nothing"}`, () => {
    assert.equal(writeAddress(readAddress(address)), address);
  });
}

test("spaces around a query are no part of it", () => {
  assert.equal(readAddress("?q=%20paper%20").query, "paper");
});

test("hits of one page stand under its best, in order", () => {
  const found = pagesFound([hit("faq/#a"), hit("b/"), hit("faq/"), hit("faq/#c"), hit("b/#x")]);
  assert.deepEqual(
    found.map(({ best, others }) => [best.url, ...others.map(({ url }) => url)]),
    [["faq/#a", "faq/", "faq/#c"], ["b/", "b/#x"]],
  );
});

test("an answer has a line for each paragraph, and items of lists are told", () => {
  assert.deepEqual(answerLines(hit("", { answer: "Do this:\n- Stop\n2. Go\n\nDone. - Or not" })), [
    ["Do this:", false], ["Stop", true], ["Go", true], ["Done. - Or not", false],
  ]);
  assert.deepEqual(answerLines(hit("")), []);
});

for (const [address, words] of /** @type {const} */ ([
  ["products/printer_paper-jam.html", "products printer paper jam"],
  ["hc/en-us/articles/360012345678-How-to-reset-the-P200", "How to reset the P200"],
  ["error-e-47/", "error e 47"],
  ["wiki/index.php?title=Paper_jam", "Paper jam"],
  ["support/", "support"],
  ["v2.10/C%2B%2B/", "v2.10 C++"],
  ["fehler/%C3%BCberhitzung", "fehler überhitzung"],
  ["100%/sure", "100 sure"],
  ["a/9f86d081884c7d659a2feaa0/b-b", "a b"],
  ["", ""],
])) {
  test(`a lost page is searched for by the words of its address: ${address}`, () => {
    assert.equal(lostWords(`https://host.example/sub/${address}`, "https://host.example/sub/"), words);
  });
}

test("folders get their file where no server does it", () => {
  assert.equal(withIndexFile("file:///media/stick/faq/?q=a#b"), "file:///media/stick/faq/index.html?q=a#b");
  assert.equal(withIndexFile("file:///media/stick/a.pdf"), "file:///media/stick/a.pdf");
  assert.equal(withIndexFile("https://host.example/faq/"), "https://host.example/faq/");
});
