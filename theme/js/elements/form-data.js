/** What the browser sends of a form, as the desk wants it: the rest in the description, several answers as one text. */
import { describedRest } from "../ticket-link.js";

/**
 * @param {FormData} data - as the browser has put it together
 * @param {import("../ticket-api.js").Delivery} delivery
 * @param {import("../ticket-link.js").Given[]} given - the answers in words
 */
export function completeData(data, delivery, given) {
  const { names, rest, rest_into: into, join = "" } = delivery;
  if (join) for (const name of Object.values(names)) joinAnswers(data, name, join);
  if (!into || !rest?.length) return;
  data.set(names[into] ?? into, describedRest(delivery, given));
  for (const id of rest) data.delete(names[id] ?? id);
}

/**
 * @param {FormData} data
 * @param {string} name
 * @param {string} join - what stands between answers
 */
function joinAnswers(data, name, join) {
  const answers = data.getAll(name).filter((one) => typeof one === "string");
  if (answers.length > 1) data.set(name, answers.join(join));
}
