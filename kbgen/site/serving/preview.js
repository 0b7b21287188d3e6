// On each page that `kbgen serve` shows: reloads the page when it has become another, and says what is wrong
// with the content. It lives in a shadow tree, so that neither the site's styles nor ours reach the other.
{
  const { page, mount } = document.currentScript.dataset;
  const HIDDEN = "kbgen-preview-hidden";
  const LONGEST = 20;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };

  const STYLE = `
    :host { all: initial; }
    section, button {
      background: #fff; border: 1px solid #767676; border-radius: 4px; color: #1a1a1a;
      font: 14px/1.45 system-ui, sans-serif;
    }
    section, .open { bottom: 12px; inset-inline-end: 12px; position: fixed; z-index: 2147483647; }
    section {
      border-inline-start: 5px solid #b71c1c; box-shadow: 0 3px 13px rgb(0 0 0 / .35); box-sizing: border-box;
      max-height: 60vh; max-width: calc(100vw - 24px); overflow: auto; padding: 10px 14px 14px; width: 36em;
    }
    section.warning { border-inline-start-color: #8a5a00; }
    header { align-items: center; display: flex; gap: 16px; justify-content: space-between; }
    h2 { font-size: 16px; margin: 0; }
    ul { list-style: none; margin: 8px 0 0; padding: 0; }
    li + li { border-top: 1px solid #c4c4c4; margin-top: 8px; padding-top: 8px; }
    p { margin: 0; overflow-wrap: anywhere; }
    pre { font: 13px/1.4 ui-monospace, monospace; margin: 8px 0 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    .place { color: #4a4a4a; font-size: 13px; }
    a { color: #0b57d0; }
    button { cursor: pointer; min-height: 36px; padding: 4px 12px; }
    :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    @media (prefers-color-scheme: dark) {
      section, button { background: #1e1f22; border-color: #9a9a9a; color: #ececec; }
      section { border-inline-start-color: #ff8a80; }
      section.warning { border-inline-start-color: #ffcc80; }
      .place { color: #c2c2c2; }
      a { color: #a8c7fa; }
      :focus-visible { outline-color: #a8c7fa; }
    }
    @media print { section, .open { display: none; } }
  `;

  /** What is wrong here comes first; what is wrong elsewhere is only counted until somebody asks. */
  class Problems {
    constructor() {
      const host = document.body.appendChild(element("div", ""));
      this.root = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      this.root.adoptedStyleSheets = [sheet];
      this.said = element("div", "", { role: "status" });
      this.root.append(this.said);
      this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
    }

    show({ error, problems, count }) {
      const here = decodeURIComponent(location.pathname).slice(mount.length);
      const known = new Set([here, here.replace(/index\.html$/, "")]);
      this.own = problems.filter((problem) => known.has(problem.url));
      this.error = error;
      this.problems = problems;
      this.count = count;
      this.digest = JSON.stringify([error, this.own]);
      if (!error && !count) this.said.replaceChildren();
      else if ((error || this.own.length) && sessionStorage.getItem(HIDDEN) !== this.digest) this.open(this.own);
      else this.offer();
    }

    /** Shows a button that opens the list. */
    offer() {
      const text = this.error ? "Not built" : this.count === 1 ? "1 problem" : `${this.count} problems`;
      const button = element("button", text, { class: "open", type: "button" });
      button.addEventListener("click", () => {
        this.open(this.own.length ? this.own : this.problems);
        this.root.querySelector("header button").focus();
      });
      this.said.replaceChildren(button);
    }

    open(listed) {
      const bad = this.error || listed.some(({ severity }) => severity === "error");
      const panel = element("section", "", { "aria-labelledby": "title", class: bad ? "error" : "warning" });
      const head = panel.appendChild(element("header", ""));
      head.append(element("h2", this.title(listed), { id: "title" }));
      const hide = element("button", "Hide", { type: "button" });
      hide.addEventListener("click", () => this.hide());
      head.append(hide);
      if (this.error) panel.append(element("pre", this.error));
      if (listed.length) {
        const list = panel.appendChild(element("ul", ""));
        list.append(...listed.slice(0, LONGEST).map((problem) => this.item(problem, listed === this.own)));
      }
      const more = this.count - Math.min(listed.length, LONGEST);
      if (more > 0) panel.append(element("p", `${more} more: kbgen check lists all`, { class: "place" }));
      this.said.replaceChildren(panel);
    }

    title(listed) {
      if (this.error) return "Not built: this is the site as it was";
      const count = listed === this.own ? listed.length : this.count;
      const problems = count === 1 ? "1 problem" : `${count} problems`;
      return listed === this.own ? `${problems} on this page` : `${problems} in the content`;
    }

    item({ url, place, severity, message, code }, here) {
      const item = element("li", "");
      item.append(element("p", `${severity}: ${message} [${code}]`));
      const where = item.appendChild(element("p", "", { class: "place" }));
      where.append(url === null || here ? place : element("a", place, { href: mount + url }));
      return item;
    }

    hide() {
      sessionStorage.setItem(HIDDEN, this.digest);
      this.offer();
      this.root.querySelector("button").focus();
    }
  }

  const problems = new Problems();
  let assets;
  let source;

  /** Reloads the page if it is another one now, or takes in other files; scripts find out by themselves. */
  const follow = async (told) => {
    assets ??= told.assets;
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (assets !== told.assets || answer.headers.get("ETag") !== `"${page}"`) location.reload();
    else problems.show(told);
  };

  const listen = () => {
    source = new EventSource("/.kbgen/news");
    source.onmessage = (event) => follow(JSON.parse(event.data)).catch(() => undefined);
  };

  // A browser keeps few connections to one server: pages that nobody looks at give theirs away.
  const turn = () => {
    source?.close();
    if (document.visibilityState === "visible") listen();
  };
  document.addEventListener("visibilitychange", turn);
  window.addEventListener("pagehide", () => source?.close());
  turn();
}
