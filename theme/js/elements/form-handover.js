/** Hands a request over to the mail program, and shows what to do where none opens. */

/**
 * @param {Element} element - <kb-ticket-form>
 * @param {import("../ticket-mail.js").Mail} mail
 */
export function showHandover(element, { href, report, shortened }) {
  const panel = element.querySelector(".kb-form__handover");
  const text = element.querySelector("textarea.kb-form__report");
  const cut = element.querySelector(".kb-form__cut");
  const note = element.querySelector(".kb-form__shortened");
  if (!(panel instanceof HTMLElement) || !(text instanceof HTMLTextAreaElement)) return;
  text.value = report;
  if (cut) cut.textContent = shortened.join(", ");
  if (note instanceof HTMLElement) note.hidden = !shortened.length;
  element.querySelector(".kb-form__reopen")?.setAttribute("href", href);
  panel.hidden = false;
  panel.focus();
}

/** @param {Element} element - <kb-ticket-form> */
export async function copyReport(element) {
  const text = element.querySelector("textarea.kb-form__report");
  const status = element.querySelector(".kb-form__copied");
  if (!(text instanceof HTMLTextAreaElement) || !status) return;
  text.select();
  const copied = await copy(text.value);
  status.textContent = copied ? "Copied." : "The request is selected: copy it with Ctrl+C or from the menu.";
}

/**
 * Copy a text; browsers refuse without a secure connection or permission.
 *
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
