/** <kb-address>: opens an address in the device's own map app, and copies it. No map service is loaded or asked. */
import { node } from "../kb.js";

class KbAddress extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return;
    const link = this.querySelector("a");
    const query = this.getAttribute("query") ?? "";
    if (link && isApple()) link.href = appleMap(query, this.getAttribute("place") ?? "");
    if (navigator.clipboard) link?.parentElement?.append(" ", this.#copyButton(query));
  }

  /** @param {string} address */
  #copyButton(address) {
    const button = node("button", "kb-button kb-address__copy", "Copy the address");
    const status = node("span", "kb-address__copied");
    status.setAttribute("role", "status");
    button.type = "button";
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(address).then(
        () => (status.textContent = " Copied."),
        () => (status.textContent = " The browser does not allow it: mark the address and copy it."),
      );
    });
    const both = node("span", "kb-address__copying");
    both.append(button, status);
    return both;
  }
}

/** Apple's devices know no `geo:` addresses; their map app has a scheme of its own. */
function isApple() {
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent);
}

/**
 * @param {string} query
 * @param {string} place - "51.45,-2.6", or "" where only the address is known
 */
function appleMap(query, place) {
  const fields = new URLSearchParams({ q: query, ...(place ? { ll: place } : {}) });
  return `maps:?${fields.toString().replaceAll("+", "%20")}`;
}

customElements.define("kb-address", KbAddress);
