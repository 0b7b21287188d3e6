// kbgen in a page of its own site: the header's search box, and the search behind it.
const folder = () => new URL(document.querySelector("kb-search").dataset.folder ?? "search/", document.baseURI);

/** The one place that knows how the site's script gives its search away: a global, or modules. */
async function openSearch() {
  if (globalThis.kbgen) return kbgen.siteSearch(folder().href);
  const module = document.querySelector("script[type=module][src*='kb-search.js']");
  const { siteSearch } = await import(new URL("search-view.js", module.src).href);
  return siteSearch(folder().href);
}

let search;
bench.ready = async () => {
  search = await openSearch();
};

bench.ask = async (query, limit) => {
  const { hits } = await search(query, { limit });
  return hits.map((hit) => ({ url: hit.url, title: hit.title, text: hit.passage }));
};

/** Types into the box and waits for the words that it says when its list is there. */
bench.cold = async (query, limit) => {
  const box = document.querySelector("kb-search");
  const input = box.querySelector("input");
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (!box.querySelector(".kb-search__status")?.textContent) await new Promise(requestAnimationFrame);
  return Math.min(limit, box.querySelectorAll(".kb-search__option").length);
};
