/** What the page of a request form loads: the form, and the pages that may answer the request while it is written. */
import "./elements/kb-suggestions.js";
import "./elements/kb-ticket-form.js";
