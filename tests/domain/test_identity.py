"""Codes of entities. Source: GB 32100-2015; domain.md 5.5; E4 44-48."""

import pytest
import stdnum.cn.uscc
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import BadCode
from service.domain.hints import Profile, common_signs
from service.domain.identity import (
    ALPHABET,
    IdentifierKind,
    SubstituteCode,
    body_code,
    check_code,
    expected_check,
    normalise_code,
    read_identifier,
)

GOOD = "91110000600037341L"
FULL_WIDTH = str.maketrans(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
)
BODIES = st.builds(
    "".join,
    st.tuples(
        st.text("123456789", min_size=2, max_size=2),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(ALPHABET, min_size=9, max_size=9),
    ),
)


@settings(max_examples=1500)
@given(BODIES)
def test_the_check_character_is_the_one_the_oracle_computes(body):
    expected = expected_check(body)
    assert expected == stdnum.cn.uscc.calc_check_digit(body)
    code = normalise_code(body + expected)
    assert check_code(code).ok
    assert stdnum.cn.uscc.is_valid(code)


@settings(max_examples=500)
@given(BODIES, st.sampled_from(ALPHABET))
def test_only_one_check_character_fits(body, char):
    assert check_code(body + char).ok is stdnum.cn.uscc.is_valid(body + char)


@settings(max_examples=500)
@given(BODIES, st.randoms(use_true_random=False))
def test_however_it_is_typed_a_code_has_one_spelling(body, random):
    code = body + expected_check(body)
    typed = "".join(
        random.choice([c, c.lower(), c.translate(FULL_WIDTH)])
        + random.choice(["", "", " ", "\u3000", "\u200b", "\t"])
        for c in code
    )
    assert normalise_code(typed) == code
    assert normalise_code(normalise_code(typed)) == code


def test_a_real_code_with_a_wrong_check_character_is_a_warning_only():
    code = normalise_code("91350211M0000XUF46")
    check = check_code(code)
    assert (check.ok, check.expected, check.given) == (False, "R", "6")
    assert "“R”" in check.zh
    assert "“R”" in check.en
    assert check_code(GOOD).zh == "校验码相符。"
    assert check_code(GOOD).en


def test_a_sum_that_leaves_nothing_has_the_check_character_0():
    assert expected_check("0" * 17) == "0"


@pytest.mark.parametrize(
    ("letter", "meant"), [("I", "1"), ("O", "0"), ("S", "5"), ("Z", "2"), ("V", "U")]
)
def test_a_letter_that_no_code_has_is_named_with_what_was_probably_meant(letter, meant):
    for typed in (letter, letter.lower(), letter.translate(FULL_WIDTH)):
        with pytest.raises(BadCode) as caught:
            normalise_code(GOOD[:9] + typed + GOOD[10:])
        for lang in ("zh", "en"):
            assert f"“{letter}”" in caught.value.message(lang)
            assert f"“{meant}”" in caught.value.message(lang)
        assert "第10位" in caught.value.message("zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有填写"),
        ("   ", "没有填写"),
        ("9111-0000-6000-3734-1L", "“-”"),
        ("91110000600037341", "17位"),
        ("91110000600037341LL", "19位"),
        ("330100000012345", "原注册号"),
        ("911100A0600037341L", "行政区划"),
        ("91110000企业037341L", "“企”"),
    ],
)
def test_what_is_no_code_is_refused_with_what_to_do(text, said):
    with pytest.raises(BadCode) as caught:
        normalise_code(text)
    assert said in caught.value.message("zh")
    assert caught.value.message("en")


def test_an_old_licence_number_is_an_identifier_of_its_own():
    old = read_identifier(" 330100 000012345 ")
    assert (old.kind, old.value) == (IdentifierKind.OLD_LICENCE, "330100000012345")
    new = read_identifier(GOOD.lower())
    assert (new.kind, new.value) == (IdentifierKind.CREDIT_CODE, GOOD)
    assert all(kind.zh for kind in IdentifierKind)


def test_a_military_unit_may_use_a_substitute_code_with_proof():
    substitute = SubstituteCode.read(" zl-１２３４５ ", "费减备案证明")
    assert substitute == SubstituteCode("ZL-12345", "费减备案证明")
    for text, proof in (("ZL-12345", " "), (GOOD, "证明"), ("x", "证明"), ("<script>", "证明")):
        with pytest.raises(BadCode):
            SubstituteCode.read(text, proof)


def test_signs_of_the_same_people_are_hints():
    banned = Profile(1, GOOD, "张三", "", "浙江省海宁市一路 1 号", "0571-8888 0000")
    fresh = Profile(2, "91330481MA2XYQ0T1A", "张三", "", "浙江省海宁市一路１号", "057188880000")
    assert [h.key for h in common_signs(banned, fresh)] == [
        "legal_representative",
        "address",
        "phone",
    ]
    assert common_signs(banned, banned) == ()
    twin = Profile(3, "12" + GOOD[2:])
    assert [h.key for h in common_signs(banned, twin)] == ["body_code"]
    assert body_code(GOOD) == "600037341"
