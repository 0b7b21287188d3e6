/**
 * What a customer has done on this site before asking for help: searches, pages opened, suggestions. It stays in the tab, is
 * shown in the form where it can be changed, and goes nowhere unless the customer sends it.
 *
 * @typedef {{kind: "search" | "page" | "suggested" | "opened", text: string}} Stop
 */
import { dropNote, keepNote, readNote } from "./session-notes.js";

const NAME = "journey";
/** Name of the note on what the form has told of it. */
export const TOLD = "journey told";
/** Stops that are kept; the first ones are forgotten beyond that. */
const MOST = 30;
const LONGEST = 120;
/** @type {ReadonlySet<unknown>} */
const KINDS = new Set(["search", "page", "suggested", "opened"]);

/**
 * @param {string} site
 * @returns {Stop[]} in their order
 */
export function journeyOn(site) {
  const note = readNote(NAME, site);
  return Array.isArray(note) ? note.filter((stop) => KINDS.has(stop?.kind) && typeof stop.text === "string") : [];
}

/**
 * Adds a stop; the same one again is none.
 *
 * @param {string} site
 * @param {Stop} stop
 */
export function addStop(site, { kind, text }) {
  const told = text.trim().slice(0, LONGEST);
  const before = journeyOn(site).filter((stop) => stop.kind !== kind || stop.text !== told);
  if (told) keepNote(NAME, site, [...before, { kind, text: told }].slice(-MOST));
}

/** @param {string} site */
export function forgetJourney(site) {
  dropNote(NAME, site);
  dropNote(TOLD, site);
}

/**
 * The journey in words, a line for each kind.
 *
 * @param {readonly Stop[]} journey
 * @param {Record<Stop["kind"], string>} labels what each line begins with
 */
export function journeyInWords(journey, labels) {
  /** @param {Stop["kind"]} kind */
  const line = (kind) => {
    const texts = journey.filter((stop) => stop.kind === kind).map(({ text }) => text);
    return texts.length ? `${labels[kind]} ${texts.join("; ")}` : "";
  };
  return [line("search"), line("page"), line("suggested"), line("opened")].filter(Boolean).join("\n");
}
