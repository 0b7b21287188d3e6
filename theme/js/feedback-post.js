/**
 * Posts an answer to where the form leads. What can be known of its arrival differs: a server of the site's own says how it
 * went, of another one a page learns only whether it could be reached.
 *
 * @typedef {"arrived" | "handed-over" | "refused" | "unreachable"} Outcome
 */

/**
 * @param {string} action absolute address
 * @param {[string, string][]} pairs
 * @param {string} origin of the page
 * @returns {Promise<{outcome: Outcome, status: number}>}
 */
export async function post(action, pairs, origin) {
  const own = new URL(action).origin === origin;
  try {
    const response = await fetch(action, {
      method: "POST",
      body: new URLSearchParams(pairs),
      mode: own ? "same-origin" : "no-cors",
      credentials: own ? "same-origin" : "omit",
      keepalive: true, // the reader may leave the page at once
    });
    if (!own) return { outcome: "handed-over", status: 0 };
    return { outcome: response.ok ? "arrived" : "refused", status: response.status };
  } catch {
    return { outcome: "unreachable", status: 0 };
  }
}
