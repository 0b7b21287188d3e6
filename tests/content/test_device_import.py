"""The importer of device files: ragged values become records or diagnostics, and no value is lost."""

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from running import ROOT, run_kbgen

sys.path.insert(0, str(ROOT / "tests" / "bench" / "devices"))

from account import check_nothing_lost, problems, render_account
from fields import NOT_TAKEN, READERS, WHOLE, read_device
from leaves import Device, parse_device, read_devices
from statements import Statement
from when import read_date
from writing import build_files, merged

PHONE = {"name": "Ash 3", "vendor": "Grove", "type": "phone", "codename": "ash"}


def read(**values):
    """Return what becomes of a device of which only some values are given."""
    device = parse_device("ash", "ash.yml", yaml.safe_dump(values))
    return device, read_device(device)


def taken(**values):
    return merged(read(**values)[1])


def said(**values):
    return [diagnostic.message for diagnostic in problems([read(**values)])]


def lost(*read_ones):
    """Return what was lost on the way into the files."""
    files, ids, _ = build_files(read_ones)
    folders = ("products", "specs")
    texts = {stem: [files[f"content/{folder}/{name}.md"] for folder in folders] for stem, name in ids.items()}
    return [diagnostic.message for diagnostic in check_nothing_lost(read_ones, texts)]


@pytest.mark.parametrize(
    ("ram", "value"),
    [
        ("4 GB", "4 GB"),
        ("1.5 GB", "1.5 GB"),
        ("6/8 GB", {"value": "8 GB", "condition": "or 6 GB"}),
        ("4 or 6 GB", {"value": "6 GB", "condition": "or 4 GB"}),
        ("2 / 3 / 4 GB", {"value": "4 GB", "condition": "or 3 GB, 2 GB"}),
        ("96 GB", None),
        ("12 GB LPDDR5X", {"value": "12 GB", "condition": "LPDDR5X"}),
        ("4/6 GB (LPDDR4X)", {"value": "6 GB", "condition": "or 4 GB; LPDDR4X"}),
        ("2 GB (R5), 3 GB (R5s)", {"value": "3 GB", "condition": "2 GB (R5), 3 GB (R5s)"}),
        (2, "2 GB"),
    ],
)
def test_of_several_amounts_the_largest_counts_and_the_others_are_its_condition(ram, value):
    assert taken(ram=ram).get("memory") == value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("cpu_freq", "1.8 GHz", "1.8 GHz"),
        ("cpu_freq", "4 x 1.4 GHz & 2 x 1.8 GHz", "1.8 GHz"),
        ("cpu_freq", "4x2.7 GHz & 4x1.7 GHz", "2.7 GHz"),
        ("cpu_freq", "1.7/1.0 GHz", "1.7 GHz"),
        ("cpu_cores", "2+4", "6"),
        ("cpu_cores", "8/4", "8"),
        ("storage", "128 GB UFS3.1 / 256/512 GB UFS4.0", "512 GB"),
        ("storage", "512 GB / 1 TB", "1 TB"),
        ("weight", "150 g (5.3 oz)", "150 g"),
    ],
)
def test_the_largest_amount_is_found_whatever_stands_around_it(field, text, value):
    target = {"cpu_freq": "frequency", "cpu_cores": "cores"}.get(field, field)
    found = taken(**{field: text}).get(target)
    assert (found["value"] if isinstance(found, dict) else found) == value
    assert not lost(read(**PHONE, **{field: text}))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"storage": "256/512/1 TB"}, "'256/512/1 TB' cannot be right: 512 TB is more than 2048 GB"),
        ({"storage": "32/64 B"}, "'32/64 B' has no number in GB"),
        ({"cpu_freq": "2,84 GHz"}, "'2,84' is read as 2.84; a point separates decimals"),
        ({"release": "2018-13"}, "'2018-13' is not a date; write it as 2026-01-31, 2026-01 or 2026"),
        ({"release": "2018-5-15"}, "'2018-5-15' is read as 2018-05-15"),
        ({"wheels": 4}, "unknown key 'wheels'; add it to fields.py"),
        (
            {"battery": {"capacity": 3000, "colour": "red"}},
            "unknown key 'battery.colour'; add it to fields.py",
        ),
        ({"sdcard": {"slot": "side"}}, "'side' is none of hybrid, dedicated, sim"),
        ({"type": "toaster"}, "'toaster' is none of phone, phone (slider), foldable, tablet, "),
        ({"screen": {"resolution": "wide"}}, "'wide' is no resolution; write it as 1080x2400"),
        ({"dimensions": {"height": 150, "width": 70}}, "a size needs height, width and depth"),
        (
            {"battery": [{"A": {"capacity": 2000}}, {"A": {"capacity": 3000}}]},
            "2000 mAh and 3000 mAh are given for A; only one can be right",
        ),
        (
            {"type": "phone", "dimensions": {"height": 70, "width": 150, "depth": 9}},
            "wider than it is high; are height and width exchanged?",
        ),
    ],
)
def test_what_cannot_be_right_is_reported_and_kept_as_it_was_written(values, message):
    assert [found[: len(message)] for found in said(**values)][:1] == [message]
    assert not lost(read(**(PHONE | values)))


@pytest.mark.parametrize(
    ("release", "sheet", "record"),
    [
        ("2015-05-31", "2015-05-31", "2015-05-31"),
        ("2015-05", "2015-05", None),
        (2015, "2015", None),
        ([{"G1": "2014-04"}, {"G2": "2014-05"}], "G1: 2014-04; G2: 2014-05", None),
    ],
)
def test_only_a_day_is_exact_enough_for_the_products_record(release, sheet, record):
    values = taken(release=release)
    assert (values["released"], values.get("product.released")) == (sheet, record)


@given(
    st.dates(
        min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)
    )
)
def test_every_day_is_read_as_that_day(day):
    assert read_date(day.isoformat()) == day.isoformat()
    assert read_date(day.isoformat()[:7]) == day.isoformat()[:7]


def test_variants_of_a_product_keep_their_labels():
    values = taken(
        screen=[
            {"Cover": {"size": 5.8, "technology": "OLED"}},
            {"Inner": {"size": 7.6, "technology": "AMOLED"}},
        ],
        dimensions=[
            {"Folded": {"height": 140, "width": 80, "depth": 12}},
            {"Unfolded": {"height": 140, "width": 158.7, "depth": 6}},
        ],
    )
    assert values["screen"] == {"value": "7.6 in", "condition": "Inner; Cover: 5.8 in"}
    assert values["screen-technology"] == "Cover: OLED; Inner: AMOLED"
    size = {"value": "140 x 80 x 12 mm", "condition": "Folded; Unfolded: 140 x 158.7 x 6 mm"}
    assert values["size"] == size


def test_sizes_with_units_and_their_imperial_form_are_read():
    values = {"height": "131 mm (5.16 in)", "width": "68.2 mm", "depth": "9 mm"}
    assert taken(dimensions=values)["size"]["value"] == "131 x 68.2 x 9 mm"
    assert not lost(read(**PHONE, dimensions=values))


def test_none_is_nothing_where_a_device_can_do_without_and_not_stated_where_it_cannot():
    values = taken(battery="None", network="None", wifi="None", dimensions="None", screen="None")
    assert values == {
        "battery-technology": "no battery",
        "networks": "no mobile network",
        "wifi": "no Wi-Fi",
        "size": "not stated",
        "screen-technology": "no screen",
    }


def test_cameras_are_listed_and_the_first_is_the_main_one_where_it_has_one_number():
    main = [{"info": "48 MP (main)", "flash": "LED"}, {"info": "8 MP", "flash": "None"}]
    assert taken(cameras=main)["cameras"] == ["48 MP (main) with LED flash", "8 MP without flash"]
    assert taken(cameras=main)["camera"] == {"value": "48 MP", "condition": "main"}
    assert "camera" not in taken(cameras=[{"info": "8 MP or 13 MP"}])
    assert "camera" not in taken(cameras=[{"info": "8 MP (front)"}])


def test_either_side_of_a_resolution_may_come_first():
    assert taken(screen={"resolution": "1920x1080"}) == taken(screen={"resolution": "1080x1920"})


def test_a_key_that_stands_twice_counts_twice():
    device = parse_device("ash", "ash.yml", "ram: 4 GB\nram: 6 GB\n")
    assert [leaf.text for leaf in device.leaves] == ["4 GB", "6 GB"]
    assert problems([(device, read_device(device))])


def test_products_that_are_called_alike_are_told_apart():
    one, other = (
        parse_device("a_1", "a_1.yml", "name: X\nvendor: V"),
        parse_device("a-1", "a-1.yml", "name: X\nvendor: V"),
    )
    _, ids, found = build_files([(one, read_device(one)), (other, read_device(other))])
    assert len(set(ids.values())) == 2
    assert {diagnostic.code for diagnostic in found} == {"same-name"}


def test_files_that_are_no_devices_are_reported_with_their_line(tmp_path):
    (tmp_path / "list.yml").write_text("- a\n")
    (tmp_path / "torn.yml").write_text("a: 1\nb: {c: [\n")
    (tmp_path / "ash.yml").write_text("name: Ash\n")
    devices, found = read_devices(tmp_path)
    assert [device.stem for device in devices] == ["ash"]
    assert {(diagnostic.source, diagnostic.code) for diagnostic in found} == {
        ("list.yml", "no-device"),
        ("torn.yml", "broken-yaml"),
    }


def test_a_statement_that_forgets_a_leaf_or_a_word_is_found_out():
    device, statements = read(**PHONE, ram="4 GB")
    written = ["---\ntype: product\nname: Grove Ash 3\n---\n", "---\nproperties: {memory: 4 GB}\n---\n"]
    assert [found.message for found in check_nothing_lost([(device, statements[:-1])], {"ash": written})]
    wrong = [
        Statement("memory", "8 GB", each.leaves, "typed") if each.target == "memory" else each
        for each in statements
    ]
    other = ["---\ntype: product\nname: Grove Ash 3\n---\n", "---\nproperties: {memory: 8 GB}\n---\n"]
    assert "'4 GB' is not in 'memory'" in [
        found.message for found in check_nothing_lost([(device, wrong)], {"ash": other})
    ]


def test_the_account_counts_every_value_once():
    device, statements = read(**PHONE, ram="4/6 GB", tree="x", maintainers=[], storage="32/64 B")
    account = render_account([(device, statements)], 5, 0)
    assert "1 devices read, 5 files written, 8 values, 0 lost." in account
    for line in (
        "| ram | memory | typed | 1 |",
        "| as-written | cannot be read | 1 |",
        "| maintainers | 'maintainers' is empty | 1 |",
    ):
        assert line in account


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
RAGGED = (
    st.sampled_from(
        ["None", "4/6 GB", "2,84 GHz", "1080x2400", "48 MP (main)", "2015-05", "131 mm (5.16 in)", "12 °C"]
    )
    | st.integers(-5, 9000)
    | st.floats(0, 100).map(lambda number: round(number, 2))
    | st.booleans()
    | st.none()
    | st.dates()
    | TEXTS
)
KEYS = sorted(
    {name for path in READERS for name in path} | {*WHOLE, "height", "width", "depth", "info", "flash"}
)
SHAPES = st.recursive(
    RAGGED,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, "A", "B"]) | TEXTS, inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = sorted({path[0] for path in READERS} | {*WHOLE, "name", "vendor"} | set(list(NOT_TAKEN)[:3]))


@given(st.dictionaries(st.sampled_from(FIELDS) | TEXTS, SHAPES, min_size=1, max_size=8))
def test_no_value_of_any_file_is_lost(values):
    device = parse_device("ash", "ash.yml", yaml.safe_dump(values, allow_unicode=True))
    assert isinstance(device, Device)
    assert not lost((device, read_device(device)))


def test_what_is_written_is_a_knowledge_base_without_problems(project):
    ragged = {
        **PHONE,
        "ram": "4/6 GB LPDDR4X",
        "release": "2015-05",
        "cameras": [{"info": "48 MP (main)", "flash": "LED"}],
        "battery": {"capacity": 3000, "removable": False, "tech": "Li-Ion"},
        "screen": {"size": 5.5, "resolution": "1920x1080", "technology": "LCD", "refresh_rate": 90},
        "dimensions": {"height": 150, "width": 70.5, "depth": 8},
        "peripherals": ["NFC", "GPS", "Compass", "Fan"],
        "storage": "32/64 B",
        "wheels": 4,
    }
    files, _, _ = build_files([read(**ragged)])
    content = {
        name.removeprefix("content/"): text for name, text in files.items() if name.startswith("content/")
    }
    folder = project(content, files["mkdocs.yml"])
    assert run_kbgen("check", cwd=folder)[0] == 0
