/**
 * The way through a guide, as the address has it: `?step=display&step=copy#copy`. The last step is the one that is shown.
 * The address leads to that step without this script too.
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {Map<string, string>} answers id of the step that an answer leads to → the answer
 *
 * @typedef {Map<string, Step>} Steps id → step, in the order of the page
 */

const PARAMETER = "step";

/**
 * The steps that an address has gone through. What does not follow from one another is left out, so that no address can
 * show a way that there is not.
 * @param {URL} address
 * @param {Steps} steps not empty
 * @returns {string[]}
 */
export function wayOf(address, steps) {
  const [first = ""] = steps.keys();
  const asked = address.searchParams.getAll(PARAMETER).filter((id) => steps.has(id));
  const broken = asked.findIndex((id, at) => at > 0 && !steps.get(asked[at - 1] ?? "")?.answers.has(id));
  const way = broken < 0 ? asked : asked.slice(0, broken);
  const here = idIn(address.hash);
  if (!steps.has(here)) return way.length ? way : [first];
  const place = way.lastIndexOf(here);
  return place < 0 ? [here] : way.slice(0, place + 1);
}

/**
 * The id that a fragment names, "" for none.
 * @param {string} hash with its sign
 */
export function idIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * The address of a way; the first step alone needs none.
 * @param {URL} address of the page
 * @param {string[]} way
 * @param {Steps} steps
 */
export function addressOf(address, way, steps) {
  const found = new URL(address);
  const [first = ""] = steps.keys();
  found.searchParams.delete(PARAMETER);
  found.hash = "";
  if (way.length === 1 && way[0] === first) return found.href.replace(/#$/, "");
  for (const id of way) found.searchParams.append(PARAMETER, id);
  found.hash = way.at(-1) ?? "";
  return found.href;
}

/**
 * What was asked on the way and what was answered, without the step that is shown.
 * @param {string[]} way
 * @param {Steps} steps
 * @returns {{id: string, title: string, answer: string}[]}
 */
export function answersOn(way, steps) {
  return way.slice(0, -1).map((id, at) => {
    const step = steps.get(id);
    return { id, title: step?.title ?? "", answer: step?.answers.get(way[at + 1] ?? "") ?? "" };
  });
}

/**
 * The way in words, for whoever reads the request.
 * @param {string} guide
 * @param {string[]} way
 * @param {Steps} steps
 */
export function wayInWords(guide, way, steps) {
  const asked = answersOn(way, steps).map(({ title, answer }) => `${title} – ${answer}`);
  return [guide, ...asked, steps.get(way.at(-1) ?? "")?.title ?? ""].join("\n");
}
