/**
 * Remembers in this tab what was read and searched for on this site, so that a request need not tell it again. Nothing leaves
 * the browser unless the customer sends it; see journey.js.
 */
import { addStop } from "./journey.js";

const BOX = "kb-search";

/** Notes the page that is shown, and the words whose results led to it, on the results page or in the search box. */
export function recordJourney() {
  const site = siteOf(document.querySelector(BOX));
  const title = document.querySelector("h1")?.textContent ?? "";
  const { referrer } = document;
  const query = site && referrer.startsWith(site) ? new URL(referrer).searchParams.get("q") : "";
  if (query) addStop(site, { kind: "search", text: query });
  if (site && title && !document.querySelector("kb-ticket-form")) addStop(site, { kind: "page", text: title });
  document.addEventListener("click", noteSearch, { capture: true });
}

/** @param {Event} event */
function noteSearch({ target }) {
  const box = target instanceof Element && target.closest("a") ? target.closest(BOX) : null;
  const input = box?.querySelector("input");
  const site = siteOf(box);
  if (site && input?.value) addStop(site, { kind: "search", text: input.value });
}

/**
 * The address of the site, which the search box knows by the folder of its data.
 * @param {Element | null} box
 */
function siteOf(box) {
  const folder = box instanceof HTMLElement ? box.dataset.folder : undefined;
  return folder ? new URL("..", new URL(folder, document.baseURI)).href : "";
}
