/** Says what became of a request that the script has sent: arrived, not taken, or nobody knows; the text is never lost. */

import { PANELS } from "./form-handover.js";

/**
 * @typedef {import("../ticket-sending.js").Ending} Ending
 * @typedef {import("../ticket-sending.js").Result} Result
 */

/** @type {Record<Exclude<Result, "arrived">, [title: string, text: string]>} */
const WORDS = {
  refused: ["Your request was not taken", "The desk's system refused it. Change what it says, or send the request another way."],
  busy: ["Your request was not taken", "The desk's system gets too many requests at the moment. Wait a few minutes and send it again."],
  down: ["Your request was not taken", "The desk's system has a fault. Try again later, or send the request another way."],
  closed: ["Your request was not sent", "The desk's system takes no requests at the moment. Try again later, or send it another way."],
  offline: ["Your request was not sent", "There is no connection to the internet. Your answers stay here: send them when you are online again."],
  late: ["We do not know whether your request arrived", "The desk's system did not answer in time. Before you send it again, look for a confirmation by email."],
  unclear: ["We do not know whether your request arrived", "The desk's system gave an answer that this page does not understand. Before you send it again, look for a confirmation by email."],
  unknown: ["We do not know whether your request arrived", "The connection broke off. Before you send it again, look for a confirmation by email."],
};

/**
 * @param {Element} element - <kb-ticket-form>
 * @param {Ending} ending
 * @param {string} report - the request in words
 * @param {string} mailHref - to send it by email instead; "" where there is no address
 */
export function showOutcome(element, ending, report, mailHref) {
  hideOutcome(element);
  if (ending.result === "arrived") showSent(element, ending, report);
  else showFailed(element, ending, wordsFor(ending.result, ending.wait), report, mailHref);
}

/**
 * @param {Exclude<Result, "arrived">} result
 * @param {number} wait - in seconds, 0 where the desk does not say
 * @returns {[title: string, text: string]}
 */
function wordsFor(result, wait) {
  const [title, text] = WORDS[result];
  const minutes = Math.ceil(wait / 60);
  if (result !== "busy" || !minutes) return [title, text];
  return [title, text.replace("a few minutes", minutes === 1 ? "one minute" : `${minutes} minutes`)];
}

/** @param {Element} element */
export function hideOutcome(element) {
  for (const panel of element.querySelectorAll(/** @type {"div"} */ (PANELS))) panel.hidden = true;
}

/**
 * @param {Element} element
 * @param {Ending} ending
 * @param {string} report
 */
function showSent(element, { number, message }, report) {
  const panel = element.querySelector(".kb-form__sent");
  if (!(panel instanceof HTMLElement)) return;
  tell(panel.querySelector(".kb-form__number"), number, panel.querySelector(".kb-form__number strong"));
  tell(panel.querySelector(".kb-form__answered"), message);
  show(panel, report);
  const form = element.querySelector("form");
  if (form) form.hidden = true;
}

/**
 * @param {Element} element
 * @param {Ending} ending
 * @param {[title: string, text: string]} words
 * @param {string} report
 * @param {string} mailHref
 */
function showFailed(element, { message, problems }, [title, text], report, mailHref) {
  const panel = element.querySelector(".kb-form__failed");
  if (!(panel instanceof HTMLElement)) return;
  const heading = panel.querySelector("h2");
  const told = panel.querySelector(".kb-form__failed-text");
  const instead = panel.querySelector("a.kb-form__instead");
  const general = problems.filter(({ field }) => !field).map((problem) => problem.message);
  if (heading) heading.textContent = title;
  if (told) told.textContent = [text, message, ...general].filter(Boolean).join(" ");
  if (instead instanceof HTMLAnchorElement) {
    instead.hidden = !mailHref;
    if (mailHref) instead.href = mailHref;
  }
  show(panel, report);
}

/**
 * @param {HTMLElement} panel
 * @param {string} report
 */
function show(panel, report) {
  const text = panel.querySelector("textarea");
  if (text) text.value = report;
  panel.hidden = false;
  panel.focus();
}

/**
 * @param {Element | null} line
 * @param {string} text
 * @param {Element | null} [place]
 */
function tell(line, text, place = line) {
  if (!(line instanceof HTMLElement) || !place) return;
  line.hidden = !text;
  place.textContent = text;
}
