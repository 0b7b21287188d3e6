/** What to search for where there is no page: the words of its address. */

/** Names that say how a site is built, not what its page is about. */
const STRUCTURE = new Set(
  ("index default home hc kb wiki docs doc help support article articles page pages post posts category categories section " +
    "sections topic topics en us gb de fr es it html htm php view show id").split(" "),
);
const ENDING = /\.(?:html?|php|aspx?|jsp|md|cgi)$/iu;
const LONG_NUMBER = /^\d{5,}$/u;
const HASH = /^(?=.*\d)[\da-f]{12,}$/iu;
const ASKED = ["q", "query", "search", "s", "title"];

/**
 * The words of an address, without those that say nothing where others are left.
 * @param {string} address absolute
 * @param {string} site address of the site, which is no part of it
 */
export function lostWords(address, site) {
  const url = new URL(address);
  const root = new URL(site).pathname;
  const path = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : url.pathname;
  const asked = ASKED.flatMap((name) => url.searchParams.getAll(name));
  const words = [...path.split("/").map(decoded), ...asked].flatMap((part) => wordsOf(part.replace(ENDING, "")));
  const telling = words.filter((word) => !STRUCTURE.has(word.toLowerCase()));
  return [...new Set(telling.length ? telling : words)].join(" ");
}

/** @param {string} part */
function wordsOf(part) {
  return part.split(/[^\p{L}\p{M}\p{Nd}.+#]+/u).filter((word) => word && !LONG_NUMBER.test(word) && !HASH.test(word));
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a percent sign that encodes nothing
  }
}
