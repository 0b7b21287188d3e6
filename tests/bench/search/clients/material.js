// Material's own search: in its real pages the box, in an empty page its worker, spoken to as its bundle does.
const SETUP = 0, QUERY = 2;
let worker;

bench.ready = async () => {
  const { config, docs } = await (await fetch("/search/search_index.json")).json();
  worker = new Worker(bench.worker);
  await said({ type: SETUP, data: { config, docs, options: { suggest: false } } });
};

function said(message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.onerror = reject;
    worker.postMessage(message);
  });
}

bench.ask = async (query, limit) => {
  const { items } = await said({ type: QUERY, data: query });
  return items.slice(0, limit).map(([first]) => ({ url: first.location, title: first.title, text: first.text }));
};

/** Types into the box; `ready` is never called here, the page loads its index itself. */
bench.cold = async (query, limit) => {
  const input = document.querySelector("[data-md-component=search-query]");
  input.focus();
  input.value = query;
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  const meta = () => document.querySelector(".md-search-result__meta").textContent;
  while (!/\d|^No /.test(meta())) await new Promise(requestAnimationFrame);
  return Math.min(limit, document.querySelectorAll(".md-search-result__item").length);
};
