/**
 * The service centres that a page lists, as data.
 *
 * @typedef {import("../centre-choice.js").Centre & {id: string, title: string, url: string, card: HTMLElement}} CentreCard
 */

/**
 * @param {ParentNode} root
 * @returns {CentreCard[]}
 */
export function centresIn(root) {
  const cards = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".kb-centre")]);
  return cards.map((card) => {
    const link = card.querySelector("a");
    const { id = "", country = "", countries = "[]", walkIn, post } = card.dataset;
    return {
      card,
      id,
      country,
      countries: JSON.parse(countries),
      walkIn: walkIn !== undefined,
      post: post !== undefined,
      title: link?.textContent ?? "",
      url: link?.href ?? "",
    };
  });
}
