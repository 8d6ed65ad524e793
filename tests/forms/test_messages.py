"""Every way an answer can be wrong has words: what is wrong, and how to put it right."""

import re

import pytest

from service.forms.definition import FIELD
from service.forms.messages import MESSAGES
from tests.forms.desk import faults
from tests.forms.small import built, field, rows

SAYS = {"zh": "填六位数字。", "en": "Give six digits."}
HAN = re.compile(r"[\u4e00-\u9fff]")
CASES = {
    "required": (field("text"), None, "请填写名称。"),
    "const": (field("confirm"), False, "请勾选“名称”。"),
    "type": (field("number"), "十二", "名称要填整数，例如 12。"),
    "enum": (field("choice"), "c", "名称要从给出的选项里选：甲、乙。"),
    "minLength": (field("text", minLength=3), "好", "名称至少写 3 个字，现在是 1 个。"),
    "maxLength": (field("text"), "好" * 42, "名称最多写 40 个字，请删去 2 个。"),
    "minimum": (field("number", minimum=1), 0, "名称不能小于 1。"),
    "maximum": (field("number"), 101, "名称不能大于 100。"),
    "pattern": (
        field("text", pattern="^[0-9]{6}$", **{"x-pattern-says": SAYS}), "3301",
        "名称“3301”的写法不对：填六位数字。",
    ),
    "minItems": (rows({"n": field("text")}, minItems=2), [{"n": "好"}],
                 "名称至少要填 2 行，现在是 1。"),
    "maxItems": (field("files"), [f"doc-{n}" for n in range(4)],
                 "名称最多上传 3 个文件，请去掉 1 个文件。"),
    "uniqueItems": (field("many_choices"), ["a", "a"], "名称里有重复的，留下一个。"),
}  # fmt: skip
FORMATS = {
    "date": (field("date"), "2026-02-30", "日历上有的日期"),
    "date-time": (field("date_time"), "2026-10-09", "要填日期和时间"),
    "decimal": (field("money"), "12.345", "最多两位小数"),
    "email": (field("text", format="email"), "ip@example", "完整的邮箱"),
    "phone": (field("text", format="phone"), "call me", "7 至 20 位"),
    "credit_code": (field("text", format="credit_code"), "12", "名称："),
}


@pytest.mark.parametrize("keyword", sorted(CASES))
def test_a_wrong_answer_is_told_in_words(keyword):
    asked, given, wanted = CASES[keyword]
    form = built({"x": asked}, required=["x"])
    found = faults(form, {} if given is None else {"x": given})["x"]
    assert found.zh == wanted
    assert "Name" in found.en or "3301" in found.en


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_wrong_format_is_told_with_an_example(name):
    asked, given, part = FORMATS[name]
    found = faults(built({"x": asked}), {"x": given})["x"]
    assert part in found.zh
    assert "“Name”" in found.en


def test_no_keyword_of_a_definition_is_without_words():
    silent = {"title", "description", "items", "properties", "readOnly"}
    tested = {key for key in FIELD if not key.startswith("x-")} - silent
    assert tested <= set(MESSAGES)


def test_chinese_messages_are_chinese_and_english_ones_english():
    for asked, given, _ in [*CASES.values(), *FORMATS.values()]:
        form = built({"x": {**asked, "x-labels": asked.get("x-labels", {})}}, required=["x"])
        found = faults(form, {} if given is None else {"x": given})["x"]
        assert HAN.search(found.zh)
        assert not HAN.search(found.en.replace(str(given), ""))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (field("choice"), "请选择名称。"),
        (field("files"), "请上传名称。"),
        (rows({"n": field("text")}), "名称至少要填一行。"),
        (field("date"), "请填写名称，例如 2026-10-09。"),
    ],
)
def test_an_open_question_is_told_in_the_words_of_its_widget(asked, words):
    assert faults(built({"x": asked}, required=["x"]), {})["x"].zh == words


def test_an_answer_of_another_shape_is_told_so():
    form = built({"x": field("text"), "y": rows({"n": field("text")}), "z": field("yes_no")})
    found = faults(form, {"x": 5, "y": "好", "z": "也许"})
    assert [error.zh for error in found.values()] == [
        "名称要填文字。", "名称要填列表。", "名称要选“是”或“否”。",
    ]  # fmt: skip
