// Formspree's own client and our script: the same request, and the same understanding of what comes back.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { createClient } from "@formspree/core";

import { sendRequest } from "../../theme/js/ticket-sending.js";

/** @type {{method: string, url: string, accept: string, type: string, fields: string[][]}[]} */
const received = [];
let answer = { status: 200, body: "{}" };

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { "content-type": type = "", accept = "" } = request.headers;
  const form = await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
  const fields = await Promise.all([...form].map(async ([name, value]) => [name, typeof value === "string" ? value : `${value.name}: ${await value.text()}`]));
  received.push({ method: request.method ?? "", url: request.url ?? "", accept, type: type.split(";")[0] ?? "", fields });
  response.writeHead(answer.status, { "Content-Type": "application/json" });
  response.end(answer.body);
});
let endpoint = "";

before(async () => {
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true }); // browsers have it
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

after(() => server.close());

const PHOTO = new File(["not really"], "tray.jpg", { type: "image/jpeg" });

/** Delivery as kbgen/tickets/presets/json/formspree.yml makes it. */
const delivery = () => /** @type {import("../../theme/js/ticket-api.js").Delivery} */ (/** @type {unknown} */ ({
  action: `${endpoint}/f/mabcdefg`,
  encoding: "multipart/form-data",
  constants: [],
  paths: { email: "email", subject: "subject" },
  answer: { next: "next", proof: "next" },
  errors: { at: "errors", shape: "list", field: "field", message: "message", general: "error" },
}));

function ours() {
  const answers = [{ id: "email", values: ["ann@desk.example"] }, { id: "subject", values: ["Größe & Lärm"] }];
  return sendRequest(delivery(), answers, [{ name: "attachment", file: PHOTO }], { url: "", title: "" });
}

function theirs() {
  const form = new FormData();
  form.append("email", "ann@desk.example");
  form.append("subject", "Größe & Lärm");
  form.append("attachment", PHOTO);
  return createClient().submitForm("mabcdefg", form, { endpoint });
}

test("the request is the one that Formspree's client sends", async () => {
  answer = { status: 200, body: '{"next": "/thanks", "ok": true}' };
  received.length = 0;
  await ours();
  await theirs();
  assert.equal(received.length, 2);
  assert.deepEqual(received[0], received[1]);
});

const ANSWERS = {
  "a success": { status: 200, body: '{"next": "/thanks", "ok": true}' },
  "a field's error": { status: 422, body: '{"errors": [{"code": "TYPE_EMAIL", "field": "email", "message": "should be an email"}]}' },
  "an error of the whole": { status: 403, body: '{"errors": [{"code": "BLOCKED", "message": "not allowed here"}]}' },
  "two errors": { status: 422, body: '{"errors": [{"field": "email", "message": "a"}, {"code": "EMPTY", "message": "b"}]}' },
  "an error in one sentence": { status: 404, body: '{"error": "Form not found"}' },
  "an error with the status of a success": { status: 200, body: '{"error": "Form not found"}' },
  "something else": { status: 200, body: '{"ok": true}' },
  "no JSON": { status: 200, body: "<h1>Are you a robot?</h1>" },
};

for (const [name, given] of Object.entries(ANSWERS)) {
  test(`${name} means to us what it means to Formspree's client`, async () => {
    answer = given;
    const [mine, own] = [await ours(), await theirs()];
    assert.equal(mine.result === "arrived", own.kind === "success");
    if (own.kind !== "error" || mine.result === "unclear") return;
    const whole = mine.problems.filter(({ field }) => !field).map(({ message }) => message);
    assert.deepEqual(whole, own.getFormErrors().map(({ message }) => message));
    const atEmail = mine.problems.filter(({ field }) => field === "email").map(({ message }) => message);
    assert.deepEqual(atEmail, own.getFieldErrors("email").map(({ message }) => message));
  });
}

test("an answer that proves nothing is no success and no failure", async () => {
  answer = ANSWERS["something else"];
  assert.equal((await ours()).result, "unclear");
  assert.equal((await theirs()).kind, "error");
});
