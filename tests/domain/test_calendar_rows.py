"""A year of the calendar as it is handed in: read, checked, compared. Source: E1 11, 12."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.calendar import WorkCalendar
from service.domain.calendar_rows import check_year, day_changes, read_days, with_year
from service.domain.errors import InvalidForm

CSV = "date,kind,name\n2027-01-01,off,元旦\n2027-02-14,work,春节\n"
JSON = (
    '[{"date": "2027-01-01", "kind": "off", "name": "元旦"}, '
    '{"day": "2027-02-14", "kind": "上班", "name": "春节"}]'
)
ROWS = [
    {"day": date(2027, 1, 1), "kind": "off", "name": "元旦", "notice": "通知"},
    {"day": date(2027, 2, 14), "kind": "work", "name": "春节", "notice": "通知"},
]


@pytest.mark.parametrize(
    "text", [CSV, "\ufeff" + CSV, CSV.replace("\n", "\r\n"), JSON, f'{{"days": {JSON}}}']
)
def test_csv_and_json_read_alike(text):
    assert read_days(text, "通知") == ROWS


def test_every_row_that_can_not_be_read_is_named_by_its_line():
    text = "date,kind,name\n2027-13-01,off,x\n2027-01-01,off,x\n2027-01-02,holiday,x\n"
    with pytest.raises(InvalidForm) as refused:
        read_days(text)
    assert [fault.field for fault in refused.value.fields] == ["rows.2", "rows.4"]
    assert "第 4 行" in refused.value.fields[1].zh
    assert "row 4" in refused.value.fields[1].en


@pytest.mark.parametrize("text", ["", " \n", "[]", "date,kind\n", "{}", "[", "date\n2027-01-01\n"])
def test_nothing_to_read_is_said_so(text):
    with pytest.raises(InvalidForm) as refused:
        read_days(text)
    assert refused.value.fields[0].field == "rows"


@given(st.text() | st.text(alphabet='[]{}",:daekinoffwr20271-\n', max_size=80))
def test_whatever_is_pasted_is_read_or_refused(text):
    try:
        rows = read_days(text)
    except InvalidForm as refusal:
        rows, faults = [], refusal.fields
    else:
        faults = ()
    assert bool(rows) is not bool(faults)
    assert all(isinstance(row["day"], date) for row in rows)


def test_a_row_of_another_year_twice_or_of_a_weekday_to_be_worked_is_named():
    rows = [
        ROWS[0], ROWS[0], ROWS[0] | {"day": date(2026, 1, 1)}, ROWS[1] | {"day": date(2027, 2, 15)},
    ]  # fmt: skip
    with pytest.raises(InvalidForm) as refused:
        check_year(2027, rows)
    assert [fault.field for fault in refused.value.fields] == ["rows.2", "rows.3", "rows.4"]


def test_a_new_year_changes_what_its_rows_say_against_the_week():
    empty = WorkCalendar.from_rows(1, [], [2026])
    told = [(c.day, c.was, c.becomes) for c in day_changes(empty, 2027, ROWS)]
    assert told == [(date(2027, 1, 1), None, False), (date(2027, 2, 14), None, True)]


def test_a_correction_changes_only_what_differs():
    loaded = with_year(WorkCalendar.from_rows(1, [], [2026]), 2027, ROWS)
    assert day_changes(loaded, 2027, ROWS) == ()
    told = [(c.day, c.was, c.becomes) for c in day_changes(loaded, 2027, ROWS[:1])]
    assert told == [(date(2027, 2, 14), True, False)]
    assert loaded.covers(date(2026, 5, 1))
