"""What a change may be, what it does in words, and where an entity was on a day.

Source: domain.md D9; E4 41, 42, 44, 52, 53.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service.domain.change_effects import ChangeReach, effects
from service.domain.changes import ChangeKind, MoveReach, move_reach, read_change
from service.domain.errors import InvalidForm
from service.domain.hints import Profile, common_signs, signs_of
from service.domain.homes import Home, home_on, known_homes

TODAY = date(2026, 3, 2)
ABOUT = {
    "name": "甲公司", "code": "91330106MA27W00096", "province": "330000", "city": "杭州市",
    "district_code": "330106", "address": "一路1号", "legal_representative": "张某",
    "dissolved_day": None,
}  # fmt: skip


def faults(kind: str, said: dict[str, object], **more: object) -> list[str]:
    asked = {"effective_on": TODAY, "today": TODAY} | more
    with pytest.raises(InvalidForm) as refused:
        read_change(ChangeKind(kind), said, asked.pop("about", ABOUT), **asked)  # type: ignore[arg-type]
    return [fault.field for fault in refused.value.fields]


def test_the_present_value_is_no_change():
    assert faults("rename", {"name": "甲公司"}) == ["name"]
    assert faults("code_change", {"code": "9133 0106ma27w00096"}) == ["code"]
    assert faults("legal_representative", {"legal_representative": "张某"}) == [
        "legal_representative"
    ]


def test_a_change_is_not_before_the_one_before_it_nor_in_the_future():
    assert faults("rename", {"name": "乙"}, not_before=date(2026, 3, 3)) == ["effective_on"]
    assert faults("rename", {"name": "乙"}, effective_on=date(2026, 3, 3)) == ["effective_on"]


def test_what_is_dissolved_changes_no_more():
    gone = ABOUT | {"dissolved_day": TODAY}
    assert faults("dissolution", {}, about=gone) == ["kind"]


@pytest.mark.parametrize(
    ("until", "fits"), [("2029-03-02", True), ("2029-03-03", False), ("2026-03-01", False)]
)
def test_dormancy_lasts_three_years_at_most(until, fits):
    said = {"until": until}
    if fits:
        kept = read_change(ChangeKind.DORMANCY, said, ABOUT, TODAY, today=TODAY)
        assert kept == {"until": until}
    else:
        assert faults("dormancy", said) == ["until"]


@pytest.mark.parametrize(
    ("province", "district", "reach"),
    [
        ("330000", "330106", MoveReach.IN_DISTRICT),
        ("330000", "330602", MoveReach.IN_PROVINCE),
        ("310000", "310115", MoveReach.OTHER_PROVINCE),
    ],
)
def test_how_far_a_move_goes(province, district, reach):
    assert move_reach(ABOUT, {"province": province, "district_code": district}) is reach


def test_the_end_says_everything_that_follows_and_keeps_the_ban():
    reach = ChangeReach(
        kind=ChangeKind.DISSOLUTION, day=TODAY, filed_at=("浙江中心",), applying_at=("杭州中心",),
        listed=True, banned_until=date(2027, 3, 2),
    )  # fmt: skip
    said = " ".join(one.zh for one in effects(reach))
    for words in ("浙江中心的备案终止", "在办的申请结束", "移出精准服务名单", "2027-03-02"):
        assert words in said


def test_a_rename_leaves_the_ban_alone():
    reach = ChangeReach(kind=ChangeKind.RENAME, day=TODAY, banned_until=date(2027, 3, 2))
    assert effects(reach)[-1].en == "The ban is not touched; it holds until 2027-03-02."


def test_a_home_is_that_of_the_day_as_far_as_was_known():
    learned = datetime(2026, 4, 10, tzinfo=UTC)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    homes = (
        Home("330000", date(2026, 1, 1), date(2026, 4, 1), first, learned),
        Home("310000", date(2026, 4, 1), None, learned),
    )
    on = date(2026, 4, 5)
    assert [home_on(homes, day).province for day in (date(2025, 1, 1), on)] == ["330000", "310000"]
    then = known_homes(homes, datetime(2026, 4, 9, tzinfo=UTC))
    assert home_on(then, on).province == "330000"
    assert home_on((), on) is None


def test_signs_are_compared_plainly_and_prove_nothing_of_oneself():
    one = Profile(1, "91330106MA27W00096", "张 某", address="一路1号", phone="0571-1")
    other = Profile(2, "91330106MA27W00097", "张某", address="一路１号", phone="")
    assert {hint.key for hint in common_signs(one, other)} == {
        "legal_representative", "address", "body_code",
    }  # fmt: skip
    assert common_signs(one, one) == ()
    assert ("phone", "") not in signs_of(other)
