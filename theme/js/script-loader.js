/**
 * Loads search data with script elements: the one way that also works when the site is opened from file://.
 * Each file calls `kbgenShard(name, data)`.
 */

/** @typedef {{name: string, data: unknown}} Delivery */

/** @type {Map<string, unknown>} */
const delivered = new Map();

/**
 * A loader for the search data below an address.
 * @param {string} base address of the folder "search/", with the slash
 * @returns {import("./plan.js").Load}
 */
export function scriptLoader(base) {
  Object.assign(globalThis, { kbgenShard: deliver });
  return (path) => loadScript(new URL(`${path}.js`, base).href, String(path.split("/").at(-1)));
}

/**
 * @param {string} name
 * @param {unknown} data
 */
function deliver(name, data) {
  delivered.set(name, data);
}

/**
 * @param {string} address
 * @param {string} name
 * @returns {Promise<unknown>}
 */
function loadScript(address, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.charset = "utf-8";
    script.src = address;
    script.onload = () => {
      script.remove();
      if (delivered.has(name)) resolve(delivered.get(name));
      else reject(new Error(`${address} holds no search data`));
      delivered.delete(name);
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    document.head.append(script);
  });
}
