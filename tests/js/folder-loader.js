/** Loads search data from a folder: what a script element does in a browser. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @param {string} folder
 * @returns {import("../../theme/js/plan.js").Load}
 */
export function folderLoader(folder) {
  return async (path) => {
    const script = await readFile(join(folder, `${path}.js`), "utf-8");
    /** @type {unknown[]} */
    const delivered = [];
    new Function("kbgenShard", script)((/** @type {string} */ _name, /** @type {unknown} */ data) => delivered.push(data));
    if (!delivered.length) throw new Error(`${path} holds no search data`);
    return delivered[0];
  };
}
