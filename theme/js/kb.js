// Loads the custom elements that any page may hold; the request form loads its own.
import "./elements/kb-faq.js";
import "./elements/kb-search.js";
