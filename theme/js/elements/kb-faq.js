// <kb-faq> wraps the questions of a FAQ page: a button opens or closes all of them, and print shows every answer.

/** @param {ParentNode} root */
const questions = (root) => /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("details.kb-question")]);

class KbFaq extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(":scope > .kb-faq__tools") === null && questions(this).length > 1) {
      this.prepend(this.#buildTools());
    }
    window.addEventListener("beforeprint", this.#openForPrint);
    window.addEventListener("afterprint", this.#closeAfterPrint);
    window.addEventListener("hashchange", this.#openTarget);
    this.addEventListener("click", this.#copyLink);
    for (const link of this.querySelectorAll(".kb-question__link")) {
      if (!link.querySelector("[role=status]")) link.append(statusLine()); // there before it has something to say
    }
    this.#openTarget();
  }

  disconnectedCallback() {
    window.removeEventListener("beforeprint", this.#openForPrint);
    window.removeEventListener("afterprint", this.#closeAfterPrint);
    window.removeEventListener("hashchange", this.#openTarget);
    this.removeEventListener("click", this.#copyLink);
  }

  /** @type {HTMLDetailsElement[]} */
  #opened = [];

  #openForPrint = () => {
    this.#opened = questions(this).filter((question) => !question.open);
    for (const question of this.#opened) question.open = true;
  };

  #closeAfterPrint = () => {
    for (const question of this.#opened) question.open = false;
    this.#opened = [];
  };

  // Browsers open a <details> that holds the target of a link; older ones only scroll to it.
  #openTarget = () => {
    const question = this.querySelector(":target")?.closest("details.kb-question");
    if (question instanceof HTMLDetailsElement) question.open = true;
  };

  /**
   * The link of an answer goes to the clipboard, besides into the address of the page.
   * @param {Event} event
   */
  #copyLink = async (event) => {
    const link = event.target instanceof Element ? event.target.closest(".kb-question__link a") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    const copied = await copy(link.href);
    const status = link.parentElement?.querySelector("[role=status]");
    if (status) status.textContent = copied ? "Copied." : "Copy the address of this page.";
  };

  #buildTools() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-button kb-faq__toggle";
    button.addEventListener("click", () => this.#toggleAll());
    this.addEventListener("toggle", () => this.#label(button), true); // `toggle` does not bubble
    this.#label(button);
    const tools = document.createElement("p");
    tools.className = "kb-faq__tools";
    tools.append(button);
    return tools;
  }

  #toggleAll() {
    const open = !this.#allOpen();
    for (const question of questions(this)) question.open = open;
  }

  #allOpen() {
    return questions(this).every((question) => question.open);
  }

  /** @param {HTMLButtonElement} button */
  #label(button) {
    button.textContent = this.getAttribute(this.#allOpen() ? "close-label" : "open-label");
  }
}

/** Where it is announced that a link was copied. */
function statusLine() {
  const status = document.createElement("span");
  status.className = "kb-question__copied";
  status.setAttribute("role", "status");
  return status;
}

/**
 * Copies a text; browsers refuse without a secure connection or permission, and the older way may still do.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** @param {string} text */
function copySelected(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "kb-unseen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

customElements.define("kb-faq", KbFaq);
