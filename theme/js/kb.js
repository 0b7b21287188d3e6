/**
 * What every page loads: the search with its box in the header, and links that work from a folder. What is exported here is
 * the global `kbgen` of the page: other scripts search with `await (await kbgen.siteSearch(folder))("paper jam")`.
 */
import "./elements/kb-search.js";
import { leadToIndexFiles } from "./file-links.js";

export {
  addressesOf, chosenChip, countInWords, filledIn, hitNodes, labelsOf, node, noticesInWords, problemInWords, requestAddress,
  siteSearch,
} from "./elements/search-view.js";
export { chosenProduct, keepProduct } from "./chosen-product.js";
export { scriptLoader } from "./script-loader.js";

leadToIndexFiles();
