/** What every page of content loads beyond the search: what its own parts need. */
import "./elements/kb-who-short.js";
