/**
 * A request for a desk's API: its body, and what the answer says. The page describes the desk as data (docs/forms.md); nothing
 * here knows a vendor.
 *
 * @typedef {object} Delivery - of the page's data
 * @property {string} mechanism
 * @property {string} method
 * @property {string} action
 * @property {string} place
 * @property {string} encoding
 * @property {string} vendor
 * @property {{name: string, value: string}[]} constants
 * @property {Record<string, string>} names
 * @property {string[]} rest
 * @property {string} rest_into
 * @property {number} budget
 * @property {{name: string, to: string, local: boolean, inside?: string}} redirect
 * @property {string} [join]
 * @property {string[]} [numbers]
 * @property {string} [to]
 * @property {string} [cc]
 * @property {string} [subject]
 * @property {Delivery} [over]
 * @property {Record<string, string>} [paths]
 * @property {string} [entries_at]
 * @property {Record<string, Record<string, unknown>>} [entries]
 * @property {string} [entries_value]
 * @property {{url?: string, title?: string}} [page]
 * @property {Record<string, number>} [random]
 * @property {Before} [before]
 * @property {{number?: string, message?: string, next?: string, proof?: string}} [answer]
 * @property {Errors} [errors]
 *
 * @typedef {{action: string, encoding: string, send: string[], allowed: string, take: Record<string, string>}} Before
 * @typedef {{at: string, shape: string, field?: string, message?: string, find?: string, names?: Record<string, string>, general?: string, words?: Record<string, string>}} Errors
 *
 * @typedef {object} Sent - one answer as it is sent
 * @property {string} id - of the field
 * @property {string[]} values
 *
 * @typedef {object} Outcome
 * @property {boolean} arrived
 * @property {boolean} clear - whether the answer says at all what became of the request
 * @property {string} number - the ticket's, or ""
 * @property {string} message - the desk's words to the customer, or ""
 * @property {{field: string, message: string}[]} problems - field id, or "" for the request as a whole
 */

/**
 * What is sent besides files: paths → values, several under one path where there are several answers.
 *
 * @param {Delivery} delivery
 * @param {readonly Sent[]} answers
 * @param {{url: string, title: string}} page
 * @param {Record<string, string>} [taken] - random values, and what the desk gave before
 * @returns {[path: string, value: string | string[]][]}
 */
export function pairsFor(delivery, answers, page, taken = {}) {
  const { paths = {}, constants, page: told = {} } = delivery;
  /** @type {[string, string | string[]][]} */
  const pairs = constants.map(({ name, value }) => [name, value]);
  for (const { id, values } of answers) {
    const path = paths[id];
    if (path && values.length) pairs.push([path, joined(delivery, values)]);
  }
  if (told.url) pairs.push([told.url, page.url]);
  if (told.title) pairs.push([told.title, page.title]);
  return [...pairs, ...Object.entries(taken)];
}

/**
 * @param {Delivery} delivery
 * @param {readonly string[]} values
 */
function joined({ join }, values) {
  return values.length > 1 && !join ? [...values] : values.join(join);
}

/**
 * The pairs as a JSON document; dots in a path lead into maps, and answers with an entry of their own stand in a list.
 *
 * @param {Delivery} delivery
 * @param {readonly [string, string | string[]][]} pairs
 * @param {readonly Sent[]} answers
 */
export function documentOf(delivery, pairs, answers) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const [path, value] of pairs) put(found, path, delivery.numbers?.includes(path) ? Number(value) : value);
  const entries = answers.flatMap(({ id, values }) => {
    const entry = delivery.entries?.[id];
    return entry && values.length ? [{ ...entry, [delivery.entries_value || "value"]: values.join(delivery.join || ", ") }] : [];
  });
  if (entries.length && delivery.entries_at) put(found, delivery.entries_at, entries);
  return found;
}

/**
 * @param {Record<string, any>} into
 * @param {string} path
 * @param {unknown} value
 */
function put(into, path, value) {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let place = into;
  for (const step of steps) place = place[step] ??= {};
  place[last] = value;
}

/**
 * @param {unknown} value
 * @param {string | undefined} path
 * @returns {any} undefined where the path leads nowhere
 */
export function valueAt(value, path) {
  if (!path) return undefined;
  return path.split(".").reduce((/** @type {any} */ place, step) => (place && typeof place === "object" ? place[step] : undefined), value);
}

/**
 * What a desk's answer says.
 *
 * @param {Delivery} delivery
 * @param {number} status
 * @param {unknown} answer - its JSON, null where it is none
 * @returns {Outcome}
 */
export function readAnswer(delivery, status, answer) {
  const problems = problemsIn(delivery, answer);
  const { number, message, proof } = delivery.answer ?? {};
  const clear = status < 200 || status >= 300 || problems.length > 0 || !proof || Boolean(textOf(valueAt(answer, proof)));
  return {
    arrived: clear && status >= 200 && status < 300 && !problems.length,
    clear,
    number: textOf(valueAt(answer, number)),
    message: plain(textOf(valueAt(answer, message))),
    problems,
  };
}

/**
 * @param {Delivery} delivery
 * @param {unknown} answer
 */
function problemsIn(delivery, answer) {
  const { errors } = delivery;
  const found = valueAt(answer, errors?.at);
  const general = plain(textOf(valueAt(answer, errors?.general)));
  const told = general ? [{ field: "", message: general }] : [];
  if (!errors || !found || typeof found !== "object" || !Object.keys(found).length) return told;
  const items = Array.isArray(found) ? found.map((item) => /** @type {[string, any]} */ (["", item])) : Object.entries(found);
  return items.flatMap(([name, item]) => [item].flat().map((one) => problemOf(delivery, errors, name, one)));
}

/**
 * @param {Delivery} delivery
 * @param {Errors} errors
 * @param {string} name - under which the answer tells the problem
 * @param {any} item - text, or a map
 */
function problemOf(delivery, errors, name, item) {
  const whole = plain(textOf(item && typeof item === "object" ? item[errors.message ?? "message"] : item));
  const [, inside, rest] = (errors.find && new RegExp(errors.find, "u").exec(whole)) || [];
  const told = textOf(errors.field ? item?.[errors.field] : undefined) || inside || name;
  const message = errors.words?.[whole] || rest || whole || "The desk did not take this answer.";
  return { field: errors.names?.[told] ?? fieldOf(delivery, told), message };
}

/**
 * The field that a desk calls by a name, by the whole of it or by its end.
 *
 * @param {Delivery} delivery
 * @param {string} name
 */
function fieldOf({ paths = {}, entries = {} }, name) {
  const told = Object.entries(paths).find(([, path]) => path === name || path.endsWith(`.${name}`));
  const listed = Object.entries(entries).find(([, entry]) => Object.values(entry).some((value) => String(value) === name));
  return told?.[0] ?? listed?.[0] ?? (Object.hasOwn(paths, name) ? name : "");
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A desk's words without markup. @param {string} text */
function plain(text) {
  return text.replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ").trim();
}
