/**
 * What a support plan costs in a year, and from how many incidents on it pays: the same as kbgen/pages/plan_costs.py.
 * Costs are counted in sixtieths of a cent, so that a minute of an hour that costs cents is a whole number.
 *
 * @typedef {object} PlanTerms
 * @property {number} price - for one incident or one period, in cents
 * @property {number} periods - in a year; 0 for a plan that is paid for each incident
 * @property {number} included - incidents in a period; 0 for any number
 * @property {number} minutes - time to resolve an incident
 */

const SHARE = 60;

/**
 * @param {PlanTerms} terms
 * @param {PlanTerms | null} single - what a single incident costs otherwise
 * @param {number} incidents - in the year
 * @param {number} hour - what an hour of waiting costs, in cents
 * @returns {number | null} null where there are more incidents than included, and nobody takes them singly
 */
export function yearlyCost(terms, single, incidents, hour) {
  if (!terms.periods) return incidents * incidentCost(terms, hour);
  const included = terms.included ? Math.min(incidents, terms.included * terms.periods) : incidents;
  const beyond = incidents - included;
  if (beyond && !single) return null;
  const cost = terms.price * terms.periods * SHARE + included * terms.minutes * hour;
  return cost + (single ? beyond * incidentCost(single, hour) : 0);
}

/**
 * The least number of incidents in a period from which on the plan costs less than single ones.
 *
 * @param {PlanTerms} terms
 * @param {PlanTerms} single
 * @param {number} hour
 * @returns {number | null} null where it never does
 */
export function breakEven(terms, single, hour) {
  const gain = incidentCost(single, hour) - terms.minutes * hour;
  if (!terms.periods || gain <= 0) return null;
  const number = Math.floor((terms.price * SHARE) / gain) + 1;
  return terms.included && number > terms.included ? null : number;
}

/**
 * The places of the least cost.
 *
 * @param {(number | null)[]} costs
 */
export function cheapestPlaces(costs) {
  const known = costs.filter((cost) => cost !== null);
  const least = Math.min(...known);
  return costs.flatMap((cost, place) => (known.length && cost === least ? [place] : []));
}

/**
 * A cost in words, rounded to a cent: "276 EUR".
 *
 * @param {number | null} cost
 * @param {string} currency
 */
export function inMoney(cost, currency) {
  if (cost === null) return "–";
  const cents = Math.floor((2 * cost + SHARE) / (2 * SHARE));
  return `${cents % 100 ? (cents / 100).toFixed(2) : cents / 100} ${currency}`;
}

/** @param {PlanTerms} single @param {number} hour */
function incidentCost(single, hour) {
  return single.price * SHARE + single.minutes * hour;
}
