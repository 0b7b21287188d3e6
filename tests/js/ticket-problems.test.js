// What the customer is told where an answer does not fit: specific, the same words above and at the field.

import assert from "node:assert/strict";
import { test } from "node:test";

import { problemOf } from "../../theme/js/ticket-problems.js";

const FINE = {
  kind: "text",
  label: "Your name",
  error: "",
  required: false,
  value: "x",
  validity: {},
  limits: {},
  files: [],
  fileLimits: { accept: "", count: 0, bytes: 0 },
};

/** @param {Partial<import("../../theme/js/ticket-problems.js").Given>} given */
const problem = (given) => problemOf({ ...FINE, ...given });

test("an answer that fits is no problem, nor is an optional one left out", () => {
  assert.equal(problem({}), "");
  assert.equal(problem({ value: "", validity: { valueMissing: true } }), "");
});

test("a missing answer is asked for by its label", () => {
  const missing = { value: "", required: true };
  assert.equal(problem(missing), "Enter your name");
  assert.equal(problem({ ...missing, value: " \n " }), "Enter your name");
  assert.equal(problem({ ...missing, kind: "select", label: "Product" }), "Select product");
  assert.equal(problem({ ...missing, label: "USB port" }), "Enter USB port");
  assert.equal(problem({ ...missing, kind: "radios", label: "What is it about?" }), "Answer “What is it about?”");
});

test("the writer's words come first", () => {
  const given = { error: "Enter a serial number, like SN-12345678", required: true };
  assert.equal(problem({ ...given, value: "" }), given.error);
  assert.equal(problem({ ...given, value: "12", validity: { patternMismatch: true } }), given.error);
});

test("limits are named", () => {
  assert.equal(problem({ value: "abcd", limits: { maxlength: "3" } }), "Your name must be 3 characters or fewer");
  assert.equal(problem({ value: "ab", limits: { minlength: "3" } }), "Your name must be 3 characters or more");
  const number = { kind: "number", label: "Units" };
  assert.equal(problem({ ...number, validity: { rangeOverflow: true }, limits: { max: "9" } }), "Units must be 9 or less");
  assert.equal(problem({ ...number, validity: { stepMismatch: true } }), "Units must be a whole number");
  const date = { kind: "date", label: "Day", limits: { min: "2020-01-01" } };
  assert.equal(problem({ ...date, validity: { rangeUnderflow: true } }), "Day must be 2020-01-01 or later");
});

test("half a number or a day that does not exist is no empty answer", () => {
  assert.equal(problem({ kind: "number", label: "Units", value: "", validity: { badInput: true } }), "Units must be a number");
  assert.equal(problem({ kind: "date", label: "Day", value: "", validity: { badInput: true } }), "Day must be a real date");
});

test("an email address shows its form", () => {
  const given = { kind: "email", label: "Email", value: "a", validity: { typeMismatch: true } };
  assert.equal(problem(given), "Enter an email address in the correct format, like name@example.com");
});

test("files keep to their number, size and kind, and the one that does not is named", () => {
  const fileLimits = { accept: ".jpg,image/png,text/*", count: 2, bytes: 5000000 };
  /** @param {{name: string, size: number, type: string}[]} files */
  const told = (...files) => problem({ kind: "files", value: "a", files, fileLimits });
  const photo = { name: "a.JPG", size: 10, type: "" };
  assert.equal(told(photo, { name: "b.png", size: 5000000, type: "image/png" }), "");
  assert.equal(told(photo, { name: "log", size: 1, type: "text/plain" }), "");
  assert.equal(told(photo, photo, photo), "Select at most 2 files");
  assert.equal(told({ name: "big.jpg", size: 5000001, type: "" }), "“big.jpg” must be smaller than 5 MB");
  assert.equal(told({ name: "x.exe", size: 1, type: "" }), "“x.exe” must be one of .jpg, image/png, text/*");
});
