/**
 * A request as an email: the report in words, and a mailto link (RFC 6068) that mail programs can take.
 *
 * @typedef {import("./ticket-cut.js").Answer} Answer
 *
 * @typedef {object} Mailbox
 * @property {string} to - addresses, separated by commas
 * @property {string} cc - the same, or ""
 * @property {string} subject - start of the subject line
 * @property {number} budget - longest link in characters
 *
 * @typedef {object} Mail
 * @property {string} href - the link
 * @property {string} report - the whole request, never shortened
 * @property {string[]} shortened - labels of the answers that are cut in the link
 */

import { CUT, encode, shortenAnswers } from "./ticket-cut.js";
import { clip, plainText } from "./ticket-prefill.js";

const SUBJECT_LENGTH = 120;

/**
 * The email for a request. Answers are cut, the longest first, until the link is within the mailbox's budget.
 *
 * @param {Mailbox} mailbox
 * @param {Answer[]} answers
 * @param {string} topic - goes into the subject line
 * @returns {Mail}
 */
export function writeMail(mailbox, answers, topic) {
  const subject = subjectLine(mailbox.subject, topic);
  /** @param {string} body */
  const link = (body) => mailtoLink(mailbox, subject, body);
  const fits = (/** @type {Answer[]} */ some) => link(reportText(some)).length <= mailbox.budget;
  const answered = answers.filter(({ value }) => value.trim());
  const short = shortenAnswers(answered, fits);
  const whole = fits(short); // labels alone can be too much: then the email only says what to paste
  return {
    href: link(whole ? reportText(short) : CUT),
    report: reportText(answered),
    shortened: answered.filter(({ value }, index) => !whole || value !== short[index]?.value).map(({ label }) => label),
  };
}

/**
 * @param {Pick<Mailbox, "to" | "cc">} mailbox
 * @param {string} subject - one line
 * @param {string} body
 */
export function mailtoLink(mailbox, subject, body) {
  const headers = Object.entries({ cc: mailbox.cc, subject, body });
  const query = headers.filter(([, value]) => value).map(([name, value]) => `${name}=${encode(value)}`);
  return `mailto:${encode(mailbox.to).replaceAll("%40", "@").replaceAll("%2C", ",")}?${query.join("&")}`;
}

/**
 * The request in words: sections with their answered fields, an answer of several lines below its label.
 *
 * @param {Answer[]} answers
 */
export function reportText(answers) {
  const answered = answers.filter(({ value }) => value.trim());
  const sections = [...new Set(answered.map(({ section }) => section))];
  return sections.map((title) => sectionText(title, answered.filter(({ section }) => section === title))).join("\n\n");
}

/**
 * @param {string} title
 * @param {Answer[]} answers
 */
function sectionText(title, answers) {
  return [title, "-".repeat(title.length), ...answers.map(answerText)].join("\n");
}

/** @param {Answer} answer */
function answerText({ label, value }) {
  return `${label}${label.endsWith("?") ? "" : ":"}${value.includes("\n") ? "\n" : " "}${value}`;
}

/**
 * @param {string} start
 * @param {string} topic
 */
function subjectLine(start, topic) {
  return clip([start, topic].map((text) => plainText(text, false)).filter(Boolean).join(": "), SUBJECT_LENGTH);
}
