/**
 * Addresses of a form as somebody writes them who wants more than to fill it in: the same ones in every run.
 *
 * node tests/js/hostile.js 300 subject product    prints that many query strings, as JSON
 */

const PIECES = [
  ...["<script>pwned=1</script>", "<img src=x onerror=pwned=1>", "<svg/onload=pwned=1>", "</textarea><b>", "</script>", "<!--", "]]>", "<base href=//evil.example>"],
  ...["javascript:pwned=1", "data:text/html,<script>pwned=1</script>", "//evil.example/", "https://evil.example/?x=", "mailto:me@evil.example?bcc=", "file:///etc/passwd"],
  ...['" onfocus=pwned=1 autofocus x="', "' onclick='pwned=1", "`;pwned=1;`", "\\u003cscript\\u003e", "&lt;script&gt;", "&#60;b&#62;", '">', "';--"],
  ...["\r\nBcc: me@evil.example", "\nTo: me@evil.example", "%0d%0aCc:me@evil.example", "\r\n\r\n<b>body</b>", "\u2028Subject: x", "\u0085X-Header: 1", "?cc=me@evil.example", "&bcc=me@evil.example", "&body=x", "#fragment"],
  ...["&email=evil@evil.example", ";subject=x", "&product=a1", "description=evil", "orgid=00D", "_next=https://evil.example/", "&category=repair"],
  ...["{{7*7}}", "${pwned=1}", "{% raw %}", "<%= 7*7 %>", "#{7*7}", "{0.__class__}", "@@v"],
  ...["\u202egpj.exe", "\u2066a\u2069", "\u200f", "\u200b", "\ufeff", "\0", "\u0007", "\u001b[31m", "\ud83d", "\udda8", "e\u0301", "\u{e0041}", "日本", "🖨"],
  ...["%00", "%", "%zz", "%u0041", "+", "%252e%252e%252f", "..\\..\\", "a".repeat(700), "\n".repeat(80), "x ".repeat(3000)],
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "p1", "a1", "other", "fault", "SELECT * FROM x", "=1+1", "@SUM(1)"],
];
const STRANGERS = ["email", "name", "bcc", "body", "category", "lights", "serial_number", "description", "tf_subject", "orgid", "retURL", "_next", "__proto__", "constructor", "__proto__[polluted]", "constructor.prototype.polluted", "toString", "", "PRODUCT", "kb-field-email", "subject[]", "<b>"];

/**
 * Numbers between 0 and 1, the same for a seed (mulberry32).
 *
 * @param {number} seed
 */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Values put together from one to four pieces.
 *
 * @param {number} count
 * @param {number} [seed]
 * @returns {string[]}
 */
export function hostileValues(count, seed = 1) {
  const next = numbers(seed);
  const piece = () => PIECES[Math.floor(next() * PIECES.length)] ?? "";
  const value = (/** @type {number} */ index) => {
    const rest = Array.from({ length: Math.floor(next() * 4) }, piece).join(next() < 0.5 ? "" : " ");
    return index < PIECES.length ? `${PIECES[index]}${rest}` : `${piece()}${rest}`;
  };
  return Array.from({ length: count }, (_, index) => value(index));
}

/**
 * Query strings that give such values to a form's parameters and to others, some of them more than once, some badly encoded.
 *
 * @param {number} count
 * @param {string[]} parameters
 * @param {number} [seed]
 * @returns {string[]} each begins with "?"
 */
export function hostileSearches(count, parameters, seed = 1) {
  const next = numbers(seed + 1000);
  const values = hostileValues(count * 3, seed);
  const pick = (/** @type {string[]} */ from) => from[Math.floor(next() * from.length)] ?? "";
  return Array.from({ length: count }, (_, index) => {
    const mine = values.slice(index * 3, index * 3 + 3);
    const raw = next() < 0.2; // as somebody types it: no percent-encoding but what an address needs
    const write = (/** @type {string} */ text) =>
      raw ? encodeURI(text.replace(/\p{Surrogate}/gu, "")).replace(/%25/g, "%").replace(/#/g, "%23") : new URLSearchParams({ "": text }).toString().slice(1);
    const pairs = mine.map((value) => `${write(next() < 0.8 ? pick(parameters) : pick(STRANGERS))}=${write(value)}`);
    return `?${[...pairs, `${write(pick(STRANGERS))}=${write(pick(mine))}`].join(raw && next() < 0.3 ? ";" : "&")}`;
  });
}

if (process.argv[1]?.endsWith("hostile.js")) {
  const [, , count = "300", ...parameters] = process.argv;
  console.log(JSON.stringify({ searches: hostileSearches(Number(count), parameters), values: hostileValues(Number(count)) }));
}
