/** What holds today, in sentences. @import {Holding, Subject} from "./case-choice.js" */
import { spoken } from "./calendar.js";

/**
 * How it stands with warranty and support.
 *
 * @param {Holding} holding
 * @param {Subject} subject
 */
export function stageInWords({ stages, since, until }, subject) {
  if (stages.length === 1 && stages[0] === "warranty") return `In warranty until ${spoken(until)}.`;
  const last = stages.at(-1);
  const seller = "A guarantee of the seller may still hold.";
  const unknown = "Whether a warranty holds depends on the day of purchase and the seller.";
  const doubt = stages.length < 2 ? "" : since && last === "after-warranty" ? seller : unknown;
  if (last === "after-support") return `The manufacturer’s support ended on ${spoken(since)}. ${doubt}`.trim();
  const had = subject.cases.some(({ period }) => period);
  const over = since ? `The warranty ended on ${spoken(since)}.` : had && !doubt ? "The warranty is over." : "";
  const goesOn = until ? `Support goes on until ${spoken(until)}.` : "";
  return [over, doubt, goesOn].filter(Boolean).join(" ");
}

/**
 * Who does it now, in as few sentences as say it all: the cases that hold without a plan, and that of the customer's plan.
 *
 * @param {Holding} holding
 * @param {Subject} subject
 * @param {string} plan - the customer's, "" where he does not know
 * @returns {string[]}
 */
export function answersInWords(holding, subject, plan) {
  const cases = holding.cases.flatMap((place) => subject.cases[place] ?? []);
  const said = cases.filter((each) => each.kind !== "plan" || each.plan === plan).map(({ says }) => says);
  const plans = plan === "" && cases.some(({ kind }) => kind === "plan");
  const waiting = cases.some(({ kind }) => kind === "warranty") ? "It may be faster with a support plan." : "With a support plan it may be faster or cheaper.";
  return [...said, ...(holding.uncovered ? ["Your support plan does not cover this."] : []), ...(plans ? [waiting] : [])];
}

/**
 * The way that a request takes, as the form knows it.
 *
 * @param {Holding} holding
 * @param {Subject} subject
 * @returns {"warranty" | "plan" | "incident" | ""} "" where it is not certain
 */
export function routeOf(holding, subject) {
  if (holding.stages.length > 1) return "";
  const kinds = new Set(holding.cases.map((place) => subject.cases[place]?.kind));
  if (kinds.has("warranty") || kinds.has("guarantee")) return "warranty";
  if (kinds.has("plan") && !kinds.has("incident") && !kinds.has("on-request") && !kinds.has("nobody")) return "plan";
  return "incident";
}

/**
 * What the responsible party is, as routes of the form can ask: the maker, the seller, or somebody else.
 *
 * @param {Holding} holding
 * @param {Subject} subject
 * @param {string} plan - the customer's, "" where he does not know
 * @returns {string} "" where it is not certain, or nobody is
 */
export function partyOf(holding, subject, plan) {
  if (holding.stages.length > 1) return "";
  const cases = holding.cases.flatMap((place) => subject.cases[place] ?? []);
  const own = cases.filter((each) => (each.kind === "plan" ? each.plan === plan : !each.customers));
  const parties = new Set(own.map(({ party = "" }) => party));
  return parties.size === 1 ? ([...parties][0] ?? "") : "";
}

/**
 * The address of the request form, with what the customer has said of plan and country. The day of purchase stays here.
 *
 * @param {string} address - of the form, with what the page fills in
 * @param {{plan: string, route: string, party?: string, country: string}} known
 */
export function requestWith(address, { plan, route, party = "", country }) {
  const [path = "", query = ""] = address.split("?");
  const fields = new URLSearchParams(query);
  for (const [name, value] of Object.entries({ plan, route, party, country })) if (value) fields.set(name, value);
  return fields.size ? `${path}?${fields}` : path;
}
