"""What the tests need from the machine: PostgreSQL's server programs and a Chromium.

Nothing is skipped where they are missing: the tests that need them fail with these sentences, and
`make test` stops before the first test.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

INSTALL = "Debian and Ubuntu: apt-get install postgresql chromium fonts-noto-cjk"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgres_programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, the newest version first; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]), reverse=True)
    return newest[0].parent if newest else None


def chromium() -> str | None:
    """The browser of the tests: MINGDAN_TEST_CHROMIUM, or the first of the usual names in PATH."""
    named = os.environ.get("MINGDAN_TEST_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> list[str]:
    """One sentence for each thing this machine lacks."""
    sentences = []
    if not os.environ.get("MINGDAN_TEST_POSTGRES_URL") and postgres_programs() is None:
        sentences.append(
            "PostgreSQL is missing (initdb is neither in PATH nor in /usr/lib/postgresql/*/bin). "
            "Install it, or point MINGDAN_TEST_POSTGRES_URL at a server whose user may create "
            "databases."
        )
    if chromium() is None:
        sentences.append(
            "Chromium is missing. Install it, or set MINGDAN_TEST_CHROMIUM to the program."
        )
    return sentences


def main() -> int:
    sentences = missing()
    for sentence in sentences:
        sys.stderr.write(sentence + "\n")
    if sentences:
        sys.stderr.write(INSTALL + "\n`make quick` runs the tests that need neither.\n")
    return 1 if sentences else 0


if __name__ == "__main__":
    raise SystemExit(main())
