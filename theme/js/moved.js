/** Follows the note that stands where something was before it moved to another page. */
import { idIn } from "./guide-way.js";

export function followMoved() {
  const note = document.getElementById(idIn(location.hash));
  const link = note?.matches("p.kb-moved") ? note.querySelector("a") : null;
  if (link) location.replace(link.href);
}
