/**
 * A request as the address of the desk's own form, which opens with the answers filled in, cut to what it takes; and
 * what goes into the description because the desk has no field for it.
 *
 * @typedef {object} Destination - of the page's data, see docs/forms.md
 * @property {string} mechanism - "link", or whatever the form is sent by
 * @property {string} action
 * @property {{name: string, value: string}[]} constants
 * @property {Record<string, string>} names - field id → name
 * @property {string[]} rest - ids of the fields that the desk has no name for
 * @property {string} rest_into - id of the field that takes their answers in words, or ""
 * @property {string} [join] - what stands between several answers to one question; "" where each is sent on its own
 * @property {number} budget - longest address in characters
 *
 * @typedef {object} Given
 * @property {string} id - of the field
 * @property {string} section - title
 * @property {string} label
 * @property {string} value - as the customer reads it; "" where not answered
 * @property {string[] | undefined} [chosen] - what is sent for options
 *
 * @typedef {object} Link
 * @property {string} href
 * @property {string} report - the whole request, never shortened
 * @property {string[]} shortened - labels of the answers that are cut in the address
 */

import { CUT, shortenAnswers } from "./ticket-cut.js";
import { reportText } from "./ticket-mail.js";

/**
 * The address for a request. Answers are cut, the longest first, until it is within the budget.
 *
 * @param {Destination} destination
 * @param {Given[]} given
 * @returns {Link}
 */
export function writeLink(destination, given) {
  const pairs = pairsOf(destination, given);
  /** @param {Pair[]} some */
  const fits = (some) => address(destination, some).length <= destination.budget;
  const short = shortenAnswers(pairs, fits);
  const whole = fits(short); // names alone can be too much: then the link only says what to paste
  const cut = pairs.filter(({ value }, index) => !whole || value !== short[index]?.value);
  return {
    href: address(destination, whole ? short : onlyCut(destination)),
    report: reportText(given),
    shortened: cut.flatMap(({ labels }) => labels),
  };
}

/**
 * The description with the answers behind it that have no field at the desk.
 *
 * @param {Destination} destination
 * @param {Given[]} given
 */
export function describedRest(destination, given) {
  const rest = reportText(given.filter(({ id }) => destination.rest.includes(id) && id !== destination.rest_into));
  const described = given.find(({ id }) => id === destination.rest_into)?.value ?? "";
  return [described, rest].filter((text) => text.trim()).join("\n\n");
}

/**
 * @typedef {object} Pair
 * @property {string} name
 * @property {string} value
 * @property {string[]} labels - of the answers in it
 *
 * @param {Destination} destination
 * @param {Given[]} given
 * @returns {Pair[]}
 */
function pairsOf(destination, given) {
  const { names, rest, rest_into: into, join = "" } = destination;
  const named = given.filter(({ id, value }) => !rest.includes(id) && id !== into && value.trim());
  const pairs = named.flatMap(({ id, label, value, chosen }) =>
    joined(chosen ?? [value], join).map((sent) => ({ name: names[id] ?? id, value: sent, labels: [label] })),
  );
  const described = into ? describedRest(destination, given) : "";
  if (!described) return pairs;
  const inside = given.filter(({ id, value }) => (id === into || rest.includes(id)) && value.trim());
  return [...pairs, { name: names[into] ?? into, value: described, labels: inside.map(({ label }) => label) }];
}

/**
 * @param {string[]} values
 * @param {string} join - "" where the desk takes each on its own
 */
function joined(values, join) {
  return join && values.length ? [values.join(join)] : values;
}

/**
 * @param {Destination} destination
 * @returns {Pair[]}
 */
function onlyCut({ names, rest_into: into }) {
  return into ? [{ name: names[into] ?? into, value: CUT, labels: [] }] : [];
}

/**
 * The address that a form with `method=get` goes to: browsers drop the query of its action.
 *
 * @param {Destination} destination
 * @param {Pair[]} pairs
 */
function address({ action, constants }, pairs) {
  const sent = [...constants, ...pairs].map(({ name, value }) => [name, value.replace(/\r\n?|\n/g, "\r\n")]);
  return `${action.replace(/[?#].*$/, "")}?${new URLSearchParams(sent)}`;
}
