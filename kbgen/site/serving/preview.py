"""Serves a site while it is being written: three parts, each of which goes on whatever the others do.

The main thread waits for files to change and sends their paths to the process that builds. A thread takes
what that process tells and passes it on to the browsers, which a server of its own threads talks to.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import webbrowser
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from click import ClickException
from mkdocs.commands.serve import serve

from kbgen.site.build import open_config
from kbgen.site.cache.store import CACHE
from kbgen.site.driver import others_at_work
from kbgen.site.serving.builder import run, watched
from kbgen.site.serving.messages import Failed, Message, Wanted
from kbgen.site.serving.server import News, open_server
from kbgen.site.serving.watching import Changes, Watcher

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.commands.serve")


def serve_site(
    config_file: str | None, address: str | None, *, open_browser: bool = False, poll: float = 0
) -> None:
    """Serve a site, and show what is saved, until Ctrl+C; where other plugins are at work, as MkDocs does.

    Args:
        config_file: As given on the command line.
        address: Host and port, as the configuration says if None.
        open_browser: Whether to open the site there.
        poll: Seconds after which all files are looked at; 0 to be told of changes by the system.

    Raises:
        ClickException: Where the address cannot be served on.
    """
    config = open_config(config_file, dev_addr=address)
    host, port = config.dev_addr
    try:
        if others_at_work(config):
            options: dict[str, Any] = {"dev_addr": address} if address else {}
            serve(config_file, livereload=True, open_in_browser=open_browser, **options)
        else:
            _serve(config, config_file, open_browser=open_browser, poll=poll)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"cannot serve on {host}:{port}: {reason}; choose another with --dev-addr"
        raise ClickException(message) from error


def _serve(config: MkDocsConfig, config_file: str | None, *, open_browser: bool, poll: float) -> None:
    host, port = config.dev_addr
    mount = f"/{urlsplit(config.site_url or '/').path.strip('/')}/".replace("//", "/")
    folder = Path(config.config_file_path or "mkdocs.yml").parent / CACHE / "serve" / f"{port}"
    folder.mkdir(parents=True, exist_ok=True)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}{mount}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C
    news = News()
    with closing(_Watching(Watcher(Changes(), poll))) as watching:
        watching.watcher.watch(watched(config))
        with open_server((host, port), folder / "site", mount, news) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            log.info("serving %s; Ctrl+C ends it", url)
            if open_browser:
                webbrowser.open(url)
            preview = Preview(Wanted(config_file, url, str(folder / "site")), news, watching.watcher)
            with closing(preview), suppress(KeyboardInterrupt):
                preview.run()
            server.shutdown()


@dataclass(frozen=True)
class _Watching:
    watcher: Watcher

    def close(self) -> None:
        self.watcher.stop()


@dataclass
class Preview:
    """Between those who see changes, those who build, and those who look.

    Attributes:
        wanted: What is built.
        news: What browsers are told.
        watcher: Sees changes.
    """

    wanted: Wanted
    news: News
    watcher: Watcher
    _connection: Connection = field(init=False)
    _builder: BaseProcess = field(init=False)

    def run(self) -> None:
        """Build at once, and again whenever something has changed; for ever."""
        self._start()
        while True:
            paths = self.watcher.changes.wait()
            try:
                self._connection.send(paths)
            except OSError:  # it has ended
                self._start()

    def close(self) -> None:
        """Let the process that builds end."""
        with suppress(OSError):  # it has ended
            self._connection.send(None)
        self._builder.join()

    def _start(self) -> None:
        """Start a process that builds, and listen to it."""
        context = multiprocessing.get_context("spawn")
        self._connection, its_end = context.Pipe()
        self._builder = context.Process(target=run, args=(its_end, self.wanted), daemon=False)
        self._builder.start()
        its_end.close()
        threading.Thread(target=self._listen, args=(self._connection, self._builder), daemon=True).start()

    def _listen(self, connection: Connection, builder: BaseProcess) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._take(connection.recv())
        builder.join()
        if builder.exitcode:
            remedy = "is there memory enough? It starts again when a file is saved"
            self._take(Failed(f"the process that builds has ended ({builder.exitcode}); {remedy}"))

    def _take(self, message: Message) -> None:
        if isinstance(message, Failed):
            self.news.tell(lambda told: {**told, "error": message.error})
            return
        if not message.whole:
            self.news.tell(lambda told: told)
            return
        self.watcher.watch(message.watch)
        self.news.tell(
            lambda told: {
                "assets": told["assets"] + message.assets,
                "problems": message.problems,
                "count": message.count,
                "error": "",
            }
        )
