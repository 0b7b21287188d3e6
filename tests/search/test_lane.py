"""Which Whoosh these tests run with: `make test` runs them a second time with the maintained fork."""

import os
from pathlib import Path

import pytest
import whoosh


@pytest.mark.skipif("KBGEN_WHOOSH" not in os.environ, reason="the ordinary lane")
def test_lane_runs_the_fork_that_it_is_for():
    folder = Path(whoosh.__file__).parent.parent
    assert (folder / f"whoosh3-{os.environ['KBGEN_WHOOSH']}.dist-info").is_dir()
