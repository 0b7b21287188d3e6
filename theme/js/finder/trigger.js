/** Whether a query may be a search for products: cheap, so that few pages load what such a search needs. */

const NUMBER = /(?:^|[^\p{L}\p{N}_-])[<>≤≥=~-]*\d/u;
const ASKING = /\b(?:with|without|has|having|most|least|best|\w{3,}est)\b/i;
const COMPLAINT = /\b(?:not|how|why|cannot|(?:can|won|doesn|isn)['’]?t|my|error)\b/i;

/**
 * A number, a superlative, "with", or a family with a word before it ("duplex printer").
 * @param {string} query
 * @param {string[]} families what families are called
 */
export function mayAskForProducts(query, families) {
  if (COMPLAINT.test(query)) return false;
  const text = query.trim().toLowerCase();
  return NUMBER.test(query) || ASKING.test(query) || families.some((name) => text.indexOf(stemOf(name)) > 0);
}

/** @param {string} name */
function stemOf(name) {
  return name.toLowerCase().replace(/(?:ies|e?s)$/, "");
}
