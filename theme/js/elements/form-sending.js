/** Takes the answers out of the form for a desk's API and sends them. */
import { controlsOf, valuesIn } from "../ticket-fields.js";
import { describedRest } from "../ticket-link.js";
import { sendRequest } from "../ticket-sending.js";

/**
 * Send, and say how that ended; what the desk says of fields that are not shown it says of the whole request.
 *
 * @param {import("../ticket-api.js").Delivery} delivery
 * @param {readonly HTMLElement[]} fields - those that are shown
 * @param {import("../ticket-link.js").Given[]} given - the same in words
 */
export async function sendByScript(delivery, fields, given) {
  const { rest = [], rest_into: into } = delivery;
  const answers = fields.map((field) => ({ id: field.dataset.kbField ?? "", values: valuesIn(field) }));
  const told = answers
    .filter(({ id }) => !rest.includes(id))
    .map((answer) => (answer.id === into && rest.length ? { ...answer, values: [describedRest(delivery, given)] } : answer));
  const files = fields.flatMap((field) => filesIn(field, delivery.names[field.dataset.kbField ?? ""] ?? ""));
  const ending = await sendRequest(delivery, told, files, { url: location.href.split("?")[0] ?? "", title: document.title });
  const shown = new Set(fields.map((field) => field.dataset.kbField));
  return { ...ending, problems: ending.problems.map((one) => (shown.has(one.field) ? one : { ...one, field: "" })) };
}

/**
 * @param {HTMLElement} field
 * @param {string} name
 */
function filesIn(field, name) {
  const controls = controlsOf(field).filter((control) => control instanceof HTMLInputElement && control.type === "file");
  return controls.flatMap((control) => [...(/** @type {HTMLInputElement} */ (control).files ?? [])].map((file) => ({ name, file })));
}
