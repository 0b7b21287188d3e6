"""Compares two results of relevance tests, as `Report.as_data` gives them: what got better, what worse."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from kbgen.search.relevance import PASSED, mean

Result = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A test whose result has changed."""

    query: str
    chosen: str
    """As text, "" for nothing chosen."""
    before: Result
    after: Result


@dataclass(frozen=True)
class Comparison:
    """An earlier result against a later one."""

    measures: dict[str, tuple[float, float]]
    """Name → before and after, over the tests that both have."""
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    common: int
    added: int
    removed: int

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "measures": {name: list(values) for name, values in self.measures.items()},
            "better": [_change_data(each) for each in self.better],
            "worse": [_change_data(each) for each in self.worse],
            "common": self.common,
            "added": self.added,
            "removed": self.removed,
        }


def _change_data(change: Change) -> dict[str, Any]:
    names = (PASSED, "rank")
    return {
        "query": change.query,
        "chosen": change.after["chosen"],
        "before": {name: change.before[name] for name in names},
        "after": {name: change.after[name] for name in names},
    }


def compare(before: Result, after: Result) -> Comparison:
    """Compares two results.

    Tests are the same if query and choice are. One is better when it passes and did not, or its right page
    stands higher, or, at the same place, the order of its pages is better (nDCG).
    """
    old, new = ({_key(each): each for each in result["tests"]} for result in (before, after))
    both = [key for key in new if key in old]
    changes = [
        Change(new[key]["query"], describe_chosen(new[key]["chosen"]), old[key], new[key]) for key in both
    ]
    return Comparison(
        _measures([old[key] for key in both], [new[key] for key in both]),
        tuple(each for each in changes if _value(each.after) > _value(each.before)),
        tuple(each for each in changes if _value(each.after) < _value(each.before)),
        len(both),
        len(new) - len(both),
        len(old) - len(both),
    )


def describe_chosen(chosen: Result) -> str:
    """What was chosen, as people read it: "product pressmark-p200"."""
    listed = ((name, value if isinstance(value, str) else ", ".join(value)) for name, value in chosen.items())
    return "; ".join(f"{name} {value}" for name, value in listed if value)


def _key(test: Result) -> str:
    query = " ".join(test["query"].casefold().split())
    return json.dumps([query, test["chosen"]], sort_keys=True, ensure_ascii=False)


def _measures(before: list[Result], after: list[Result]) -> dict[str, tuple[float, float]]:
    old, new = (
        {
            **mean(each["measures"] for each in tests if each["measures"]),
            **mean({PASSED: float(each[PASSED])} for each in tests),
        }
        for tests in (before, after)
    )
    return {name: (old[name], new[name]) for name in new if name in old}


def _value(test: Result) -> tuple[bool, float, float]:
    """What a test's result is worth, the greater the better."""
    rank = math.inf if test["rank"] is None else test["rank"]
    return test[PASSED], -rank, test["measures"].get("ndcg@10", 0.0)
