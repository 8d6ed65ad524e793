"""What failed is tried again, after longer and longer, and however often it failed."""

from datetime import timedelta

from service.casework.backoff import wait_after


def test_it_waits_twice_as_long_each_time_up_to_a_day():
    assert [wait_after(n) // timedelta(minutes=15) for n in range(8)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        64,
        96,
    ]


def test_after_years_of_failing_it_still_waits_a_day():
    assert wait_after(5_000) == timedelta(days=1)
