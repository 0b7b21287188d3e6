/**
 * Sends a request to a desk's API, once. Where the connection fails after that, nobody knows whether it has arrived, and that is
 * what the customer is told: nothing is sent again by itself.
 *
 * @typedef {import("./ticket-api.js").Delivery} Delivery
 * @typedef {import("./ticket-api.js").Outcome} Outcome
 * @typedef {import("./ticket-api.js").Sent} Sent
 * @typedef {{name: string, file: File}} Attachment
 * @typedef {"arrived" | "refused" | "busy" | "down" | "closed" | "unknown" | "unclear" | "offline" | "late"} Result
 *
 * @typedef {Outcome & {result: Result, wait: number}} Ending - seconds until the desk takes requests again, 0 where it does not say
 */
import { documentOf, pairsFor, readAnswer, valueAt } from "./ticket-api.js";

/** How long a desk may think about a request, in milliseconds. */
const PATIENCE = 60_000;
const NOTHING = { arrived: false, clear: false, number: "", message: "", problems: [], wait: 0 };
const MULTIPART = "multipart/form-data";

/**
 * @param {Delivery} delivery
 * @param {readonly Sent[]} answers
 * @param {readonly Attachment[]} files
 * @param {{url: string, title: string}} page
 * @returns {Promise<Ending>}
 */
export async function sendRequest(delivery, answers, files, page) {
  if (!navigator.onLine) return { ...NOTHING, result: "offline" };
  const taken = await whatComesBefore(delivery).catch(() => null);
  if (!taken) return { ...NOTHING, result: "closed" };
  const pairs = pairsFor(delivery, answers, page, taken);
  const { body, type } = bodyOf(delivery, pairs, answers, files);
  try {
    const response = await ask(delivery.action, body, type);
    const outcome = readAnswer(delivery, response.status, await jsonOf(response));
    return { ...outcome, result: resultOf(response.status, outcome), wait: secondsUntil(response.headers.get("Retry-After") ?? "") };
  } catch (error) {
    return { ...NOTHING, result: error instanceof DOMException && error.name === "TimeoutError" ? "late" : "unknown" };
  }
}

/**
 * @param {number} status
 * @param {Outcome} outcome
 * @returns {Result}
 */
function resultOf(status, { arrived, clear }) {
  if (arrived) return "arrived";
  if (!clear) return "unclear";
  if (status === 429) return "busy";
  return status >= 500 ? "down" : "refused";
}

/**
 * How long `Retry-After` asks to wait. Browsers show it only where the desk names it in Access-Control-Expose-Headers.
 *
 * @param {string} told - seconds, or a date
 */
function secondsUntil(told) {
  const seconds = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}

/**
 * The values that a desk asks for before a request: random ones, and those that it gives itself.
 *
 * @param {Delivery} delivery
 * @returns {Promise<Record<string, string> | null>} null where the desk takes no requests
 */
async function whatComesBefore({ random = {}, before }) {
  const values = Object.fromEntries(Object.entries(random).map(([name, length]) => [name, randomText(length)]));
  if (!before?.action) return values;
  const sent = before.send.map((name) => [name, values[name] ?? ""]);
  const response = await ask(before.action, new URLSearchParams(sent), "");
  const answer = await jsonOf(response);
  if (!response.ok || (before.allowed && valueAt(answer, before.allowed) !== true)) return null;
  const taken = Object.entries(before.take).map(([name, path]) => [name, String(valueAt(answer, path) ?? "")]);
  return { ...values, ...Object.fromEntries(taken) };
}

/** @param {number} length */
function randomText(length) {
  const signs = "abcdefghijklmnopqrstuvwxyz0123456789";
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => signs[byte % signs.length]).join("");
}

/**
 * @param {Delivery} delivery
 * @param {readonly [string, string | string[]][]} pairs
 * @param {readonly Sent[]} answers
 * @param {readonly Attachment[]} files
 * @returns {{body: BodyInit, type: string}} an empty type where the browser writes it
 */
function bodyOf(delivery, pairs, answers, files) {
  if (delivery.encoding === MULTIPART) {
    const data = new FormData();
    for (const [name, value] of pairs) for (const each of [value].flat()) data.append(name, each);
    for (const { name, file } of files) data.append(name, file);
    return { body: data, type: "" };
  }
  if (delivery.encoding === "application/x-www-form-urlencoded") {
    return { body: new URLSearchParams(pairs.flatMap(([name, value]) => [value].flat().map((each) => [name, each]))), type: "" };
  }
  return { body: JSON.stringify(documentOf(delivery, pairs, answers)), type: "application/json" };
}

/**
 * @param {string} url
 * @param {BodyInit} body
 * @param {string} type
 */
function ask(url, body, type) {
  const headers = { Accept: "application/json", ...(type ? { "Content-Type": type } : {}) };
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(url, { method: "POST", body, headers, signal, redirect: "error", credentials: "omit", referrerPolicy: "no-referrer" });
}

/**
 * @param {Response} response
 * @returns {Promise<unknown>} null where it is no JSON
 */
async function jsonOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
