"""Every row of the notice is carried by a process, an operation or action, a page and a story."""

import pytest

from tests.structure.coverage import PAGE, carried, told, written
from tests.structure.rows import CASES, ROWS

CARRIED, TOLD = carried(), told()


@pytest.mark.parametrize("row", ROWS)
def test_a_row_works_through_diagram_page_and_story(row: str):
    kinds = CARRIED[row]
    lacking = [kind for kind in ("process", "story") if not kinds[kind]]
    done = kinds["operation"] | kinds["action"] | kinds["task"]
    lacking += [] if done else ["operation, action or task"]
    lacking += [] if kinds["page"] | kinds["form"] else ["page or form"]
    assert lacking == []


def test_no_source_names_a_row_that_the_notice_has_not():
    assert set(CARRIED) - set(ROWS) == set()


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_told_by_a_story(case: str):
    stories = [name for name in TOLD[case] if not name.startswith("tests/")]
    assert stories, f"no story tells {case}: {CASES[case]}"


def test_the_page_of_coverage_is_the_one_the_sources_make():
    made = "python -m tests.structure.coverage > docs/coverage.md"
    assert PAGE.read_text(encoding="utf-8") == written(), f"make it anew: {made}"
