"""Standing on any day. Source: domain.md c5, c6; E1 5-8, E3 38-40, E4 41, 51, 53."""

import json
from dataclasses import replace

import pytest

from service.domain.bans import Ban
from service.domain.facts import Listing, Restriction, ReviewDone
from service.domain.rules import CATALOGUE, Rules
from service.domain.standing import standing
from tests.domain.facts_2024_2026 import day
from tests.domain.haining import FACTS, REMOVED, filing, instant, violation

RULES = Rules()
NINE = "may_apply filed listed minor_count screening priority cross_region next_review cancellation"


def rules_with(**turned) -> Rules:
    return Rules([replace(p, value=turned.get(p.key, p.value)) for p in CATALOGUE])


def on(text: str, facts=FACTS, rules=RULES, known_at=None):
    return standing(facts, day(text), rules, known_at)


def words(found) -> dict[str, tuple[str, str]]:
    return {a.key: (a.answer.zh, a.detail.zh) for a in found.answers}


def test_the_nine_answers_of_a_banned_entity():
    found = on("2026-10-09")
    assert words(found) == {
        "may_apply": ("不可以", "禁期中，最后一日 2027年3月16日"),
        "filed": ("没有", "2 个中心的备案已于 2026年3月16日取消"),
        "listed": ("不在", "第 4 版起移出，原为三类"),
        "minor_count": ("1 次", "2025年12月22日，已用于升级"),
        "screening": ("加大力度", "不免排查，至禁期结束"),
        "priority": ("受限", "至禁期结束"),
        "cross_region": ("不享受", "只有名单一类、二类享受"),
        "next_review": ("没有", "没有有效的备案"),
        "cancellation": ("2 / 2 个中心已确认", "最后一个 2026年3月17日"),
    }
    assert (found.banned_from, found.banned_until) == (REMOVED, day("2027-03-16"))
    assert found.first_free_day == day("2027-03-17")


def test_the_day_before_the_removal_all_rights_are_there():
    found = on("2026-03-15")
    assert found.may_apply
    assert found.filed_at == ("zhejiang", "jiaxing")
    assert (found.listed, found.list_category) == (True, 3)
    assert found.exempt_from_screening
    assert not found.restricted
    assert not found.screening_intensified
    assert "priority_examination" in found.entitlements
    assert found.minor_count == 2
    assert words(found)["minor_count"][1].count("、") == 1
    assert words(found)["cancellation"] == ("没有", "没有取消决定")
    assert words(found)["listed"] == ("三类", "第 1 版起")
    assert words(found)["filed"] == ("2 个中心", "浙江中心、嘉兴中心")


@pytest.mark.parametrize(
    ("text", "free"),
    [("2026-03-15", True), ("2026-03-16", False), ("2027-03-16", False), ("2027-03-17", True)],
)
def test_the_ban_lifts_itself_and_old_rights_do_not_come_back(text, free):
    found = on(text)
    assert found.may_apply is found.may_be_listed is free
    if text > "2027":
        assert found.filed_at == ()
        assert not found.listed
        assert found.restricted is not free


def test_every_answer_gives_its_source_in_both_languages():
    for text in ("2020-01-01", "2024-06-01", "2026-03-15", "2026-03-16", "2027-03-17"):
        found = on(text)
        assert [a.key for a in found.answers] == NINE.split()
        for answer in found.answers:
            assert answer.source
            assert answer.question.zh
            assert answer.question.en
            assert answer.answer.zh
            assert answer.answer.en
            assert bool(answer.detail.zh) is bool(answer.detail.en)
        assert all(r.zh and r.en and r.source for r in found.reasons)


def test_it_becomes_json_that_is_the_same_each_time():
    found = on("2026-10-09", known_at=instant("2026-10-09T01:00"))
    text = json.dumps(found.as_json(), ensure_ascii=False, sort_keys=True)
    again = on("2026-10-09", known_at=instant("2026-10-09T01:00")).as_json()
    assert text == json.dumps(again, ensure_ascii=False, sort_keys=True)
    assert again["banned_until"] == "2027-03-16"
    assert again["reasons"][0]["code"] == "banned"
    assert set(again) == set(vars(found))


def test_an_entity_with_nothing_on_record_may_apply():
    bare = replace(FACTS, filings=(), listings=(), violations=(), bans=(), cancellations=())
    found = on("2026-10-09", bare)
    assert found.may_apply
    assert found.reasons[0].code == "free"
    assert words(found)["listed"] == ("不在", "没有列入过")
    assert words(found)["minor_count"] == ("没有", "")
    assert words(found)["screening"] == ("照常", "不免排查")
    assert words(found)["priority"] == ("不受限", "")


def test_a_rule_may_let_the_ban_bar_only_the_list_or_only_the_filing():
    listing = on("2026-10-09", rules=rules_with(ban_bars="listing"))
    assert (listing.may_apply, listing.may_be_listed) == (True, False)
    filing_only = on("2026-10-09", rules=rules_with(ban_bars="filing"))
    assert (filing_only.may_apply, filing_only.may_be_listed) == (False, True)
    assert filing_only.reasons[0].zh.startswith("禁期中（只限备案）")


def test_a_dissolved_entity_may_not_apply_and_its_ban_stays():
    gone = replace(FACTS, entity=replace(FACTS.entity, dissolved_day=day("2026-06-01")))
    found = on("2026-10-09", gone)
    assert [r.code for r in found.reasons] == ["dissolved", "banned"]
    later = on("2028-01-01", gone)
    assert (later.may_apply, later.may_be_listed) == (False, False)
    assert on("2026-03-15", gone).may_apply


def listed(category: int, **more):
    row = Listing(22, 1, category, day("2025-07-18"), **more)
    return replace(FACTS, listings=(row,), bans=())


@pytest.mark.parametrize(
    ("category", "reach", "word"),
    [(1, "nation", "全国"), (2, "province", "省内"), (3, "none", "不享受")],
)
def test_cross_region_service_reaches_as_far_as_the_category(category, reach, word):
    found = on("2026-03-01", listed(category))
    assert found.cross_region == reach
    assert words(found)["cross_region"][0] == word


def test_only_categories_1_and_2_are_exempt_if_the_rule_says_so():
    strict = rules_with(screening_exemption="first_two")
    assert on("2026-03-01", listed(3)).exempt_from_screening
    assert not on("2026-03-01", listed(3), strict).exempt_from_screening
    assert on("2026-03-01", listed(2), strict).exempt_from_screening


def test_category_3_does_not_hold_without_a_filing_unless_the_rule_says_so():
    after = on("2026-06-01", listed(3))
    assert not after.listed
    assert words(after)["listed"] == ("不在", "没有有效的备案，原为三类")
    kept = rules_with(third_category_leaves_with_filing=False)
    assert on("2026-06-01", listed(3), kept).listed
    assert on("2026-06-01", listed(2)).listed


def test_a_listing_that_ended_without_cause_tells_the_day_when_no_version_is_known():
    found = on("2026-06-01", listed(2, to_day=day("2026-05-01")))
    assert words(found)["listed"] == ("不在", "2026年5月1日移出，原为二类")
    assert words(on("2026-04-30", listed(2)))["listed"] == ("二类", "2025年7月18日起")


def test_a_restriction_of_its_own_holds_without_a_ban():
    rows = (
        Restriction(1, 1, "screening", day("2026-01-01"), day("2026-12-31")),
        Restriction(2, 1, "priority", day("2026-01-01"), revoked_day=day("2026-02-01")),
    )
    facts = replace(listed(1), restrictions=rows)
    january, june = on("2026-01-15", facts), on("2026-06-15", facts)
    assert (january.restricted, january.screening_intensified) == (True, True)
    assert "priority_reexamination" not in january.entitlements
    assert "deferred_examination" in january.entitlements
    assert (june.restricted, june.screening_intensified) == (False, True)
    assert not june.exempt_from_screening
    assert words(january)["priority"] == ("受限", "按决定执行")
    assert not on("2027-01-01", facts).screening_intensified


def test_the_next_review_is_a_year_after_the_filing_or_the_last_review():
    assert on("2023-07-01").next_review == day("2024-06-01")
    assert words(on("2024-07-01"))["next_review"] == ("2024年6月1日", "浙江中心，已过期")
    reviewed = replace(FACTS, reviews=(ReviewDone("zhejiang", day("2024-06-20")),))
    assert on("2024-07-01", reviewed).next_review == day("2025-02-20")
    assert words(on("2024-07-01", reviewed))["next_review"] == ("2025年2月20日", "嘉兴中心")
    assert on("2024-06-19", reviewed).next_review == day("2024-06-01")


def test_a_suspended_filing_is_still_a_filing_and_an_application_is_not_yet_one():
    facts = replace(
        FACTS,
        filings=(
            filing(11, "zhejiang", "active", "2023-06-01", "2025-01-01"),
            filing(11, "zhejiang", "suspended", "2025-01-01"),
            filing(13, "hangzhou", "submitted", "2025-02-01", "2025-02-01"),
            filing(13, "hangzhou", "under_review", "2025-02-01"),
        ),
    )
    found = on("2025-03-01", facts)
    assert found.filed_at == found.suspended_at == ("zhejiang",)
    assert found.applying_at == ("hangzhou",)


def test_a_restored_filing_keeps_its_gap():
    facts = replace(
        FACTS,
        filings=(
            filing(11, "zhejiang", "active", "2023-06-01", "2026-03-16"),
            filing(11, "zhejiang", "cancelled", "2026-03-16", "2026-07-01"),
            filing(11, "zhejiang", "active", "2026-07-01"),
        ),
        bans=(replace(FACTS.bans[0], revoked_day=day("2026-07-01")),),
    )
    assert on("2026-06-30", facts).filed_at == ()
    assert not on("2026-06-30", facts).may_apply
    assert on("2026-07-01", facts).filed_at == ("zhejiang",)
    assert on("2026-07-01", facts).may_apply


def test_what_was_known_then_is_told_as_it_was_known():
    overturned_at = instant("2026-07-01T02:00")
    facts = replace(
        FACTS,
        filings=(
            filing(11, "zhejiang", "active", "2023-06-01", recorded_at="2023-06-01T02:00",
                   retracted_at="2026-03-12T02:00"),
            filing(11, "zhejiang", "active", "2023-06-01", "2026-03-16",
                   recorded_at="2026-03-12T02:00"),
        ),
        violations=(
            violation(32, "2025-12-22", overturned=True, overturned_at=overturned_at),
            violation(34, "2026-01-05", recorded_at=instant("2026-04-01T00:00")),
        ),
        bans=(
            replace(FACTS.bans[0], recorded_at=instant("2026-03-12T02:00"),
                    revoked_day=day("2026-07-01"), revoked_at=overturned_at),
        ),
    )  # fmt: skip
    before = on("2026-08-01", facts, known_at=instant("2026-03-01T00:00"))
    assert (before.filed_at, before.may_apply) == (("zhejiang",), True)
    assert before.minor_count == 1
    during = on("2026-08-01", facts, known_at=instant("2026-05-01T00:00"))
    assert (during.filed_at, during.may_apply) == ((), False)
    assert during.minor_count == 2
    now = on("2026-08-01", facts)
    assert (now.may_apply, now.minor_count) == (True, 1)
    assert on("2026-06-30", facts).banned_until == day("2026-06-30")


def test_acknowledgements_and_restrictions_are_told_as_they_were_known():
    orders = tuple(
        replace(c, acknowledged_at=instant("2026-03-20T00:00")) for c in FACTS.cancellations
    )
    limit = Restriction(
        1, 1, "priority", REMOVED, revoked_day=day("2026-03-18"),
        revoked_at=instant("2026-03-20T00:00"),
    )  # fmt: skip
    facts = replace(FACTS, cancellations=orders, restrictions=(limit,), bans=())
    early = on("2026-03-19", facts, known_at=instant("2026-03-19T00:00"))
    assert (early.cancellations_ordered, early.cancellations_acknowledged) == (2, 0)
    assert words(early)["cancellation"] == ("0 / 2 个中心已确认", "还没有中心确认")
    assert early.restricted
    late = on("2026-03-19", facts)
    assert (late.cancellations_acknowledged, late.restricted) == (2, False)


def test_two_bans_that_overlap_are_answered_as_one():
    second = Ban(42, 1, day("2026-12-01"), day("2027-12-01"), "D30")
    found = on("2026-10-09", replace(FACTS, bans=(*FACTS.bans, second)))
    assert found.banned_until == day("2027-12-01")


def test_the_timeline_turns_where_rows_begin_and_end():
    limit = Restriction(1, 1, "screening", REMOVED, day("2027-06-30"))
    turns = replace(FACTS, restrictions=(limit,)).turning_days()
    assert turns[0] == day("2023-06-01")
    assert turns == tuple(sorted(set(turns)))
    assert {REMOVED, day("2026-03-17"), day("2027-03-17"), day("2027-07-01")} <= set(turns)
