/**
 * Bundles theme/js into the scripts that are published. They are classic scripts, because browsers load no module from
 * file://, and one is all that a page needs to search. What kb.js exports is the global `kbgen`, which the other bundles use
 * instead of holding it a second time.
 *
 * npm run bundle        writes theme/static/js
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

export const FOLDER = fileURLToPath(new URL("static/js/", import.meta.url));
const SHARED = "kb";
/** Bundle → its source in theme/js. @type {Record<string, string>} */
const SOURCES = {
  [SHARED]: "kb.js",
  centres: "elements/kb-centres.js",
  choice: "elements/kb-choice.js",
  compare: "elements/kb-compare.js",
  faq: "elements/kb-faq.js",
  finder: "elements/kb-products.js",
  form: "form.js",
  guide: "elements/kb-guide.js",
  lifecycle: "elements/kb-lifecycle.js",
  lost: "elements/kb-lost.js",
  page: "page.js",
  plans: "elements/kb-plans.js",
  results: "elements/kb-results.js",
  sent: "elements/kb-sent.js",
  units: "elements/kb-units.js",
  who: "elements/kb-who-fixes.js",
};

/**
 * What every bundle is, by its file name.
 * @returns {Promise<Map<string, string>>}
 */
export async function bundles() {
  const shared = await sharedNames();
  const names = Object.keys(SOURCES);
  const made = await Promise.all(names.map((name) => bundle(name, shared)));
  return new Map(made.map((text, at) => [`${names[at]}.js`, text]));
}

/**
 * @param {string} name
 * @param {string[]} shared
 */
async function bundle(name, shared) {
  const { outputFiles } = await build({
    ...optionsOf(name),
    format: "iife",
    globalName: name === SHARED ? "kbgen" : undefined,
    minify: true,
    banner: { js: `/* Made from theme/js/${SOURCES[name]} by "npm run bundle": change the source, then run that. */` },
    plugins: name === SHARED ? [] : [fromGlobal(shared)],
  });
  return outputFiles[0].text;
}

/** The names that the global has. */
async function sharedNames() {
  const { metafile } = await build({ ...optionsOf(SHARED), format: "esm", metafile: true });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** @param {string} name */
function optionsOf(name) {
  const entry = fileURLToPath(new URL(`js/${SOURCES[name]}`, import.meta.url));
  return /** @type {const} */ ({ entryPoints: [entry], bundle: true, write: false, outdir: FOLDER, target: "es2022" });
}

/**
 * Takes what is imported of kb.js from the global.
 * @param {string[]} names
 * @returns {import("esbuild").Plugin}
 */
function fromGlobal(names) {
  return {
    name: "from-global",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/kb\.js$/ }, ({ kind, path }) =>
        kind === "entry-point" ? undefined : { path, namespace: "from-global", sideEffects: false },
      );
      onLoad({ filter: /./, namespace: "from-global" }, () => ({
        contents: `export const { ${names.join(", ")} } = globalThis.kbgen;`,
      }));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of await bundles()) await writeFile(`${FOLDER}${name}`, text);
}
