// The email of a request: nothing lost, nothing injected, never longer than mail programs take.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CUT } from "../../theme/js/ticket-cut.js";
import { mailtoLink, reportText, writeMail } from "../../theme/js/ticket-mail.js";

const MAILBOX = { to: "help@desk.example", cc: "", subject: "Support request", budget: 1600 };

/** @param {string} value */
const described = (value) => [{ section: "The problem", label: "What happens", value }];

/**
 * A mailto link as a mail program reads it.
 *
 * @param {string} href
 */
function readLink(href) {
  const [, to = "", query = ""] = /^mailto:([^?]*)\?(.*)$/.exec(href) ?? [];
  const headers = query.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
  return { to: decodeURIComponent(to), names: headers.map(([name]) => name), ...Object.fromEntries(headers) };
}

test("what was typed arrives as it was typed, with the line breaks of mail", () => {
  const typed = "100 % & more = less? #1 + 2\n„Ä“ 日本 🖨\n\ttab";
  const mail = readLink(writeMail(MAILBOX, described(typed), "").href);
  assert.equal(mail.body, `The problem\r\n-----------\r\nWhat happens:\r\n${typed.replaceAll("\n", "\r\n")}`);
});

test("spaces are %20 and line breaks %0D%0A, because mail programs show + as +", () => {
  const { href } = writeMail(MAILBOX, described("a b\nc+d"), "x y");
  assert.match(href, /subject=Support%20request%3A%20x%20y&body=/);
  assert.match(href, /a%20b%0D%0Ac%2Bd$/);
});

test("no answer can add a header", () => {
  for (const attack of ["a&bcc=me@evil.example", "a\r\nBcc: me@evil.example", "a%0d%0aBcc:me", "?cc=x&to=y", "a\u2028b"]) {
    const { names, subject } = readLink(writeMail(MAILBOX, described(attack), attack).href);
    assert.deepEqual(names, ["subject", "body"]);
    assert.doesNotMatch(subject, /[\r\n\u2028]/);
  }
});

test("several addresses stay addresses", () => {
  const href = mailtoLink({ to: "a@desk.example,b@desk.example", cc: "c@desk.example" }, "S", "B");
  assert.equal(href, "mailto:a@desk.example,b@desk.example?cc=c%40desk.example&subject=S&body=B");
});

test("half of a character pair does not stop the request", () => {
  assert.equal(readLink(writeMail(MAILBOX, described("a\ud83d b"), "").href).body.slice(-4), "a\ufffd b");
});

test("the report has sections with the answered fields only", () => {
  const answers = [
    { section: "Product", label: "Product", value: "P200" },
    { section: "Product", label: "Version", value: "  " },
    { section: "About you", label: "Phone", value: "" },
    { section: "Problem", label: "What is it about?", value: "A fault" },
    { section: "Problem", label: "Tried", value: "one\ntwo" },
  ];
  const report = "Product\n-------\nProduct: P200\n\nProblem\n-------\nWhat is it about? A fault\nTried:\none\ntwo";
  assert.equal(reportText(answers), report);
});

test("a short request is not cut", () => {
  const mail = writeMail(MAILBOX, described("short"), "");
  assert.deepEqual(mail.shortened, []);
  assert.doesNotMatch(decodeURIComponent(mail.href), /cut:/);
});

test("only the longest answer is cut, as little as possible, and the email says so", () => {
  const answers = [...described("x ".repeat(2000)), { section: "About you", label: "Name", value: "Ann Example" }];
  const mail = writeMail(MAILBOX, answers, "");
  const { body } = readLink(mail.href);
  assert.deepEqual(mail.shortened, ["What happens"]);
  assert.ok(mail.href.length <= 1600 && mail.href.length > 1580, String(mail.href.length));
  assert.ok(body.includes(CUT) && body.endsWith("Name: Ann Example"));
  assert.equal(mail.report, reportText(answers));
});

test("two long answers are both cut, a short one between them stays", () => {
  const answers = [
    { section: "S", label: "First", value: "a".repeat(3000) },
    { section: "S", label: "Middle", value: "kept" },
    { section: "S", label: "Last", value: "ö".repeat(2000) },
  ];
  const mail = writeMail(MAILBOX, answers, "");
  assert.deepEqual(mail.shortened, ["First", "Last"]);
  assert.match(readLink(mail.href).body, /Middle: kept/);
  assert.ok(mail.href.length <= 1600);
});

test("whatever is typed, the link keeps within the budget, is valid, and the report keeps everything", () => {
  const alphabet = ["a", " ", "\n", "&", "%", "ß", "日", "🖨", "\ud83d", "\udda8", '"', "<"];
  for (let seed = 1; seed <= 60; seed += 1) {
    const word = alphabet[seed % alphabet.length] ?? "";
    const answers = Array.from({ length: seed }, (_, index) => ({
      section: `Section ${index % 3}`,
      label: `Field ${index}`,
      value: `${word}${alphabet[index % alphabet.length]}`.repeat((seed * (index + 7)) % 400),
    }));
    const mail = writeMail(MAILBOX, answers, word.repeat(seed * 10));
    assert.ok(mail.href.length <= MAILBOX.budget, `${seed}: ${mail.href.length}`);
    assert.deepEqual(readLink(mail.href).names, ["subject", "body"]);
    assert.equal(mail.report, reportText(answers));
  }
});

test("a form with more labels than a link takes still opens an email that says what to do", () => {
  const answers = Array.from({ length: 200 }, (_, index) => ({ section: "S", label: `Question ${index}`, value: "yes" }));
  const mail = writeMail(MAILBOX, answers, "");
  assert.equal(readLink(mail.href).body, CUT);
  assert.equal(mail.shortened.length, 200);
});
