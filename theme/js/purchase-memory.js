/**
 * What a customer has said of a purchase. The browser keeps it for this site; one that may not keep anything forgets it
 * with the page.
 *
 * @typedef {{bought: string, plan: string}} Purchase
 * @typedef {{purchases: Record<string, Purchase>, country: string}} Memory
 */

/** @param {string} site its address: several sites may lie on one host, or in folders of one disk */
const keyOf = (site) => `kbgen-purchases ${new URL(site).pathname}`;

/**
 * @param {string} site
 * @returns {Memory}
 */
export function readMemory(site) {
  try {
    return memoryOf(JSON.parse(localStorage.getItem(keyOf(site)) ?? "null"));
  } catch {
    return memoryOf(null); // nothing is kept, or storage is denied
  }
}

/**
 * Keeps what was said of a product, and the country.
 *
 * @param {string} site
 * @param {string} product
 * @param {Purchase} purchase
 * @param {string} country
 */
export function keepPurchase(site, product, purchase, country) {
  const { purchases } = readMemory(site);
  try {
    localStorage.setItem(keyOf(site), JSON.stringify({ purchases: { ...purchases, [product]: purchase }, country }));
  } catch {
    // denied: the answer stands on this page, and is asked for on the next
  }
}

/**
 * Forgets everything, about every product.
 *
 * @param {string} site
 */
export function forgetPurchases(site) {
  try {
    localStorage.removeItem(keyOf(site));
  } catch {
    // denied: there is nothing to forget
  }
}

/**
 * What was kept, as far as it can be read.
 *
 * @param {any} kept
 * @returns {Memory}
 */
function memoryOf(kept) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const given = Object.entries(Object(kept?.purchases));
  const purchases = given.map(([product, { bought, plan } = {}]) => [product, { bought: text(bought), plan: text(plan) }]);
  return { purchases: Object.fromEntries(purchases), country: text(kept?.country) };
}
