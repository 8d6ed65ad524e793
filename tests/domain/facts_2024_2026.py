"""The published days off and make-up workdays of 2024 to 2026, as the tests know them."""

from datetime import date, timedelta

from service.domain.calendar import WorkCalendar

OFF_RUNS = (
    ("2024-01-01", 1), ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5),
    ("2024-06-10", 1), ("2024-09-15", 3), ("2024-10-01", 7),
    ("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5),
    ("2025-05-31", 3), ("2025-10-01", 8),
    ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5),
    ("2026-06-19", 3), ("2026-09-25", 3), ("2026-10-01", 7),
)  # fmt: skip
MAKE_UP = (
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14",
    "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip

ROWS = [
    (date.fromisoformat(first) + timedelta(days=n), "off")
    for first, length in OFF_RUNS
    for n in range(length)
] + [(date.fromisoformat(day), "work") for day in MAKE_UP]

CALENDAR = WorkCalendar.from_rows(7, ROWS, (2024, 2025, 2026))
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)
