/**
 * Small texts that the browser keeps for this site until the tab is closed: a draft, the way here, what was sent. A browser
 * that keeps nothing, or has no room left, forgets them; nothing that works needs them.
 */

/**
 * @param {string} name
 * @param {string} site address of the site: several may lie on one host, or in folders of one disk
 */
const keyOf = (name, site) => `kbgen-${name} ${new URL(site).pathname}`;

/**
 * @param {string} name
 * @param {string} site
 * @returns {any} null where nothing is kept, or what is kept is not ours
 */
export function readNote(name, site) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name, site)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} site
 * @param {unknown} note
 * @returns {boolean} whether it is kept
 */
export function keepNote(name, site, note) {
  try {
    sessionStorage.setItem(keyOf(name, site), JSON.stringify(note));
    return true;
  } catch {
    return false; // denied, or full
  }
}

/**
 * @param {string} name
 * @param {string} site
 */
export function dropNote(name, site) {
  try {
    sessionStorage.removeItem(keyOf(name, site));
  } catch {
    // denied: then nothing is kept either
  }
}
