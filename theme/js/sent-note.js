/**
 * What was sent from this tab, kept until it is closed: for the page of thanks, and so that the form does not offer the same
 * request again as if nothing had happened. A request that a desk takes as a form is noted before it leaves; it has arrived once
 * the desk has led the customer to the page of thanks.
 *
 * @typedef {object} SentNote
 * @property {string} draft - name of the draft that it was
 * @property {string} to - who gets it
 * @property {"post" | "json" | "mail" | "link"} by
 * @property {number} when - in milliseconds
 * @property {boolean} arrived - as far as this site was told; of a mail the customer says so
 * @property {string} number - the ticket's, or ""
 * @property {string} message - the desk's words, or ""
 * @property {string} report - the request in words
 * @property {string} written - the same without what the page itself has added, to know it again
 * @property {Record<string, string[]>} chosen - field id → what was chosen there
 */
import { forgetJourney } from "./journey.js";
import { dropNote, keepNote, readNote } from "./session-notes.js";

/** @param {string} page - address of the page of thanks */
const nameOf = (page) => `sent ${new URL(page).pathname.replace(/index\.html$/, "")}`;

/**
 * @param {string} site
 * @param {string} page - address of the page of thanks
 * @returns {SentNote | null}
 */
export function sentNote(site, page) {
  const note = readNote(nameOf(page), site);
  return note && typeof note === "object" && typeof note.report === "string" && typeof note.draft === "string" ? note : null;
}

/**
 * @param {string} site
 * @param {string} page
 * @param {SentNote | null} note - null forgets it
 * @returns {boolean} whether it is kept
 */
export function keepSentNote(site, page, note) {
  if (note) return keepNote(nameOf(page), site, note);
  dropNote(nameOf(page), site);
  return false;
}

/**
 * Other tabs of this browser with the same page of thanks, such as a duplicate with the same text; null where there is no way to them.
 *
 * @param {string} page
 */
export function otherTabs(page) {
  return "BroadcastChannel" in globalThis ? new BroadcastChannel(`kbgen ${nameOf(page)}`) : null;
}

/**
 * What has arrived is no draft any more, and the next request begins anew.
 *
 * @param {string} site
 * @param {string} draft - its name
 */
export function forgetDraft(site, draft) {
  dropNote(draft, site);
  forgetJourney(site);
}
