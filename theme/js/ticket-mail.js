/**
 * A request as an email: the report in words, and a mailto link (RFC 6068) that mail programs can take.
 *
 * @typedef {object} Answer
 * @property {string} section - title
 * @property {string} label
 * @property {string} value - as the customer reads it; "" where not answered
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

import { clip, plainText } from "./ticket-prefill.js";

/** What stands where an answer was cut. */
export const CUT = "… [cut: paste the full request from the page here]";

const SHORTEST = 40;
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

/**
 * The answers, cut one after the other, the longest first, until they fit; each as little as possible.
 *
 * @param {Answer[]} answers
 * @param {(answers: Answer[]) => boolean} fits
 * @returns {Answer[]}
 */
function shortenAnswers(answers, fits) {
  let current = answers;
  const byLength = answers.map((_, index) => index).sort((a, b) => encodedLength(answers, b) - encodedLength(answers, a));
  for (const index of byLength) {
    if (fits(current)) break;
    current = cutLongest(current, index, fits);
  }
  return current;
}

/**
 * The answers with one of them cut to the longest beginning that fits, or to the shortest worth keeping.
 *
 * @param {Answer[]} answers
 * @param {number} index - which
 * @param {(answers: Answer[]) => boolean} fits
 */
function cutLongest(answers, index, fits) {
  const full = answers[index]?.value ?? "";
  if (full.length <= SHORTEST + CUT.length) return answers;
  /** @param {number} length */
  const cutAt = (length) => {
    const value = clip(full, length).trimEnd() + CUT;
    return answers.map((answer, position) => (position === index ? { ...answer, value } : answer));
  };
  let kept = SHORTEST;
  let tooLong = full.length;
  while (tooLong - kept > 1) {
    const middle = Math.floor((kept + tooLong) / 2);
    if (fits(cutAt(middle))) kept = middle;
    else tooLong = middle;
  }
  return cutAt(kept);
}

/**
 * @param {Answer[]} answers
 * @param {number} index
 */
function encodedLength(answers, index) {
  return encode(answers[index]?.value ?? "").length;
}

/**
 * Percent-encoded text with the line breaks of mail; broken characters would throw and become U+FFFD.
 *
 * @param {string} text
 */
function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\r\n?|\n/g, "\r\n"));
}
