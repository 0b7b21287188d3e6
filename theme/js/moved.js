/** Follows the note that stands where something was before it moved to another page. */

export function followMoved() {
  const note = location.hash ? document.querySelector("p.kb-moved:target a[href]") : null;
  if (note instanceof HTMLAnchorElement) location.replace(note.href);
}
