"""A sign shows from its threshold on and not before; a rate needs its minimum number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.monitoring import RiskSign, Thresholds, Watched, risks

LINE = Thresholds(
    minimum=10, lapses=3, joint=20, non_first=20, transfers=5, qualified_rate=Decimal(30),
    insured=5,
)  # fmt: skip


def seen(**figures: object) -> list[str]:
    return [risk.sign.value for risk in risks(Watched(**figures), LINE)]


@pytest.mark.parametrize(
    ("figures", "signs"),
    [
        ({}, []),
        ({"lapsed_early": 2, "patents": 9}, []),
        ({"lapsed_early": 3, "patents": 9}, ["short_maintenance"]),
        ({"as_co_applicant": 19, "received": 400}, []),
        ({"as_co_applicant": 300, "as_non_first": 20, "received": 300},
         ["many_joint", "many_non_first"]),
        ({"transferred_early": 5, "patents": 9}, ["many_transfers"]),
        ({"accepted": 10, "qualified": 3, "received": 10}, ["low_qualified"]),  # 不高于 includes
        ({"accepted": 10, "qualified": 4, "received": 10}, []),
        ({"accepted": 9, "qualified": 0, "received": 9}, []),
        ({"insured": 5}, []),
        ({"insured": 4}, ["few_insured"]),
        ({"insured": None, "ip_service": True}, ["ip_service"]),
        ({"like_banned": (("address", "9133"),)}, ["like_banned"]),
    ],
)  # fmt: skip
def test_signs_show_from_their_thresholds(figures, signs):
    assert seen(**figures) == signs


def test_the_name_of_a_representative_alone_is_no_sign():
    name, phone = ("legal_representative", "9133"), ("contact_phone", "9133")
    assert seen(like_banned=(name,)) == []
    (risk,) = risks(Watched(like_banned=(name, phone, ("legal_representative", "9144"))), LINE)
    assert (risk.number, risk.detail) == (1, (name, phone))


def test_a_sign_keeps_what_was_divided_by_what():
    (risk,) = risks(Watched(accepted=40, qualified=12, received=50), LINE)
    assert (risk.number, risk.of, risk.threshold) == (12, 40, "≤ 30%")


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_never_takes_a_sign_away(number, more):
    few = seen(lapsed_early=number, as_co_applicant=number, transferred_early=number)
    many = seen(lapsed_early=number + more, as_co_applicant=number + more,
                transferred_early=number + more)  # fmt: skip
    assert set(few) <= set(many)


def test_every_sign_has_words():
    assert all(sign.zh and sign.en for sign in RiskSign)
