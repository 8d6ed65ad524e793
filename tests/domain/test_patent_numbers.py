"""Chinese patent numbers: one spelling each, whatever was typed; the check digit only warns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.patents import PatentKind, check_digit, read_patent_number


@pytest.mark.parametrize(
    ("typed", "kept", "kind", "fits"),
    [
        ("200410016940.6", "200410016940.6", PatentKind.INVENTION, True),
        ("ZL 2004 1 0016940.6", "200410016940.6", PatentKind.INVENTION, True),
        ("ＣＮ２００４１００１６９４０．６", "200410016940.6", PatentKind.INVENTION, True),
        ("200410016940", "200410016940.6", PatentKind.INVENTION, None),
        ("200410016940.7", "200410016940.6", PatentKind.INVENTION, False),
        ("98101234.5", "98101234.5", PatentKind.INVENTION, True),
        ("202420000001.X", "202420000001.2", PatentKind.UTILITY_MODEL, False),
        ("202430000001", "202430000001.0", PatentKind.DESIGN, None),
        ("CN101234567B", "CN101234567B", PatentKind.INVENTION, None),
        ("cn 1234567 c", "CN1234567C", PatentKind.INVENTION, None),
        ("CN201234567U", "CN201234567U", PatentKind.UTILITY_MODEL, None),
        ("CN301234567S", "CN301234567S", PatentKind.DESIGN, None),
    ],
)
def test_a_number_has_one_spelling(typed, kept, kind, fits):
    found = read_patent_number(typed)
    assert found is not None
    assert (found.value[:-1], found.kind, found.fits) == (kept[:-1], kind, fits)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "2024101234567890", "CN101234567U", "US1234567B2", "202440000001", "CN401234567B",
     "1234", "202410123456.Y"],
)  # fmt: skip
def test_what_is_no_chinese_patent_number_is_none(typed):
    assert read_patent_number(typed) is None


@given(st.from_regex(r"(19|20)\d\d[1238]\d{7}", fullmatch=True))
def test_the_digit_that_is_given_fits_the_number_again(body):
    found = read_patent_number(f"{body}.{check_digit(body)}")
    assert found is not None
    assert found.fits is True
    assert read_patent_number(found.value) == found


@given(st.from_regex(r"20\d\d1\d{7}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_changes_the_check_digit(body, place, by):
    other = f"{body[:place]}{(int(body[place]) + by) % 10}{body[place + 1 :]}"
    assert check_digit(other) != check_digit(body)
