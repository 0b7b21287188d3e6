/**
 * Which cases of who fixes it hold on a day: the same as kbgen/content/case_choice.py.
 *
 * @typedef {import("./calendar.js").Period} Period
 * @typedef {"warranty" | "after-warranty" | "after-support"} Stage
 *
 * @typedef {object} Case
 * @property {Stage} stage
 * @property {"warranty" | "guarantee" | "plan" | "incident" | "on-request" | "nobody"} kind
 * @property {string} plan - id of the support plan
 * @property {Period | null} period - how long after the purchase, for warranties and guarantees
 * @property {boolean} customers - whether it is not for everybody
 * @property {"manufacturer" | "supplier" | "third-party" | ""} [party] - what the responsible party is, "" where nobody is
 * @property {string} says - the case as a sentence
 *
 * @typedef {object} Subject - the product or a part
 * @property {string} ended - last day of the manufacturer's support, "" for none
 * @property {string} sold - last day of its sale
 * @property {Case[]} cases
 *
 * @typedef {object} Holding
 * @property {Stage[]} stages - those possible where the day of purchase is not known
 * @property {string} since - last day of what is over, ""
 * @property {string} until - last day of the stage, as far as known, ""
 * @property {number[]} cases - places of the cases that hold
 * @property {boolean} uncovered - the customer's plan does nothing here
 */
import { isDay, lastDay } from "./calendar.js";

export const NO_PLAN = "none";

const WITHOUT_PLAN = new Set(["incident", "on-request", "nobody"]);

/**
 * What holds today.
 *
 * @param {Subject} subject
 * @param {string} bought - day of purchase, today at the latest; "" where the customer does not know it
 * @param {string} plan - id of the customer's plan; "none", or "" where the customer does not know
 * @param {string} today
 * @returns {Holding}
 */
export function chooseCases(subject, bought, plan, today) {
  const { stages, since, until } = stagesOf(subject, bought, today);
  const latest = bought || subject.sold;
  const possible = subject.cases
    .map((each, place) => ({ each, place }))
    .filter(({ each }) => stages.includes(each.stage) && !isOver(each, latest, today))
    .filter(({ each }) => each.kind !== "plan" || plan === "" || plan === each.plan);
  const served = plan !== "" && possible.some(({ each }) => each.plan === plan && each.stage === stages.at(-1));
  const mine = served ? possible.filter(({ each }) => !WITHOUT_PLAN.has(each.kind)) : possible;
  const uncovered = plan !== "" && plan !== NO_PLAN && !served && (stages.length > 1 || stages[0] !== "warranty");
  return { stages, since, until, cases: mine.map(({ place }) => place), uncovered };
}

/**
 * @param {Subject} subject
 * @param {string} bought
 * @param {string} today
 * @returns {{stages: Stage[], since: string, until: string}}
 */
function stagesOf({ ended, sold, cases }, bought, today) {
  const over = ended !== "" && today > ended;
  const later = over ? "after-support" : "after-warranty";
  const periods = cases.filter(({ period }) => period);
  const live = periods.filter((each) => !isOver(each, bought || sold, today));
  const ends = endOf(live, bought);
  if (ends) return { stages: ["warranty"], since: "", until: ends };
  const passed = endOf(periods, bought);
  return { stages: live.length ? ["warranty", later] : [later], since: over ? ended : passed, until: over ? "" : ended };
}

/**
 * The last day of the longest warranty that everybody has, "" for none.
 *
 * @param {Case[]} cases
 * @param {string} bought
 */
function endOf(cases, bought) {
  if (!bought) return "";
  const days = cases.flatMap(({ period, customers }) => (period && !customers ? [lastDay(bought, period)] : []));
  return days.sort().at(-1) ?? "";
}

/**
 * @param {Case} each
 * @param {string} bought
 * @param {string} today
 */
function isOver({ period }, bought, today) {
  return period !== null && bought !== "" && today > lastDay(bought, period);
}

/**
 * What is wrong with a day of purchase, and what may be, in words.
 *
 * @param {string} bought - as a date input has it
 * @param {string} today
 * @param {string} released - the product's first day, "" where nobody knows
 * @returns {{problem: string, hint: string}}
 */
export function questionDay(bought, today, released) {
  if (!isDay(bought)) return { problem: "Enter the whole date, with day, month and year.", hint: "" };
  if (bought > today) return { problem: "This day is still to come. Enter the day on your receipt.", hint: "" };
  const early = released !== "" && bought < released;
  return { problem: "", hint: early ? "The product was released after that day. Look at the receipt again." : "" };
}
