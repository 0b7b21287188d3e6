"""Edits of a knowledge base as its writers make them, at random: what a build finds before it."""

import os
import shutil
from pathlib import Path

from running import CONFIG

WORDS = (
    *("kettle", "water", "heat", "light", "cable", "socket", "noise", "smoke", "lid", "filter", "scale"),
    *("descale", "steam", "handle", "base", "switch", "red", "green", "blinking", "warranty", "repair"),
    *("order", "number", "manual", "support", "part"),
)
CONFIGS = (
    CONFIG,
    CONFIG + "site_url: https://kb.example/\n",
    CONFIG + "site_description: All about kettles\nsite_url: https://kb.example/\n",
    CONFIG.replace("  - kbgen", "  - kbgen:\n      former_urls: [https://old.example/articles/]"),
    CONFIG + "markdown_extensions:\n  - pymdownx.mark\n",
    CONFIG + "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [content/_data]\n",
    CONFIG + "use_directory_urls: false\n",
    CONFIG.replace("name: material", "name: material\n  custom_dir: own"),
    CONFIG + "edit_uri_template: https://git.example/{path}\n",
)


class Writer:
    """Somebody who edits a project; `random` decides what."""

    def __init__(self, project, random):
        self.project, self.random = project, random
        self.content = project / "content"
        self.clock = 1_600_000_000
        self.count = 0
        self.saved = None

    def edit(self):
        """Do one thing, and return what it was."""
        edits = [name for name in dir(self) if name.startswith("do_")]
        name = self.random.choice(edits)
        return f"{name} {getattr(self, name)() or ''}"

    def write(self, path, text):
        """Write a file as it would be some time later: its stamp is to be trusted."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.age(path)
        return path.relative_to(self.project)

    def age(self, path):
        self.clock += 10
        os.utime(path, (self.clock, self.clock))

    def pages(self):
        return sorted(self.content.rglob("*.md"))

    def page(self):
        return self.random.choice(self.pages())

    def article(self):
        return self.random.choice([page for page in self.pages() if "articles" in page.parts] or self.pages())

    def sentence(self):
        return " ".join(self.random.choices(WORDS, k=8)).capitalize() + "."

    def link(self, page):
        target = os.path.relpath(self.page(), page.parent).replace(os.sep, "/")
        return self.random.choice(
            [f"[See]({target})", f"[See]({target}#more)", f'<a href="{target}">See</a>']
        )

    def do_write_more(self):
        page = self.page()
        return self.write(page, f"{page.read_text()}\n{self.sentence()} {self.link(page)}\n")

    def do_write_a_heading(self):
        page = self.article()
        named = self.random.choice(["", " {#more}", f" {{#part-{self.random.randrange(3)}}}"])
        return self.write(page, f"{page.read_text()}\n## {self.sentence()}{named}\n\n{self.sentence()}\n")

    def do_retitle(self):
        page = self.page()
        return self.write(
            page, page.read_text().replace("title: ", f"title: {self.random.choice(WORDS)} ", 1)
        )

    def do_add_an_article(self):
        self.count += 1
        folder = self.random.choice(["articles", "articles/more", "guides", "."])
        page = self.content / folder / f"new-{self.count}.md"
        front = self.random.choice(
            ["", "products: [kettle-k1]\n", "updated: 2026-01-31\n", "popular: true\n"]
        )
        body = f"# {self.sentence()}\n\n{self.sentence()}\n"
        return self.write(page, f"---\ntitle: {self.sentence()}\n{front}---\n{body}{self.link(page)}\n")

    def do_delete(self):
        page = self.article()
        if len(self.pages()) > 4:
            page.unlink()
        return page

    def do_move(self):
        page = self.article()
        self.count += 1
        to = self.content / self.random.choice(["articles", "moved", "faq"]) / f"moved-{self.count}.md"
        to.parent.mkdir(parents=True, exist_ok=True)
        page.rename(to)
        return to

    def do_add_a_product(self):
        self.count += 1
        products = [page for page in self.pages() if "type: product" in page.read_text()]
        page = self.content / "products" / f"kettle-{self.count}.md"
        return self.write(page, products[0].read_text().replace("K1", f"K{self.count}")) if products else None

    def do_add_a_known_issue(self):
        self.count += 1
        front = f"type: known-issue\ntitle: {self.sentence()}\nproducts: [kettle-k1]\nseverity: major\n"
        page = self.content / "known-issues" / f"issue-{self.count}.md"
        return self.write(page, f"---\n{front}---\n{self.sentence()}\n")

    def do_quote_a_value(self):
        page = self.article()
        return self.write(page, page.read_text() + '\nIt takes {{ spec("kettle-k1", "power") }}.\n')

    def do_change_values(self):
        sheet = self.content / "specs/kettle-k1.md"
        if sheet.exists():
            old, new = self.random.sample(["1", "2", "3"], 2)
            return self.write(sheet, sheet.read_text().replace(old, new))
        return None

    def do_break_front_matter(self):
        page = self.article()
        return self.write(page, f"---\ntitle: [\n---\n{page.read_text()}")

    def do_say_synonyms(self):
        return self.write(
            self.content / "_search/synonyms.txt", f"{', '.join(self.random.sample(WORDS, 3))}\n"
        )

    def do_redirect(self):
        name = f"old-{self.random.randrange(3)}"
        return self.write(self.content / "_data/redirects.yml", f"{name}/: faq/using-the-kettle/\n")

    def do_configure(self):
        config = self.random.choice(CONFIGS)
        (self.project / "own").mkdir(exist_ok=True)
        return self.write(self.project / "mkdocs.yml", config) and config

    def do_change_the_theme(self):
        name = self.random.choice(["partials/copyright.html", "extra.css", "404.html"])
        return self.write(self.project / "own" / name, f"<!-- {self.sentence()} -->")

    def do_change_a_picture(self):
        return self.write(self.content / "articles/picture.svg", f"<svg><!-- {self.sentence()} --></svg>")

    def do_touch(self):
        page = self.page()
        self.age(page)
        return page

    def do_nothing(self):
        pass

    def do_save(self):
        self.saved = self.project.with_name(f"{self.project.name}-saved")
        shutil.rmtree(self.saved, ignore_errors=True)
        shutil.copytree(self.content, self.saved)

    def do_go_back(self):
        if self.saved:
            shutil.rmtree(self.content)
            shutil.copytree(self.saved, self.content)

    def do_meddle_with_the_site(self):
        files = [path for path in sorted((self.project / "site").rglob("*")) if path.is_file()]
        path = self.random.choice(files)
        what = self.random.choice(["write", "delete", "add", "folder"])
        if what == "write":
            path.write_text("Somebody was here")
        elif what == "delete":
            path.unlink()
        elif what == "add":
            path.with_name("added.html").write_text("Somebody was here")
        else:
            shutil.rmtree(path.parent)
        return f"{what} {path.relative_to(self.project)}"

    def do_damage_the_cache(self):
        (cache,) = (self.project / ".kbgen/cache").glob("*.sqlite")
        data = bytearray(cache.read_bytes())
        what = self.random.choice(["flip", "cut", "text", "delete", "aside"])
        if what == "flip":
            for at in self.random.choices(range(len(data)), k=20):
                data[at] ^= 0xFF
        elif what == "cut":
            del data[self.random.randrange(len(data)) :]
        elif what == "text":
            data = b"This is no cache."
        if what == "delete":
            cache.unlink()
        elif what == "aside":
            shutil.rmtree(cache.with_suffix(".aside"), ignore_errors=True)
        else:
            cache.write_bytes(data)
        return what


def copy_without_cache(project, to):
    """Copy a project as somebody has it who checks it out."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    for path in Path(project).iterdir():
        if path.is_dir() and path.name not in {"site", ".kbgen"}:
            shutil.copytree(path, to / path.name)
        elif path.is_file():
            shutil.copy(path, to / path.name)
