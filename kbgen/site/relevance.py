"""Runs the relevance tests of a site, keeps their result, and compares it with an earlier one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import ClickException

from kbgen.diagnostics import Diagnostic
from kbgen.search.comparison import Comparison, compare
from kbgen.search.explain import Explainer
from kbgen.search.misses import ExplainedMiss, explain_misses
from kbgen.search.ranking import answer
from kbgen.search.relevance import SHOWN, Judged, Report, judge, target_of
from kbgen.search.relevance_file import TESTS, TestFile, parse_tests
from kbgen.site.build import find_plugin
from kbgen.site.configuration import load, shown_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.search.index import Index

_EXAMPLE = """
tests:
  - query: printer says E-47
    first: articles/error-e-47.md
"""
_FORMAT = 1
"""Of a saved result."""


@dataclass(frozen=True)
class Run:
    """All tests, run."""

    report: Report
    misses: tuple[tuple[ExplainedMiss, ...], ...]
    """Of each test, in their order."""
    path: str
    """What the file of the tests is called."""
    comparison: Comparison | None = None

    def as_data(self) -> dict[str, Any]:
        """As JSON has it; of two runs on the same content it is the same."""
        data = self.report.as_data()
        for test, misses in zip(data["tests"], self.misses, strict=True):
            test["misses"] = [each.as_data() for each in misses]
        compared = {"comparison": self.comparison.as_data()} if self.comparison else {}
        return {"format": _FORMAT, **data, **compared}


@dataclass(frozen=True)
class SiteTests:
    """The tests of a site."""

    file: TestFile
    path: str
    problems: tuple[Diagnostic, ...]


def read_tests(config: MkDocsConfig) -> SiteTests:
    """Read the tests of a site, and what is wrong with them.

    Raises:
        ClickException: Where there are none.
    """
    content = load(config)
    path = f"{shown_path(Path(config.docs_dir))}/{TESTS}"
    if TESTS in content.data:
        file, problems = parse_tests(path, content.data[TESTS], content.catalog)
        return SiteTests(file, path, tuple(sorted(problems)))
    unread = tuple(problem for problem in content.diagnostics if problem.source == path)
    if not unread:
        raise ClickException(
            f"there are no relevance tests; write what customers are to find:\n\n# {path}{_EXAMPLE}"
        )
    return SiteTests(TestFile(), path, unread)


def unsaid_problems(config: MkDocsConfig, tests: SiteTests) -> list[Diagnostic]:
    """Return the problems of the tests that were not printed when the index was made."""
    said = find_plugin(config).diagnostics
    return [problem for problem in tests.problems if problem not in said]


def run_tests(index: Index, tests: SiteTests, earlier: dict[str, Any] | None = None) -> Run:
    """Ask everything, judge the answers, explain the misses, and compare with an earlier result."""
    asked = ((test, answer(index, test.query, SHOWN, chosen=test.chosen)) for test in tests.file.tests)
    judged = tuple(judge(test, [target_of(hit) for hit in found.hits]) for test, found in asked)
    report = Report(judged, tests.file.thresholds)
    misses = tuple(_misses(index, each) for each in judged)
    return Run(report, misses, tests.path, compare(earlier, report.as_data()) if earlier else None)


def _misses(index: Index, judged: Judged) -> tuple[ExplainedMiss, ...]:
    if judged.passed:
        return ()
    return explain_misses(Explainer(index, judged.test.query, judged.test.chosen), judged)


def read_result(path: Path) -> dict[str, Any]:
    """Read what `save_result` wrote.

    Raises:
        ClickException: Where the file cannot be read or holds something else.
    """
    try:
        result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if result["format"] == _FORMAT:
            compare(result, result)
            return result
    except OSError as error:
        raise ClickException(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise ClickException(f"{path}: no result of this version's tests; make one with --save")


def save_result(run: Run, path: Path) -> None:
    """Write a result for `--against`.

    Raises:
        ClickException: Where the file cannot be written.
    """
    data = {key: value for key, value in run.as_data().items() if key != "comparison"}
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ClickException(f"{path}: cannot be written: {error.strerror}") from error
