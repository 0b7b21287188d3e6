/** Makes links that end in a folder work where the site is opened from a folder: no server adds `index.html` there. */

/**
 * An address with the file that a server would choose; others as they are.
 * @param {string} address absolute
 */
export function withIndexFile(address) {
  const url = new URL(address);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

/** Mends links as they are used, wherever they come from. */
export function leadToIndexFiles() {
  if (location.protocol !== "file:") return;
  for (const name of ["click", "auxclick", "contextmenu"]) document.addEventListener(name, mendLink, true);
  document.addEventListener("submit", mendForm, true);
}

/** @param {Event} event */
function mendLink({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link?.href.startsWith("file:")) link.href = withIndexFile(link.href);
}

/** @param {Event} event */
function mendForm({ target }) {
  if (target instanceof HTMLFormElement && target.action.startsWith("file:")) target.action = withIndexFile(target.action);
}
