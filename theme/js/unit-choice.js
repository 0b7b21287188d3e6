/** The units that a reader prefers. The browser keeps them for this site; one that may not keep anything forgets them. */

/** What can be chosen: what the maker states with the other unit in brackets, or one system alone. */
export const CHOICES = ["both", "metric", "imperial"];

/** @param {string} site its address: several sites may lie on one host, or in folders of one disk */
const keyOf = (site) => `kbgen-units ${new URL(site).pathname}`;

/**
 * What was chosen on a site; both where nothing was, or nothing that we know.
 * @param {string} site
 * @returns {string}
 */
export function chosenUnits(site) {
  try {
    const kept = localStorage.getItem(keyOf(site)) ?? "";
    return CHOICES.includes(kept) ? kept : "both";
  } catch {
    return "both"; // storage is denied
  }
}

/**
 * Keeps what was chosen.
 * @param {string} site
 * @param {string} units
 */
export function keepUnits(site, units) {
  try {
    if (units === "both") localStorage.removeItem(keyOf(site));
    else localStorage.setItem(keyOf(site), units);
  } catch {
    // denied: the choice holds on this page
  }
}
