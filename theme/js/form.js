/** What the page of a request form loads: the form, known issues beside it, and pages that may answer the request. */
import "./elements/kb-known-issues.js";
import "./elements/kb-suggestions.js";
import "./elements/kb-ticket-form.js";
