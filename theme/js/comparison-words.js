/**
 * What has changed in a comparison, in words: what a screen reader is told, and everybody can read.
 *
 * @typedef {import("./comparison-address.js").Compared} Compared
 *
 * @typedef {object} Facts of the comparison after the change
 * @property {(id: string) => string} nameOf
 * @property {number} properties how many there are
 * @property {number} differing in how many of them the products differ
 * @property {string} sorted label of the property that gives the order
 * @property {string} direction in words
 * @property {string[]} unstated names of the chosen products that do not state it
 * @property {number} others how many of the products that are listed do not state it
 * @property {number} listed how many products are listed
 */
import { filledIn } from "./filled-in.js";

/**
 * @param {Compared} before
 * @param {Compared} after
 * @param {Facts} facts
 * @param {any} labels
 * @returns {string} sentences; nothing where nothing has changed
 */
export function changeInWords(before, after, facts, labels) {
  const chosen = choiceInWords(before, after, facts, labels);
  const sorted = before.sort !== after.sort || before.reversed !== after.reversed;
  const narrowed = before.differences !== after.differences || (after.differences && chosen.length > 0);
  return [
    ...chosen,
    ...(narrowed ? [differencesInWords(after, facts, labels)] : []),
    ...(sorted ? orderInWords(after, facts, labels) : []),
    ...(before.maker === after.maker ? [] : [after.maker ? filledIn(labels.by, { count: facts.listed, maker: after.maker }) : labels.any]),
  ].filter(Boolean).join(" ");
}

/**
 * @param {Compared} before
 * @param {Compared} after
 * @param {Facts} facts
 * @param {any} labels
 */
function choiceInWords(before, after, { nameOf }, labels) {
  const added = after.chosen.filter((id) => !before.chosen.includes(id));
  const removed = before.chosen.filter((id) => !after.chosen.includes(id));
  if (!added.length && !removed.length) return [];
  /** @param {string[]} ids */
  const names = (ids) => ids.map(nameOf).join(", ");
  return [
    before.chosen.length && added.length ? filledIn(labels.added, { names: names(added) }) : "",
    removed.length ? filledIn(labels.removed, { names: names(removed) }) : "",
    after.chosen.length ? filledIn(labels.comparing, { names: names(after.chosen) }) : labels.none,
  ].filter(Boolean);
}

/**
 * @param {Compared} after
 * @param {Facts} facts
 * @param {any} labels
 */
function differencesInWords(after, { properties, differing }, labels) {
  if (after.chosen.length < 2) return "";
  return after.differences ? filledIn(labels.differing, { shown: differing, total: properties }) : filledIn(labels.all, { total: properties });
}

/**
 * @param {Compared} after
 * @param {Facts} facts
 * @param {any} labels
 */
function orderInWords(after, { sorted, direction, unstated, others }, labels) {
  if (!after.sort) return [labels.unordered];
  return [
    filledIn(labels.ordered, { property: sorted, direction }),
    unstated.length ? filledIn(labels.last, { names: unstated.join(", ") }) : "",
    !after.chosen.length && others ? filledIn(labels.lasts, { count: others }) : "",
  ];
}
