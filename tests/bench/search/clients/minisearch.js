// MiniSearch with an index made beforehand, which its documentation advises for static sites.
let engine;

bench.ready = async () => {
  const json = await (await fetch("/index.json")).text();
  engine = MiniSearch.loadJSON(json, { fields: ["title", "headings", "text"] });
};

bench.ask = async (query, limit) => {
  const hits = engine.search(query, { boost: { title: 3, headings: 2 }, prefix: true, fuzzy: 0.2 });
  return hits.slice(0, limit).map(({ url, title, description }) => ({ url, title, text: description }));
};

bench.cold = async (query, limit) => {
  await bench.ready();
  return (await bench.ask(query, limit)).length;
};
