/**
 * Which service centre is nearest: one to walk in to in the country, else one that takes parcels from there.
 *
 * @typedef {object} Centre
 * @property {string} country
 * @property {string[]} countries - from where post is accepted, those it prefers first; none for everywhere
 * @property {boolean} walkIn
 * @property {boolean} post
 */

/**
 * @template {Centre} T
 * @param {T[]} centres
 * @param {string} country
 * @returns {{centre: T, way: "walk-in" | "post"} | null}
 */
export function nearestCentre(centres, country) {
  const here = centres.find((each) => each.walkIn && each.country === country);
  if (here) return { centre: here, way: "walk-in" };
  const [first] = centres
    .filter((each) => each.post)
    .map((centre) => ({ centre, rank: postRank(centre, country) }))
    .filter(({ rank }) => rank < NOT_AT_ALL)
    .sort((one, other) => one.rank - other.rank);
  return first ? { centre: first.centre, way: "post" } : null;
}

const EVERYWHERE = 1e6;
const NOT_AT_ALL = 1e7;

/**
 * @param {Centre} centre
 * @param {string} country
 */
function postRank({ country: own, countries }, country) {
  if (own === country) return 0;
  const place = countries.indexOf(country);
  if (place >= 0) return place + 1;
  return countries.length ? NOT_AT_ALL : EVERYWHERE;
}
