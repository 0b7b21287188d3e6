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
    answers = [
        json.loads(line) for line in ask(folder, "--json", "--queries", "q.txt", "--limit", "1").splitlines()
    ]
    assert [answer["query"] for answer in answers] == ["paper jam", "wireless"]
    hit = answers[1]["hits"][0]
    assert (hit["source"], hit["url"], hit["title"]) == (
        "printers/wifi.md",
        "printers/wifi/",
        "Printer is offline",
    )
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


PRODUCTS = {
    "manufacturers/pressmark.md": "---\ntype: manufacturer\nname: Pressmark\n---\n",
    "products/p200.md": "---\ntype: product\nname: P200\nmanufacturer: pressmark\nfamily: printer\n---\n",
    "products/p350.md": "---\ntype: product\nname: P350\nmanufacturer: pressmark\nfamily: plotter\n---\n",
    "jam-p200.md": "---\ntitle: Jam in the P200\nproducts: [p200]\n---\nPaper is jammed.\n",
    "jam-p350.md": "---\ntitle: Paper jam\nproducts: [p350]\n---\nPaper is jammed, all paper.\n",
}


def sources(out):
    return [hit["source"] for hit in json.loads(out)["hits"]]


def test_pages_of_other_products_come_last(project):
    folder = project(PRODUCTS)
    assert sources(ask(folder, "--json", "paper jam"))[0] == "jam-p350.md"
    for option, value in (("--product", "p200"), ("--family", "printer")):
        assert sources(ask(folder, "--json", "paper jam", option, value))[0] == "jam-p200.md"
    assert "of other products" in ask(folder, "paper jam", "--product", "p200")


def test_types_and_languages_hide_all_others(project):
    folder = project({**PRODUCTS, "de.md": "---\ntitle: Paper jam\nlanguage: de\n---\nPapier\n"})
    assert sources(ask(folder, "--json", "p350", "--type", "product")) == [
        "products/p350.md",
        "products/p200.md",
    ]
    assert sources(ask(folder, "--json", "paper jam", "--language", "de")) == ["de.md"]
    assert "de.md" in sources(ask(folder, "--json", "paper jam", "--language", "de", "--language", "en"))


def wrong_use(folder, *arguments):
    code, out, errors = run_kbgen("search", *arguments, cwd=folder)
    assert (code, out) == (2, "")
    return errors


def test_what_the_site_does_not_have_cannot_be_chosen(project):
    folder = project(PRODUCTS)
    for option, value, said in (
        ("--product", "p20", "unknown product 'p20'; did you mean 'p200'?"),
        ("--family", "printr", "unknown family 'printr'; did you mean 'printer'?"),
        ("--manufacturer", "presmark", "unknown manufacturer 'presmark'; did you mean 'pressmark'?"),
        ("--type", "artikle", "unknown type 'artikle'; did you mean 'article'?"),
        ("--language", "de", "unknown language 'de'; use one of en"),
    ):
        assert said in wrong_use(folder, "jam", option, value)


def test_explained_scores_add_up_to_those_of_the_answer(project):
    folder = project(FILES)
    hits = json.loads(ask(folder, "--json", "printer ofline"))["hits"]
    explained = json.loads(ask(folder, "--json", "--explain", "printer ofline"))
    assert [round(hit["score"], 6) for hit in explained["hits"]] == [hit["score"] for hit in hits]
    assert explained["corrections"] == [{"from": "ofline", "to": "offline"}]
    first = explained["hits"][0]
    total = (
        sum(part["score"] for part in first["parts"])
        * first["coverage"]
        * first["boost"]
        * first["closeness"]
    )
    assert round(total, 6) == hits[0]["score"]


def test_explanation_is_a_table_of_terms(project):
    out = ask(project(FILES), "--explain", "offline jammed zzxxyy", "--limit", "1")
    assert "“zzxxyy” is nowhere in the site" in out
    assert "2 of 2 pages and questions match" in out
    assert "\n   typed   found as  in pages   idf  weight  score\n" in out
    assert "\n   jammed  jammed           1  0.69       6   1." in out
    assert "not there: “" in out
    assert out.count("\n   printers/") == 1


def test_one_page_is_explained_wherever_it_stands(project):
    folder = project(FILES)
    out = ask(folder, "--explain", "--page", "printers/jam.md", "offline printer rear door")
    assert "2. Paper is jammed" in out
    assert "printers/wifi.md" not in out
    assert "printers/jam.md has none of the words" in ask(
        folder, "--explain", "--page", "printers/jam.md", "offline"
    )
    errors = wrong_use(folder, "--explain", "--page", "printers/jm.md", "offline")
    assert "there is no page 'printers/jm.md' in the index; did you mean 'printers/jam.md'?" in errors


TESTS = """\
tests:
  - query: paper stuck
    first: printers/jam.md
  - query: offline
    first: printers/wifi.md
"""


def run_tests(folder, *arguments):
    return run_kbgen("search", "--test", *arguments, cwd=folder)


def test_tests_that_pass_print_their_measures(project):
    folder = project({**FILES, "_search/tests.yml": TESTS.replace("stuck", "jammed")})
    code, out, errors = run_tests(folder)
    assert (code, errors) == (0, "")
    assert out.splitlines() == [
        "2 of 2 tests passed",
        "MRR@10     1.000",
        "success@1  1.000",
        "success@3  1.000",
        "success@5  1.000",
        "nDCG@10    1.000",
        "passed     1.000",
    ]


def test_a_miss_is_explained_and_fails_the_run(project):
    folder = project({**FILES, "stuck.md": "# Stuck paper\n\nText\n", "_search/tests.yml": TESTS})
    code, out, errors = run_tests(folder)
    assert (code, errors) == (1, "")
    assert out.startswith(
        "content/_search/tests.yml:2: paper stuck\n  expected first: printers/jam.md\n  it stands at 2\n"
    )
    assert "    1. stuck.md: “stuck” +" in out
    assert "  it does not have “stuck”\n" in out
    assert "passed     0.500  at least 1.000: missed" in out


def test_thresholds_of_the_file_decide(project):
    missed = {**FILES, "stuck.md": "# Stuck paper\n\nText\n"}
    folder = project({**missed, "_search/tests.yml": "thresholds: {passed: 0.5, mrr@10: 0.75}\n" + TESTS})
    assert run_tests(folder)[0] == 0
    folder = project({**missed, "_search/tests.yml": "thresholds: {passed: 0.5, mrr@10: 0.76}\n" + TESTS})
    code, out, _ = run_tests(folder)
    assert code == 1
    assert "MRR@10     0.750  at least 0.760: missed" in out


def test_results_are_kept_and_compared(project):
    folder = project({**FILES, "stuck.md": "# Stuck paper\n\nText\n", "_search/tests.yml": TESTS})
    assert run_tests(folder, "--save", "before.json")[0] == 1
    (folder / "content/stuck.md").unlink()
    code, out, _ = run_tests(folder, "--against", "before.json", "--save", "after.json")
    assert code == 0
    assert (
        "Against before.json: 2 tests in both, 0 new, 0 gone\n  better: paper stuck: 2 → 1, passes now\n"
        in out
    )
    assert "MRR@10     1.000  +0.250" in out
    result = json.loads(run_tests(folder, "--json", "--against", "after.json")[1])
    assert (result["comparison"]["better"], result["comparison"]["worse"]) == ([], [])
    assert result["measures"]["mrr@10"] == 1


def test_two_runs_give_the_same_bytes(project):
    folder = project({**FILES, "stuck.md": "# Stuck paper\n\nText\n", "_search/tests.yml": TESTS})
    run_tests(folder, "--save", "one.json")
    run_tests(folder, "--save", "two.json")
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert run_tests(folder, "--json")[1] == run_tests(folder, "--json")[1]


def test_problems_of_the_tests_are_named_by_check_build_and_test_and_the_rest_is_run(project):
    folder = project(
        {**FILES, "_search/tests.yml": TESTS + "  - query: paper jammed\n    first: printers/jm.md\n"}
    )
    said = (
        "content/_search/tests.yml:7:5: error: unknown page 'printers/jm.md'; did you mean 'printers/jam.md'?"
    )
    for command in (["check"], ["build", "--strict"], ["search", "--test"], ["search", "--test"]):
        code, out, errors = run_kbgen(*command, cwd=folder)
        assert code == 1, command
        assert errors.count(said) == 1, command
    assert "2 of 2 tests passed" in out


def test_a_site_without_tests_says_how_to_write_them(project):
    code, out, errors = run_tests(project(FILES))
    assert (code, out) == (1, "")
    assert "# content/_search/tests.yml\ntests:\n  - query: " in errors


def test_a_result_that_is_none_is_not_compared_with(project):
    folder = project({**FILES, "_search/tests.yml": TESTS})
    (folder / "bad.json").write_text('{"format": 1, "tests": [{}]}', encoding="utf-8")
    for name in ("bad.json", "missing.json"):
        code, out, errors = run_tests(folder, "--against", name)
        assert (code, out) == (1, "")
        assert name in errors


def test_options_that_do_not_go_together_are_refused(project):
    folder = project(FILES)
    for arguments in (
        ["--test", "jam"],
        ["--test", "--product", "x"],
        ["--save", "x.json", "jam"],
        ["--page", "x", "jam"],
    ):
        wrong_use(folder, *arguments)


def test_tests_may_change_without_a_new_index(project):
    folder = project({**FILES, "_search/tests.yml": TESTS})
    run_tests(folder)
    marker = folder / ".kbgen/index/kbgen-index.json"
    before = marker.stat().st_mtime_ns
    (folder / "content/_search/tests.yml").write_text(TESTS.replace("offline", "wireless"), encoding="utf-8")
    assert run_tests(folder)[0] == 0
    assert marker.stat().st_mtime_ns == before


def test_the_demonstration_is_found_as_its_tests_ask(demo):
    code, out, errors = run_tests(demo, "--json")
    assert (code, errors) == (0, ""), out
    result = json.loads(out)
    assert len(result["tests"]) >= 60
    assert result["thresholds"].keys() == result["measures"].keys()
    assert sum("product" in test["chosen"] for test in result["tests"]) >= 3
