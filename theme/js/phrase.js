/** Looks for phrases in quotes in the text of a page, as kbgen/search/phrase.py does. */
import { phraseWords } from "./asked.js";

/**
 * Whether every phrase stands in the title, a heading or the text of a page, word for word.
 * @param {import("./plan.js").PageRecord} page
 * @param {string[][]} phrases
 */
export function holdsPhrases(page, phrases) {
  const texts = [page.title, ...page.sections.flatMap(([, heading, text]) => [heading, text])];
  const inWords = texts.map((text) => ` ${phraseWords(text).join(" ")} `);
  return phrases.every((phrase) => inWords.some((text) => text.includes(` ${phrase.join(" ")} `)));
}
