/** Shrinks “Where to find it” to the product that was chosen; while none is, all of them can be looked at. */

/** @param {HTMLElement} element - <kb-ticket-form> */
export function showProductHints(element) {
  const chosen = element.querySelector('[data-kb-field="product"] select');
  const product = chosen instanceof HTMLSelectElement ? chosen.value : "";
  for (const box of element.querySelectorAll(/** @type {"details"} */ ("details.kb-form__where"))) {
    const entries = [...box.querySelectorAll(/** @type {"li"} */ ("[data-kb-product]"))];
    const own = entries.filter(({ dataset }) => dataset.kbProduct === product);
    for (const entry of entries) entry.hidden = own.length > 0 && !own.includes(entry);
    box.hidden = Boolean(product) && !own.length;
    box.open = own.length > 0;
  }
}
