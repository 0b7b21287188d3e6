/** The product that a customer has chosen. The browser keeps it for this site; one that may not keep anything forgets it. */

/** @typedef {{id: string, name: string}} ChosenProduct */

/** @param {string} site its address: several sites may lie on one host, or in folders of one disk */
const keyOf = (site) => `kbgen-product ${new URL(site).pathname}`;

/**
 * What was chosen on a site, if anything.
 * @param {string} site
 * @returns {ChosenProduct | null}
 */
export function chosenProduct(site) {
  try {
    const { id, name } = JSON.parse(localStorage.getItem(keyOf(site)) ?? "null");
    return typeof id === "string" && typeof name === "string" ? { id, name } : null;
  } catch {
    return null; // nothing is kept, or storage is denied
  }
}

/**
 * Keeps what was chosen; null forgets it.
 * @param {string} site
 * @param {ChosenProduct | null} product
 */
export function keepProduct(site, product) {
  try {
    if (product) localStorage.setItem(keyOf(site), JSON.stringify({ id: product.id, name: product.name }));
    else localStorage.removeItem(keyOf(site));
  } catch {
    // denied: the address of the results page still says what is chosen
  }
}
