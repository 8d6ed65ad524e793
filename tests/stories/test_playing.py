"""A story that goes wrong says at which step, what was expected, and where the case waits."""

from pathlib import Path

import pytest

from service.stories import Stage, load_story, play, play_all
from service.stories.play import Played

GIVEN = """
story: 一个故事
source: M13
given:
  clock: 2026-03-02T09:00
  entity: {name: 甲公司, code: 91330106MA27X00018, filed_at: 杭州中心}
steps:
  - open: admission_review
    by: 浙江中心.受理员
    form: {center: 浙江中心}
"""


def written(folder: Path, steps: str) -> Path:
    path = folder / "story.yaml"
    path.write_text(GIVEN + steps, encoding="utf-8")
    return path


@pytest.fixture
def told(tmp_path: Path, quick_stage: Stage):
    def tell(steps: str) -> list[str]:
        return [said.zh for said in _played(tmp_path, quick_stage, steps).problems]

    return tell


def _played(folder: Path, stage: Stage, steps: str) -> Played:
    return play(load_story(written(folder, steps)), stage)


def test_a_wrong_expectation_says_both_sides_and_where_the_case_waits(told):
    assert told("    expect: {waiting_at: assess_application, ended: true}\n") == [
        "第 1 步（第 8 行）：waiting_at：应为 ['assess_application']，实为 ['check_completeness']",
        "第 1 步（第 8 行）：ended：应为 True，实为 False",
        "第 1 步（第 8 行）：案件 A33-2026-00001 停在：check_completeness（审查完整性）",
    ]


def test_a_task_that_is_not_open_says_where_the_case_waits_instead(told):
    found = told("  - complete: decide_admission\n")
    assert found[0] == "第 2 步（第 11 行）：没有待办“decide_admission”"
    assert "停在：check_completeness" in found[1]


def test_an_unexpected_refusal_is_told_in_its_own_words(told):
    found = told("  - complete: check_completeness\n    by: 杭州中心.受理员\n")
    assert found[0].startswith("第 2 步（第 11 行）：被拒绝（not_allowed）")
    found = told("  - complete: check_completeness\n    form: {outcome: 随便}\n")
    assert any("outcome：" in line for line in found)


def test_a_refusal_that_does_not_come_is_missed(told):
    found = told("  - complete: check_completeness\n    expect: {refused: not_allowed}\n")
    assert found[0].endswith("refused：应被拒绝（not_allowed），实际办成了")


def test_another_refusal_than_expected_is_told(told):
    step = "  - complete: check_completeness\n    by: 杭州中心.受理员\n"
    found = told(step + "    expect: {refused: {code: not_allowed, says: 完全别的话}}\n")
    assert "应为" in found[0]
    assert "not_allowed" in found[1]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("  - open: admission_review\n", "要写 by"),
        ("  - open: no_such\n    by: 浙江中心.受理员\n", "没有可以开立的流程“no_such”"),
        ("  - open: reapplication_cooling\n    by: 浙江中心.受理员\n", "没有可以开立的流程"),
        ("  - complete: check_completeness\n    by: 浙江中心.皇帝\n", "没有岗位“皇帝”"),
        ("  - complete: check_completeness\n    by: 月球中心.受理员\n", "没有主体“月球中心”"),
        ("  - complete: check_completeness\n    case: 他案\n", "没有叫“他案”的案件"),
        ("  - act: fly\n", "没有操作“fly”"),
        ("  - act: withdraw_application\n    by: 浙江中心.受理员\n", "with 不对"),
        ("  - at: 2026-03-01T09:00\n", "第 2 步（第 11 行）：被拒绝（invalid_form）"),
        ("  - expect: {standing: {of: 乙公司, may_apply: true}}\n", "没有主体“乙公司”"),
        ("  - expect: {standing: {may_fly: true}}\n", "没有这一项"),
        ("  - expect: {filings: {杭州中心: 已取消}}\n", "active 已备案"),
        ("  - expect: {record: [飞]}\n", "case.opened"),
        ("  - expect: {notices: {甲公司: [ban_begun]}}\n", "ban_begun"),
        ("  - expect: {due_day: {check_completeness: 2026-03-10}}\n", "2026-03-09"),
        ("  - expect: {hidden_from: [浙江中心.受理员]}\n", "浙江中心.受理员"),
    ],
)
def test_what_a_story_names_wrongly_or_expects_wrongly_is_said(told, step, said):
    found = told(step)
    assert found, "the story passed"
    assert said in found[0]


def test_the_player_stops_at_the_first_step_that_goes_wrong(told):
    found = told("  - complete: assess_application\n  - complete: national_recheck\n")
    assert [line for line in found if "第 3 步" in line] == []


def test_a_story_leaves_nothing_behind_for_the_next(tmp_path, quick_stage):
    for _ in range(2):
        assert _played(tmp_path, quick_stage, "    expect: {live: {admission_review: 1}}\n").passed


def test_a_refused_step_is_not_counted_as_a_visit(tmp_path, quick_stage):
    once = _played(
        tmp_path,
        quick_stage,
        "  - complete: check_completeness\n    form: {outcome: 需要补正}\n"
        "  - complete: correct_application\n    by: 甲公司.申请主体\n"
        "  - complete: check_completeness\n    form: {outcome: 不予受理, reasons: null}\n"
        "    expect: {refused: invalid_form}\n",
    )
    assert once.passed
    assert "correct_application" in once.coverage.elements["admission_review"]
    assert "refuse_at_gate" not in once.coverage.elements["admission_review"]
    assert once.coverage.flows["admission_review"] == {
        "gate_passed_to_check_completeness",
        "completeness_outcome_to_request_correction",
    }


def test_named_stories_are_judged_by_themselves(tmp_path):
    path = written(tmp_path, "    expect: {ended: true}\n")
    heard: list[str] = []
    report = play_all([path], tell=lambda result: heard.append(result.title))
    assert heard == ["一个故事"]
    assert (report.failed, report.ok, report.unvisited) == (1, False, ())
    assert report.lines("en")[0] == "✗ 一个故事  (story.yaml)"
    assert report.lines("en")[1].strip() == "step 1 (line 8): ended: expected True, found False"
    assert report.lines()[-1] == "0 passed, 1 failed"


def test_a_file_that_is_no_story_fails_like_one(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("steps: 3", encoding="utf-8")
    report = play_all([path])
    assert report.lines()[-1] == "0 passed, 1 failed"
    assert str(path) in report.lines()[0]
