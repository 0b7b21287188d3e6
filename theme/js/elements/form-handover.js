/** Hands a request over to the mail program or to the desk's own page, and shows what to do where that does not take it all. */

/** What the customer is told stands alone: of several, nobody knows which is the last. */
export const PANELS = ".kb-form__handover, .kb-form__sent, .kb-form__failed";

/**
 * @param {Element} element - <kb-ticket-form>
 * @param {"mail" | "link"} kind
 * @param {import("../ticket-mail.js").Mail | import("../ticket-link.js").Link} request
 * @param {string} [address] - who gets the email
 */
export function showHandover(element, kind, { href, report, shortened }, address = "") {
  const panel = element.querySelector(`.kb-form__handover--${kind}`);
  const text = panel?.querySelector("textarea");
  const cut = panel?.querySelector(".kb-form__cut");
  const note = panel?.querySelector("p.kb-form__shortened");
  if (!(panel instanceof HTMLElement) || !text || !cut || !(note instanceof HTMLElement)) return;
  for (const other of element.querySelectorAll(/** @type {"div"} */ (PANELS))) other.hidden = true;
  text.value = report;
  cut.textContent = shortened.join(", ");
  note.hidden = !shortened.length;
  panel.querySelector(".kb-form__reopen")?.setAttribute("href", href);
  const told = panel.querySelector(".kb-form__address");
  if (told && address) told.textContent = address;
  panel.hidden = false;
  panel.focus();
}

/**
 * Copies the report beside a button.
 *
 * @param {Element} button
 */
export async function copyReport(button) {
  const panel = button.closest(PANELS);
  const text = panel?.querySelector("textarea");
  const status = panel?.querySelector(".kb-form__copied");
  if (!text || !status) return;
  const copied = await copy(text);
  if (copied && button instanceof HTMLElement) button.focus(); // selecting has taken the focus to the text
  status.textContent = copied ? "Copied." : "The request is selected: copy it with Ctrl+C or from the menu.";
}

/**
 * Copy what a field holds; browsers refuse without a secure connection or permission. Then it is selected.
 *
 * @param {HTMLTextAreaElement} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    text.select();
    return document.execCommand("copy");
  }
}
