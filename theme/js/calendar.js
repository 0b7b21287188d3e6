/**
 * Days on a calendar as texts, "2027-03-12": no clock and no time zone in them, and they compare as they stand.
 *
 * @typedef {{months: number, days: number}} Period - one of the two is 0
 */

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/**
 * A day as the customer's own calendar has it.
 *
 * @param {Date} moment
 */
export function localDay(moment) {
  return isoDay(moment.getFullYear(), moment.getMonth() + 1, moment.getDate());
}

/**
 * @param {string} text
 * @returns {boolean} whether a text is a day that exists, as a date input writes it
 */
export function isDay(text) {
  const [year = 0, month = 0, day = 0] = partsOf(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/**
 * The last day of a period that an event on a day begins. The day of the event is not counted; a period in months ends
 * with the day of the same number, or with the last of a month that has none (Regulation (EEC, Euratom) No 1182/71,
 * article 3).
 *
 * @param {string} start
 * @param {Period} period
 */
export function lastDay(start, { months, days }) {
  const [year = 0, month = 1, day = 1] = partsOf(start);
  const count = year * 12 + month - 1 + months;
  const [endYear, endMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const end = new Date(Date.UTC(endYear, endMonth - 1, Math.min(day, daysIn(endYear, endMonth)) + days));
  return isoDay(end.getUTCFullYear(), end.getUTCMonth() + 1, end.getUTCDate());
}

/** @param {string} day @returns {string} such as "12 March 2027" */
export function spoken(day) {
  const [year, month = 1, number] = partsOf(day);
  return `${number} ${MONTHS[month - 1]} ${year}`;
}

/** @param {string} day @returns {number[]} year, month from 1, day */
const partsOf = (day) => day.split("-").map(Number);

/** @param {number} year @param {number} month from 1 */
const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** @param {number} year @param {number} month @param {number} day */
function isoDay(year, month, day) {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
