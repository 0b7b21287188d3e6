// Three hundred addresses that want more than to fill a form in: what they give is text of declared fields, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { documentOf, pairsFor } from "../../theme/js/ticket-api.js";
import { CUT } from "../../theme/js/ticket-cut.js";
import { writeLink } from "../../theme/js/ticket-link.js";
import { reportText, writeMail } from "../../theme/js/ticket-mail.js";
import { LONGEST_PREFILL, prefilledAnswers } from "../../theme/js/ticket-prefill.js";
import { hostileSearches, hostileValues } from "./hostile.js";

const COUNT = 300;
const FIELDS = [
  { id: "product", kind: "select", parameter: "product", maxLength: 0, options: ["p1", "a1", "other"] },
  { id: "subject", kind: "text", parameter: "subject", maxLength: 80, options: [] },
  { id: "tried", kind: "textarea", parameter: "tried", maxLength: 0, options: [] },
  { id: "mail", kind: "email", parameter: "mail", maxLength: 0, options: [] },
];
const SEARCHES = hostileSearches(COUNT, FIELDS.map(({ parameter }) => parameter));
const VALUES = hostileValues(COUNT);
const MAILBOX = { to: "help@desk.example", cc: "", subject: "Support request", budget: 1600 };
const DESK = {
  mechanism: "link",
  action: "https://desk.example/new",
  constants: [{ name: "template", value: "request.yml" }],
  names: { subject: "title", description: "body", kind: "kind" },
  rest: ["serial"],
  rest_into: "description",
  budget: 2000,
};
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;

/** @param {string} href */
const headersOf = (href) => href.split("?").slice(1).join("?").split("&").map((pair) => pair.split("=").map(decodeURIComponent));

test("the addresses are many, different and the same in every run", () => {
  assert.equal(new Set(SEARCHES).size, COUNT);
  assert.deepEqual(SEARCHES, hostileSearches(COUNT, FIELDS.map(({ parameter }) => parameter)));
});

test("an address gives plain text to declared fields, within their lengths", () => {
  let filled = 0;
  for (const search of SEARCHES) {
    const answers = prefilledAnswers(search, FIELDS);
    for (const [id, answer] of answers) {
      const field = FIELDS.find((one) => one.id === id);
      assert.ok(field, search);
      assert.ok(answer.length <= (field.maxLength || LONGEST_PREFILL), search);
      assert.doesNotMatch(answer, HIDDEN);
      if (field.kind !== "textarea") assert.doesNotMatch(answer, /[\r\n\t]/);
      if (field.kind === "select") assert.ok(field.options.includes(answer));
      const given = new URLSearchParams(search).get(field.parameter) ?? "";
      assert.ok(given.replace(/[^\p{L}]/gu, "").startsWith(answer.replace(/[^\p{L}]/gu, "").slice(0, 60)), "its own parameter, the first of that name");
      filled += 1;
    }
  }
  assert.ok(filled > COUNT / 2, `${filled} answers are enough to prove something`);
  assert.equal(/** @type {Record<string, unknown>} */ ({}).polluted, undefined);
});

test("in a mail a value is part of the subject or the body, whole and alone", () => {
  for (const value of VALUES) {
    const answers = [{ section: "Problem", label: "What happens", value }];
    const { href, report } = writeMail(MAILBOX, answers, value);
    assert.ok(href.length <= MAILBOX.budget && href.startsWith("mailto:help@desk.example?subject=Support%20request"));
    assert.doesNotMatch(href, /[^\x21-\x7e]|["<>#+]/);
    const headers = headersOf(href);
    assert.deepEqual(headers.map(([name]) => name), value.trim() ? ["subject", "body"] : ["subject"]);
    assert.doesNotMatch(headers[0]?.[1] ?? "", /[\r\n]/);
    assert.equal(report, reportText(answers));
    const body = (headers[1]?.[1] ?? "").replaceAll("\r\n", "\n");
    if (!body.includes(CUT)) assert.equal(body, report.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\r\n?/g, "\n"));
  }
});

test("in a link a value is the value of its own parameter", () => {
  for (const value of VALUES) {
    const given = ["subject", "description", "serial"].map((id) => ({ id, section: "All", label: id, value, chosen: undefined }));
    const { href } = writeLink(DESK, given);
    const url = new URL(href);
    assert.equal(`${url.origin}${url.pathname}${url.hash}`, "https://desk.example/new");
    assert.doesNotMatch(href, /[^\x21-\x7e]|["<>]/);
    assert.ok(href.length <= DESK.budget);
    const names = [...url.searchParams.keys()];
    assert.deepEqual(names, value.trim() ? ["template", "title", "body"] : ["template"]);
    assert.equal(url.searchParams.get("template"), "request.yml");
  }
});

test("for an API a value is a text at its own path", () => {
  const paths = { subject: "request.subject", description: "request.comment.body" };
  const delivery = /** @type {any} */ ({ constants: [], paths, entries: { serial: { id: 7 } }, entries_at: "request.custom_fields", entries_value: "value" });
  for (const value of VALUES) {
    const answers = ["subject", "description", "serial"].map((id) => ({ id, values: [value] }));
    const sent = documentOf(delivery, pairsFor(delivery, answers, { url: "", title: "" }), answers);
    assert.deepEqual(sent, { request: { subject: value, comment: { body: value }, custom_fields: [{ id: 7, value }] } });
  }
});
