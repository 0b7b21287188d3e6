// Makes MiniSearch's index where it is installed: node minisearch-index.mjs PAGES.json INDEX.json
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const MiniSearch = createRequire(join(process.cwd(), "package.json"))("minisearch");
const [pages, index] = process.argv.slice(2);
const engine = new MiniSearch({
  fields: ["title", "headings", "text"],
  storeFields: ["title", "url", "description"], // all of the text would about double the index
});
engine.addAll(JSON.parse(readFileSync(pages, "utf8")).map((page, id) => ({ id, ...page })));
writeFileSync(index, JSON.stringify(engine));
