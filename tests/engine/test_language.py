"""What expressions, scripts and cells may say, and what they come to."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine import ExpressionError, check_expression, compile_expression, evaluate
from service.engine.language import compile_cell, compile_script
from service.engine.language.errors import BadText

DATA = {
    "case": {"center": "zhejiang", "n": 3, "none": None},
    "分数": 5,
    "xs": [{"k": 1}, {"k": 2}],
    "centers": ["a", "b"],
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("case.center", "zhejiang"),
        ("case['center']", "zhejiang"),
        ("case.missing", None),
        ("case.n > 2 and not case.none", True),
        ("1 < case.n <= 3", True),
        ("分数 + 1", 6),
        ("-分数 ** 2", -25),
        ("7 // 2 + 7 % 2", 4),
        ("'甲' if 分数 > 3 else '乙'", "甲"),
        ("case.center in ('zhejiang', 'hangzhou')", True),
        ("'z' not in centers", True),
        ("case.none is None and case.n is not None", True),
        ("any(x.k == 2 for x in xs)", True),
        ("[x.k * 2 for x in xs if x.k > 1]", [4]),
        ("[a + b for a in centers for b in centers]", ["aa", "ab", "ba", "bb"]),
        ("len(centers) + sum([1, 2]) + max(1, 5)", 10),
        ("{'a': 分数, 'b': [1]}", {"a": 5, "b": [1]}),
        ("true and not false and null is None", True),
        ("get(case, 'x', 7)", 7),
        ("first(centers) + last(centers)", "ab"),
        ("double(x=分数)", 10),
        ("case.n or 5", 3),
        ("xs[0].k + xs[-1]['k']", 3),
    ],
)
def test_expressions_come_to(text, value):
    assert evaluate(text, DATA, {"double": lambda x: x * 2}) == value


def test_data_and_functions_of_the_same_name_do_not_meet():
    assert evaluate("limit(limit)", {"limit": 3}, {"limit": lambda n: n + 1}) == 4


def test_an_expression_tells_what_it_reads_and_calls():
    found = compile_expression("[x.k for x in xs if x.k > 分数] and limit('a') and true")
    assert (found.names, found.functions) == ({"xs", "分数"}, {"limit"})


def test_unknown_functions_are_found_when_the_known_ones_are_named():
    assert check_expression("limt('x')") == ()
    (flaw,) = check_expression("limt('x') and len(x)", {"limit"})
    assert "limt" in flaw.zh


@pytest.mark.parametrize(
    ("text", "char", "column"),
    [
        ("case.n ＝ 3", "＝", 8),
        ("case.center == “zhejiang”", "“", 16),
        ("limit（'x')", "（", 6),
        ("max(1，2)", "，", 6),
        ("case。n", "。", 5),
        ("分数 ＞ 3", "＞", 4),
        ("分数 > ３", "３", 6),
        ("分数　> 3", "　", 3),
    ],
)
def test_full_width_punctuation_is_explained_with_its_place(text, char, column):
    flaw = check_expression(text)[0]
    assert flaw.column == column
    assert char.strip() in flaw.zh
    assert "half" in flaw.en or "must be" in flaw.en


def test_full_width_characters_inside_text_are_left_alone():
    assert evaluate("x == '（甲），乙。'", {"x": "（甲），乙。"}) is True


def test_names_that_python_would_silently_change_are_refused():
    for text in ("ﬁeld == 1", "ｘ == 1", "case.ﬁeld", "x² > 1", "Ⅳ > 1"):
        assert check_expression(text), text
    (flaw,) = check_expression("ﬁeld == 1")
    assert "field" in flaw.zh


@pytest.mark.parametrize("text", ["", "  ", "a =", "a = 1", "1a", "((", "a b", "if", "x.", "a;b"])
def test_what_is_no_expression_is_a_flaw_in_both_languages(text):
    flaw = check_expression(text)[0]
    assert flaw.zh
    assert flaw.en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nobody", "nobody"),
        ("case.none.x", "null"),
        ("分数.x", "int"),
        ("1 / 0", "zero"),
        ("case.center > 3", "not supported"),
        ("xs[9]", "9"),
        ("nothing()", "nothing"),
        ("double(1, 2)", "double"),
        ("'a' + 1", "numbers"),
        ("[x for x in 5]", "gone through"),
    ],
)
def test_a_failure_says_why_and_where(text, said):
    with pytest.raises(ExpressionError, match=said) as failed:
        evaluate(text, DATA, {"double": lambda x: x * 2})
    assert failed.value.text == text
    assert failed.value.zh


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_checker(text):
    flaws = check_expression(text)
    assert all(flaw.zh and flaw.en for flaw in flaws)


@given(st.text(alphabet="abx1.()[]'\" +-*/%<>=!,:{}\n甲", max_size=40))
def test_whatever_compiles_either_computes_or_fails_politely(text):
    with suppress(BadText, ExpressionError):
        evaluate(text, {"a": 1, "b": {"x": 2}, "x": [1, 2]}, {})


def test_a_script_is_assignments_and_nothing_else():
    assert compile_script("a = 1\n\n b = a + 1 ").value({}, {}) == {"a": 1, "b": 2}
    for text in ("", "print(1)", "a", "a == 1", "import os", "a, b = 1", "a.b = 1", "a += 1",
                 "# a", "_a = 1", "for = 1", "a = 1; b = 2", "ﬁ = 1", "a[0] = 1"):  # fmt: skip
        with pytest.raises(BadText):
            compile_script(text)


def test_a_script_flaw_names_its_line():
    with pytest.raises(BadText) as bad:
        compile_script("a = 1\nb ＝ 2\nc = “x”")
    assert [flaw.line for flaw in bad.value.flaws][:2] == [2, 3]


@pytest.mark.parametrize(
    ("cell", "value", "holds"),
    [
        ("", 1, True), ("-", 1, True), (None, 1, True), ("'x'", "x", True), ("'x'", "y", False),
        ("> 3", 4, True), ("> 3", 3, False), (">= 分数", 5, True), ("!= 'x'", "y", True),
        ("== 1", 1, True), ("in ('a', 'b')", "a", True), ("in ('ab')", "a", False),
        ("not in ('a', 'b')", "c", True), ("in centers", "b", True), ("'a', 'b'", "b", True),
        ("('a', 'b')", "c", False), ("[1..5]", 5, True), ("[1..5)", 5, False), ("(1..5]", 1, False),
        ("true", True, True), ("null", None, True), ("分数 + 1", 6, True),
    ],
)  # fmt: skip
def test_cells_test_the_input_of_their_column(cell, value, holds):
    assert compile_cell(cell).holds(value, DATA, {}) is holds


@pytest.mark.parametrize("cell", ["> 3) or (1", "> ", "'a", "本栏输入 > 1", "[1..", "in", "＞ 3"])
def test_a_cell_can_not_break_out_of_its_test(cell):
    with pytest.raises(BadText):
        compile_cell(cell)
