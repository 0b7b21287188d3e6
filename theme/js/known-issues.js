/** Which known issues a request may be about: of the product that is chosen, for its version, and by what is written. */

/**
 * @typedef {object} OpenIssue
 * @property {Record<string, string[]>} spared product it is open for → released versions that it does not affect
 * @property {string[]} symptoms
 *
 * @typedef {object} Request what is filled in so far
 * @property {string} product id, "" where none is chosen
 * @property {string} version as it is typed
 * @property {string} words subject and error code
 */

/**
 * The places of the issues that a request may be about, those whose symptoms are named first.
 * @param {OpenIssue[]} issues
 * @param {Request} request
 */
export function issuesFor(issues, { product, version, words }) {
  const places = [...issues.keys()];
  const named = places.filter((at) => isNamed(issues[at]?.symptoms ?? [], words) && mayBe(issues[at], product, version));
  const others = product ? places.filter((at) => !named.includes(at) && mayBe(issues[at], product, version)) : [];
  return [...named, ...others];
}

/**
 * @param {OpenIssue | undefined} issue
 * @param {string} product
 * @param {string} version
 */
function mayBe(issue, product, version) {
  if (!issue) return false;
  if (!product) return true;
  const spared = issue.spared[product];
  return spared !== undefined && !versionsIn(version).some((each) => spared.some((other) => sameVersion(each, other)));
}

/** @param {string} text */
function versionsIn(text) {
  return text.match(/\d+(\.\d+)+/g) ?? [];
}

/**
 * @param {string} one
 * @param {string} other
 */
function sameVersion(one, other) {
  /** @param {string} version */
  const parts = (version) => version.replace(/^v/i, "").replace(/(\.0+)+$/, "").split(".").map((part) => part.replace(/^0+(?=\d)/, ""));
  return parts(one).join(".") === parts(other).join(".");
}

/**
 * Whether one of the symptoms stands in what is written, in any spelling.
 * @param {string[]} symptoms
 * @param {string} words
 */
function isNamed(symptoms, words) {
  const said = ` ${plain(words)} `;
  const joined = said.replaceAll(" ", "");
  return symptoms.some((symptom) => {
    const sign = plain(symptom);
    if (!sign) return false;
    return said.includes(` ${sign} `) || (isCode(symptom) && joined.includes(sign.replaceAll(" ", "")));
  });
}

/** @param {string} symptom */
const isCode = (symptom) => /^\S*\d\S*$/.test(symptom);

/** @param {string} text */
function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
