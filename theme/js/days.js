/** Days as front matter has them, beside the reader's clock. */

/**
 * Whether a day is over where the reader is; a text that is no day never is.
 * @param {string} day such as 2026-01-31
 * @param {Date} now
 */
export function hasPassed(day, now) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return date !== undefined && now >= new Date(Number(year), Number(month) - 1, Number(date) + 1);
}
