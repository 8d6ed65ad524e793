"""A province's file of 10,000 rows with 50 bad ones: `python -m tests.benchmarks.lists`.

SQLite in a folder of its own. The figures are of one run on one machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.support import town as towns
from tests.support.lists import a_row, begin_changes, file_of, take
from tests.support.town import Town

ROWS, EVERY = 10_000, 200
TARGET_S = 30.0


def main() -> int:
    """Prints the seconds of a checked and of a taken import; 1 when one misses its target."""
    rows = [a_row(n) for n in range(1, ROWS + 1)]
    for place in range(0, ROWS, EVERY):
        rows[place] |= {"category": "四"}
    content = file_of(rows)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        towns.build(url)
        town = Town(url, Path(folder))
        number = begin_changes(town)
        missed = 0
        for good_only in (False, True):
            begun = time.perf_counter()
            done = take(town, number, content, good_only=good_only)
            took = time.perf_counter() - begun
            missed += took > TARGET_S
            what = "taken, the good rows" if good_only else "checked, nothing taken"
            print(f"{done.rows} rows, {done.errors} bad, {what}: {took:.1f} s")  # noqa: T201
        town.close()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
