"""`kbgen search`: answers for people and for programs, from an index that fits the content."""

import json

from running import run_kbgen

FILES = {
    "printers/jam.md": "---\ntitle: Paper is jammed\n---\nOpen the rear door.\n",
    "printers/wifi.md": "---\ntitle: Printer is offline\n---\nConnect it to the wireless network again.\n",
}


def ask(folder, *arguments):
    code, out, errors = run_kbgen("search", *arguments, cwd=folder)
    assert code == 0, errors
    return out


def test_hit_says_title_place_and_passage(project):
    out = ask(project(FILES), "paper jammed")
    assert "1. Paper is jammed" in out
    assert "printers/jam.md" in out
    assert "Open the rear door." in out


def test_json_is_one_object_for_each_query_and_line(project):
    folder = project(FILES)
    (folder / "q.txt").write_text("paper jam\n\nwireless\n", encoding="utf-8")
    answers = [json.loads(line) for line in ask(folder, "--json", "--queries", "q.txt", "--limit", "1").splitlines()]
    assert [answer["query"] for answer in answers] == ["paper jam", "wireless"]
    hit = answers[1]["hits"][0]
    assert (hit["source"], hit["url"], hit["title"]) == ("printers/wifi.md", "printers/wifi/", "Printer is offline")
    assert (hit["type"], hit["products"]) == ("article", [])
    assert hit["score"] > 0
    assert len(answers[0]["hits"]) == 1


def test_search_needs_no_build_and_sees_what_was_saved_since(project):
    folder = project(FILES)
    assert "Paper is jammed" in ask(folder, "jammed")
    assert not (folder / "site").exists()
    (folder / "content/new.md").write_text("# A jammed tray\n", encoding="utf-8")
    assert "A jammed tray" in ask(folder, "jammed tray")


def test_index_that_somebody_changed_is_not_opened(project):
    folder = project(FILES)
    ask(folder, "jammed")
    for path in (folder / ".kbgen/index").iterdir():
        if path.suffix != ".key":
            path.write_bytes(b"\x80\x04evil")
    assert "Paper is jammed" in ask(folder, "jammed")


def test_misspelled_word_is_corrected_and_that_is_said(project):
    folder = project(FILES)
    assert "Showing results for “offline”" in ask(folder, "ofline")
    answer = json.loads(ask(folder, "--json", "ofline"))
    assert answer["corrections"] == [{"from": "ofline", "to": "offline"}]


def test_synonyms_of_the_site_are_found(project):
    folder = project({**FILES, "_search/synonyms.txt": "wireless, wlan\n"})
    assert "Printer is offline" in ask(folder, "wlan")


def test_synonyms_that_cannot_be_read_are_named(project):
    folder = project({**FILES, "_search/synonyms.txt": "# ours\nwireless, wlan\na => b => c\n"})
    code, _, errors = run_kbgen("check", cwd=folder)
    assert code == 1
    assert "content/_search/synonyms.txt:3:1: error:" in errors
    assert "[bad-synonym]" in errors


def test_nothing_found_is_said(project):
    assert "Nothing found for: zzxxyy" in ask(project(FILES), "zzxxyy")


def test_page_excluded_from_search_is_not_found(project):
    folder = project({**FILES, "secret.md": "---\ntitle: Jammed too\nsearch:\n  exclude: true\n---\n"})
    assert "Jammed too" not in ask(folder, "jammed")
