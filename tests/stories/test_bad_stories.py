"""A story that can not be read says in which file, at which step, and what is wrong."""

from pathlib import Path

import pytest

from service.stories import BadStory, load_story

GOOD = """
story: 一个故事
source: M13
given:
  clock: 2026-03-02T09:00
  entity: {name: 甲公司, code: 91330106MA27X00018}
steps:
  - open: admission_review
    by: 浙江中心.受理员
"""


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadStory) as caught:
        load_story(path)
    assert caught.value.path == path
    return [(said.zh, said.en) for said in caught.value.problems]


def test_a_good_story_can_be_read(tmp_path):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    story = load_story(path)
    assert (story.title, story.source, story.steps[0].what) == (
        "一个故事",
        "M13",
        ("admission_review",),
    )


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        ("story: 一个故事", "title: x", "要写 story", "story is missing"),
        ("source: M13", "source: M13\nnotes: x", "不认识“notes”", "unknown key 'notes'"),
        ("    by: 浙", "    bye: 浙", "第 1 步（第 8 行）：不认识“bye”", "step 1 (line 8)"),
        ("clock: 2026-03-02T09:00", "clock: 昨天", "不是时间", "is no moment"),
        ("clock: 2026-03-02T09:00", "clock: 2026-02-30", "不是时间", "is no moment"),
        ("91330106MA27X00018", "9133O106MA27X00018", "第 1 个主体", "the letter “O”"),
        ("  - open: admission_review", "  - open: [a, b]", "只写一个名字", "takes one name"),
        (
            "    by: 浙",
            "    complete: x\n    by: 浙",
            "只能写一个：open、complete",
            "only one of open, complete",
        ),
        (
            "  - open: admission_review\n    by",
            "  - by",
            "这一步什么也没做",
            "the step does nothing",
        ),
        (
            "    by: 浙",
            "    expect: {waits_at: x}\n    by: 浙",
            "第 1 步（第 8 行） expect：不认识“waits_at”",
            "unknown key 'waits_at'",
        ),
        ("    by: 浙", "    outage: true\n    by: 浙", "outage 要和 at", "outage goes with"),
        ("    by: 浙", "    form: 三\n    by: 浙", "要写成“名字: 值”", "must be a mapping"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, before, after, zh, en):
    assert before in GOOD
    found = problems(tmp_path, GOOD.replace(before, after, 1))
    assert any(zh in said[0] for said in found), found
    assert any(en in said[1] for said in found), found


def test_every_problem_is_told_at_once(tmp_path):
    text = GOOD.replace("story: 一个故事", "x: 1").replace("by:", "bye:")
    assert len(problems(tmp_path, text)) >= 3


def test_a_key_written_twice_is_refused(tmp_path):
    found = problems(tmp_path, GOOD + "    by: 浙江中心.中心负责人\n")
    assert "第 10 行" in found[0][0]
    assert "by" in found[0][0]


@pytest.mark.parametrize(
    "text",
    [
        "story: [",
        "- a\n- b",
        "",
        "story: &x {a: 1}\nsource: *x",
        "story: !!python/object/apply:os.system [true]",
        "story: \x00",
    ],
)
def test_what_is_no_plain_yaml_is_refused(tmp_path, text):
    assert problems(tmp_path, text)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(BadStory, match="can not be read"):
        load_story(tmp_path / "none.yaml")


def test_yes_and_no_stay_words(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text(GOOD + "    form: {a: yes, b: no, c: on, d: true}\n", encoding="utf-8")
    assert load_story(path).steps[0].form == {"a": "yes", "b": "no", "c": "on", "d": True}
