/** What the form makes of words: a question for the search, a serial number in one form, the way here as text. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { journeyInWords } from "../../theme/js/journey.js";
import { withoutHarmless } from "../../theme/js/ticket-harmless.js";
import { questionOf } from "../../theme/js/ticket-question.js";

/** @type {[string[], string, string][]} */
const QUESTIONS = [
  [[""], "", "nothing is asked"],
  [["printer"], "", "one word says too little"],
  [["printer broken"], "", "so do two"],
  [["printer feeds nothing"], "printer feeds nothing", "three words are enough"],
  [["E-47"], "E-47", "so is a code"],
  [["プリンター 紙詰まり"], "プリンター 紙詰まり", "and two characters without spaces between words"],
  [["printer broken", "it shows E-47 since Monday"], "printer broken it shows since Monday E-47", "a short subject takes the first words of the rest"],
  [["print head error again", "the display says E-47, firmware 3.4.2b"], "print head error again E-47 3.4.2b", "a long one takes only its codes"],
  [["E-47 on my printer again", "still E-47"], "E-47 on my printer again", "a code is asked once"],
];

for (const [texts, question, why] of QUESTIONS) {
  test(`a question: ${why}`, () => assert.equal(questionOf(texts), question));
}

test("a long text is asked by its beginning and its codes", () => {
  assert.ok(questionOf(["a b c", `${"word ".repeat(200)}X-1`]).split(" ").length <= 14);
});

/** @type {[string, string, string][]} */
const SERIALS = [
  ["pm25-0381 4467", "spaces hyphens case", "PM2503814467"],
  ["PM25–0381−4467", "hyphens", "PM2503814467"],
  ["12.34/56\\78", "dots slashes", "12345678"],
  ["a b", "", "a b"],
  ["a b", "unknown", "a b"],
];

for (const [typed, ignored, sent] of SERIALS) {
  test(`“${typed}” without ${ignored || "nothing"} is “${sent}”`, () => assert.equal(withoutHarmless(typed, ignored), sent));
}

const LABELS = { search: "Searched:", page: "Read:", suggested: "Suggested:", opened: "Opened:" };

test("a journey has a line for each kind, in order, and none for what did not happen", () => {
  const words = journeyInWords(
    [
      { kind: "opened", text: "Paper jam" },
      { kind: "search", text: "jam" },
      { kind: "search", text: "paper" },
    ],
    LABELS,
  );
  assert.equal(words, "Searched: jam; paper\nOpened: Paper jam");
  assert.equal(journeyInWords([], LABELS), "");
});
