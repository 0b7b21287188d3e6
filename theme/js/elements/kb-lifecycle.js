/** On a product's hub: says by the reader's clock what the page, which knows no today, can only give as a date. */
import { hasPassed } from "../days.js";

for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb-then]"))) {
  const day = label.parentElement?.querySelector("time")?.dateTime ?? "";
  if (hasPassed(day, new Date())) label.textContent = label.dataset.kbThen ?? label.textContent;
}
for (const note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb-after]"))) {
  note.hidden = !hasPassed(note.dataset.kbAfter ?? "", new Date());
}
