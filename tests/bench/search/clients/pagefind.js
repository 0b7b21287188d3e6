// Pagefind by its documented interface; its script comes with the page, as its own interface's script does.
let pagefind;
const script = import(new URL("/pagefind/pagefind.js", location.origin).href);

bench.ready = async () => {
  pagefind = await script;
  await pagefind.init();
};

bench.ask = async (query, limit) => {
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return shown.map(({ url, meta, excerpt }) => ({ url, title: meta.title, text: excerpt }));
};

bench.cold = async (query, limit) => {
  await bench.ready();
  return (await bench.ask(query, limit)).length;
};
