"""The sources of a site, sent: what another machine needs, and nothing that it cannot have."""

import pickle
import platform
import sys
import zlib
from dataclasses import replace

import pytest
from click import ClickException
from running import CONFIG, read_tree

from kbgen.site.build import build_site, find_plugin, open_config
from kbgen.site.cache.kept import Kept
from kbgen.site.cache.outputs import Outputs
from kbgen.site.cache.rebuild import Rebuild
from kbgen.site.cache.store import Store
from kbgen.site.driver import build, prepare
from kbgen.site.elsewhere.archive import Archive, pack_archive, unpack_archive
from kbgen.site.elsewhere.cluster import check_address
from kbgen.site.elsewhere.runtime import check_runtime, runtime
from kbgen.site.elsewhere.sources import PreparedSite, forget_site, kept_site, prepare_site

OWN_THEME = CONFIG.replace("name: material", "name: material\n  custom_dir: own")
PICTURE = b"\x89PNG" * 100


def config_of(folder):
    return open_config(str(folder / "mkdocs.yml"))


def test_of_files_that_are_only_copied_the_name_is_sent(project, tmp_path):
    folder = project({"a.md": "# A\n", "_data/x.txt": "data", "b.png": PICTURE, ".git/config": "secret"})
    packed = pack_archive(config_of(folder))
    *_, files = pickle.loads(zlib.decompress(packed))  # noqa: S301
    assert files == {"content/a.md": b"# A\n", "content/_data/x.txt": b"data", "content/b.png": b""}


def test_an_unpacked_configuration_is_the_same_but_for_its_places(project, tmp_path, monkeypatch):
    monkeypatch.setenv("WHOM", "whoever")
    (tmp_path / "base.yml").write_text(OWN_THEME.replace("Test", "Base"), encoding="utf-8")
    (tmp_path / "own").mkdir()
    folder = project({"a.md": "# A\n"}, "INHERIT: base.yml\nsite_author: !ENV WHOM\n")
    packed = pack_archive(config := config_of(folder))
    monkeypatch.delenv("WHOM")
    (there := tmp_path / "there").mkdir()
    unpacked, environment = unpack_archive(packed, there)
    places = {"config_file_path", "docs_dir", "site_dir", "theme", "plugins", "watch"}
    assert {name: value for name, value in unpacked.items() if name not in places} == {
        name: value for name, value in config.items() if name not in places
    }
    assert (unpacked.site_name, unpacked.site_author, environment) == ("Base", "whoever", {})
    assert unpacked.theme.custom_dir == str(there / "theme")
    assert (there / "content" / "a.md").read_text() == "# A\n"


def test_extensions_that_read_other_files_are_refused(project, tmp_path):
    snippets = CONFIG + "markdown_extensions: [pymdownx.snippets]\n"
    with pytest.raises(ClickException, match="snippets puts into pages what other files hold"):
        pack_archive(config_of(project({}, snippets)))
    icons = (
        f"markdown_extensions:\n  - pymdownx.emoji:\n      options: {{custom_icons: [{tmp_path}/content]}}\n"
    )
    with pytest.raises(ClickException, match=r"pymdownx.emoji reads .*; build without --scheduler"):
        pack_archive(config_of(project({}, CONFIG + icons)))


def test_sites_with_other_plugins_are_refused(project):
    folder = project({"page.md": "# Page\n"}, CONFIG + "  - search\n")
    with pytest.raises(ClickException, match="search may keep in memory what it sees of each page"):
        build_site(config_of(folder), scheduler="tcp://127.0.0.1:1")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("10.0.0.5", "is no address"),
        ("http://10.0.0.5:80", "is no address"),
        ("tls://10.0.0.5:8786", "needs a certificate"),
    ],
)
def test_addresses_of_no_cluster_are_refused_at_once(address, reason):
    with pytest.raises(ClickException, match=reason):
        check_address(address)


def test_without_dask_the_message_says_what_to_install(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClickException, match=r"not installed; run: pip install 'kbgen\[dask\]'"):
        build_site(config_of(project({"page.md": "# Page\n"})), scheduler="tcp://127.0.0.1:1")


def test_a_worker_that_cannot_write_is_named(project, tmp_path):
    packed = pack_archive(config_of(project({"page.md": "# Page\n"})))
    archive = Archive("no place", packed, prepare, runtime(), lambda: str(tmp_path / "nowhere"))
    with pytest.raises(ClickException, match=f"a worker on {platform.node()} failed: .*nowhere"):
        archive.site()


def test_another_python_is_named_with_its_remedy():
    check_runtime(runtime())
    with pytest.raises(
        ClickException, match=r"runs Python 3\.\d+, this machine 2.7; install the same version"
    ):
        check_runtime({**runtime(), "Python": "2.7"})


def test_a_packed_site_is_prepared_once_and_its_folder_goes_with_it(project, tmp_path):
    folder = project({"a.md": "# A\n"})
    (place := tmp_path / "place").mkdir()
    archive = Archive("build", pack_archive(config_of(folder)), prepare, runtime(), lambda: str(place))
    assert archive.site() is replace(archive).site()
    assert len(list(place.iterdir())) == 1
    forget_site("build")
    assert list(place.iterdir()) == []


def test_a_process_does_not_keep_sites_for_ever():
    sites = [kept_site(f"build-{at}", lambda at=at: PreparedSite(at)) for at in range(9)]
    assert kept_site("build-8", lambda: PreparedSite("again")) is sites[8]
    assert kept_site("build-0", lambda: PreparedSite("again")).site == "again"


class Same:
    """Something shared that has not been sent."""

    def __init__(self, value):
        self._value = value
        self.key = str(id(self))

    def value(self):
        return self._value


def sent(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301


class Sent:
    """A crew whose one worker has the sources, and all else as it is sent."""

    def __init__(self, there, folder):
        self.there, self.folder = there, folder

    def share_out(self, stage, site, tasks):
        shared = Same(sent(stage.shared(site)))
        for task in tasks:
            result, files = self.there.do(stage, shared, sent(stage.needs(site, task)), task)
            for name, content in files.items():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(content)
            yield task, sent(result)


@pytest.mark.parametrize("config", [CONFIG, OWN_THEME], ids=["kbgen's templates", "templates of its own"])
def test_pages_need_what_is_sent_and_nothing_else(project, tmp_path, config):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "page.html").write_text("{% for page in nav.pages %}{{ page.content }}{% endfor %}")
    front = "---\ntemplate: page.html\n---\n" if config == OWN_THEME else ""
    folder = project({f"{at}.md": f"{front}# Ink of kind {at}\n\nInk, paper.\n" for at in range(4)}, config)
    written = build_site(config_of(folder), jobs=1, cache=False).folder
    (outbox := tmp_path / "outbox").mkdir()
    there_config = config_of(folder)
    there_config.site_dir = str(outbox)
    there = PreparedSite(prepare_site(there_config, prepare), outbox)
    (site := tmp_path / "made").mkdir()
    here = config_of(folder)
    here.site_dir = str(site)
    nothing = Rebuild(Kept(Store(None, "")), Outputs(site, site))
    build(here, find_plugin(here), Sent(there, site), nothing)
    assert read_tree(site) == read_tree(written)
    assert not outbox.exists()
