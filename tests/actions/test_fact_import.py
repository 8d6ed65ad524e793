"""Facts come in row by row, never twice, and a batch can be taken back. Source: M18, M19."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from service.actions.take_back_facts import take_back_facts
from service.domain.errors import InvalidForm, NotAllowed, NotFound, WrongState
from service.store import facts as store
from service.store.preexam import total
from tests.support.facts import (
    ECONOMY,
    GRANTS,
    MAINTENANCE,
    PREEXAM,
    REVIEWER,
    TRANSFERS,
    bring,
    counts,
    table,
)
from tests.support.town import Town

ALL = {"first": date(2020, 1, 1), "last": date(2030, 1, 1)}
NUMBER = "202310000001.1"


@pytest.fixture
def code(town: Town) -> str:
    return town.enter_entity(1, filed_at=("zhejiang",)).code


def qualified(town: Town, **where: Any) -> int:
    with town.office.read() as unit:
        return total(unit.connection, measure="qualified", **ALL, **where)


def take_back(town: Town, number: str, by: str = REVIEWER, reason: str = "导错了文件") -> Any:
    return take_back_facts(town.office, actor=town.actor(by), number=number, reason=reason)


def refused(town: Town, layout: str, content: bytes, **options: Any) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refusal:
        bring(town, layout, content, **options)
    return {field.field: field.en for field in refusal.value.fields}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_file_twice_changes_nothing(town, code, unchanged, kind):
    content = table(PREEXAM, counts(code, "2026-01"), counts(code, "2026-02"), kind=kind)
    first = bring(town, "preexam", content)
    assert (first.added, first.replaced, first.same) == (2, 0, 0)
    with town.office.read() as unit:
        before = store.batches_page(unit.connection, None, limit=9)
    again = bring(town, "preexam", content)
    assert (again.number, again.added, again.same) == ("", 0, 2)
    with town.office.read() as unit:
        assert store.batches_page(unit.connection, None, limit=9) == before
    assert qualified(town, center="zhejiang") == 20


def test_a_corrected_row_takes_the_place_of_the_old_one(town, code):
    bring(town, "preexam", table(PREEXAM, counts(code, "2026-01"), counts(code, "2026-02")))
    done = bring(town, "preexam", table(PREEXAM, counts(code, "2026年2月", qualified=15)))
    assert (done.added, done.replaced) == (0, 1)
    assert qualified(town, province="330000") == 25


def test_one_wrong_row_stops_all_and_each_cell_is_named(town, code, unchanged):
    wrong = ["9133", "2026-13", "发", "1.5", -1, "=1+1", 0, 0]
    content = table(PREEXAM, counts(code, "2026-01"), wrong)
    with unchanged():
        said = refused(town, "preexam", content)
    assert {"A3", "B3", "C3", "D3", "E3", "F3"} >= set(said) >= {"B3", "C3", "D3", "E3", "F3"}
    assert "Write 2026-03" in said["B3"]


def test_only_the_good_rows_are_taken_when_that_is_said(town, code):
    content = table(PREEXAM, counts(code, "2026-01"), counts("91330100MA99999999", "2026-01"))
    done = bring(town, "preexam", content, only_good=True)
    assert (done.added, done.refused, len(done.problems)) == (1, 1, 1)
    assert "No entity on file" in done.problems[0].en


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        ({3: 5, 4: 6}, "E2", "exceed"),
        ({5: 40}, "F2", "exceed"),
        ({1: "2026-12"}, "B2", "after today"),
        ({6: 30}, "G2", "exceed"),
        ({7: 3}, "H2", "exceed"),
    ],
)
def test_columns_that_contradict_each_other_are_named(town, code, row, cell, says):
    cells = counts(code, "2026-01")
    for place, value in row.items():
        cells[place] = value
    assert says in refused(town, "preexam", table(PREEXAM, cells))[cell]


def test_the_same_thing_twice_in_a_file_is_named(town, code):
    said = refused(town, "preexam", table(PREEXAM, counts(code, "2026-01"), counts(code, "2026-1")))
    assert "same as row 2" in said["C3"]


def test_a_formula_is_refused(town, code):
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(PREEXAM)
    book.active.append([code, "2026-01", "发明", 20, 19, "=D2-10", 0, 0])
    out = BytesIO()
    book.save(out)
    assert "formula" in refused(town, "preexam", out.getvalue())["F2"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "file is empty"),
        (b"x,y\n1,2\n", "columns are missing"),
        (b"\x00\x01\x02", "no table"),
        (",".join(PREEXAM).encode(), "no rows"),
    ],
)
def test_what_is_no_table_of_this_kind_is_refused_as_a_whole(town, content, says):
    assert says in refused(town, "preexam", content)["file"].lower()


def test_an_unknown_kind_of_table_is_refused(town):
    assert "layout" in refused(town, "secrets", b"a,b\n1,2\n")


def test_patents_need_a_grant_on_file_and_days_in_order(town, code):
    lapse = table(MAINTENANCE, [NUMBER, None, "2023-12-01"])
    assert "Import the grant first" in refused(town, "maintenance", lapse)["A2"]
    bring(town, "grants", table(GRANTS, [NUMBER, code, "发明", "2023-03-01", "2024-01-10"]))
    assert "before the grant" in refused(town, "maintenance", lapse)["C2"]
    moved = table(TRANSFERS, ["ZL202310000001", "2024-01-09", "某公司"])
    assert "before the grant" in refused(town, "transfers", moved)["B2"]
    assert bring(town, "maintenance", table(MAINTENANCE, [NUMBER, None, "2025-12-01"])).added == 1


def test_a_wrong_check_digit_is_a_warning_and_never_a_second_patent(town, code):
    row = [code, "发明", "2023-03-01", "2024-01-10"]
    first = bring(town, "grants", table(GRANTS, ["202310000001.9", *row]))
    assert [problem.warning for problem in first.problems] == [True]
    again = bring(town, "grants", table(GRANTS, ["202310000001", *row]))
    assert (again.added, again.same) == (0, 1)


def test_the_kind_must_be_that_of_the_number(town, code):
    row = ["202320000001", code, "发明", "2023-03-01", "2024-01-10"]
    assert "utility model" in refused(town, "grants", table(GRANTS, row))["C2"]


@pytest.mark.parametrize(
    ("by", "center", "allowed"),
    [
        ("zhejiang.reviewer", "浙江中心", True),
        ("zhejiang.reviewer", "杭州中心", False),
        ("330000.provincial_officer", "杭州中心", True),
        ("330000.provincial_officer", "北京中心", False),
        ("cnipa.national_officer", "北京中心", True),
    ],
)
def test_everybody_imports_for_their_own_centers(town, code, by, center, allowed):
    content = table([*PREEXAM, "保护中心"], [*counts(code, "2026-01"), center])
    if allowed:
        assert bring(town, "preexam", content, by=by).added == 1
    else:
        assert "own centers" in refused(town, "preexam", content, by=by)["I2"]


@pytest.mark.parametrize("by", ["330000-industry.consultee", "cnipa.administrator"])
def test_nobody_else_imports(town, by, unchanged):
    with unchanged(), pytest.raises(NotAllowed):
        bring(town, "preexam", b"", by=by)


def test_a_center_does_not_overwrite_what_another_reported(town, code):
    row = [code, 2025, "100", "6", 20, "否"]
    bring(town, "economy", table(ECONOMY, row))
    other = table(ECONOMY, [code, 2025, "900", "6", 20, "否"])
    said = refused(town, "economy", other, by="hangzhou.reviewer")
    assert "Another center" in next(iter(said.values()))
    with_center = table([*ECONOMY, "保护中心"], [code, 2025, "900", "6", 20, "否", "浙江中心"])
    done = bring(town, "economy", with_center, by="330000.provincial_officer")
    assert done.replaced == 1


def test_a_batch_taken_back_gives_back_what_it_had_replaced(town, code):
    bring(town, "preexam", table(PREEXAM, counts(code, "2026-01")))
    two = bring(town, "preexam", table(PREEXAM, counts(code, "2026-01", qualified=12),
                                       counts(code, "2026-02")))  # fmt: skip
    three = bring(town, "preexam", table(PREEXAM, counts(code, "2026-01", qualified=15)))
    assert qualified(town) == 25
    done = take_back(town, two.number)  # a later batch stands on one of its rows
    assert (done.gone, done.back) == (1, 0)
    assert qualified(town) == 15
    assert (take_back(town, three.number).back, qualified(town)) == (1, 10)
    with pytest.raises(WrongState):
        take_back(town, three.number)


def test_a_batch_is_taken_back_by_its_own_with_a_reason(town, code, unchanged):
    done = bring(town, "preexam", table(PREEXAM, counts(code, "2026-01")))
    with unchanged():
        for by in ("hangzhou.reviewer", "330000.provincial_officer"):
            with pytest.raises(NotFound):
                take_back(town, done.number, by=by)
        with pytest.raises(InvalidForm):
            take_back(town, done.number, reason=" ")
        with pytest.raises(NotFound):
            take_back(town, "F-2026-09999")
    assert take_back(town, done.number, by="cnipa.national_officer").gone == 1


def test_how_far_it_is_is_told(town, code):
    heard: list[tuple[int, int]] = []
    rows = [
        counts(code, f"20{year}-{month:02d}") for year in range(10, 26) for month in range(1, 13)
    ]
    bring(town, "preexam", table(PREEXAM, *rows, counts(code, "2026-01"),
                                 *[counts(code, f"200{y}-01") for y in range(1, 9)]),
          tell=lambda done, of: heard.append((done, of)))  # fmt: skip
    assert heard == [(200, 201), (201, 201)]


def test_of_two_who_send_the_same_file_at_once_one_changes_something(town, code):
    content = table(PREEXAM, *(counts(code, f"2025-{month:02d}") for month in range(1, 13)))
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: bring(town, "preexam", content), range(2)))
    assert sorted((d.added, d.same) for d in done) == [(0, 12), (12, 0)]
    assert qualified(town) == 120
