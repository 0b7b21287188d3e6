/** Loads a script of the site when it is first needed. */

/** @type {Map<string, Promise<void>>} */
const scripts = new Map();

/**
 * Resolves once the script has run; one that cannot be loaded is tried again the next time.
 * @param {string} address
 */
export function scriptOnce(address) {
  const coming = scripts.get(address) ?? loadScript(address);
  scripts.set(address, coming);
  coming.catch(() => scripts.delete(address));
  return coming;
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
}
