/** What the page of a request form loads besides: the form, and the known issues beside it. */
import "./elements/kb-known-issues.js";
import "./elements/kb-ticket-form.js";
