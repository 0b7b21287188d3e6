"""The browser's code, run by node on the export, answers as Whoosh does: hits, links, passages, scores."""

import json
import subprocess
from pathlib import Path

import pytest
from corpus import corpus, page
from running import run_kbgen

from kbgen.search.export import export_index
from kbgen.search.facets import Chosen
from kbgen.search.index import build_index
from kbgen.search.index_folder import read_index
from kbgen.search.ranking import answer
from kbgen.search.synonyms import parse_synonyms

SCRIPT = Path(__file__).parents[1] / "js" / "answer-queries.js"
QUERIES = [
    "E-47",
    "e47",
    "resetting my printer",
    "how do I reset the printer?",
    "what is this",
    "white streaks",
    "cartrigde",
    "refil cartridges",
    "C++ or C#",
    "0x80070057",
    "version 2.10.3",
    "16GB memory",
    "xt2083 8",
    "turn off the laptop",
    "does not turn on",
    "power button ten seconds",
    "stand",
    "paper",
    "pap",
    "pr",
    "p",
    "können Drucker überhitzen",
    "strasse",
    "プリンター 印刷",
    "電源を入れ直す",
    "電",
    "WI-FI password wi",
    "error_file",
    "quotes <script>",
    "separators",
    "emoji 🖨️",
    "the",
    "",
    "?",
    "qqqq zzzz",
    "e 47",
    "xt20",
    "80070057",
    "2083",
    "2.10",
    "16 gb",
    "installation of a driver",
    "pritner cleening",
    "printerdriver overheats",
    "print erdriver",
    "lap top",
    "commitee adress",
    "aptop ptinter",
    "印刷できません",
    "rpinter",
    "nizzle",
    "xrinter",
    "setings",
    "maint",
    '"print head"',
    '"print hed" cleening',
    '"unclosed print',
    "ERROR_FILE_NOT_FOUND at C:\\Users\\jane\\x.log line 4711 while the toolkit was busy loading plug-ins",
    "wipe everything",
    "delete the settings",
    "removing all setings",
    "hard disk",
    "hard disks dead",
    "battery pack",
    '"delete" settings',
    '"hold the power button"',
    '"power button hold"',
    '"the printer" "factory settings"',
    "“Print head error” E-47",
    '"電源を入れ直し"',
    '"電源を直し"',
]
SYNONYMS = """
delete, remove, erase
hard disk, hdd => memory
pack => adapter
nothing => nowhere
"""


WAYS = ({"typing": False}, {"typing": True}, {"exact": True})


def answers_of_node(folder, queries, ways):
    """What theme/js/search.js answers from an export."""
    asked = [{"query": query, "facets": True, **way} for query in queries for way in ways]
    done = subprocess.run(
        ["node", str(SCRIPT), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return zip(asked, json.loads(done.stdout), strict=True)


def written(folder, export):
    for name, content in export.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def assert_same(index, folder, queries, ways=WAYS):
    for asked, answered in answers_of_node(folder, queries, ways):
        expected = answer(index, **told_python(**asked))
        assert [shown(hit) for hit in answered["hits"]] == [told(hit) for hit in expected.hits], asked
        assert [hit["score"] for hit in answered["hits"]] == pytest.approx(
            [hit.score for hit in expected.hits], abs=1e-9
        )
        corrections = [{"from": each.typed, "to": each.used} for each in expected.corrections]
        assert answered["corrections"] == corrections, asked
        for name in ("total", "own", "unquoted", "nearest"):
            assert answered[name] == getattr(expected, name), (asked, name)
        assert answered["complete"]
        for kind, counts in vars(expected.facets).items():
            counted = {each["id"]: each["count"] for each in answered["facets"][kind] if each["count"]}
            assert counted == counts, (asked, kind)


def told_python(query, *, facets, typing=False, exact=False, **chosen):
    """The options of theme/js/search.js as `answer` takes them."""
    return {"query": query, "typing": typing, "exact": exact, "chosen": Chosen(**chosen)}


def told(hit):
    return (
        hit.url,
        hit.title,
        hit.section,
        hit.type,
        *(list(each) for each in (hit.place, hit.products, hit.product_names)),
        [list(part) for part in hit.passage_parts],
        [{"typed": each.typed, "found": each.found, "kind": each.kind} for each in hit.why],
        hit.other,
        hit.pinned,
        list(hit.issue) if hit.issue else None,
        hit.language,
    )


def shown(hit):
    text = ["".join(part for part, _ in hit[name]) for name in ("title", "section")]
    return (
        hit["url"],
        *text,
        *(hit[name] for name in ("type", "place", "products", "productNames", "passage", "why")),
        *(hit[name] for name in ("other", "pinned")),
        hit.get("issue"),
        hit["language"],
    )


def test_browser_and_whoosh_answer_alike(index, export_folder):
    assert_same(index, export_folder, QUERIES)


def test_they_answer_alike_with_synonyms(tmp_path):
    index = build_index(corpus(), synonyms=parse_synonyms(SYNONYMS)[0])
    assert len(index.plan.synonyms) > 1
    assert_same(index, written(tmp_path, export_index(index)), QUERIES)


def test_they_answer_alike_on_the_demonstration(demo):
    assert run_kbgen("search", "paper", cwd=demo)[0] == 0  # the first search keeps the index
    index = read_index(demo / ".kbgen" / "index")
    titles = {index.record(number)["title"] for number in range(0, index.documents, 3)}
    assert_same(index, demo / "site" / "search", [*sorted(titles), *QUERIES])


def test_they_answer_alike_where_words_spread_over_many_shards(tmp_path):
    stems = ["print", "scan", "copy", "fax", "refill", "reset", "restart", "resume", "test", "turn"]
    ends = ["", "s", "er", "ers", "ed", "ing", "able", "ation", "out", "line"]
    pages = [
        page(
            url=f"{first}-{second}/",
            title=f"{stems[first]}{ends[second]} {first * 7 + second}",
            html=f"<p>{' '.join(stems[first] + end for end in ends)}</p>"
            + f"<h2 id='x'>{stems[second]}</h2><p>x</p>" * 2,
        )
        for first in range(10)
        for second in range(10)
    ] * 3
    index = build_index(pages)
    export = export_index(index)
    assert len([name for name in export if "words-" in name]) > 1
    queries = [f"{stem}{end}" for stem in stems for end in ("", "ing", "x", "xyz")] + [
        "re",
        "res",
        "rest printers",
    ]
    assert_same(index, written(tmp_path, export), queries)


def test_they_answer_alike_on_an_empty_site(tmp_path):
    index = build_index([])
    assert_same(index, written(tmp_path, export_index(index)), ["anything", ""])
